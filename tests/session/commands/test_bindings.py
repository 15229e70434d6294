from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from hashiya.codebook.label import DEFAULT, LabelSet
from hashiya.messages import Message
from hashiya.session.commands.annotating import label_commands
from hashiya.session.commands.bindings import Bindings, KeyTable
from hashiya.session.commands.command import Command, Place
from hashiya.session.commands.program import program

# what the Arabic layout of xkb sends, row by row of the keyboard
LETTERS = frozenset("ضصثقفغعهخحجد" + "شسيبلاتنمكط" + "ئءؤر\ufefbىةوزظ")
ARROWS = ("left", "right", "up", "down")
NAMED = frozenset(
    [f"{modifier}{arrow}" for modifier in ("", "shift+", "ctrl+", "ctrl+shift+") for arrow in ARROWS]
    + [f"f{number}" for number in range(1, 13)]
    + ["shift+f2", "shift+f4", "shift+f6", "shift+f7", "shift+f8"]
    + ["enter", "space", "escape", "tab", "shift+tab", "delete", "backspace"]
    + [f"{shift}{name}" for shift in ("", "shift+") for name in ("home", "end", "pageup", "pagedown")]
    + [f"ctrl+{name}" for name in ("home", "end", "pageup", "pagedown")]
)
UNCHANGED = frozenset('0123456789-=!@#$%^&*_|\\:"')
SENT_BY_THE_ARABIC_LAYOUT = LETTERS | UNCHANGED | NAMED


def id_of(command: Command[Any] | None) -> str | None:
    return command.id if command is not None else None


BINDINGS = Bindings(DEFAULT)
TABLES: dict[str, KeyTable[Any]] = {
    "page": BINDINGS.page,
    "margin": BINDINGS.margin,
    "hints": BINDINGS.hints,
    "proposal": BINDINGS.proposal,
    "settling": BINDINGS.settling,
    "correcting": BINDINGS.correcting,
    "library": BINDINGS.library,
    "questions": BINDINGS.questions,
    "occurrences": BINDINGS.occurrences,
    "registry": BINDINGS.registry,
    "progress": BINDINGS.progress,
    "hits": BINDINGS.hits,
    "report": BINDINGS.report,
    "asking": BINDINGS.asking,
    "other dialog": BINDINGS.other_dialog,
}
EVERY = {command.id: command for table in TABLES.values() for command in table.commands}


@pytest.mark.parametrize("command", EVERY.values(), ids=EVERY)
def test_each_command_can_be_reached_with_the_arabic_layout_on(command: Command[Any]) -> None:
    assert SENT_BY_THE_ARABIC_LAYOUT.intersection(command.all_keys), command.all_keys


@pytest.mark.parametrize("place", TABLES)
def test_no_key_runs_two_commands_of_a_place(place: str) -> None:
    counts = Counter(key for command in TABLES[place].commands for key in command.all_keys)
    assert [key for key, count in counts.items() if count > 1] == []


@pytest.mark.parametrize("place", TABLES)
def test_commands_of_a_place_have_titles_of_their_own(place: str) -> None:
    titles = Counter(command.title for command in TABLES[place].commands)
    assert [title for title, count in titles.items() if count > 1] == []


@pytest.mark.parametrize("command", EVERY.values(), ids=EVERY)
def test_a_command_says_all_about_itself(command: Command[Any]) -> None:
    assert command.id.count(".") == 1
    assert callable(command.run)
    assert command.keys
    assert command.title
    assert command.help
    assert command.group
    assert command.where


def test_an_id_names_one_command() -> None:
    for table in TABLES.values():
        assert all(EVERY[command.id].run == command.run for command in table.commands)


def test_a_table_holds_the_commands_of_its_place() -> None:
    assert {table.place for table in TABLES.values()} == set(Place)
    for table in TABLES.values():
        assert all(table.place in command.where for command in table.commands)
        assert {command.id for command in EVERY.values() if table.place in command.where} == {
            command.id for command in table.commands
        }


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
        ("space", "select.start"),
        ("escape", "select.drop"),
        ("shift+left", "extend.left"),
        ("ctrl+shift+left", "extend.sentence_left"),
        ("w", "select.word"),
        ("ص", "select.word"),
        ("s", "select.sentence"),
        ("س", "select.sentence"),
        ("p", "select.paragraph"),
        ("ح", "select.paragraph"),
        ("i", "select.inside"),
        ("ه", "select.inside"),
        ("]", "select.end_forward"),
        ("د", "select.end_forward"),
        ("[", "select.end_back"),
        ("ج", "select.end_back"),
        ("}", "select.start_forward"),
        ("ط", "select.start_forward"),
        ("{", "select.start_back"),
        ("ك", "select.start_back"),
        ("a", "label.ACTOR"),
        ("ش", "label.ACTOR"),
        ("e", "label.EVENT"),
        ("ث", "label.EVENT"),
        ("q", "label.QUOTE"),
        ("ض", "label.QUOTE"),
        ("n", "annotation.next"),
        ("ى", "annotation.next"),
        ("N", "annotation.previous"),
        ("و", "annotation.previous"),
        ("x", "annotation.remove"),
        ("ء", "annotation.remove"),
        ("u", "annotation.undo"),
        ("ع", "annotation.undo"),
        ("ctrl+r", "annotation.redo"),
        ("غ", "annotation.redo"),
        ("m", "annotation.note"),
        ("ة", "annotation.note"),
        ("c", "annotation.copy"),
        ("ؤ", "annotation.copy"),
        ("/", "find.open"),
        ("ظ", "find.open"),
        ("+", "view.wider"),
        ("=", "view.wider"),
        ("-", "view.narrower"),
        ("o", "view.library"),
        ("خ", "view.library"),
        ("?", "app.keys"),
        ("\u061f", "app.keys"),
        (">", "others.show"),
        ("<", "others.take"),
        ("ctrl+q", "app.leave"),
    ],
)
def test_the_keys_of_the_article(key: str, identifier: str) -> None:
    assert id_of(BINDINGS.page.at(key)) == identifier


