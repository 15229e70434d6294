"""What is told of hidden characters, and a reader that shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings

from hashiya.messages import Message
from hashiya.session.commands import searching, view
from hashiya.session.hidden import described_within, directions_notice, shown_notice
from hashiya.session.labelling import label
from hashiya.text.spans import Span
from tests.session.marking import caret, put, selected
from tests.session.texts import heights, texts, widths

if TYPE_CHECKING:
    from hashiya.session.change import Change
    from tests.conftest import ReaderOf

RLO, LRO, RLE, PDF, RLI, PDI = "\u202e", "\u202d", "\u202b", "\u202c", "\u2067", "\u2069"
RLM, TATWEEL, ZWJ = "\u200f", "\u0640", "\u200d"
# four words; the second is turned round, the third has tatweel
TEXT = f"\u0627\u0628 {RLO}abc{PDF} \u062c{TATWEEL}{TATWEEL}\u062f{RLM} xyz\n"


# --- sentences


@pytest.mark.parametrize(
    ("text", "controls"),
    [
        (f"{RLO}a{PDF}", (Message("session.overrides", count=1),)),
        (f"{RLO}a{LRO}b{RLO}", (Message("session.overrides", count=3),)),
        (RLE, (Message("session.embeddings", count=1),)),
        (f"{RLO}{RLE}{RLE}", (Message("session.overrides", count=1), Message("session.embeddings", count=2))),
        (f"{RLI}a{PDI}{RLI}b", (Message("session.unclosed_isolates", count=1),)),
    ],
)
def test_a_text_with_controls_of_direction_is_told_of(text: str, controls: tuple[Message, ...]) -> None:
    assert directions_notice(text, "v") == Message("session.holds_controls", controls=controls, key="v")


@pytest.mark.parametrize("text", ["", "abc", f"a{RLM}\u200e\u061c{TATWEEL}", f"{RLI}name{PDI}", PDI, PDF])
def test_a_text_that_reads_as_it_is_stored_is_not_told_of(text: str) -> None:
    assert directions_notice(text, "v") is None


def counted(total: int, **by_name: int) -> Message:
    """The message that counts the hidden characters of a text."""
    kinds = (Message("session.hidden_kind", number=number, name=name) for name, number in by_name.items())
    return Message("session.hidden_shown", count=total, kinds=tuple(kinds))


def test_hidden_characters_are_counted_by_name_those_of_direction_and_the_most_frequent_first() -> None:
    assert shown_notice(TEXT) == counted(5, RLO=1, PDF=1, tatweel=2, RLM=1)
    assert shown_notice(f"a{ZWJ}") == counted(1, ZWJ=1)
    assert shown_notice("".join(map(chr, range(0xE0020, 0xE003C)))) == counted(28, tag=28)
    assert shown_notice(f"a{RLM}b{TATWEEL}{TATWEEL}{PDI}") == counted(4, PDI=1, tatweel=2, RLM=1)
    others = Message("session.hidden_kind", number=2, name=Message("session.other_kinds"))
    assert shown_notice("\u206a\u206b") == Message("session.hidden_shown", count=2, kinds=(others,))
    assert shown_notice("abc \u0628") == Message("session.no_hidden")


def test_a_word_s_hidden_characters_and_those_beside_it_are_described() -> None:
    word = Span(4, 7)
    assert word.cut(TEXT) == "abc"
    assert described_within(TEXT, word, reveal=True) == ["\u21d0 U+202E RLO", "\u21a7 U+202C PDF"]
    assert described_within(TEXT, Span(9, 13), reveal=True) == ["\u2550 U+0640 tatweel", "\u2190 U+200F RLM"]


def test_while_not_shown_only_controls_of_direction_within_are_described() -> None:
    assert described_within(TEXT, Span(4, 7), reveal=False) == []
    assert described_within(TEXT, Span(0, 14), reveal=False) == ["\u21d0 U+202E RLO", "\u21a7 U+202C PDF"]


def test_no_more_than_four_kinds_are_described() -> None:
    text = f"a{RLO}{LRO}{RLE}{RLI}{PDI}"
    described = described_within(text, Span(0, len(text)), reveal=True)
    assert len(described) == 5
    assert described[-1] == "…"
    assert "…" not in described_within(text, Span(0, len(text) - 1), reveal=False)


# --- the reader


def test_showing_hidden_characters_makes_cells_of_them_and_says_how_many(reader_of: ReaderOf) -> None:
    reader = reader_of(TEXT, measure=40)
    changes: list[Change] = []
    reader.listen(changes.append)
    plain = reader.document.rows(0)[0]
    view.hidden(reader)
    [row] = reader.document.rows(0)
    assert row.width == plain.width + 3  # RLO, PDF, RLM; tatweel had a column already
    assert (row.start, row.end) == (plain.start, plain.end) == (0, len(TEXT) - 1)
    assert reader.notice == shown_notice(TEXT)
    assert changes[-1].page
    view.hidden(reader)
    assert reader.document.rows(0)[0] == plain
    assert reader.notice == Message("commands.hidden_not_shown")


def test_hidden_characters_stay_shown_at_another_width(reader_of: ReaderOf) -> None:
    reader = reader_of(TEXT, measure=40)
    view.hidden(reader)
    reader.resize(20, 5)
    assert (reader.document.width, reader.document.reveal) == (20, True)
    assert reader.words.document is reader.document


def test_caret_selection_labels_and_search_go_by_the_same_offsets_either_way(reader_of: ReaderOf) -> None:
    told = []
    for times in (0, 1):
        reader = reader_of(TEXT, name=f"{times}.txt")
        reader.resize(40, 5)
        for _ in range(times):
            view.hidden(reader)
        put(reader, "abc")
        reader.toggle_selecting()
        reader.move("left")
        selection, word = selected(reader), caret(reader)
        label(reader, "QUOTE")
        reader.search(f"\u062c\u062f{RLM}")
        searching.next_match(reader)
        told.append((selection, word, [a.span for a in reader.annotations], reader.caret))
    assert told[0] == told[1]
    assert told[0][2] == [Span(4, 13)]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(texts, widths, heights)
def test_the_caret_keeps_its_word_and_stays_in_sight(
    reader_of: ReaderOf, text: str, width: int, height: int
) -> None:
    reader = reader_of(text)
    reader.resize(width, height)
    reader.move("end")
    before = reader.caret
    for _ in range(2):
        view.hidden(reader)
        assert reader.caret == before
        if before is not None:
            places = {reader.document.place_of(offset) for offset in range(before.start, before.end)}
            assert places & set(reader.viewport.lines)
