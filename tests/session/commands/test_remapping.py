"""The table ``[keys]`` of a hashiya.toml."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from hashiya.codebook.labels import labels_in
from hashiya.codebook.settings import load_settings
from hashiya.errors import HashiyaError
from hashiya.messages import Message
from hashiya.session.commands.remapping import bindings_in
from tests.refusals import refused

if TYPE_CHECKING:
    from pathlib import Path

    from hashiya.session.commands.bindings import Bindings, KeyTable


def bound(folder: Path, text: str) -> Bindings:
    (folder / "hashiya.toml").write_text(text, encoding="utf-8")
    settings = load_settings(folder)
    return bindings_in([settings], labels_in(settings))


def id_at(table: KeyTable[Any], key: str) -> str | None:
    command = table.at(key)
    return None if command is None else command.id


@pytest.mark.parametrize(
    ("entry", "keys", "all_keys"),
    [
        ('["l"]', ("l",), ("l", "م")),
        ('"l"', ("l",), ("l", "م")),
        ('["م"]', ("م", "l"), ("م", "l")),
        ('["م", "l"]', ("م", "l"), ("م", "l")),
        ('["l", "insert", "shift+f5"]', ("l", "insert", "shift+f5"), ("l", "insert", "shift+f5", "م")),
        ('["J"]', ("J",), ("J",)),
        ('["\u0644\u0623"]', ("\ufef7", "G"), ("\ufef7", "G")),
        ('["؟"]', ("؟", "?"), ("؟", "?")),
        ('["Ctrl+T"]', ("ctrl+t",), ("ctrl+t",)),
        ('["shift+ctrl+end"]', ("ctrl+shift+end",), ("ctrl+shift+end",)),
        ('["PgUp"]', ("pageup",), ("pageup",)),
        ('["insert", "Ctrl+H"]', ("insert", "backspace"), ("insert", "backspace")),
        ('["x", "Del"]', ("x", "delete"), ("x", "delete", "ء")),
        ("[]", (), ()),
    ],
)
def test_a_command_has_the_keys_of_the_settings_and_no_others(
    tmp_path: Path, entry: str, keys: tuple[str, ...], all_keys: tuple[str, ...]
) -> None:
    others = '"move.end" = []\n"margin.last" = []\n'
    others += '"move.page_up" = "f20"\n"extend.row_end" = []\n"app.keys" = "f1"\n"margin.page_up" = []\n'
    bindings = bound(tmp_path, f'[keys]\n{others}"annotation.remove" = {entry}\n')
    command = bindings.page["annotation.remove"]
    assert command.keys == keys
    assert sorted(command.all_keys) == sorted(all_keys)
    assert [id_at(bindings.page, key) for key in all_keys] == ["annotation.remove"] * len(all_keys)
    assert bindings.margin["annotation.remove"].keys == keys
    if "x" not in keys:
        assert id_at(bindings.page, "x") is None
        assert id_at(bindings.page, "ء") is None


def test_an_id_may_stand_in_the_table_without_quotation_marks(tmp_path: Path) -> None:
    text = '[keys]\nview.done = "shift+f12"\nannotation.undo = ["shift+f9"]\nview.hidden = []\n'
    bindings = bound(tmp_path, text)
    assert (id_at(bindings.page, "shift+f12"), id_at(bindings.page, "shift+f9")) == (
        "view.done",
        "annotation.undo",
    )
    assert bindings.page["view.hidden"].keys == ()


def test_two_commands_may_change_keys(tmp_path: Path) -> None:
    bindings = bound(tmp_path, '[keys]\n"select.word" = "s"\n"select.sentence" = "w"\n')
    assert [id_at(bindings.page, key) for key in "swسص"] == ["select.word", "select.sentence"] * 2


def test_a_label_may_have_the_key_that_a_command_has_given_up(tmp_path: Path) -> None:
    text = '[keys]\n"select.word" = "shift+f12"\n[[label]]\nname = "WEAPON"\nkey = "w"\n'
    bindings = bound(tmp_path, text)
    assert id_at(bindings.page, "w") == id_at(bindings.page, "ص") == "label.WEAPON"


def test_what_must_keep_a_key_may_have_another(tmp_path: Path) -> None:
    bindings = bound(tmp_path, '[keys]\n"app.leave" = "Q"\n"app.keys" = "shift+f12"\n')
    for table in bindings.tables:
        assert id_at(table, "Q") == "app.leave"
        assert id_at(table, "ctrl+q") is None


def test_a_command_without_a_key_is_in_no_footer(tmp_path: Path) -> None:
    bindings = bound(tmp_path, '[keys]\n"annotation.undo" = []\n')
    assert "annotation.undo" not in [command.id for command in bindings.page.footer]
    assert "annotation.undo" in [command.id for command in bindings.page.commands]


def refused_id(folder: Path, text: str) -> Message:
    """Find the message by which settings are refused."""
    with pytest.raises(HashiyaError) as error:
        bound(folder, text)
    assert isinstance(error.value.told, Message)
    return error.value.told


@pytest.mark.parametrize(
    ("text", "expected", "parameters"),
    [
        ('"annotation.remve" = "x"', "codebook.unknown_near", {"near": "annotation.remove"}),
        ('"decide.min" = "x"', "codebook.unknown_near", {"near": "decide.mine"}),
        ('"label.ACTOR" = "x"', "commands.label_key_elsewhere", {"command": "label.ACTOR"}),
        ('"view.done" = 3', "commands.not_keys", {"command": "view.done"}),
        ('"view.done" = ["shift+f12", 3]', "commands.not_keys", {"command": "view.done"}),
        ('"view.done" = "shft+f6"', "commands.no_such_key", {"command": "view.done", "key": "shft+f6"}),
        ('"view.done" = ""', "commands.no_such_key", {"command": "view.done", "key": ""}),
        ('"view.done" = ["shift+f12", "f0"]', "commands.no_such_key", {"command": "view.done", "key": "f0"}),
        ('"view.done" = "\\u0007"', "commands.no_such_key", {"command": "view.done", "key": "\u0007"}),
        ('"app.leave" = []', "commands.must_keep_key", {"command": "app.leave"}),
        ('"app.keys" = []', "commands.must_keep_key", {"command": "app.keys"}),
        ('"ask.no" = []', "commands.must_keep_key", {"command": "ask.no"}),
    ],
)
def test_a_setting_without_a_meaning_is_refused_by_name(
    tmp_path: Path, text: str, expected: str, parameters: dict[str, str]
) -> None:
    told = refused_id(tmp_path, f"[keys]\n{text}\n")
    assert told.id == expected
    assert told.parameters["place"] == Message("commands.keys_table", path=tmp_path / "hashiya.toml")
    assert parameters.items() <= told.parameters.items()


@pytest.mark.parametrize(
    ("text", "first", "second", "key"),
    [
        ('[keys]\n"view.done" = "w"', "select.word", "view.done", "w"),
        # the Arabic letter of the key that another command has
        ('[keys]\n"view.done" = "ص"', "select.word", "view.done", "ص"),
        ('[keys]\n"view.done" = "ctrl+i"', "proposal.next", "view.done", "tab"),
        # the settings themselves
        (
            '[keys]\n"view.done" = "shift+f12"\n"view.hidden" = "shift+f12"',
            "view.hidden",
            "view.done",
            "shift+f12",
        ),
        # a place that is not on the screen at first
        ('[keys]\n"decide.mine" = "t"', "decide.mine", "decide.theirs", "t"),
        ('[keys]\n"library.sort" = "ق"', "library.sort", "library.reverse", "r"),
        ('[keys]\n"margin.go" = "m"', "margin.go", "annotation.note", "m"),
        # what works everywhere, in a dialog
        ('[keys]\n"ask.yes" = "ctrl+z"', "ask.yes", "app.suspend", "ctrl+z"),
        # labels
        ('[keys]\n"view.done" = "a"', "label.ACTOR", "view.done", "a"),
        ('[[label]]\nname = "PLACE"\nkey = "w"', "label.PLACE", "select.word", "w"),
        ('[[label]]\nname = "PLACE"\nkey = "l"\narabic_key = "ص"', "label.PLACE", "select.word", "ص"),
    ],
)
def test_a_clash_names_both_commands_and_the_key(
    tmp_path: Path, text: str, first: str, second: str, key: str
) -> None:
    told = refused_id(tmp_path, text + "\n")
    assert commands_in(told) == (first, second)
    assert told.parameters["place"] == (tmp_path / "hashiya.toml",)
    assert told.parameters["key"] == key
    assert told.id == ("commands.same_key_layout" if key == "ص" else "commands.same_key")
    assert told.parameters.get("latin") == ("w" if key == "ص" else None)


def commands_in(clash: Message) -> tuple[str, ...]:
    """The ids of the two commands that have one key."""
    found = (clash.parameters["first"], clash.parameters["second"])
    return tuple(str(each.parameters["command"]) for each in found if isinstance(each, Message))


def test_without_settings_the_declared_keys_are_in_force(tmp_path: Path) -> None:
    settings = load_settings(tmp_path)
    bindings = bindings_in([settings], labels_in(settings))
    assert id_at(bindings.page, "w") == "select.word"


# --- settings of the user, and of the folder


def bound_by_both(folder: Path, own: str, of_folder: str) -> Bindings:
    (folder / "own").mkdir()
    (folder / "own" / "hashiya.toml").write_text(own, encoding="utf-8")
    (folder / "hashiya.toml").write_text(of_folder, encoding="utf-8")
    settings = load_settings(folder)
    return bindings_in([load_settings(folder / "own", ("keys",)), settings], labels_in(settings))


def test_what_the_folder_says_of_a_command_goes_first(tmp_path: Path) -> None:
    own = '[keys]\n"view.done" = "shift+f12"\n"annotation.undo" = "shift+f9"\n'
    bindings = bound_by_both(tmp_path, own, '[keys]\n"view.done" = "shift+f12"\n')
    assert bindings.page["view.done"].keys == ("shift+f12",)
    assert bindings.page["annotation.undo"].keys == ("shift+f9",)


def test_a_clash_of_the_two_names_both_files(tmp_path: Path) -> None:
    own, of_folder = '[keys]\n"view.done" = "l"\n', '[[label]]\nname = "PLACE"\nkey = "l"\n'
    with refused("commands.same_key") as error:
        bound_by_both(tmp_path, own, of_folder)
    told = error.value.told
    assert isinstance(told, Message)
    assert commands_in(told) == ("label.PLACE", "view.done")
    assert told.parameters["place"] == (tmp_path / "own" / "hashiya.toml", tmp_path / "hashiya.toml")


def test_labels_are_not_among_the_settings_of_the_user(tmp_path: Path) -> None:
    with refused("codebook.misplaced"):
        bound_by_both(tmp_path, '[[label]]\nname = "PLACE"\nkey = "l"\n', "")
