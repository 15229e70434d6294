"""The way back to the place before a jump."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hashiya.messages import Message
from tests.session.commands.test_hinting import run
from tests.session.marking import caret, put, selected

if TYPE_CHECKING:
    from hashiya.session.reader import Reader
    from tests.conftest import ReaderOf

TEXT = "وصل وفد عسكري سوري إلى موسكو.\nوقال «الضيف لافروف هنا» ثم غادر"


@pytest.fixture
def reader(reader_of: ReaderOf) -> Reader:
    made = reader_of(TEXT)
    made.resize(80, 20)
    put(made, "لافروف")
    run(made, "a")
    put(made, "عسكري")
    return made


@pytest.mark.parametrize("keys", [("n",), ("u",), ("n", "i")])
@pytest.mark.parametrize("back", ["ctrl+o", "\\"])
def test_each_jump_leads_back(reader: Reader, keys: tuple[str, ...], back: str) -> None:
    run(reader, *keys)
    assert caret(reader) == "لافروف"
    run(reader, *[back] * len(keys))
    assert (caret(reader), selected(reader)) == ("عسكري", None)


def test_a_match_leads_back(reader: Reader) -> None:
    reader.search("غادر")
    run(reader, "f", "f")
    assert selected(reader) == "غادر"
    run(reader, "ctrl+o", "ctrl+o")
    assert caret(reader) == "عسكري"


def test_a_hint_leads_back_with_the_selection(reader: Reader) -> None:
    reader.select(reader.words.at(TEXT.index("سوري")))  # type: ignore[arg-type]
    run(reader, "j")
    [code] = [code for code, span in reader.hinting.codes.items() if span.cut(TEXT) == "غادر"]
    run(reader, *code)
    assert selected(reader) == "غادر"
    run(reader, "\\")
    assert selected(reader) == "سوري"


def test_without_a_jump_one_stays(reader: Reader) -> None:
    run(reader, "ctrl+o")
    assert reader.notice == Message("commands.no_jump")
    assert caret(reader) == "عسكري"


def test_a_hundred_places_are_kept(reader: Reader) -> None:
    for word in TEXT.split() * 30:
        reader.jumps.remember()
        reader.go_to(TEXT.index(word))
    assert sum(iter(reader.jumps.back, False)) == 100
