"""Files that belong together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hashiya.exchange.archive import files_in
from hashiya.exchange.beside import packed_folder, packed_with_companion
from hashiya.messages import Message
from tests.refusals import refused

if TYPE_CHECKING:
    from pathlib import Path

LIMIT = 1_000_000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "sub").mkdir()
    for name, text in (("a", "قال"), ("sub/b", "زار"), ("sub/alone", "")):
        (tmp_path / f"{name}.ann").write_text(f"T1\tX 0 1\t{text[:1]}\n", encoding="utf-8")
        if text:
            (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    (tmp_path / "other.txt").write_text("x", encoding="utf-8")
    (tmp_path / "annotation.conf").write_text("[entities]\n", encoding="utf-8")
    return tmp_path


def test_annotations_and_their_texts_are_packed_below_the_folder(folder: Path) -> None:
    files = files_in(packed_folder(folder, LIMIT))
    assert sorted(files) == ["a.ann", "a.txt", "sub/alone.ann", "sub/b.ann", "sub/b.txt"]
    assert files["sub/b.txt"].decode() == "زار"


def test_a_file_is_packed_with_its_text(folder: Path) -> None:
    packed = packed_with_companion(folder / "sub" / "b.ann", LIMIT)
    assert packed is not None
    assert sorted(files_in(packed)) == ["b.ann", "b.txt"]
    assert packed_with_companion(folder / "sub" / "alone.ann", LIMIT) is None
    assert packed_with_companion(folder / "a.txt", LIMIT) is None


def test_files_of_uima_are_packed_with_the_types_beside_them(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    for name in ("a.xmi", "b.xmi", "TypeSystem.xml", "sub/c.xmi", "sub/d.xml"):
        (tmp_path / name).write_text("<a/>", encoding="utf-8")
    packed = packed_with_companion(tmp_path / "a.xmi", LIMIT)
    assert packed is not None
    assert sorted(files_in(packed)) == ["TypeSystem.xml", "a.xmi"]
    assert sorted(files_in(packed_folder(tmp_path, LIMIT))) == [
        "TypeSystem.xml",
        "a.xmi",
        "b.xmi",
        "sub/c.xmi",
    ]
    assert packed_with_companion(tmp_path / "sub" / "c.xmi", LIMIT) is None


def test_a_folder_without_annotations_is_refused(tmp_path: Path) -> None:
    with refused(Message("exchange.folder_without_annotations", path=tmp_path, endings=(".ann", ".xmi"))):
        packed_folder(tmp_path, LIMIT)


def test_files_that_are_too_large_together_are_refused(folder: Path) -> None:
    cause = Message("files.too_large", megabytes="2e-05")
    with refused(Message("files.cannot_read", path=folder, cause=cause)):
        packed_folder(folder, 20)
