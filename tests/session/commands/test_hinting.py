"""Marking by hints: the keys of a span, one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hashiya.messages import Message
from hashiya.session.commands.hinting import free_characters, type_character
from tests.session.marking import put, selected, span_of

if TYPE_CHECKING:
    from hashiya.session.reader import Reader
    from tests.conftest import ReaderOf

TEXT = "وصل وفد عسكري سوري إلى موسكو يوم الأحد.\nوالتقى الضيف لافروف."


@pytest.fixture
def reader(reader_of: ReaderOf) -> Reader:
    made = reader_of(TEXT)
    made.resize(80, 20)
    run(made, "j")
    return made


def run(reader: Reader, *keys: str) -> None:
    """Type keys as the screen does: a command of the place, else a character of a hint."""
    for key in keys:
        table = reader.bindings.hints if reader.is_hinting else reader.bindings.page
        command = table.at(key)
        if command is not None:
            command.run(reader)
        else:
            assert reader.hinting.takes(key), key
            type_character(reader, key)


def hint(reader: Reader, word: str) -> str:
    [code] = [code for code, span in reader.hinting.codes.items() if span == span_of(TEXT, word)]
    return code


def labelled(reader: Reader) -> list[tuple[str, str]]:
    return [(annotation.label, annotation.text) for annotation in reader.annotations]


def test_a_word_takes_its_hint_and_a_label(reader: Reader) -> None:
    run(reader, *hint(reader, "موسكو"), "a")
    assert labelled(reader) == [("ACTOR", "موسكو")]
    assert reader.is_hinting
    assert reader.hinting.anchor is None


def test_several_words_take_two_hints_and_a_label(reader: Reader) -> None:
    run(reader, *hint(reader, "وفد"))
    run(reader, *hint(reader, "سوري"), "a")
    run(reader, *hint(reader, "لافروف"), "a")
    assert labelled(reader) == [("ACTOR", "وفد عسكري سوري"), ("ACTOR", "لافروف")]


def test_the_label_may_come_first(reader: Reader) -> None:
    run(reader, "e", *hint(reader, "وصل"))
    assert labelled(reader) == []
    run(reader, *hint(reader, "سوري"))
    assert labelled(reader) == [("EVENT", "وصل وفد عسكري سوري")]
    run(reader, "ش", *hint(reader, "موسكو"), "enter")
    assert labelled(reader)[-1] == ("ACTOR", "موسكو")


def test_a_selection_grows_and_shrinks_between_hint_and_label(reader: Reader) -> None:
    run(reader, *hint(reader, "عسكري"), "k")
    assert selected(reader) == "وصل وفد عسكري سوري إلى موسكو يوم الأحد"
    run(reader, "backspace")
    assert selected(reader) == "عسكري"
    run(reader, "k", "e")
    assert labelled(reader) == [("EVENT", "وصل وفد عسكري سوري إلى موسكو يوم الأحد")]


def test_undo_works_while_hints_are_shown(reader: Reader) -> None:
    run(reader, *hint(reader, "موسكو"), "a", "u")
    assert labelled(reader) == []
    assert reader.is_hinting


def test_escape_hides_the_hints_and_drops_the_selection(reader: Reader) -> None:
    run(reader, *hint(reader, "موسكو"), "escape")
    assert not reader.is_hinting
    assert selected(reader) is None


def test_enter_goes_on_with_the_selection(reader: Reader) -> None:
    run(reader, *hint(reader, "موسكو"), "enter")
    assert not reader.is_hinting
    assert selected(reader) == "موسكو"


def test_a_hint_extends_the_selection_that_motions_extend(reader: Reader) -> None:
    run(reader, "escape")
    put(reader, "عسكري")
    run(reader, "space", "left", "j")
    run(reader, *hint(reader, "موسكو"), "e")
    assert labelled(reader) == [("EVENT", "عسكري سوري إلى موسكو")]
    run(reader, "escape")
    put(reader, "الضيف")
    run(reader, "w", "j")
    run(reader, *hint(reader, "لافروف"), "a")
    assert labelled(reader)[-1] == ("ACTOR", "لافروف"), "a selection that no motion extends is left"


def test_keys_that_type_nothing_work_as_on_the_page(reader: Reader) -> None:
    run(reader, "left")
    assert reader.caret == span_of(TEXT, "وفد")
    assert reader.is_hinting


def test_no_character_of_a_hint_runs_a_command(reader: Reader) -> None:
    table = reader.bindings.hints
    characters = free_characters(table)
    assert len(characters) >= 20
    assert not any(table.at(character) for character in characters)


def test_words_for_which_there_are_no_hints_are_told(reader_of: ReaderOf) -> None:
    reader = reader_of(" ".join(["كلمة"] * 1000))
    reader.resize(200, 100)
    run(reader, "j")
    count = 1000 - len(reader.hinting.codes)
    assert 0 < count < 500
    assert reader.notice == Message("commands.words_without_hint", count=count)
    run(reader, "escape")
    reader.resize(200, 20)
    run(reader, "j")
    assert reader.hinting.without_code == 0
