from __future__ import annotations

from pathlib import Path

import pytest

from hashiya.codebook.settings import OF_FOLDER, OF_USER, load_settings, refuse_unknown
from hashiya.errors import HashiyaError
from hashiya.messages import Message
from tests.refusals import refused

KEY = Message("codebook.kind_key")
TABLE = Message("codebook.kind_table")


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


def test_a_byte_order_mark_is_no_part_of_the_settings(tmp_path: Path) -> None:
    found = load_settings(settings(tmp_path, '\ufeff[keys]\n"view.done" = "f6"\n'))
    assert found.table("keys") == {"view.done": "f6"}


@pytest.mark.parametrize(
    ("text", "id_", "named"),
    [
        ("[[labels]]\n", "codebook.unknown_near", {"kind": TABLE, "name": "[[labels]]", "near": "[[label]]"}),
        ("[Label]\n", "codebook.unknown_near", {"kind": TABLE, "name": "[Label]", "near": "[[label]]"}),
        (
            "[[lable]]\n[[label]]\n",
            "codebook.unknown_near",
            {"kind": TABLE, "name": "[[lable]]", "near": "[[label]]"},
        ),
        ("[colours]\n", "codebook.unknown", {"kind": TABLE, "name": "[colours]"}),
        ("theme = 'dark'\n", "codebook.unknown", {"kind": KEY, "name": "theme"}),
        (
            "labels = []\n",
            "codebook.unknown_near",
            {"kind": TABLE, "name": "[[labels]]", "near": "[[label]]"},
        ),
        ("label = 3\n", "codebook.wrong_table", {"name": "label", "line": "[[label]]"}),
        ("[label]\nname = 'A'\n", "codebook.wrong_table", {"name": "label", "line": "[[label]]"}),
        (
            "\n[[label]\n",
            "codebook.not_toml",
            {"line": 2, "column": 8, "reason": "Expected ']]' at the end of an array declaration"},
        ),
        ("[keys]\nx = [", "codebook.not_toml", {"line": 2, "column": 6, "reason": "Invalid value"}),
        pytest.param("x = " + "[" * 5000, "codebook.too_large", {}, id="deep"),
        pytest.param("[keys]\n" + "a." * 2000 + "b = 1", "codebook.too_large", {}, id="deep tables"),
        pytest.param("language" + ".a" * 2000 + " = 1", "codebook.too_large", {}, id="deep word"),
        pytest.param("x = " + "9" * 5000, "codebook.too_large", {}, id="long"),
    ],
)
def test_wrong_files_are_refused_with_the_file_the_cause_and_the_nearest_name(
    tmp_path: Path, text: str, id_: str, named: dict[str, object]
) -> None:
    with refused(id_) as caught:
        load_settings(settings(tmp_path, text))
    assert "hashiya.toml" in caught.value.message
    assert isinstance(caught.value.told, Message)
    assert named.items() <= caught.value.told.parameters.items()


def test_an_unknown_name_comes_with_the_known_ones() -> None:
    with pytest.raises(HashiyaError) as told:
        refuse_unknown(Path("f.toml"), KEY, "x", ("name", "title"))
    assert (told.value.told, told.value.advice) == (
        Message("codebook.unknown", place=Path("f.toml"), kind=KEY, name="x"),
        Message("codebook.known_are", names=("name", "title")),
    )
    refuse_unknown(Path("f.toml"), KEY, "name", ("name", "title"))


def test_settings_that_are_no_utf8_or_no_file_are_refused(tmp_path: Path) -> None:
    (tmp_path / "hashiya.toml").write_bytes(b"\xff")
    with refused(Message("codebook.not_utf8", path=tmp_path / "hashiya.toml", byte=0)):
        load_settings(tmp_path)
    (tmp_path / "hashiya.toml").unlink()
    (tmp_path / "hashiya.toml").mkdir()
    with refused("files.cannot_read"):
        load_settings(tmp_path)


def test_a_word_is_one_of_those_that_are_allowed(tmp_path: Path) -> None:
    assert load_settings(settings(tmp_path, 'language = "ar"\n'), OF_USER).word("language") == "ar"
    assert load_settings(settings(tmp_path, "[keys]\n"), OF_USER).word("language") is None


@pytest.mark.parametrize(("written", "value"), [('"fr"', "fr"), ("5", "5"), ("[]", "[]"), ('""', "")])
def test_another_word_is_refused_with_the_allowed_ones(tmp_path: Path, written: str, value: str) -> None:
    path = settings(tmp_path, f"language = {written}\n") / "hashiya.toml"
    with refused(
        Message("codebook.not_a_choice", path=path, name="language", value=value, names=("en", "ar"))
    ):
        load_settings(tmp_path, OF_USER)


@pytest.mark.parametrize(
    ("text", "names", "written", "home"),
    [
        ('language = "ar"\n', OF_FOLDER, "language", Message("codebook.belongs_to_user")),
        ('[[label]]\nname = "A"\n', OF_USER, "[[label]]", Message("codebook.belongs_to_folder")),
    ],
)
def test_a_setting_in_the_wrong_file_comes_with_the_right_one(
    tmp_path: Path, text: str, names: tuple[str, ...], written: str, home: Message
) -> None:
    path = settings(tmp_path, text) / "hashiya.toml"
    with refused(Message("codebook.misplaced", path=path, name=written)) as error:
        load_settings(tmp_path, names)
    assert error.value.advice == home