@pytest.mark.parametrize(
    ("key", "identifier"),
    [
        ("enter", "library.open"),
        ("down", "library.down"),
        ("/", "library.filter"),
        ("ظ", "library.filter"),
        ("ctrl+q", "app.leave"),
        ("f1", "app.keys"),
    ],
)
def test_the_keys_of_the_library(key: str, identifier: str) -> None:
    assert id_of(BINDINGS.library.at(key)) == identifier


@pytest.mark.parametrize(
    ("key", "identifier"),
    [
        ("up", "margin.up"),
        ("g", "margin.first"),
        ("ل", "margin.first"),
        ("enter", "margin.go"),
        ("escape", "margin.leave"),
        ("tab", "margin.leave"),
        ("left", "move.left"),
        ("shift+up", "extend.up"),
        ("x", "annotation.remove"),
        ("a", "label.ACTOR"),
        ("o", "view.library"),
    ],
)
def test_the_keys_of_the_list_in_the_margin(key: str, identifier: str) -> None:
    assert id_of(BINDINGS.margin.at(key)) == identifier


@pytest.mark.parametrize(
    ("place", "keys"),
    [
        ("page", "a e q j space n x u c / o ? ctrl+q"),
        ("margin", "enter tab x * m c ? ctrl+q"),
        ("hints", "a e q enter escape k *"),
        ("proposal", "enter backspace tab * s"),
        ("settling", "1 2 3 4 5 6 7 8 9 b 0 e tab enter r f"),
        ("correcting", "escape tab"),
        ("occurrences", "enter x * escape"),
        ("registry", "enter m r x s / tab u escape"),
        ("hits", "a e q enter space * / r s tab o u escape ? ctrl+q"),
        ("library", "enter / F n f s r o p ? ctrl+q"),
        ("progress", "enter escape"),
        ("questions", "enter m t b c p x escape"),
        ("asking", "y escape"),
        ("other dialog", ""),
    ],
)
def test_the_footer_names_the_keys_one_needs_most(place: str, keys: str) -> None:
    assert [command.keys[0] for command in TABLES[place].footer] == keys.split()


@pytest.mark.parametrize("place", ["page", "margin", "library", "hits"])
def test_what_is_for_the_program_works_on_each_screen(place: str) -> None:
    does_more = {"app.repaint": "view.reload"} if place in ("page", "margin") else {}
    for command in program:
        expected = does_more.get(command.id, command.id)
        assert [id_of(TABLES[place].at(key)) for key in command.keys] == [expected] * len(command.keys)


@pytest.mark.parametrize("place", TABLES)
def test_one_can_quit_from_everywhere(place: str) -> None:
    assert id_of(TABLES[place].at("ctrl+q")) == "app.leave"


def test_each_motion_has_its_twin_that_extends() -> None:
    moves = {identifier.removeprefix("move.") for identifier in EVERY if identifier.startswith("move.")}
    extends = {identifier.removeprefix("extend.") for identifier in EVERY if identifier.startswith("extend.")}
    assert moves - extends == {"start", "end"}
    assert extends <= moves


# --- labels


def test_a_label_has_a_command_with_its_key_on_both_layouts() -> None:
    actor, event, quote = label_commands(DEFAULT)
    assert (actor.id, actor.keys, actor.all_keys) == ("label.ACTOR", ("a",), ("a", "ش"))
    assert (event.id, quote.id) == ("label.EVENT", "label.QUOTE")
    assert actor.short == Message("commands.label_short", title=Message("codebook.actor"))


def test_a_label_with_an_arabic_key_of_its_own_answers_to_both_arabic_keys() -> None:
    label = DEFAULT["ACTOR"]._replace(name="PLACE", key="k", arabic_key="م")
    (command,) = label_commands(LabelSet([label]))
    assert command.keys == ("k", "م")
    assert set(command.all_keys) == {"k", "م", "ن"}


def test_a_label_without_an_arabic_key_has_the_one_of_its_physical_key() -> None:
    label = DEFAULT["ACTOR"]._replace(name="PLACE", key="k", arabic_key="")
    (command,) = label_commands(LabelSet([label]))
    assert set(command.all_keys) == {"k", "ن"}
