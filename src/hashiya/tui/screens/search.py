"""The screen of a search over the folder: the query, and the hits as a concordance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.codebook.built_in import coding_of
from hashiya.corpus.tokens import QueryError
from hashiya.messages import Message
from hashiya.services.hit_order import AFTER, BEFORE, DATE, FOLDER
from hashiya.session.commands.hits import AtHit
from hashiya.session.commands.key_names import Key
from hashiya.session.typed_attributes import attribute_completions, read_attributes
from hashiya.tui.palette import styles
from hashiya.tui.screens.base import CommandScreen
from hashiya.tui.strips import squeezed, width_of_parts
from hashiya.tui.widgets.bar import Bar
from hashiya.tui.widgets.hit_list import HitList
from hashiya.tui.widgets.key_bar import KeyBar
from hashiya.tui.widgets.line_input import LineInput
from hashiya.tui.widgets.prompt import Prompt

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.timer import Timer

    from hashiya.codebook.coding import Attribute
    from hashiya.session.commands.asks import ListStep
    from hashiya.session.commands.bindings import KeyTable
    from hashiya.session.corpus_search import CorpusSearch
    from hashiya.tui.host import Host
    from hashiya.tui.palette import Palette
    from hashiya.tui.strips import Part
    from hashiya.tui.widgets.bar import Parts

_TICK = 0.05
"""Seconds between two looks at the results of the thread."""
_QUERY_KEYS = Message("tui.query_keys", enter=Key("enter"), escape=Key("escape"))
_ORDERS = {
    FOLDER: Message("tui.by_folder"),
    BEFORE: Message("tui.by_before"),
    AFTER: Message("tui.by_after"),
    DATE: Message("tui.by_date"),
}


class SearchBar(Bar):
    """Scope and counts at the leading edge; the work being done, story and order at the trailing edge."""

    def __init__(self, search: CorpusSearch, palette: Palette) -> None:
        super().__init__(palette, id="title")
        self._search = search

    def parts(self, width: int) -> Parts:
        """Return the parts of the line."""
        look, search = styles(self.palette), self._search
        here = search.here
        scope = Message("tui.in_folder")
        if not search.is_folder and here is not None:
            scope = Message("tui.in_article", name=here.name)
        trailing: list[Part] = []
        if (progress := search.progress) is not None:
            trailing += [("  ", look.bar_accent), (progress, look.bar_accent)]
        if search.is_once:
            trailing += [("  ", look.bar_accent), (Message("tui.once"), look.bar_accent)]
        trailing += [("  ", look.bar_faint), (_ORDERS[search.order], look.bar_faint), (" ", look.bar_faint)]
        leading: list[Part] = [(" ", look.bar), (scope, look.bar), ("  ", look.bar_faint)]
        if search.query and (search.count or search.is_over):
            leading.append((self._counts(), look.bar_faint))
        if search.chosen:
            chosen = Message("tui.chosen_hits", count=len(search.chosen))
            leading += [("  ", look.bar_accent), (chosen, look.bar_accent)]
        return squeezed(leading, 1, max(0, width - width_of_parts(trailing))), trailing

    def _counts(self) -> Message:
        search = self._search
        if not search.count:
            return Message("tui.no_hits")
        articles = Message("tui.articles", count=search.article_count)
        if search.is_cut:
            return Message("tui.first_hits", count=search.count, articles=articles)
        return Message("tui.hits", count=search.count, articles=articles)


class SearchScreen(CommandScreen[AtHit]):
    """Shows a `CorpusSearch`, which a thread fills."""

    def __init__(self, search: CorpusSearch, host: Host) -> None:
        super().__init__(host)
        palette = host.palette
        self.search = search
        self.bar = SearchBar(search, palette)
        self.query_line = LineInput(
            Message("tui.query"),
            host,
            search.query,
            id="query",
            changed=self._check,
            submitted=self._submit,
            dismissed=self._leave_query,
        )
        self.list = HitList(search, palette, lambda _: self.run_command(self.table["hits.go"]))
        self.foot = self.key_bar = KeyBar(self.table.footer, palette, self.run_command)
        self._ticks: Timer | None = None
        self._is_editing = False
        self._label = ""

    def compose(self) -> ComposeResult:
        """Yield the widgets from the top down."""
        yield self.bar
        yield self.query_line
        yield self.list
        yield self.key_bar

    def on_mount(self) -> None:
        """Follow the search from now on; without a query, ask for one."""
        self._ticks = self.set_interval(_TICK, self._take)
        self.list.go(self.search.cursor)
        if self.search.query:
            self._leave_query()
        else:
            self.open_search()
        self.renew()

    def on_screen_resume(self) -> None:
        """Show what was changed in between."""
        self.renew()

    def _take(self) -> None:
        """Show what the thread has found since the last tick."""
        self.search.cursor = self.list.cursor
        if self.search.take():
            self.list.go(self.search.cursor)
            self.renew()
        if self._ticks is not None and not self.search.is_busy:
            self._ticks.pause()

    def renew(self) -> None:
        """Show the hits as they are now."""
        if self._ticks is not None and self.search.is_busy:
            self._ticks.resume()
        self.key_bar.show_commands([each for each in self.table.footer if each.when(self.context)])
        self.list.renew()
        self.bar.refresh()
        for notice in self.search.notices:
            self.notice.say_too(notice)
        self.search.notices = ()

    # --- commands

    @property
    def table(self) -> KeyTable[AtHit]:
        """The keys of the list."""
        return self.host.bindings.hits

    @property
    def context(self) -> AtHit:
        """The search, and the row of the cursor."""
        return AtHit(self.search, self.list.cursor if self.search.count else None)

    def after_command(self, context: AtHit) -> None:
        """Show what a command changed."""
        self.list.go(self.search.cursor if context.row is None else self.list.cursor)
        self.renew()

    def step(self, step: ListStep) -> None:
        """Move the cursor."""
        self.list.key(step)
        self.search.cursor = self.list.cursor

    def close(self) -> None:
        """Go back to the article or the library; the search can be opened again as it is."""
        if self.app.screen_stack[-1:] == [self]:
            self.search.cursor = self.list.cursor
            self.app.pop_screen()

    # --- the query

    @property
    def open_prompt(self) -> LineInput | None:
        """The line of input that has the keys: for attributes, for the query, or none."""
        return super().open_prompt or (self.query_line if self._is_editing else None)

    def open_search(self) -> None:
        """Let the query be edited."""
        self._is_editing = True
        self.query_line.editor.select_all()
        self.set_focus(self.query_line, scroll_visible=False)
        self.key_bar.show_instead(_QUERY_KEYS)

    def _check(self, text: str) -> None:
        self.search.check(text)
        error = self.search.error
        self.key_bar.show_instead(error.told if error is not None else _QUERY_KEYS)

    def _submit(self, text: str) -> None:
        """Search; the caret goes to the first place that cannot be read."""
        self.before_command()
        if self.attempt(lambda: self.search.submit(text)):
            self.list.go(0)
            self._leave_query()
        elif isinstance(error := self.search.error, QueryError):
            self.query_line.editor.move_to(error.at)
            self.query_line.refresh()
        self.renew()

    def _leave_query(self) -> None:
        """Give the keys to the list, with the query that was searched for."""
        self._is_editing = False
        self.search.check(self.search.query)
        self.key_bar.show_instead(None)
        self.set_focus(self.list, scroll_visible=False)

    # --- labelling

    def make_prompt(self) -> Prompt:
        """Make the line of input for the attributes of a label."""
        return Prompt(
            Message("tui.attributes"),
            self.host,
            id="prompt",
            submitted=self._label_hits,
            dismissed=self._close_prompt,
            completions=lambda text: attribute_completions(text, self._attributes),
        )

    @property
    def _attributes(self) -> tuple[Attribute, ...]:
        label = self.search.labels.get(self._label)
        return coding_of(label).attributes if label is not None else ()

    def ask_attributes(self, label: str) -> None:
        """Ask for the attributes that the chosen hits get with a label."""
        self._label = label
        self.prompt.label = Message("tui.label_with", label=label, count=max(1, len(self.search.chosen)))
        self.prompt.open("")
        enter, tab, escape = map(Key, ("enter", "tab", "escape"))
        example = next((f"{each.name}:{each.values[0].name}" for each in self._attributes if each.values), "")
        keys = Message("tui.attribute_keys", enter=enter, tab=tab, escape=escape, example=example)
        self.key_bar.show_instead(keys)

    def _label_hits(self, text: str) -> None:
        attributes = self.attempt(lambda: read_attributes(text, self._attributes))
        if attributes is not None:
            self._close_prompt()
            self.attempt(lambda: self.host.hits.label(self._label, attributes))

    def _close_prompt(self) -> None:
        self.prompt.close()
        self.key_bar.show_instead(None)
        self.set_focus(self.list, scroll_visible=False)
