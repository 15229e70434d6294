"""The library screen: the articles of a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hashiya.session.commands import LIBRARY
from hashiya.session.shelf import ORDERS, STATUSES, FolderRow
from hashiya.tui.screens.base import CommandScreen
from hashiya.tui.widgets.book_list import BookList
from hashiya.tui.widgets.key_bar import KeyBar
from hashiya.tui.widgets.library_bar import LibraryBar
from hashiya.tui.widgets.notice import Notice
from hashiya.tui.widgets.prompt import Prompt

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.app import ComposeResult
    from textual.timer import Timer

    from hashiya.codebook.label import LabelSet
    from hashiya.session.book import Book
    from hashiya.session.commands import Command
    from hashiya.session.shelf import Shelf
    from hashiya.tui.palette import Palette

_TICK = 0.03
"""Seconds after which the screen takes in again what was found behind it."""

_SECONDS_AT_ONCE = 0.012
"""For how long articles are looked into between two frames where the system starts no thread for that."""

_LIST_KEYS = {
    "up": "up",
    "down": "down",
    "page_up": "pageup",
    "page_down": "pagedown",
    "first": "home",
    "last": "end",
    "open": "enter",
}


class LibraryScreen(CommandScreen):
    """Shows a `Shelf`, which is filled behind the screen, so that a large folder opens at once."""

    def __init__(self, shelf: Shelf, name: str, labels: LabelSet, palette: Palette) -> None:
        super().__init__(LIBRARY)
        self.shelf = shelf
        self.bar = LibraryBar(shelf, name, palette)
        self.books = BookList(shelf, labels, palette, self._open)
        self.prompt = Prompt(
            "filter",
            palette,
            id="prompt",
            changed=self._filter,
            submitted=lambda _: self._close_prompt(),
            dismissed=self._drop_filter,
        )
        self.key_bar = KeyBar(self.commands, palette, self.run_command)
        self.notice = Notice(palette)
        self._ticks: Timer | None = None
        self._awaited: Path | None = None
        # the article just read, as it was known before; None once that is known anew
        self._read: tuple[Path, Book | None] | None = None
        self._hidden: Path | None = None

    def compose(self) -> ComposeResult:
        """The widgets from the top down."""
        yield self.bar
        yield self.books
        yield self.prompt
        yield self.key_bar
        yield self.notice

    def on_mount(self) -> None:
        """Begin to look for articles."""
        self.books.focus()
        self.shelf.start()
        self._ticks = self.set_interval(_TICK, self._take)
        self._take()

    def on_unmount(self) -> None:
        """Look for no more."""
        self.shelf.stop()

    def on_screen_resume(self) -> None:
        """Shows what changed while an article was open."""
        self._renew()
        self.books.focus()

    def come_back_from(self, path: Path) -> None:
        """Put the bar on the article just read, as soon as it is found, and take in what changed about it."""
        self._awaited, self._read = path, (path, self.shelf.book_of(path))
        self.shelf.refresh(path)
        if self._ticks is not None:
            self._ticks.resume()
            self._renew()

    def _take(self) -> None:
        """Take in what was found and learnt since the last tick."""
        held = self.shelf.row(self.books.cursor) if self.shelf.row_count else None
        changed = self.shelf.take(self.books.in_sight, seconds=_SECONDS_AT_ONCE)
        if changed or self.bar.reading != self.shelf.state:
            self.bar.reading = self.shelf.state
            row = self.shelf.first_article if held is None else self.shelf.index_of(held)
            if row is not None:  # rows may have come above it
                self.books.go(row)
            self._renew()
            self._tell_if_hidden()
        if self._ticks is not None and not self.shelf.is_busy:
            self._ticks.pause()

    def _tell_if_hidden(self) -> None:
        """Say where the article just read has gone, if the filter leaves it out as it is now."""
        if self._read is None:
            return
        path, before = self._read
        book = self.shelf.book_of(path)
        if book is None or book is before or not book.known:
            return
        self._read = None
        if self.shelf.index_of(book) is None:
            self._hidden = path
            self.say(f"{path.name} is {book.status} and does not pass the filter; esc clears it.")

    def _arrange(self, **changes: Any) -> None:
        """Change order or filter and leave the bar on its article, if that is shown, or the one just read."""
        held = self.shelf.row(self.books.cursor) if self.shelf.row_count else None
        self.shelf.arrange(**changes)
        row = self.shelf.index_of(held) if held is not None else None
        self.books.go(row if row is not None else self.shelf.first_article or 0)
        self._renew()

    def _clear_filter(self) -> None:
        """Show every article, with the bar on the one just read if the filter has hidden it."""
        self._awaited, self._hidden = self._hidden, None
        self._arrange(query="", status="all")

    def _renew(self) -> None:
        row = self.shelf.reveal(self._awaited) if self._awaited is not None else None
        if row is not None:
            self.books.go(row)
            self._awaited = None
        self.books.renew()
        self.bar.refresh()

    def perform(self, command: Command) -> bool:
        """Does what a command says."""
        self._awaited = None  # the bar goes where the keys say
        shelf = self.shelf
        kind, _, name = command.id.partition(".")
        if kind == "list" and name in _LIST_KEYS:
            return self.books.key(_LIST_KEYS[name])
        own: dict[str, Callable[[], object]] = {
            "list.filter": lambda: self.prompt.open(shelf.query),
            "list.status": lambda: self._arrange(status=_next(STATUSES, shelf.status)),
            "list.sort": lambda: self._arrange(order=_next(ORDERS, shelf.order)),
            "list.reverse": lambda: self._arrange(reverse=not shelf.reverse),
            "list.clear": self._clear_filter,
        }
        if command.id not in own:
            return False
        own[command.id]()
        return True

    def _open(self, index: int) -> None:
        """Open the article chosen, or close the folder chosen or open it again."""
        row = self.shelf.row(index)
        if isinstance(row, FolderRow):
            self.shelf.toggle(row.folder)
            self._renew()
        else:
            self.hashiya.open_article(row.path)

    def _filter(self, query: str) -> None:
        """Filters while one types."""
        self._arrange(query=query)

    def _drop_filter(self) -> None:
        self._filter("")
        self._close_prompt()

    def _close_prompt(self) -> None:
        self.prompt.close()
        self.set_focus(self.books, scroll_visible=False)


def _next(values: tuple[str, ...], value: str) -> str:
    return values[(values.index(value) + 1) % len(values)]
