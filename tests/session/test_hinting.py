"""Choosing words by hints."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.session.marking import caret, put, selected, span_of

if TYPE_CHECKING:
    from hashiya.session.reader import Reader
    from tests.conftest import ReaderOf

TEXT = "وصل وفد عسكري سوري إلى موسكو يوم الأحد.\nوالتقى الضيف لافروف."


@pytest.fixture
def reader(reader_of: ReaderOf) -> Reader:
    made = reader_of(TEXT)
    made.resize(80, 20)
    made.hinting.open("fjdksl")
    return made


def _hint(reader: Reader, word: str) -> str:
    [code] = [code for code, span in reader.hinting.codes.items() if span == span_of(TEXT, word)]
    return code


def _type(reader: Reader, word: str) -> bool:
    return [reader.hinting.type(character) for character in _hint(reader, word)][-1]


def test_every_word_in_sight_has_a_hint(reader: Reader) -> None:
    assert sorted(reader.hinting.codes.values()) == [span_of(TEXT, w) for w in TEXT.replace(".", " ").split()]


def test_one_hint_selects_its_word_and_the_next_one_ends_the_span(reader: Reader) -> None:
    assert not _type(reader, "وفد")
    assert (selected(reader), caret(reader)) == ("وفد", "وفد")
    assert _type(reader, "سوري")
    assert selected(reader) == "وفد عسكري سوري"


def test_a_span_may_be_chosen_from_its_end(reader: Reader) -> None:
    _type(reader, "سوري")
    _type(reader, "وفد")
    assert selected(reader) == "وفد عسكري سوري"


def test_the_words_behind_the_first_one_have_the_shortest_hints(reader: Reader) -> None:
    _type(reader, "لافروف")
    put(reader, "وصل")
    reader.hinting.begin_anew()
    _type(reader, "موسكو")
    assert _hint(reader, "يوم") == "f"


def test_letters_of_the_arabic_layout_mean_the_same(reader: Reader) -> None:
    code = _hint(reader, "وصل")
    assert code == "f"
    reader.hinting.type("ب")
    assert selected(reader) == "وصل"


def test_hints_are_drawn_in_the_layout_used_last(reader: Reader) -> None:
    def drawn() -> set[str]:
        return {character for _, letters in reader.hinting.drawn(0, len(TEXT)) for character in letters}

    assert drawn() <= set("fjdksl")
    reader.hinting.type("ب")
    assert drawn() <= set("بتيىنسكم")
    reader.hinting.type("f")
    assert drawn() <= set("fjdksl")


def test_after_the_first_character_only_the_hints_that_go_on_are_drawn(reader: Reader) -> None:
    code = _hint(reader, "لافروف")
    assert len(code) == 2
    reader.hinting.type(code[0])
    left = dict(reader.hinting.drawn(0, len(TEXT)))
    assert left[span_of(TEXT, "لافروف")] == code[1]
    assert all(len(letters) == 1 for letters in left.values())
    assert len(left) < len(reader.hinting.codes)


def test_back_takes_one_step_at_a_time(reader: Reader) -> None:
    reader.hinting.begin_anew("ACTOR")
    _type(reader, "وفد")
    code = _hint(reader, "لافروف")
    reader.hinting.type(code[0])
    assert reader.hinting.back()
    assert (reader.hinting.typed, selected(reader)) == ("", "وفد")
    assert reader.hinting.back()
    assert (reader.hinting.anchor, selected(reader), reader.hinting.label) == (None, None, "ACTOR")
    assert reader.hinting.back()
    assert not reader.hinting.back()


def test_a_character_that_no_hint_has_does_nothing(reader: Reader) -> None:
    reader.hinting.type("l")
    typed = reader.hinting.typed
    reader.hinting.type("1")
    assert reader.hinting.typed == typed
    assert not reader.hinting.takes("1")


def test_closed_hints_take_nothing(reader: Reader) -> None:
    _type(reader, "وفد")
    reader.hinting.close()
    assert reader.hinting.codes == {}
    assert not reader.hinting.takes("f")
    assert selected(reader) == "وفد"
