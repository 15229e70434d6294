"""The library screen: the articles of a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.messages import Message
from hashiya.session.article_entry import ArticleEntry
from hashiya.session.commands.key_names import Key
from hashiya.session.commands.library import AtRow
from hashiya.session.working_copy import STATUS_NAMES
from hashiya.tui.screens.base import CommandScreen
from hashiya.tui.widgets.article_list import ArticleList
from hashiya.tui.widgets.key_bar import KeyBar
from hashiya.tui.widgets.library_bar import LibraryBar

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from textual.app import ComposeResult
    from textual.timer import Timer

    from hashiya.codebook.label import LabelSet
    from hashiya.session.commands.asks import ListStep
    from hashiya.session.commands.bindings import KeyTable
    from hashiya.session.library import FolderRow, Library
    from hashiya.tui.host import Host
    from hashiya.tui.widgets.prompt import Prompt

_TICK = 0.03
"""Seconds between two looks at the finds of the background search."""

_SECONDS_AT_ONCE = 0.012
"""Time for reading articles between two frames if the system starts no thread."""


class LibraryScreen(CommandScreen[AtRow]):
    """Shows a `Library`, filled in the background so that a large folder opens at once."""

    def __init__(self, library: Library, name: Message | str, labels: LabelSet, host: Host) -> None:
        super().__init__(host)
        palette = host.palette
        self.library = library
        self.bar = LibraryBar(library, name, palette)
        self.list = ArticleList(
            library,
            labels,
            palette,
            lambda _: self.run_command(self.table["library.open"]),
            self._go_on,
        )
        self.foot = self.key_bar = KeyBar(
            [each for each in host.bindings.library.footer if each.when(AtRow(library, None))],
            palette,
            self.run_command,
        )
        self._ticks: Timer | None = None
        self._awaited: Path | None = None
        # the article just read and its former entry; None once the new entry is known
        self._read: tuple[Path, ArticleEntry | None] | None = None
        self._hidden: Path | None = None
        self._wanted = library.wanted

    def compose(self) -> ComposeResult:
        """Yield the widgets from the top down."""
        yield self.bar
        yield self.list
        yield self.key_bar

    def on_mount(self) -> None:
        """Begin to look for articles."""
        self.list.focus()
        self.library.start()
        self._ticks = self.set_interval(_TICK, self._take)
        self._take()

    def on_unmount(self) -> None:
        """Stop looking for articles."""
        self.library.stop()

    def on_screen_resume(self) -> None:
        """Show the changes made while an article or a list was open."""
        self.host.articles.look_at_saved()
        self._hold(self._row if self.library.wanted == self._wanted else None)
        self.list.focus()

    def come_back_from(self, path: Path) -> None:
        """Put the cursor on the article just read as soon as it is found, and look at it again."""
        self._awaited, self._read = path, (path, self.library.entry_of(path))
        self.library.refresh(path)
        if self._ticks is not None:
            self._renew()

    def look_again(self, paths: Iterable[Path]) -> None:
        """Look again at articles that others have changed."""
        for path in paths:
            self.library.refresh(path)
        if self._ticks is not None:
            self._ticks.resume()

    def _take(self) -> None:
        """Show what was found since the last tick."""
        held = self._row
        changed = self.library.take(self.list.in_sight, seconds=_SECONDS_AT_ONCE)
        state = self.library.state or ""
        if changed or self.bar.reading != state:
            self.bar.reading = state
            row = (
                self.library.first_article if held is None else self.library.index_of(held, self.list.cursor)
            )
            if row is not None:  # rows may have come above it
                self.list.go_along(row)
            self._renew()
        self._tell_if_hidden()
        if self._ticks is not None and not self.library.is_busy:
            self._ticks.pause()

    def _go_on(self) -> None:
        """Look into the articles that have come into sight, and go on with filtering and sorting."""
        if self._ticks is not None:
            self._ticks.resume()

    def _tell_if_hidden(self) -> None:
        """Say that the filter now leaves out the article just read."""
        if self._read is None or not self.library.is_arranged:
            return
        path, before = self._read
        entry = self.library.entry_of(path)
        if entry is None or entry is before or not entry.known:
            return
        self._read = None
        if self.library.index_of(entry) is None:
            self._hidden = path
            key = self.host.bindings.key("library.clear")
            status = STATUS_NAMES[entry.status]
            self.say(Message("tui.left_out", name=path.name, status=status, key=key))

    def _renew(self) -> None:
        row = self.library.reveal(self._awaited) if self._awaited is not None else None
        if row is not None:
            self.list.go(row)
            self._awaited = self._hidden = None
        self._wanted = self.library.wanted
        self.list.renew()
        self.bar.refresh()

    # --- commands

    @property
    def table(self) -> KeyTable[AtRow]:
        """The keys of the library."""
        return self.host.bindings.library

    @property
    def context(self) -> AtRow:
        """The articles, and the row of the cursor."""
        return AtRow(self.library, self._row)

    @property
    def _row(self) -> ArticleEntry | FolderRow | None:
        return self.library.row(self.list.cursor) if self.list.cursor < self.library.row_count else None

    def before_command(self) -> None:
        """Leave the cursor to the keys from now on."""
        super().before_command()
        self._awaited = None

    def after_command(self, context: AtRow) -> None:
        """Show the rows in their new order, or the article just read if the filter no longer hides it."""
        self._awaited = self._hidden
        self._hold(context.row)

    def step(self, step: ListStep) -> None:
        """Move the cursor."""
        self.list.key(step)

    def make_prompt(self) -> Prompt:
        """Make the line of input for the filter."""
        from hashiya.tui.widgets.prompt import Prompt

        return Prompt(
            Message("tui.filter"),
            self.host,
            id="prompt",
            changed=self._filter,
            submitted=lambda _: self._close_prompt(),
            dismissed=self._drop_filter,
        )

    def open_search(self) -> None:
        """Open the line of input for the filter."""
        self.prompt.open(self.library.wanted.query)
        self.key_bar.show_instead(Message("tui.filter_keys", enter=Key("enter"), escape=Key("escape")))

    def _hold(self, held: ArticleEntry | FolderRow | None) -> None:
        """Keep the cursor on its row if that is still shown; else put it on the first article."""
        row = self.library.index_of(held) if held is not None else None
        if row is None and isinstance(held, ArticleEntry) and not self.library.is_arranged:
            self._awaited = held.path
        self.list.go(row if row is not None else self.library.first_article or 0)
        self._renew()

    def _filter(self, query: str) -> None:
        """Filter while one types."""
        held = self._row
        self.library.arrange(query=query)
        self._hold(held)

    def _drop_filter(self) -> None:
        self._filter("")
        self._close_prompt()

    def _close_prompt(self) -> None:
        self.prompt.close()
        self.key_bar.show_instead(None)
        self.set_focus(self.list, scroll_visible=False)
