from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hashiya.codebook.label import DEFAULT
from hashiya.errors import HashiyaError
from hashiya.session.commands import ARTICLE, LIBRARY, label_commands
from hashiya.session.dispatch import action_for
from tests.session.marking import caret, labelled, put, selected

if TYPE_CHECKING:
    from hashiya.session.reader import Reader
    from tests.conftest import ReaderOf

TEXT = "أوضح اللواء علي «زيارة موسكو»، وقال نجار ذلك. ثم عاد.\nختام هنا."
COMMANDS = [command.id for command in (*label_commands(DEFAULT), *ARTICLE)]


def run(reader: Reader, *commands: str) -> None:
    for command in commands:
        action = action_for(command)
        assert action is not None, command
        action(reader)


def test_only_what_needs_a_screen_is_left_to_it() -> None:
    assert {command for command in COMMANDS if action_for(command) is None} == {
        "note.write",
        "note.copy",
        "note.decide",
        "find.open",
        "view.wider",
        "view.narrower",
        "view.margin",
        "view.enter_margin",
        "view.encoding",
        "view.reload",
        "view.library",
        "app.keys",
        "app.palette",
        "app.suspend",
        "app.theme",
        "app.leave",
    }
    assert all(action_for(command.id) is None for command in LIBRARY)


@pytest.mark.parametrize("text", [TEXT, "", "———"], ids=["words", "empty", "signs"])
@pytest.mark.parametrize("command", [command for command in COMMANDS if action_for(command) is not None])
def test_every_command_runs_on_any_article(reader_of: ReaderOf, command: str, text: str) -> None:
    reader = reader_of(text)
    reader.resize(20, 4)
    run(reader, command)


@pytest.mark.parametrize(
    ("commands", "word"),
    [
        (["move.left"], "زيارة"),
        (["move.right"], "اللواء"),
        (["move.sentence_left"], "ثم"),
        (["move.sentence_right"], "أوضح"),
        (["move.sentence_forward"], "ثم"),
        (["move.sentence_back"], "أوضح"),
        (["move.row_start"], "أوضح"),
        (["move.row_end"], "عاد"),
        (["move.end"], "هنا"),
        (["move.end", "move.start"], "أوضح"),
        (["move.down"], "هنا"),
        (["move.row_start", "move.down"], "ختام"),
        (["move.end", "move.up"], "اللواء"),
        (["move.page_down"], "هنا"),
        (["move.page_up"], "أوضح"),
    ],
)
def test_moving(reader_of: ReaderOf, commands: list[str], word: str) -> None:
    reader = reader_of(TEXT)
    reader.resize(80, 10)
    put(reader, "علي")
    run(reader, *commands)
    assert caret(reader) == word
    assert reader.selection is None


@pytest.mark.parametrize(
    ("commands", "text"),
    [
        (["mark.select", "move.left"], "علي «زيارة"),
        (["mark.select", "move.left", "mark.select", "mark.drop"], None),
        (["extend.left", "extend.left"], "علي «زيارة موسكو"),
        (["extend.right"], "اللواء علي"),
        (["extend.sentence_left"], TEXT[TEXT.index("علي") : TEXT.index(" عاد")]),
        (["mark.word"], "علي"),
        (["mark.sentence"], TEXT[: TEXT.index(" ثم")]),
        (["mark.paragraph"], TEXT[: TEXT.index("\n")]),
        (["move.left", "mark.inside"], "زيارة موسكو"),
        (["mark.end_forward"], "علي "),
        (["mark.end_back"], "عل"),
        (["mark.start_forward"], "لي"),
        (["mark.start_back"], " علي"),
    ],
)
def test_selecting(reader_of: ReaderOf, commands: list[str], text: str | None) -> None:
    reader = reader_of(TEXT)
    put(reader, "علي")
    run(reader, *commands)
    assert selected(reader) == text


def test_marking(reader_of: ReaderOf) -> None:
    reader = reader_of(TEXT)
    put(reader, "علي")
    run(reader, "label.ACTOR", "move.left", "mark.inside", "label.EVENT")
    both = [("ACTOR", "علي"), ("EVENT", "زيارة موسكو")]
    assert labelled(reader) == both
    run(reader, "note.undo")
    assert labelled(reader) == both[:1]
    run(reader, "note.redo", "note.previous")
    assert labelled(reader) == both
    assert caret(reader) == "علي"
    run(reader, "note.next", "note.remove")
    assert labelled(reader) == both[:1]


def test_searching(reader_of: ReaderOf) -> None:
    reader = reader_of(TEXT)
    reader.search("ع")
    run(reader, "find.next", "find.next")
    assert caret(reader) == "عاد"
    run(reader, "find.previous")
    assert caret(reader) == "علي"


def test_done_and_not_yet(reader_of: ReaderOf) -> None:
    reader = reader_of(TEXT)
    run(reader, "view.done")
    assert reader.notebook.status == "done"
    run(reader, "view.done")
    assert reader.notebook.status == "in progress"


def test_what_cannot_be_saved_is_refused(reader_of: ReaderOf) -> None:
    reader = reader_of(TEXT)
    reader.notebook.read_only = "the folder cannot be written to"
    for command in ("label.ACTOR", "note.remove", "view.done"):
        with pytest.raises(HashiyaError):
            run(reader, command)
