from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from hashiya.article.library import list_library
from hashiya.errors import HashiyaError

if TYPE_CHECKING:
    from pathlib import Path


def names(folder: Path) -> list[str]:
    return [entry.name for entry in list_library(folder)]


def test_texts_of_the_folder_itself_are_listed_by_name(tmp_path: Path) -> None:
    for name in (
        "b.txt",
        "A.TXT",
        "notes.md",
        "page.HTML",
        "p.htm",
        "x.xhtml",
        "data.json",
        ".hidden.txt",
        "x.txt.bak",
        "txt",
    ):
        (tmp_path / name).write_text("x")
    (tmp_path / "folder.txt").mkdir()
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "inner.txt").write_text("x")
    assert names(tmp_path) == ["A.TXT", "b.txt", "notes.md", "p.htm", "page.HTML", "x.xhtml"]


def test_numbers_in_names_are_sorted_by_value(tmp_path: Path) -> None:
    for name in ("10.txt", "9.txt", "a10.txt", "a9.txt", "a9b.txt", "٣.txt"):
        (tmp_path / name).touch()
    assert names(tmp_path) == ["9.txt", "10.txt", "a9.txt", "a9b.txt", "a10.txt", "٣.txt"]


def test_an_entry_tells_where_it_is_and_how_large(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("قال".encode())
    (entry,) = list_library(tmp_path)
    assert (entry.path, entry.name, entry.size, entry.problem) == (tmp_path / "a.txt", "a.txt", 6, "")


def test_files_that_cannot_be_opened_are_listed_with_their_problem(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("x")
    (tmp_path / "dangling.txt").symlink_to("none")
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    problems = {entry.name: entry.problem for entry in list_library(tmp_path)}
    assert problems == {
        "dangling.txt": "it is a link to a file that is not there",
        "good.txt": "",
        "loop.txt": "it is a link that leads back to itself",
        "pipe.txt": "it is not a regular file",
    }


def test_hostile_names_are_listed_as_they_are(tmp_path: Path) -> None:
    hostile = ["--help.txt", "[red]name.txt", "a\nb.txt", "l\udce9.txt", "x\u202etxt.sh.txt"]
    for name in hostile:
        (tmp_path / name).touch()
    assert set(names(tmp_path)) == set(hostile)


def test_an_empty_folder_is_an_empty_library(tmp_path: Path) -> None:
    assert list_library(tmp_path) == []


@pytest.mark.parametrize("name", ["missing", "file.txt"])
def test_what_is_no_folder_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "file.txt").touch()
    with pytest.raises(HashiyaError, match=name):
        list_library(tmp_path / name)
