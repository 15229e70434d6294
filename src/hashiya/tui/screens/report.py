"""The report on the screen: its charts and tables, and the places behind each number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.strip import Strip

from hashiya.messages import Message
from hashiya.report.blocks import Heading
from hashiya.session.commands.report import AtReport
from hashiya.tui.mirroring import mirrored
from hashiya.tui.report_rows import Drawing
from hashiya.tui.screens.base import Dialog, RunsCommands
from hashiya.tui.widgets.dialog_title import DialogTitle
from hashiya.tui.widgets.key_lines import KeyLines
from hashiya.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events
    from textual.app import ComposeResult

    from hashiya.codebook.label import LabelSet
    from hashiya.session.commands.asks import ListStep
    from hashiya.session.commands.bindings import KeyTable
    from hashiya.session.report_browser import ReportBrowser, Row
    from hashiya.tui.host import Host
    from hashiya.tui.palette import Palette


class _ReportList(RowList):
    """The lines of a page of the report; a row may take several."""

    def __init__(
        self, browser: ReportBrowser, drawing: Drawing, palette: Palette, chosen: Callable[[int], object]
    ) -> None:
        super().__init__(palette, chosen, id="report-list")
        self._browser = browser
        self._drawing = drawing
        self._lines: Sequence[tuple[int, int]] = ()
        self._lines_of: tuple[object, int] = (None, 0)

    @property
    def lines(self) -> Sequence[tuple[int, int]]:
        """The index of the row of each line, and the number of the line in it."""
        page, width = self._browser.page, self._width
        if self._lines_of[0] is not page or self._lines_of[1] != width:
            self._lines_of = page, width
            self._lines = [
                (index, line)
                for index, row in enumerate(page.rows)
                for line in range(self._drawing.lines(row, width))
                if line or index or not isinstance(row, Heading)  # no blank line above the first one
            ]
        return self._lines

    @property
    def _width(self) -> int:
        return max(10, self.size.width - 1)

    @property
    def count(self) -> int:
        return len(self.lines)

    @property
    def row_index(self) -> int:
        """The index of the row of the cursor."""
        return self.lines[self.cursor][0] if self.cursor < self.count else 0

    @property
    def row(self) -> Row | None:
        """The row of the cursor; None on an empty page."""
        return self._browser.page.rows[self.row_index] if self.count else None

    def go_to_row(self, index: int) -> None:
        """Put the cursor on a row of the page; a heading is shown at the top, with the section below it."""
        lines = [number for number, (row, _) in enumerate(self.lines) if row == index] or [0]
        is_heading = self.count > 0 and isinstance(self._browser.page.rows[index], Heading)
        self.go(lines[-1] if is_heading else lines[0])
        if is_heading:
            self.scroll_view(self.cursor - self.lines_in_sight.start)

    def draw(self, index: int, width: int, *, selected: bool) -> Strip:
        row, line = self.lines[index]
        strip = self._drawing.draw(self._browser.page.rows[row], line, self._width, selected=selected)
        return Strip.join(mirrored([strip, Strip.blank(width - self._width, self.blank_style)]))


class ReportScreen(Dialog, RunsCommands[AtReport]):
    """Shows a report above the open article, or above the library."""

    DEFAULT_CSS = """
    ReportScreen > Vertical { width: 100%; height: 100%; background: $panel; }
    """

    def __init__(self, browser: ReportBrowser, labels: LabelSet, host: Host) -> None:
        super().__init__()
        self.host = host
        self.browser = browser
        palette = host.palette
        drawing = Drawing(palette, labels, browser.outline.looks)
        self._title = DialogTitle(palette, self._words)
        run = self.run_command
        self._list = _ReportList(browser, drawing, palette, lambda _: run(self.table["report.go"]))
        self._keys = KeyLines(self.table.footer, palette, self.run_command)

    def compose(self) -> ComposeResult:
        """Title, list, keys."""
        yield Vertical(self._title, self._list, self._keys, classes="box")

    @property
    def table(self) -> KeyTable[AtReport]:
        """The keys of the report."""
        return self.host.bindings.report

    @property
    def context(self) -> AtReport:
        """The report, and the row of the cursor."""
        return AtReport(self.browser, self._list.row)

    def take(self, event: events.Key) -> bool:
        """Run the command of a key; whether there is one."""
        return self.run_key(event)

    def before_command(self) -> None:
        """Remember the row of the cursor, to which one comes back."""
        self.browser.page.cursor = self._list.row_index

    def after_command(self, context: AtReport) -> None:
        """Show the page to which a command led."""
        self._list.go_to_row(self.browser.page.cursor)
        self.renew()

    def _words(self) -> tuple[Message, str]:
        title = self.browser.page.title
        return title if isinstance(title, Message) else Message("report.of", name=title), ""

    def step(self, step: ListStep) -> None:
        """Move the cursor."""
        self._list.key(step)
        self.renew()

    def renew(self) -> None:
        """Repaint the page, with the keys that work on the row of the cursor."""
        self._keys.show_commands([each for each in self.table.footer if each.when(self.context)])
        self._title.refresh()
        self._list.renew()
