from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hashiya.article.library import SUFFIXES, list_library, none_found
from hashiya.messages import Message
from hashiya.store.tinydb.file_names import file_name_of
from hashiya.store.tinydb.record_lines import encode_record, encode_tables

if TYPE_CHECKING:
    from pathlib import Path


def make(folder: Path, *names: str) -> Path:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    return folder


def names(folder: Path) -> list[str]:
    return [entry.path.relative_to(folder).as_posix() for entry in list_library(folder)]


def test_texts_and_pages_are_listed_by_name(tmp_path: Path) -> None:
    make(tmp_path, "b.txt", "A.TXT", "notes.md", "page.HTML", "p.htm", "x.xhtml")
    make(tmp_path, "data.json", ".hidden.txt", "x.txt.bak", "txt", "folder.txt/x", "picture.jpg")
    assert names(tmp_path) == ["A.TXT", "b.txt", "notes.md", "p.htm", "page.HTML", "x.xhtml"]


def test_articles_of_folders_in_folders_are_listed(tmp_path: Path) -> None:
    make(tmp_path, "2.txt", "2025/11/1.txt", "2025/9/1.txt", "2025/a.txt", "folder.txt/b.md")
    assert names(tmp_path) == ["2.txt", "2025/a.txt", "2025/9/1.txt", "2025/11/1.txt", "folder.txt/b.md"]


@pytest.mark.parametrize(
    "name",
    [
        ".git/a.txt",
        ".venv/lib/a.txt",
        "node_modules/a/README.md",
        "lib/site-packages/a/LICENSE.txt",
        "__pycache__/a.txt",
        "__MACOSX/a.txt",
        "lost+found/a.txt",
        "$RECYCLE.BIN/a.txt",
    ],
)
def test_what_programs_leave_behind_is_left_out(tmp_path: Path, name: str) -> None:
    make(tmp_path, name, "kept.txt")
    assert names(tmp_path) == ["kept.txt"]


@pytest.mark.parametrize("marker", ["pyvenv.cfg", "CACHEDIR.TAG", "conda-meta/history"])
def test_environments_and_caches_are_left_out_whatever_their_names(tmp_path: Path, marker: str) -> None:
    make(tmp_path, f"env/{marker}", "env/a.txt", "env/deep/b.txt", "kept.txt")
    assert names(tmp_path) == ["kept.txt"]


def test_what_a_browser_saves_beside_a_page_is_left_out(tmp_path: Path) -> None:
    make(tmp_path, "page.html", "page_files/frame.html", "my_files/a.txt", "text.txt", "text_files/b.txt")
    assert names(tmp_path) == ["page.html", "text.txt", "my_files/a.txt", "text_files/b.txt"]


def test_stores_of_annotations_are_left_out_and_folders_with_such_names_are_not(tmp_path: Path) -> None:
    make(tmp_path, "store/a.txt", "annotations/b.txt", "export/c.txt", "export/c-0123456789.json")
    content = encode_tables({"article": [encode_record("1", {"path": "a.txt"})]})
    (tmp_path / "store" / file_name_of("مقال/خبر.txt")).write_bytes(content)
    assert names(tmp_path) == ["annotations/b.txt", "export/c.txt"]


def test_hostile_names_are_listed_as_they_are(tmp_path: Path) -> None:
    hostile = ["--help.txt", "[red]name.txt", "a\nb.txt", "l\udce9.txt", "x\u202etxt.sh.txt"]
    make(tmp_path, *hostile)
    make(tmp_path / "f\udce9\n", *hostile)
    assert len(names(tmp_path)) == 10
    assert set(names(tmp_path)) >= set(hostile)


def test_an_empty_folder_is_an_empty_library_which_is_said(tmp_path: Path) -> None:
    assert names(tmp_path) == []
    assert none_found(tmp_path) == Message("article.none_found", folder=tmp_path, suffixes=SUFFIXES)


def test_a_missing_folder_comes_with_its_problem(tmp_path: Path) -> None:
    assert list(list_library(tmp_path / "missing")) == [(tmp_path / "missing", Message("files.missing"))]
