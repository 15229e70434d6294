"""Hits as lines: a concordance on a terminal, separated by tabs in a pipe."""

from __future__ import annotations

import os
import sys
from itertools import groupby
from typing import TYPE_CHECKING

from hashiya.cli.output import readable
from hashiya.messages import is_right_to_left

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hashiya.layout import Row
    from hashiya.services.searching import Hit

_NAME = 24
"""Columns of an article's name, at most; a third of a narrow terminal."""
_GAP, _DATE = 2, 11
"""Columns between the name and the hit, and of a date with a space."""
_PLAIN, _OF_HIT = "", "7"


def plain_lines(hits: Iterable[Hit]) -> Iterator[str]:
    """Write each hit as a line: article and offsets, the text before it, the hit, the text behind it."""
    for hit in hits:
        place = f"{hit.article}:{hit.span.start}-{hit.span.end}"
        yield "\t".join(map(readable, (place, hit.before, hit.text, hit.after))) + "\n"


def drawn_lines(hits: Iterable[Hit], width: int, mode: str | None, *, dates: bool) -> Iterator[str]:
    """Draw hits one below the other, each in the middle of its own words.

    Args:
        hits: the hits, in order.
        width: columns of the terminal.
        mode: how rows are written, as the command line names it.
        dates: whether the date of an article stands before its name.

    Raises:
        HashiyaError: there is no such mode.
    """
    from hashiya.cli.painting import is_coloured
    from hashiya.layout import lay_out_line
    from hashiya.layout.concordance import concordance_row
    from hashiya.layout.direction import paragraph_direction
    from hashiya.terminal.recognition import mode_for_output
    from hashiya.terminal.rows import written
    from hashiya.terminal.sgr import SgrInk, coloured

    ink, style = SgrInk(), _OF_HIT if is_coloured() else _PLAIN
    written_in = mode_for_output(os.environ, mode)
    name_width = min(_NAME, width // 3)
    room = width - name_width - _GAP
    for hit in hits:
        date = f"{hit.date[:10]} " if dates and hit.date and name_width > _DATE else ""
        shown = readable(date) + _shortened(readable(hit.article), name_width - len(date))
        name = lay_out_line(shown, "ltr")
        before, text, after = map(readable, (hit.before, hit.text, hit.after))
        line = concordance_row((before, text, after), room, paragraph_direction(before + text + after))
        cells = ((cell.text, style if line.is_hit(cell) else _PLAIN) for cell in line.row.cells)
        pieces = [
            ("".join([each for each, _ in part]), found)
            for found, part in groupby(cells, key=lambda cell: cell[1])
        ]
        free = " " * (name_width - name.width)
        words = [(" " * line.indent, _PLAIN), *pieces]
        if is_right_to_left():
            rest = " " * (room - line.indent - line.row.width + _GAP)
            row = [*words, (rest + free, _PLAIN), (_letters(name), _PLAIN)]
        else:
            row = [(_letters(name), _PLAIN), (free + " " * _GAP, _PLAIN), *words]
        yield coloured(written(_joined(row), written_in, ink)).rstrip(" ") + "\n"


def columns_of_terminal() -> int:
    """Find the columns of the terminal on standard output."""
    from hashiya.cli.telling import columns

    return columns(sys.stdout)


def _letters(row: Row) -> str:
    return "".join([cell.text for cell in row.cells])


def _joined(pieces: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Join neighbouring pieces of one style, since some modes write a word whole only within a piece."""
    return [
        ("".join([text for text, _ in part]), style)
        for style, part in groupby((each for each in pieces if each[0]), key=lambda piece: piece[1])
    ]


def _shortened(name: str, width: int) -> str:
    """Shorten the path of an article to its end, and that to its beginning."""
    from hashiya.layout import lay_out_line

    if lay_out_line(name, "ltr").width <= width:
        return name
    name = name.rpartition("/")[2]
    if lay_out_line(name, "ltr").width <= width:
        return name
    while name and lay_out_line(name + "…", "ltr").width > width:
        name = name[:-1]
    return name + "…"
