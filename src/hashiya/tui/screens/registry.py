"""The actors and events of the folder: a list to merge, split and rename them, and to go to a mention."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.style import Style
from textual.containers import Vertical
from textual.strip import Strip

from hashiya.messages import Message
from hashiya.registry.entries import Actor, Event, Mention
from hashiya.session.commands.registry import AtEntry
from hashiya.tui.concordance import concordance_line
from hashiya.tui.mirroring import mirrored
from hashiya.tui.palette import styles
from hashiya.tui.screens.base import Dialog, RunsCommands
from hashiya.tui.strips import beginning, line_strip, padded, shortened
from hashiya.tui.widgets.bar import Bar
from hashiya.tui.widgets.dialog_title import DialogTitle
from hashiya.tui.widgets.key_lines import KeyLines
from hashiya.tui.widgets.prompt import Prompt
from hashiya.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.app import ComposeResult

    from hashiya.session.commands.asks import ListStep
    from hashiya.session.commands.bindings import KeyTable
    from hashiya.session.registry_browser import RegistryBrowser
    from hashiya.tui.host import Host
    from hashiya.tui.palette import Palette
    from hashiya.tui.widgets.bar import Parts

_MOST_ROWS = 20
_NAME = 18
"""Columns for the name of a mention's article."""
_KIND = 14
"""Columns for the kind of an actor or the type of an event."""


