from __future__ import annotations

import os
from typing import TYPE_CHECKING

from hashiya.files.file_number import file_number_of

if TYPE_CHECKING:
    from pathlib import Path


def test_a_file_keeps_its_number_when_it_is_renamed(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.touch()
    number = file_number_of(path)
    assert file_number_of(path.rename(tmp_path / "b")) == number != ""


def test_a_file_of_two_names_and_a_missing_one_have_no_number(tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    os.link(tmp_path / "a", tmp_path / "b")
    assert file_number_of(tmp_path / "a") == file_number_of(tmp_path / "none") == ""
