from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hashiya.annotation.annotation import changed
from hashiya.codebook.label import DEFAULT
from hashiya.messages import Message
from hashiya.session.commands.asks import Ask
from hashiya.session.commands.bindings import Bindings
from hashiya.session.commands.requests import Copy, SetMeasure, WriteNote
from hashiya.store.repository.draft import Draft
from hashiya.text.spans import Span
from tests.refusals import refused
from tests.session.marking import caret, labelled, look, put, selected, store_of
from tests.storing import keep_refused

if TYPE_CHECKING:
    from hashiya.session.commands.requests import Request
    from hashiya.session.reader import Reader
    from tests.conftest import ReaderOf

TEXT = "أوضح اللواء علي «زيارة موسكو»، وقال نجار ذلك. ثم عاد.\nختام هنا."
PAGE = Bindings(DEFAULT).page
ON_THE_SESSION = [each.id for each in PAGE.commands if not each.id.startswith(("view.", "app.", "find."))]


def run(reader: Reader, *commands: str) -> None:
    for command in commands:
        assert PAGE[command].run(reader) is None, command


@pytest.mark.parametrize(
    ("command", "request_"),
    [
        ("annotation.copy", Copy(Span(12, 15))),
        ("find.open", Ask.OPEN_SEARCH),
        ("view.wider", SetMeasure(4)),
        ("view.narrower", SetMeasure(-4)),
        ("view.margin", Ask.TOGGLE_MARGIN),
        ("view.encoding", Ask.SWITCH_ENCODING),
        ("view.reload", Ask.RELOAD),
        ("view.library", Ask.GO_TO_LIBRARY),
        ("app.keys", Ask.SHOW_KEYS),
        ("app.palette", Ask.SHOW_PALETTE),
        ("app.theme", Ask.CHANGE_THEME),
        ("app.suspend", Ask.SUSPEND),
        ("app.leave", Ask.LEAVE),
    ],
)
def test_a_command_asks_for_a_screen(reader_of: ReaderOf, command: str, request_: Request) -> None:
    reader = reader_of(TEXT)
    put(reader, "علي")
    assert PAGE[command].run(reader) == request_


def test_a_note_is_asked_for_where_there_is_an_annotation(reader_of: ReaderOf) -> None:
    reader = reader_of(TEXT)
    run(reader, "annotation.note")
    assert reader.notice == Message("commands.no_annotation_for_note")
    run(reader, "label.ACTOR")
    [annotation] = reader.annotations
    assert PAGE["annotation.note"].run(reader) == WriteNote(Draft(annotation, ""))


def test_questions_are_asked_where_there_are_some(reader_of: ReaderOf) -> None:
    reader = reader_of(TEXT)
    run(reader, "annotation.decide", "label.ACTOR")
    assert reader.notice == Message("commands.nothing_to_decide")
    [annotation] = reader.annotations
    reader.working_copy.flush()
    keep_refused(store_of(reader.working_copy), annotation, changed(annotation, note="mine"))
    look(reader)
    assert PAGE["annotation.decide"].run(reader) == Ask.OPEN_QUESTIONS


@pytest.mark.parametrize("text", [TEXT, "", "———"], ids=["words", "empty", "signs"])
@pytest.mark.parametrize("command", ON_THE_SESSION)
def test_every_command_runs_on_any_article(reader_of: ReaderOf, command: str, text: str) -> None:
    reader = reader_of(text)
    reader.resize(20, 4)
    PAGE[command].run(reader)


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
        (["select.start", "move.left"], "علي «زيارة"),
        (["select.start", "move.left", "select.start", "select.drop"], None),
        (["extend.left", "extend.left"], "علي «زيارة موسكو"),
        (["extend.right"], "اللواء علي"),
        (["extend.sentence_left"], TEXT[TEXT.index("علي") : TEXT.index(" عاد")]),
        (["select.word"], "علي"),
        (["select.sentence"], TEXT[: TEXT.index(" ثم")]),
        (["select.paragraph"], TEXT[: TEXT.index("\n")]),
        (["move.left", "select.inside"], "زيارة موسكو"),
        (["select.end_forward"], "علي "),
        (["select.end_back"], "عل"),
        (["select.start_forward"], "لي"),
        (["select.start_back"], " علي"),
    ],
)
def test_selecting(reader_of: ReaderOf, commands: list[str], text: str | None) -> None:
    reader = reader_of(TEXT)
    put(reader, "علي")
    run(reader, *commands)
    assert selected(reader) == text


@pytest.mark.parametrize(
    "edges", [["select.end_forward"] * 2, ["select.end_forward", "select.start_back"], ["select.start_back"]]
)
def test_white_space_at_the_edges_of_a_selection_gets_no_label(reader_of: ReaderOf, edges: list[str]) -> None:
    reader = reader_of("قال علي\n\nهنا")
    put(reader, "علي")
    run(reader, *edges, "label.ACTOR")
    assert labelled(reader) == [("ACTOR", "علي")]


def test_marking(reader_of: ReaderOf) -> None:
    reader = reader_of(TEXT)
    put(reader, "علي")
    run(reader, "label.ACTOR", "move.left", "select.inside", "label.EVENT")
    both = [("ACTOR", "علي"), ("EVENT", "زيارة موسكو")]
    assert labelled(reader) == both
    run(reader, "annotation.undo")
    assert labelled(reader) == both[:1]
    run(reader, "annotation.redo", "annotation.previous")
    assert labelled(reader) == both
    assert caret(reader) == "علي"
    run(reader, "annotation.next", "annotation.remove")
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
    assert reader.working_copy.status == "done"
    run(reader, "view.done")
    assert reader.working_copy.status == "in progress"


def test_what_cannot_be_saved_is_refused(reader_of: ReaderOf) -> None:
    reader = reader_of(TEXT)
    copy = reader.working_copy
    copy.snapshot = copy.snapshot._replace(read_only=Message("files.read_only_disk"))
    for command in ("label.ACTOR", "annotation.remove", "view.done"):
        with refused("session.cannot_save"):
            run(reader, command)
