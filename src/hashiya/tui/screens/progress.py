"""Counts and progress of the library, by annotator and by folder."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual.containers import Vertical

from hashiya.messages import Message
from hashiya.session.commands.progress import AtTally
from hashiya.session.progress_browser import TallyRow
from hashiya.tui.mirroring import mark
from hashiya.tui.palette import label_letter_style, label_named, styles
from hashiya.tui.screens.base import Dialog, RunsCommands
from hashiya.tui.strips import line_strip, shortened, width_of_parts
from hashiya.tui.widgets.dialog_title import DialogTitle
from hashiya.tui.widgets.key_lines import KeyLines
from hashiya.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.style import Style
    from textual import events
    from textual.app import ComposeResult
    from textual.strip import Strip

    from hashiya.codebook.label import LabelSet
    from hashiya.services.tallies import Tally
    from hashiya.session.commands.asks import ListStep
    from hashiya.session.commands.bindings import KeyTable
    from hashiya.session.library import Library
    from hashiya.session.progress_browser import ProgressBrowser
    from hashiya.tui.host import Host
    from hashiya.tui.palette import Palette
    from hashiya.tui.strips import Part

_MOST_ROWS = 26
_LEAST_NAME = 16
_INDENT = 2
_WIDE = 72
"""Columns of the narrowest window that tells the meaning of the signs."""


class _Column(NamedTuple):
    """A column of numbers.

    Attributes:
        sign: before each number; a label has its letter.
        number: of a row.
        label: the name of the label; empty for articles.
    """

    sign: str
    number: Callable[[Tally], int]
    label: str = ""


class _TallyList(RowList):
    """Annotators and folders: name, then articles, their statuses, and annotations by label in columns."""

    def __init__(
        self, browser: ProgressBrowser, labels: LabelSet, palette: Palette, chosen: Callable[[int], object]
    ) -> None:
        super().__init__(palette, chosen, id="tally-list")
        self._browser = browser
        self._labels = labels
        self._tallies = [row.tally for row in browser.rows if isinstance(row, TallyRow)]
        self.cursor = browser.first_folder

    @property
    def count(self) -> int:
        return len(self._browser.rows)

    @property
    def chosen(self) -> TallyRow | Message:
        """The row of the cursor."""
        return self._browser.rows[self.cursor]

    def draw(self, index: int, width: int, *, selected: bool) -> Strip:
        look = styles(self.palette)
        row = self._browser.rows[index]
        style, faint = (look.row_selected, look.row_selected) if selected else (look.bar, look.bar_faint)
        leading: list[Part] = [(mark("▌") if selected else " ", style if selected else look.bar_accent)]
        if not isinstance(row, TallyRow):
            leading.append((row, look.row_selected if selected else look.bar_accent))
            return line_strip(leading, [], width, style)
        trailing: list[Part] = []
        for column, columns in self._columns(width - _LEAST_NAME - 2):
            trailing += self._number(column, row.tally, columns, style, faint)
        indent = min(_INDENT * (1 + row.tally.depth), width // 4)
        room = max(1, width - 2 - indent - width_of_parts(trailing))
        leading += [(" " * indent, style), (shortened(row.name, room), style)]
        return line_strip(leading, [*trailing, (" ", style)], width, style)

    def _columns(self, room: int) -> list[tuple[_Column, int]]:
        """Choose the columns that there is room for, each with its width."""
        names = [*self._labels.names, *sorted(self._browser.labels.difference(self._labels.names))]
        labels = [_of_label(label_named(self._labels, name).letter, name) for name in names]
        begun = [_ARTICLES, *_BEGUN]
        choices = [*_STATUSES, *labels], [*_STATUSES, _TOTAL], [*begun, _TOTAL], begun
        for chosen in choices:
            columns = [(column, self._width(column)) for column in chosen]
            if sum(width for _, width in columns) <= room:
                return columns
        return columns[:1]

    def _width(self, column: _Column) -> int:
        widest = max(len(f"{column.number(tally):,}") for tally in self._tallies)
        return widest + len(column.sign) + bool(column.sign) + 2

    def _number(self, column: _Column, tally: Tally, width: int, style: Style, faint: Style) -> list[Part]:
        number = column.number(tally)
        figure, sign = f"{number:,}" if number else "·", f"{column.sign} " if column.sign else ""
        shade = sign_shade = style if number else faint
        if column.label and number:
            sign_shade = label_letter_style(label_named(self._labels, column.label), self.palette)
        blank = " " * (width - len(figure) - len(sign))
        return [(blank, style), (column.sign, sign_shade), (" " if sign else "", style), (figure, shade)]


def _of_label(letter: str, name: str) -> _Column:
    return _Column(letter, lambda tally: tally.counts.get(name, 0), name)


_ARTICLES = _Column("", lambda tally: tally.articles)
_BEGUN = _Column("◐", lambda tally: tally.in_progress), _Column("●", lambda tally: tally.done)
_STATUSES = _ARTICLES, _Column("○", lambda tally: tally.unread), *_BEGUN
_TOTAL = _Column("Σ", lambda tally: sum(tally.counts.values()))


class ProgressScreen(Dialog, RunsCommands[AtTally]):
    """Shows how far the work is, and narrows the library to a folder."""

    DEFAULT_CSS = """
    ProgressScreen > Vertical { width: 104; max-width: 100%; height: auto; background: $panel; }
    """

    def __init__(self, library: Library, browser: ProgressBrowser, labels: LabelSet, host: Host) -> None:
        super().__init__()
        self.host = host
        self._library = library
        palette = host.palette
        self._title = DialogTitle(palette, self._words)
        self._list = _TallyList(
            browser, labels, palette, lambda _: self.run_command(self.table["progress.narrow"])
        )
        self._keys = KeyLines(self.table.footer, palette, self.run_command)

    def compose(self) -> ComposeResult:
        """Title, list, keys."""
        yield Vertical(self._title, self._list, self._keys, classes="box")

    def on_mount(self) -> None:
        """Fit the list to the window."""
        self._renew()

    def on_resize(self) -> None:
        """Fit the list to the new window."""
        self._renew()

    @property
    def table(self) -> KeyTable[AtTally]:
        """The keys of the list."""
        return self.host.bindings.progress

    @property
    def context(self) -> AtTally:
        """The library, and the row of the cursor."""
        return AtTally(self._library, self._list.chosen)

    def take(self, event: events.Key) -> bool:
        """Run the command of a key; whether the key has one that can run now."""
        return self.run_key(event)

    def _words(self) -> tuple[Message, Message | str]:
        """Make the title: in a wide window, with the meaning of the signs."""
        return Message("tui.progress"), Message("tui.progress_signs") if self.size.width >= _WIDE else ""

    def step(self, step: ListStep) -> None:
        """Move the cursor."""
        self._list.key(step)
        self._renew()

    def _renew(self) -> None:
        self._keys.show_commands([each for each in self.table.footer if each.when(self.context)])
        width, height = self.app.size
        beside = 2 + self.foot + len(self._keys.lines(min(104, width) - self.EDGES))
        self._list.styles.height = max(1, min(self._list.count, _MOST_ROWS, height - beside))
        self._list.renew()
