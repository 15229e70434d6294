"""Rows as layout draws them, by hand and generated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

from hashiya.layout import lay_out_line
from hashiya.terminal.ink import Weight
from tests.terminals.simulators import Style, StyleInk

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hashiya.layout import Direction

LRM = "\u200e"
ALEF, BEH, TEH = "\ufe8d", "\ufe8f", "\ufe95"
INK = StyleInk()
RED, GREEN = Style(1), Style(2)
BOLD, ITALIC = Weight(bold=True), Weight(italic=True)

words = st.one_of(
    st.text("\u0627\u0628\u0644\u0645\u062f\u064a\u0629\u0640\u067e\u05d0", min_size=1, max_size=5),
    st.text("\u0628\u0644\u064e\u0651\u0670\u0627", min_size=1, max_size=5),
    st.text("abZ", min_size=1, max_size=3),
    st.sampled_from(["\u0640", "\u061f", "(\u061f)", "\u061b"]),
    st.text("0129", min_size=1, max_size=3),
    st.text("\u0660\u0669\u066b", min_size=1, max_size=3),
    st.text("\u06f1\u06f4", min_size=1, max_size=3),
    st.sampled_from(
        ["(", ")", "\u00ab", "\u00bb", "[", "]", ".", "\u060c", ":", "/", "-", "%", "\u066a", "+"]
    ),
    st.sampled_from(["\u2502", "\u25b8", "\u65e5", "\U0001f600", "\u2026", "\u00b2"]),
)
texts = st.lists(st.one_of(words, words, st.just(" ")), max_size=14).map("".join)


@st.composite
def drawn_rows(draw: st.DrawFn) -> list[tuple[str, Style]]:
    """A line as layout draws it, its cells in colours and weights of any kind."""
    base: Direction = draw(st.sampled_from(["rtl", "ltr"]))
    cells = lay_out_line(draw(texts), base).cells
    styles = [Style(1), Style(2), Style(2, BOLD), Style(3, Weight(bold=False, italic=True))]
    pieces = []
    style = styles[0]
    for cell in cells:
        if draw(st.integers(0, 3)) == 0:
            style = draw(st.sampled_from(styles))
        pieces.append((cell.text, style))
    return pieces


def plain(*pieces: str) -> list[tuple[str, Style]]:
    return [(piece, RED) for piece in pieces]


def texts_of(pieces: Sequence[tuple[str, Style]]) -> str:
    return "".join(text for text, _ in pieces)
