"""Presentation forms, one code point for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.layout import shaping
from hashiya.layout.shaping import PieceShaper, shape
from hashiya.messages import Message
from tests.refusals import refused

if TYPE_CHECKING:
    import pytest


def test_a_word_takes_the_four_forms() -> None:
    # beh alone; beh, beh, beh
    assert shape("\u0628 \u0628\u0628\u0628") == "\ufe8f \ufe91\ufe92\ufe90"


def test_marks_tatweel_and_the_article_of_god_keep_their_code_points() -> None:
    # the reshaper's defaults would drop the marks and draw the last word as one
    text = "\u0645\u064f\u0640\u0644\u0644\u0647"
    assert len(shape(text)) == len(text)
    assert shape("\u0627\u0644\u0644\u0647") == "\ufe8d\ufedf\ufee0\ufeea"


def test_small_waw_does_not_join_as_a_mark_would() -> None:
    assert shape("\u0628\u06e5\u0628") == "\ufe8f\u06e5\ufe8f"


def test_a_letter_without_an_initial_form_is_drawn_as_itself_there() -> None:
    # noon ghunna joins on both sides but has only two forms
    assert shape("\u06ba\u0628") == "\u06ba\ufe90"
    assert shape("\u0628\u06ba") == "\ufe91\ufb9f"


def test_text_without_arabic_needs_no_reshaper(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shaping, "_reshaper", None)
    assert shape("Smaller Bigger \u05d0 12") == "Smaller Bigger \u05d0 12"


def test_an_answer_of_another_length_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shaping, "_reshaper", lambda: (lambda text: text[1:], {}))
    with refused(Message("layout.wrong_shapes", shaped=2, given=3)):
        shape("\u0628\u0628\u0628")


def test_a_piece_of_a_word_is_shaped_once(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    def note(text: str) -> str:
        seen.append(text)
        return shape(text)

    monkeypatch.setattr(shaping, "shape", note)
    shaper = PieceShaper()
    # waw joins to nothing after it, so the words end alike
    assert shaper.shape("\u0628\u0648\u0628 \u062a\u0648\u0628") == tuple(
        "\ufe91\ufeee\ufe8f \ufe97\ufeee\ufe8f"
    )
    assert shaper.shape("\u0628\u0648\u0628") == ("\ufe91", "\ufeee", "\ufe8f")
    assert len(seen[0]) == 6
    assert seen[1:] == [""]


def test_pieces_beyond_the_limit_are_forgotten_together() -> None:
    shaper = PieceShaper(code_points_kept=100)
    for index in range(1000):
        assert "".join(shaper.shape(f"{index:04}")) == f"{index:04}"
    assert len(shaper._known) < 50


def test_equal_glyphs_are_one_object() -> None:
    shaper = PieceShaper()
    first, second = shaper.shape("\u0628 \u0648")[0], shaper.shape("\u0648\u0628")[1]
    assert first is second
    assert first == "\ufe8f"
