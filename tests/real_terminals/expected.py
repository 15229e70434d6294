"""What the reader's page must look like: its cells in visual order, as the program itself hands them out.

They come from the widgets, before anything is done to them for a terminal.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from hashiya.article.reading import read_article
from hashiya.codebook.label import DEFAULT
from hashiya.store.tinydb.store import Store
from hashiya.terminal.colour_depth import ColourDepth
from hashiya.tui.app import HashiyaApp
from hashiya.tui.screens.article import ArticleScreen

if TYPE_CHECKING:
    from pathlib import Path

    from rich.style import Style
    from textual.widget import Widget


_CELL = re.compile(
    "[^\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc]"
    "[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc]*"
)
"""A base with its marks, as far as an article of the test has any."""


class DrawnCell(NamedTuple):
    """A cell of the screen.

    Attributes:
        line: from the top, 0 the first.
        column: of its first column, from the left, 0 the first.
        text: base and marks.
        style: its colours, underline and weight.
    """

    line: int
    column: int
    text: str
    style: Style


@dataclass(frozen=True, slots=True)
class Screen:
    """What must be seen.

    Attributes:
        rows: the cells of the article's rows.
        bar: the cells of the line of keys, which is plain ASCII and is painted last: when it is right, the
            screen is painted.
    """

    rows: tuple[DrawnCell, ...]
    bar: tuple[DrawnCell, ...]


async def expected_screen(
    article: Path, store: Path, size: tuple[int, int], depth: ColourDepth = ColourDepth.FULL
) -> Screen:
    """The screen of the reader after an article was opened.

    Args:
        article: its file.
        store: the folder of its annotations.
        size: columns and lines of the terminal.
        depth: how many colours it has.
    """
    app = HashiyaApp([article], Store(store), DEFAULT, depth=depth)
    app.articles.first = app.articles.reader_of(read_article(article))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, ArticleScreen)
        page = _cells(app.screen.page)
        return Screen(tuple(page), tuple(_cells(app.screen.key_bar)))


def _cells(widget: Widget) -> list[DrawnCell]:
    """The cells of one column that a widget draws, spaces too."""
    left, top, _, height = widget.region
    found = []
    for line in range(height):
        column = left
        for segment in widget.render_line(line):
            assert segment.style is not None
            for text in _CELL.findall(segment.text):
                found.append(DrawnCell(top + line, column, text, segment.style))
                column += 1
    return found
