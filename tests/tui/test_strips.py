"""Lines of text of ours and from outside, in both directions."""

from __future__ import annotations

import pytest
from rich.style import Style

from hashiya.layout import lay_out_line
from hashiya.messages import Message, speak
from hashiya.tui.strips import (
    Sentence,
    beginning,
    laid_out,
    line_direction,
    line_strip,
    said,
    shortened,
    width_of,
    wrapped,
)

PLAIN, OTHER = Style(), Style(bold=True)
DAMASCUS = "\u062f\u0645\u0634\u0642"


def drawn(text: str) -> str:
    """What a right-to-left line of text looks like, from left to right."""
    return "".join(cell.text for cell in lay_out_line(text, "rtl").cells)


@pytest.mark.parametrize(("language", "expected"), [("en", "ab c      12 x"), ("ar", "x 12      c ab")])
def test_parts_go_from_the_leading_to_the_trailing_edge(language: str, expected: str) -> None:
    speak(language)
    leading = [("ab", PLAIN), (" ", PLAIN), ("c", OTHER)]
    trailing = [("12", PLAIN), (" ", PLAIN), ("x", OTHER)]
    assert line_strip(leading, trailing, 14, PLAIN).text == expected


@pytest.mark.parametrize("language", ["en", "ar"])
def test_leading_parts_give_way_to_trailing_ones(language: str) -> None:
    speak(language)
    strip = line_strip([("abcdef", PLAIN)], [("xyz", PLAIN)], 6, PLAIN)
    assert strip.text == {"en": "ab…xyz", "ar": "xyzab…"}[language]


def test_a_sentence_runs_in_the_direction_of_the_language_whatever_it_names() -> None:
    message = Message("tui.note_on", label=DAMASCUS)
    speak("en")
    assert (laid_out(message).base, laid_out(message).cells[0].text) == ("ltr", "N")
    speak("ar")
    row = laid_out(Message("tui.note_on", label="ACTOR"))
    assert row.base == "rtl"
    assert "".join(cell.text for cell in row.cells).startswith("ACTOR ")


def test_text_from_outside_is_clean_and_isolated_in_a_sentence() -> None:
    speak("ar")
    row = laid_out(Message("tui.note_on", label="a\u202eb\n(1)"))
    text = "".join(cell.text for cell in row.cells)
    assert text.startswith("a<U+202E>b (1) "), "the bracket is neither mirrored nor moved"


def test_a_line_from_outside_runs_as_its_letters_or_else_as_the_language() -> None:
    for language, neutral in (("en", "ltr"), ("ar", "rtl")):
        speak(language)
        assert [line_direction(each) for each in ("abc", DAMASCUS, "12 (3)", "")] == [
            "ltr",
            "rtl",
            neutral,
            neutral,
        ]


def test_a_bracket_from_outside_is_mirrored_as_unicode_says() -> None:
    speak("ar")
    assert line_strip([("(1)", PLAIN)], [], 3, PLAIN).text == "(1)"
    assert line_strip([("(1", PLAIN)], [], 2, PLAIN).text == "1)"


def test_a_name_stands_at_the_edge_where_its_letters_begin() -> None:
    part = (DAMASCUS, PLAIN)
    speak("en")
    assert beginning(DAMASCUS, PLAIN, PLAIN) == ([], [part, (" ", PLAIN)])
    assert beginning("x", PLAIN, PLAIN) == ([("x", PLAIN)], [])
    speak("ar")
    assert beginning(DAMASCUS, PLAIN, PLAIN) == ([part], [])
    assert beginning("x", PLAIN, PLAIN) == ([], [("x", PLAIN), (" ", PLAIN)])


def test_a_sentence_that_is_cut_is_still_a_sentence() -> None:
    speak("ar")
    cut = shortened(Message("tui.switches_encoding", key="e"), 12)
    assert isinstance(cut, Sentence)
    assert width_of(cut) <= 12
    assert laid_out(cut).cells[0].text == "…", "the end is on the left"


def test_said_text_is_not_said_twice() -> None:
    once = said("x\u200fy")
    assert said(once) is once


def test_a_sentence_is_wrapped_in_the_direction_of_the_language() -> None:
    speak("ar")
    rows = wrapped(Message("tui.tmux_passes_on"), 30)
    assert len(rows) > 1
    assert {row.base for row in rows} == {"rtl"}
    assert max(row.width for row in rows) <= 30
    assert {row.base for row in wrapped("abc\nabc", 30)} == {"ltr"}


def test_a_row_wider_than_its_line_keeps_its_beginning() -> None:
    row = lay_out_line("abcdef", "ltr")
    assert line_strip([(row, PLAIN)], [], 3, PLAIN).text == "abc"
    right_to_left = lay_out_line(DAMASCUS, "rtl")
    assert line_strip([(right_to_left, PLAIN)], [], 3, PLAIN).text == drawn(DAMASCUS)[-3:]
