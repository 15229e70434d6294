from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hashiya.codebook.settings import load_settings, refuse_unknown
from hashiya.errors import HashiyaError

if TYPE_CHECKING:
    from pathlib import Path


def settings(folder: Path, text: str) -> Path:
    (folder / "hashiya.toml").write_text(text, encoding="utf-8")
    return folder


def test_without_a_file_there_are_no_tables(tmp_path: Path) -> None:
    found = load_settings(tmp_path)
    assert (found.path, list(found.tables("label")), dict(found.table("keys"))) == (
        tmp_path / "hashiya.toml",
        [],
        {},
    )


def test_tables_come_as_they_stand_in_the_file(tmp_path: Path) -> None:
    found = load_settings(settings(tmp_path, '[[label]]\nname = "A"\n[[label]]\nname = "B"\n'))
    assert [each["name"] for each in found.tables("label")] == ["A", "B"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[labels]]\n", r"the table \[\[labels\]\] is not known; did you mean \[\[label\]\]\?"),
        ("[Label]\n", r"the table \[Label\] is not known; did you mean \[\[label\]\]\?"),
        ("[[lable]]\n[[label]]\n", r"the table \[\[lable\]\] is not known; did you mean \[\[label\]\]\?"),
        ("[colours]\n", r"the table \[colours\] is not known$"),
        ("theme = 'dark'\n", "the key theme is not known$"),
        ("labels = []\n", r"the table \[\[labels\]\] is not known; did you mean \[\[label\]\]\?"),
        ("label = 3\n", r"label begins with a line \[\[label\]\]$"),
        ("[label]\nname = 'A'\n", r"label begins with a line \[\[label\]\]$"),
        ("[[label]\n", "not valid TOML"),
        pytest.param("x = " + "[" * 5000, "is too large or too deeply nested$", id="deep"),
        pytest.param("x = " + "9" * 5000, "is too large or too deeply nested$", id="long"),
    ],
)
def test_wrong_files_are_refused_with_the_file_the_cause_and_the_nearest_name(
    tmp_path: Path, text: str, said: str
) -> None:
    with pytest.raises(HashiyaError, match=f"(?s)hashiya.toml.*{said}"):
        load_settings(settings(tmp_path, text))


def test_an_unknown_name_comes_with_the_known_ones() -> None:
    with pytest.raises(HashiyaError) as told:
        refuse_unknown("f.toml", "key", "x", ("name", "title"))
    assert (told.value.message, told.value.hint) == (
        "f.toml: the key x is not known",
        "known are name, title",
    )
    refuse_unknown("f.toml", "key", "name", ("name", "title"))


def test_settings_that_are_no_utf8_or_no_file_are_refused(tmp_path: Path) -> None:
    (tmp_path / "hashiya.toml").write_bytes(b"\xff")
    with pytest.raises(HashiyaError, match=r"hashiya\.toml is not valid UTF-8 at byte 0"):
        load_settings(tmp_path)
    (tmp_path / "hashiya.toml").unlink()
    (tmp_path / "hashiya.toml").mkdir()
    with pytest.raises(HashiyaError, match=r"cannot read .*hashiya\.toml"):
        load_settings(tmp_path)