class _RegistryList(RowList):
    """The entries, each with its kind, other names and number of mentions; or the mentions of one entry."""

    def __init__(self, browser: RegistryBrowser, palette: Palette, chosen: Callable[[int], object]) -> None:
        super().__init__(palette, chosen, id="registry-list")
        self._browser = browser

    @property
    def count(self) -> int:
        return len(self._browser.rows)

    @property
    def chosen(self) -> Actor | Event | Mention | None:
        """The row of the cursor; None in an empty list."""
        return self._browser.rows[self.cursor] if self.cursor < self.count else None

    @property
    def blank_style(self) -> Style:
        return styles(self.palette).bar

    def draw(self, index: int, width: int, *, selected: bool) -> Strip:
        look = styles(self.palette)
        row = self._browser.rows[index]
        style, faint = (look.row_selected, look.row_selected) if selected else (look.bar, look.bar_faint)
        if isinstance(row, Mention):
            return self._mention(row, width, style, faint)
        is_merging = row == self._browser.merging
        others = "، ".join(row.aliases) if isinstance(row, Actor) else row.date
        count = Message("tui.mentions", count=len(row.mentions))
        leading = [
            (" ● " if is_merging else "   ", look.bar_accent if is_merging and not selected else style),
            (padded(shortened(self._browser.kind_of(row), _KIND - 1), _KIND), faint),
        ]
        begun, ended = beginning(row.canonical, style, style)
        names = shortened(others, max(0, width // 3))
        return line_strip(
            [*leading, *begun, (" ", style), (names, faint)],
            [*ended, (count, faint), (" ", style)],
            width,
            style,
        )

    def _mention(self, mention: Mention, width: int, style: Style, faint: Style) -> Strip:
        """Draw the article of a mention, and its words with those around them."""
        columns = 3 + _NAME + 1
        sign = " ✓ " if mention.id in self._browser.chosen else "   "
        name = padded(shortened(mention.article.rpartition("/")[2], _NAME), _NAME)
        start = line_strip([(sign, style), (name, faint), (" ", style)], [], columns, style)
        words = mention.before, mention.text, mention.after
        hit = style + Style(bold=True)
        line = concordance_line(words, max(1, width - columns), blank=style, hit=hit, around=faint)
        return Strip.join(mirrored([start, line]))


class _Said(Bar):
    """The last message about a change, or an empty line."""

    def __init__(self, palette: Palette) -> None:
        super().__init__(palette)
        self.message: Message | None = None

    def parts(self, width: int) -> Parts:
        look = styles(self.palette)
        return [(" ", look.bar), (self.message or "", look.bar_alarm)], []


class RegistryScreen(Dialog, RunsCommands[AtEntry]):
    """Lists the actors and events of the folder, above the open article."""

    DEFAULT_CSS = """
    RegistryScreen > Vertical { width: 100; max-width: 100%; height: auto; background: $panel; }
    """

    def __init__(self, browser: RegistryBrowser, host: Host) -> None:
        super().__init__()
        self.host = host
        self.browser = browser
        palette = host.palette
        self._title = DialogTitle(palette, self._words)
        self._list = _RegistryList(browser, palette, lambda _: self.run_command(self.table["registry.go"]))
        self._said = _Said(palette)
        self._said.message = next(iter(browser.registry.problems.values()), None)
        self._keys = KeyLines(self.table.footer, palette, self.run_command)
        name, words = Message("tui.canonical_name"), Message("tui.filter_entries")
        self._naming = Prompt(name, host, submitted=self._give_name, dismissed=self._close_prompts)
        self._filter = Prompt(
            words, host, changed=self._show_filtered, submitted=self._keep_filter, dismissed=self._end_filter
        )

    def compose(self) -> ComposeResult:
        """Title, list, message, line of input, keys."""
        prompts = self._naming, self._filter
        yield Vertical(self._title, self._list, self._said, *prompts, self._keys, classes="box")

    def on_mount(self) -> None:
        """Fit the list to the window."""
        self.renew()

    def on_resize(self) -> None:
        """Fit the list to the new window."""
        self.renew()

    @property
    def table(self) -> KeyTable[AtEntry]:
        """The keys of the list."""
        return self.host.bindings.registry

    @property
    def context(self) -> AtEntry:
        """The entry of the cursor."""
        return AtEntry(self.browser, self._list.chosen)

    def take(self, event: events.Key) -> bool:
        """Give a key to the open line of input, or run its command; whether either knows the key."""
        prompt = self._open_prompt
        return prompt.take(event) if prompt is not None else self.run_key(event)

    @property
    def _open_prompt(self) -> Prompt | None:
        return next((each for each in (self._naming, self._filter) if each.display), None)

    def paste(self, text: str) -> None:
        """Paste into the open line of input."""
        if (prompt := self._open_prompt) is not None:
            prompt.paste(text)

    def before_command(self) -> None:
        """Take the last message away."""
        self._said.message = None

    def after_command(self, context: AtEntry) -> None:
        """Show what a command changed."""
        self.renew()

    def say(self, message: Message, hint: Message | None = None) -> None:
        """Show an error below the list."""
        self._said.message = message
        self.renew()

    def _words(self) -> tuple[Message, str]:
        """Make the title: what is listed, and how many rows there are."""
        browser, count = self.browser, f"{len(self.browser.rows):,}"
        if browser.merging is not None:
            return Message("tui.merge_into", name=browser.merging.canonical), count
        if browser.entry is not None:
            return Message("tui.mentions_of", name=browser.entry.canonical), count
        return Message("tui.events") if browser.shows_events else Message("tui.actors"), count

    def step(self, step: ListStep) -> None:
        """Move the cursor."""
        self._list.key(step)

    def show_entry(self, name: str) -> None:
        """Show the registry as it is now, with the cursor on the entry of a name if there is one."""
        names = [row.canonical for row in self.browser.rows if not isinstance(row, Mention)]
        if name in names:
            self._list.go(names.index(name))
        self.renew()

    def ask_name(self, name: str) -> None:
        """Ask for a canonical name, with one to begin with."""
        self._naming.open(name)

    def open_search(self) -> None:
        """Ask what the entries that are listed are called."""
        self._filter.open(self.browser.query)

    def _give_name(self, name: str) -> None:
        self._close_prompts()
        self.before_command()
        self.browser.give_name(name)
        self.attempt(self.host.folder.change_registry)

    def _show_filtered(self, query: str) -> None:
        self.browser.query = query
        self.renew()

    def _keep_filter(self, query: str) -> None:
        self._show_filtered(query)
        self._close_prompts()

    def _end_filter(self) -> None:
        self._keep_filter("")

    def _close_prompts(self) -> None:
        self._naming.close()
        self._filter.close()
        self.renew()

    def renew(self) -> None:
        """Show the registry as it is now."""
        self._list.go(self._list.cursor)  # on a row that exists, of which the keys depend
        self._keys.show_commands([each for each in self.table.footer if each.when(self.context)])
        width, height = self.app.size
        beside = 4 + self.foot + len(self._keys.lines(min(100, width) - self.EDGES))
        self._list.styles.height = max(1, min(self._list.count, _MOST_ROWS, height - beside))
        self._title.refresh()
        self._said.refresh()
        self._list.renew()
