from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from hashiya.codebook.label import DEFAULT, LabelSet
from hashiya.session.commands import (
    ARTICLE,
    EVERYWHERE,
    LIBRARY,
    RESERVED_KEYS,
    Command,
    keymap,
    label_commands,
)

# what the Arabic layout of xkb sends, row by row of the keyboard
LETTERS = frozenset("ضصثقفغعهخحجد" + "شسيبلاتنمكط" + "ئءؤر\ufefbىةوزظ")
ARROWS = ("left", "right", "up", "down")
NAMED = frozenset(
    [f"{modifier}{arrow}" for modifier in ("", "shift+", "ctrl+", "ctrl+shift+") for arrow in ARROWS]
    + [f"f{number}" for number in range(1, 13)]
    + ["enter", "space", "escape", "tab", "delete"]
    + [f"{shift}{name}" for shift in ("", "shift+") for name in ("home", "end", "pageup", "pagedown")]
    + ["ctrl+home", "ctrl+end"]
)
UNCHANGED = frozenset("0123456789-=")
SENT_BY_THE_ARABIC_LAYOUT = LETTERS | UNCHANGED | NAMED

SCREENS = {"article": (*label_commands(DEFAULT), *ARTICLE), "library": LIBRARY}


def of(screen: str) -> dict[str, Command]:
    return {command.id: command for command in SCREENS[screen]}


@pytest.mark.parametrize(
    ("screen", "identifier"),
    [(screen, command.id) for screen, commands in SCREENS.items() for command in commands],
)
def test_each_command_can_be_reached_with_the_arabic_layout_on(screen: str, identifier: str) -> None:
    command = of(screen)[identifier]
    assert SENT_BY_THE_ARABIC_LAYOUT.intersection(command.all_keys), command.all_keys


@pytest.mark.parametrize("screen", SCREENS)
def test_no_key_runs_two_commands_of_a_screen(screen: str) -> None:
    counts = Counter(key for command in SCREENS[screen] for key in command.all_keys)
    assert [key for key, count in counts.items() if count > 1] == []
    assert len(keymap(SCREENS[screen])) == len(counts)


@pytest.mark.parametrize("screen", SCREENS)
def test_commands_have_ids_of_their_own_titles_and_groups(screen: str) -> None:
    commands = SCREENS[screen]
    assert len({command.id for command in commands}) == len(commands)
    assert len({command.title for command in commands}) == len(commands)
    for command in commands:
        assert command.id.count(".") == 1
        assert command.keys
        assert command.title
        assert command.group


@pytest.mark.parametrize(
    ("key", "identifier"),
    [
        # the keys that were promised, and the same keys with the Arabic layout on
        ("left", "move.left"),
        ("ctrl+left", "move.sentence_left"),
        ("pagedown", "move.page_down"),
        ("home", "move.row_start"),
        ("g", "move.start"),
        ("ل", "move.start"),
        ("G", "move.end"),
        ("space", "mark.select"),
        ("escape", "mark.drop"),
        ("shift+left", "extend.left"),
        ("ctrl+shift+left", "extend.sentence_left"),
        ("w", "mark.word"),
        ("ص", "mark.word"),
        ("s", "mark.sentence"),
        ("س", "mark.sentence"),
        ("p", "mark.paragraph"),
        ("ح", "mark.paragraph"),
        ("i", "mark.inside"),
        ("ه", "mark.inside"),
        ("]", "mark.end_forward"),
        ("د", "mark.end_forward"),
        ("[", "mark.end_back"),
        ("ج", "mark.end_back"),
        ("}", "mark.start_forward"),
        ("ط", "mark.start_forward"),
        ("{", "mark.start_back"),
        ("ك", "mark.start_back"),
        ("a", "label.ACTOR"),
        ("ش", "label.ACTOR"),
        ("e", "label.EVENT"),
        ("ث", "label.EVENT"),
        ("q", "label.QUOTE"),
        ("ض", "label.QUOTE"),
        ("n", "note.next"),
        ("ى", "note.next"),
        ("N", "note.previous"),
        ("و", "note.previous"),
        ("x", "note.remove"),
        ("ء", "note.remove"),
        ("u", "note.undo"),
        ("ع", "note.undo"),
        ("ctrl+r", "note.redo"),
        ("غ", "note.redo"),
        ("m", "note.write"),
        ("ة", "note.write"),
        ("c", "note.copy"),
        ("ؤ", "note.copy"),
        ("/", "find.open"),
        ("ظ", "find.open"),
        ("+", "view.wider"),
        ("=", "view.wider"),
        ("-", "view.narrower"),
        ("o", "view.library"),
        ("خ", "view.library"),
        ("?", "app.keys"),
        ("\u061f", "app.keys"),
        ("ctrl+q", "app.leave"),
    ],
)
def test_the_keys_of_the_article(key: str, identifier: str) -> None:
    assert keymap(SCREENS["article"])[key].id == identifier


@pytest.mark.parametrize(
    ("key", "identifier"),
    [
        ("enter", "list.open"),
        ("down", "list.down"),
        ("/", "list.filter"),
        ("ظ", "list.filter"),
        ("ctrl+q", "app.leave"),
        ("f1", "app.keys"),
    ],
)
def test_the_keys_of_the_library(key: str, identifier: str) -> None:
    assert keymap(LIBRARY)[key].id == identifier


@pytest.mark.parametrize("screen", SCREENS)
def test_what_works_everywhere_works_on_each_screen(screen: str) -> None:
    assert {command.id for command in EVERYWHERE} <= set(of(screen))


def test_each_motion_has_its_twin_that_extends() -> None:
    article = of("article")
    moves = {identifier.removeprefix("move.") for identifier in article if identifier.startswith("move.")}
    extends = {
        identifier.removeprefix("extend.") for identifier in article if identifier.startswith("extend.")
    }
    assert moves - extends == {"start", "end"}
    assert extends <= moves


# --- labels


def test_a_label_has_a_command_with_its_key_on_both_layouts() -> None:
    actor, event, quote = label_commands(DEFAULT)
    assert (actor.id, actor.keys, actor.all_keys) == ("label.ACTOR", ("a",), ("a", "ش"))
    assert (event.id, quote.id) == ("label.EVENT", "label.QUOTE")
    assert actor.short == "actor"


def test_a_label_with_an_arabic_key_of_its_own_answers_to_both_arabic_keys() -> None:
    label = replace(DEFAULT["ACTOR"], name="PLACE", key="k", arabic_key="م")
    (command,) = label_commands(LabelSet([label]))
    assert command.keys == ("k", "م")
    assert set(command.all_keys) == {"k", "م", "ن"}


def test_a_label_without_an_arabic_key_has_the_one_of_its_physical_key() -> None:
    label = replace(DEFAULT["ACTOR"], name="PLACE", key="k", arabic_key="")
    (command,) = label_commands(LabelSet([label]))
    assert set(command.all_keys) == {"k", "ن"}


def test_the_keys_of_the_article_s_commands_are_reserved_and_those_of_labels_are_not() -> None:
    assert {"w", "ص", "?", "left", "ctrl+q"} <= RESERVED_KEYS
    assert not RESERVED_KEYS & {"a", "ش", "e", "ث", "q", "ض", "k", "ن"}


# --- keymap


def test_the_first_command_that_names_a_key_has_it() -> None:
    first = Command("one.first", ("a",), "first", "Group")
    second = Command("one.second", ("ش", "b"), "second", "Group")
    table = keymap([first, second])
    assert (table["a"], table["ش"], table["b"]) == (first, first, second)
