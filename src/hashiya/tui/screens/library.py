"""The library screen: the articles of a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.session.commands import LIBRARY
from hashiya.session.shelf import ORDERS, STATUSES
from hashiya.tui.screens.base import CommandScreen
from hashiya.tui.widgets.book_list import BookList
from hashiya.tui.widgets.key_bar import KeyBar
from hashiya.tui.widgets.library_bar import LibraryBar
from hashiya.tui.widgets.notice import Notice
from hashiya.tui.widgets.prompt import Prompt

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult

    from hashiya.annotation.label import LabelSet
    from hashiya.session.commands import Command
    from hashiya.session.shelf import Shelf
    from hashiya.tui.palette import Palette

_SECONDS_AT_ONCE = 0.012
"""For how long articles are looked into between two frames; a key waits no longer than that."""

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
    """Shows a `Shelf`; the articles are looked into a few at a time, so that a large folder opens at once."""

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

    def compose(self) -> ComposeResult:
        """The widgets from the top down."""
        yield self.bar
        yield self.books
        yield self.prompt
        yield self.key_bar
        yield self.notice

    def on_mount(self) -> None:
        """Begins to look into the articles."""
        self.books.focus()
        self._read_some()

    def on_screen_resume(self) -> None:
        """Shows what changed while an article was open."""
        self._renew()
        self.books.focus()

    def _read_some(self) -> None:
        seen = self.books.in_sight, self.bar.reading, self.books.count
        some_left = self.shelf.look_into(self.books.in_sight, seconds=_SECONDS_AT_ONCE)
        self.bar.reading = "reading …" if some_left else ""
        if (self.books.in_sight, self.bar.reading, self.books.count) != seen:
            self._renew()
        if self.bar.reading:
            self.set_timer(0.001, self._read_some)

    def _renew(self) -> None:
        self.books.renew()
        self.bar.refresh()

    def perform(self, command: Command) -> bool:
        """Does what a command says."""
        shelf = self.shelf
        kind, _, name = command.id.partition(".")
        if kind == "list" and name in _LIST_KEYS:
            return self.books.key(_LIST_KEYS[name])
        own: dict[str, Callable[[], object]] = {
            "list.filter": lambda: self.prompt.open(shelf.query),
            "list.status": lambda: shelf.arrange(status=_next(STATUSES, shelf.status)),
            "list.sort": lambda: shelf.arrange(order=_next(ORDERS, shelf.order)),
            "list.reverse": lambda: shelf.arrange(reverse=not shelf.reverse),
            "list.clear": lambda: shelf.arrange(query="", status="all"),
        }
        if command.id not in own:
            return False
        own[command.id]()
        self._renew()
        return True

    def _open(self, index: int) -> None:
        """Opens the article chosen."""
        self.hashiya.open_article(self.shelf.shown[index].path)

    def _filter(self, query: str) -> None:
        """Filters while one types."""
        self.shelf.arrange(query=query)
        self._renew()

    def _drop_filter(self) -> None:
        self._filter("")
        self._close_prompt()

    def _close_prompt(self) -> None:
        self.prompt.close()
        self.set_focus(self.books, scroll_visible=False)


def _next(values: tuple[str, ...], value: str) -> str:
    return values[(values.index(value) + 1) % len(values)]
