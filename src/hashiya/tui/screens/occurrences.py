"""The other occurrences of an annotation: a list to strike some of them before all are labelled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.style import Style
from textual.containers import Vertical
from textual.strip import Strip

from hashiya.messages import Message
from hashiya.session.commands.everywhere import AtOccurrence
from hashiya.tui.concordance import concordance_line
from hashiya.tui.mirroring import mirrored
from hashiya.tui.palette import label_named, label_style, styles
from hashiya.tui.screens.base import Dialog, RunsCommands
from hashiya.tui.strips import line_strip, padded, shortened
from hashiya.tui.widgets.dialog_title import DialogTitle
from hashiya.tui.widgets.key_lines import KeyLines
from hashiya.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.app import ComposeResult

    from hashiya.services.everywhere import Occurrence
    from hashiya.session.commands.asks import ListStep
    from hashiya.session.commands.bindings import KeyTable
    from hashiya.session.everywhere import Everywhere
    from hashiya.session.reader import Reader
    from hashiya.tui.host import Host
    from hashiya.tui.palette import Palette

_MOST_ROWS = 20
_NAME = 18
"""Columns for the name of an article."""


class _OccurrenceList(RowList):
    """The occurrences, one a row, in the middle of their words; those that are struck are crossed out."""

    def __init__(
        self, reader: Reader, everywhere: Everywhere, palette: Palette, chosen: Callable[[int], object]
    ) -> None:
        super().__init__(palette, chosen, id="occurrence-list")
        self._reader = reader
        self._everywhere = everywhere

    @property
    def count(self) -> int:
        return len(self._everywhere.found)

    @property
    def chosen(self) -> Occurrence | None:
        """The occurrence of the cursor; None in an empty list."""
        return self._everywhere.found[self.cursor] if self.cursor < self.count else None

    @property
    def blank_style(self) -> Style:
        return styles(self.palette).bar

    def draw(self, index: int, width: int, *, selected: bool) -> Strip:
        look = styles(self.palette)
        occurrence = self._everywhere.found[index]
        is_struck = occurrence in self._everywhere.struck
        style, faint = (look.row_selected, look.row_selected) if selected else (look.bar, look.bar_faint)
        label = label_named(self._reader.labels, self._everywhere.model.label)
        hit = faint + Style(strike=True) if is_struck else label_style(label, self.palette)
        sign = (" ✗ " if is_struck else " ✓ ", faint if is_struck else style)
        leading = [sign]
        if self._everywhere.is_folder:
            name = occurrence.key.rpartition("/")[2]
            leading += [(padded(shortened(name, _NAME), _NAME), faint), (" ", style)]
        columns = 3 + (_NAME + 1) * self._everywhere.is_folder
        words = occurrence.before, occurrence.text, occurrence.after
        line = concordance_line(words, max(1, width - columns), blank=style, hit=hit, around=faint)
        return Strip.join(mirrored([line_strip(leading, [], columns, style), line]))


class OccurrencesScreen(Dialog, RunsCommands[AtOccurrence]):
    """Asks which occurrences are to be labelled; nothing is written before they are accepted."""

    DEFAULT_CSS = """
    OccurrencesScreen { align: center middle; }
    OccurrencesScreen > Vertical { width: 100; max-width: 100%; height: auto; background: $panel; }
    """

    def __init__(self, reader: Reader, everywhere: Everywhere, host: Host) -> None:
        super().__init__()
        self.host = host
        self.everywhere = everywhere
        palette = host.palette
        self._title = DialogTitle(palette, self._words)
        self._list = _OccurrenceList(
            reader, everywhere, palette, lambda _: self.run_command(self.table["everywhere.strike"])
        )
        self._keys = KeyLines(self.table.footer, palette, self.run_command)

    def compose(self) -> ComposeResult:
        """Title, list, keys."""
        yield Vertical(self._title, self._list, self._keys, classes="box")

    def on_mount(self) -> None:
        """Fit the list to the window."""
        self.renew()

    def on_resize(self) -> None:
        """Fit the list to the new window."""
        self.renew()

    @property
    def table(self) -> KeyTable[AtOccurrence]:
        """The keys of the list."""
        return self.host.bindings.occurrences

    @property
    def context(self) -> AtOccurrence:
        """The occurrence of the cursor."""
        return AtOccurrence(self.everywhere, self._list.chosen)

    def take(self, event: events.Key) -> bool:
        """Run the command of a key; whether the key has one that can run now."""
        return self.run_key(event)

    def after_command(self, context: AtOccurrence) -> None:
        """Show what a command changed."""
        self.renew()

    def _words(self) -> tuple[Message, Message]:
        """Make the title: the label and the words, and how many occurrences are to be labelled."""
        model, accepted = self.everywhere.model, len(self.everywhere.accepted)
        title = Message("tui.everywhere", label=model.label, text=" ".join(model.text.split()))
        return title, Message("tui.accepted_of", accepted=accepted, count=len(self.everywhere.found))

    def step(self, step: ListStep) -> None:
        """Move the cursor."""
        self._list.key(step)

    def renew(self) -> None:
        """Show the occurrences as they are now."""
        self._keys.show_commands([each for each in self.table.footer if each.when(self.context)])
        width, height = self.app.size
        beside = 3 + self.foot + len(self._keys.lines(min(100, width) - self.EDGES))
        self._list.styles.height = max(1, min(self._list.count, _MOST_ROWS, height - beside))
        self._title.refresh()
        self._list.renew()
