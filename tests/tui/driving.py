"""Drives the reader in a test, and says what is drawn."""

from __future__ import annotations

import asyncio
import json
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from hashiya.article.reading import read_article
from hashiya.codebook.label import DEFAULT
from hashiya.session.preferences import Preferences
from hashiya.store.tinydb.store import Store
from hashiya.tui.app import HashiyaApp
from hashiya.tui.screens.article import ArticleScreen
from hashiya.tui.screens.library import LibraryScreen
from hashiya.tui.screens.report import ReportScreen
from hashiya.tui.screens.search import SearchScreen
from hashiya.tui.screens.waiting import WaitingScreen
from hashiya.tui.strips import laid_out
from tests.storing import store_files

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from rich.style import Style
    from textual.pilot import Pilot

    from hashiya.codebook.label import LabelSet
    from hashiya.codebook.proposals import ProposalSettings
    from hashiya.session.commands.bindings import Bindings
    from hashiya.session.differing import Differing
    from hashiya.session.reader import Reader
    from hashiya.tui.strips import Text

TEXT = (
    "زيارة وفد عسكري إلى روسيا\n"
    "\n"
    "أوضحت الوزارة أن الوفد كان برئاسة اللواء علي النعسان، وقد استقبله نائب الوزير. "
    "وأشارت إلى أن «العلاقات مع روسيا “قديمة وراسخة” منذ عقود»، وهذا كلام جديد.\n"
    "\n"
    "Third paragraph, in English, with (قسد) in it.\n"
)
"""An article with a headline, nested quotation marks and a left-to-right paragraph."""


class Driver:
    """A running reader with one article open."""

    def __init__(self, app: HashiyaApp, pilot: Pilot[None], store: Store) -> None:
        self.app = app
        self.pilot = pilot
        self.store = store

    @property
    def screen(self) -> ArticleScreen:
        assert isinstance(self.app.screen, ArticleScreen)
        return self.app.screen

    @property
    def reader(self) -> Reader:
        return self.screen.reader

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def go_to(self, word: str) -> None:
        """Puts the caret on a word that occurs once."""
        assert self.reader.text.count(word) == 1, word
        self.reader.go_to(self.reader.text.index(word))
        await self.pilot.pause()

    def caret(self) -> str:
        assert self.reader.caret is not None
        return self.reader.caret.cut(self.reader.text)

    def selected(self) -> str | None:
        return self.reader.selection.cut(self.reader.text) if self.reader.selection else None

    def on_disk(self) -> list[tuple[str, str]]:
        """Label and text of every annotation in the store's file, read from its bytes."""
        assert self.reader.working_copy.flush()
        return annotations_in(self.store.folder)

    def cells_of(self, start: int, end: int) -> list[tuple[str, Style]]:
        """What is drawn, and how, for each cell of the page that belongs to a span."""
        page = self.screen.page
        drawn = []
        for line, place in enumerate(self.reader.viewport.lines):
            if place is None:
                continue
            row = self.reader.viewport.row(place)
            indent = self.reader.document.width - row.width if row.base == "rtl" else 0
            strip = page.render_line(line)
            column = page.left + indent
            for cell in row.cells:
                if cell.start < end and cell.end > start:
                    [segment] = strip.crop(column, column + cell.width)
                    assert segment.text == cell.text
                    assert segment.style is not None
                    drawn.append((segment.text, segment.style))
                column += cell.width
        return drawn

    def backgrounds(self, start: int, end: int) -> set[str]:
        """The background colours of a span's cells."""
        return {style.bgcolor.name for _, style in self.cells_of(start, end) if style.bgcolor}

    def line_text(self, widget_id: str) -> str:
        """What a bar shows."""
        widget = self.screen.query_one(f"#{widget_id}")
        return widget.render_line(0).text


def drawn(text: Text) -> str:
    """What a line of text looks like, from left to right."""
    return "".join(cell.text for cell in laid_out(text).cells)


def screen_lines(app: HashiyaApp) -> list[str]:
    """What every line of the screen looks like, from left to right."""
    return [strip.text for strip in app.screen._compositor.render_strips(app.size)]


def annotations_in(folder: Path) -> list[tuple[str, str]]:
    """Label and text of every annotation in the files of a store, in text order."""
    found = []
    for path in store_files(folder):
        tables = json.loads(path.read_bytes())
        found += [(r["start"], r["label"], r["text"]) for r in tables.get("annotations", {}).values()]
    return [(label, text) for _, label, text in sorted(found)]


async def all_read(app: HashiyaApp, pilot: Pilot[None]) -> None:
    """Wait until the library, if it is in front, has looked into every article, or an errand is done."""
    while isinstance(app.screen, WaitingScreen) or (
        isinstance(app.screen, LibraryScreen) and app.screen.library.is_busy
    ):
        await pilot.pause(0.01)
    await pilot.pause()


async def found(app: HashiyaApp, pilot: Pilot[None]) -> SearchScreen:
    """Wait until the search in front has ended, and its hits are in order."""
    screen = app.screen
    assert isinstance(screen, SearchScreen)
    while screen.search.is_busy or not screen.search.is_over:
        await pilot.pause(0.01)
    await pilot.pause()
    return screen


async def proposed(app: HashiyaApp, pilot: Pilot[None]) -> None:
    """Wait for the proposals of the open article, if any are made."""
    reader = app.articles.reader
    if reader is not None and reader.proposals is not None:
        assert reader.proposals.wait()
        await pilot.pause()


async def report_shown(app: HashiyaApp, pilot: Pilot[None]) -> ReportScreen:
    """Wait until the report is made, and return its screen."""
    async with asyncio.timeout(60):
        while not isinstance(app.screen, ReportScreen):
            await pilot.pause(0.02)
    return app.screen


async def differences_found(app: HashiyaApp, pilot: Pilot[None]) -> None:
    """Wait until the annotators are compared, if their differences are settled."""
    reader = app.articles.reader
    if reader is not None and reader.settling is not None:
        assert reader.settling.wait()
        await pilot.pause()


@asynccontextmanager
async def reading(
    folder: Path,
    text: str = TEXT,
    size: tuple[int, int] = (100, 30),
    *,
    dark: bool = True,
    labels: LabelSet = DEFAULT,
    preferences: Preferences | None = None,
    bindings: Bindings | None = None,
    proposals: ProposalSettings | None = None,
    differing: Differing | None = None,
) -> AsyncIterator[Driver]:
    """Opens an article in the running reader.

    Args:
        folder: an empty folder; the article is ``article.txt`` in it, the store ``annotations``.
        text: the article.
        size: columns and lines of the terminal.
        dark: the theme.
        labels: the labels.
        preferences: how the user wants to read, instead of the theme.
        bindings: which command a key runs, instead of the declared keys.
        proposals: which proposals are shown, and are waited for; None proposes nothing.
        differing: the annotators to settle between, who are waited for; None settles nothing.
    """
    path = folder / "article.txt"
    path.write_bytes(text.encode())
    store = Store(folder / "annotations", annotator="tester")
    preferences = preferences or Preferences(theme="dark" if dark else "light")
    app = HashiyaApp(
        [path],
        store,
        labels,
        preferences,
        bindings=bindings,
        proposals=None if proposals is None else lambda: proposals,
        differing=differing,
    )
    app.articles.first = app.articles.reader_of(read_article(path))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await proposed(app, pilot)
        await differences_found(app, pilot)
        yield Driver(app, pilot, store)
