"""Terminals as far as they change the order of what is written to them.

A row is written as pieces of ``(text, style)``; what is seen is a list of cells, left to right.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from bidi.mirror import MIRRORED

from hashiya.layout.levels import embedding_levels
from hashiya.layout.reorder import row_levels
from hashiya.terminal.ink import Weight
from hashiya.text.widths import character_width
from tests.layout.generate_tables import read_property
from tests.layout.positions import visual_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

RIGHT_TO_LEFT_SCRIPTS = {"Arabic", "Hebrew", "Syriac", "Thaana", "Nko"}


class Style(NamedTuple):
    colour: int
    weight: Weight = Weight()
    blue: int = 0


class StyleInk:
    def twins(self, style: Style) -> tuple[str, str]:
        return "\x1b[38;2;0;0;0m", "\x1b[38;2;0;0;1m"

    def weight(self, style: Style) -> Weight:
        return style.weight

    def with_weight(self, style: Style, weight: Weight) -> Style:
        return style._replace(weight=weight)


class Seen(NamedTuple):
    text: str
    style: Style


def cells_of(pieces: Iterable[tuple[str, Style]]) -> list[Seen]:
    """A terminal's grid: a character with a width begins a cell, one without is drawn over it."""
    cells: list[Seen] = []
    for text, style in pieces:
        for character in text:
            joins = cells and (
                character_width(ord(character)) == 0
                or cells[-1].text.endswith("\u200d")
                or character in "\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"
            )
            if joins:
                last = cells[-1]
                cells[-1] = Seen(last.text + character, last.style)
            else:
                cells.append(Seen(character, style))
    return [Seen(text.replace("\u200e", ""), style) for text, style in cells]


def vte(pieces: Sequence[tuple[str, Style]]) -> list[Seen]:
    """Implicit bidi, a left-to-right paragraph, colours of the character (VTE's bidi specification)."""
    text = "".join(piece for piece, _ in pieces)
    styles = [style for piece, style in pieces for _ in piece]
    levels = row_levels(text, embedding_levels(text, 0), 0)
    marks: dict[int, list[str]] = {}
    base = 0
    for index, character in enumerate(text):
        if character_width(ord(character)):
            base = index
        elif character != "\u200e":
            marks.setdefault(base, []).append(character)
    seen = []
    for index in visual_order(levels):
        character = text[index]
        if character_width(ord(character)) == 0:
            continue
        if levels[index] % 2:
            character = MIRRORED.get(character, character)
        seen.append(Seen(character + "".join(marks.get(index, [])), styles[index]))
    return seen


def kitty(pieces: Sequence[tuple[str, Style]]) -> list[Seen]:
    """Runs of one font, each shaped by HarfBuzz in the direction of its first script; colours by column."""
    seen: list[Seen] = []
    for _, group in groupby(cells_of(pieces), key=_font):
        run = list(group)
        if _is_turned("".join(cell.text for cell in run)):
            texts = [_mirrored(cell.text) for cell in reversed(run)]
            seen += [Seen(text, cell.style) for text, cell in zip(texts, run, strict=True)]
        else:
            seen += run
    return seen


def qt(pieces: Sequence[tuple[str, Style]]) -> list[Seen]:
    """Neighbours of one colour laid out as a text of their own."""
    coloured: list[tuple[str, Style]] = []
    for text, style in pieces:
        before, *parts = re.split("\x1b\\[38;2;0;0;([01])m", text)
        coloured.append((before, style))
        coloured += [
            (part, style._replace(blue=int(blue))) for blue, part in zip(parts[::2], parts[1::2], strict=True)
        ]
    seen: list[Seen] = []
    for _, group in groupby(cells_of(coloured), key=lambda cell: cell.style):
        seen += vte([(cell.text, cell.style) for cell in group])
    return seen


def _font(cell: Seen) -> object:
    """What kitty draws a cell with; blanks and boxes with nothing that is shaped."""
    character = cell.text[0]
    if character in " \t":
        return "blank"
    if "\u2500" <= character <= "\u259f":
        return "box"
    if character_width(ord(character)) == 2 or "\ufe0f" in cell.text or ord(character) >= 0x1F000:
        return "another"
    return cell.style.weight


def _is_turned(run: str) -> bool:
    if run[0] in " \t" or "\u2500" <= run[0] <= "\u259f":
        return False
    scripts = read_property("Scripts.txt")
    for character in run:
        script = scripts.get(ord(character), "Unknown")
        if script not in {"Common", "Inherited", "Unknown"}:
            return script in RIGHT_TO_LEFT_SCRIPTS
    return False


def _mirrored(cell: str) -> str:
    mirrored: str = MIRRORED.get(cell[0], cell[0])
    return mirrored + cell[1:]
