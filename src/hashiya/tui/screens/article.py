"""The article screen: the page and the margin, a line above them and two below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal

from hashiya.article.headline import headline_span
from hashiya.messages import Message
from hashiya.session.commands.annotating import write_note
from hashiya.session.commands.hinting import type_character
from hashiya.tui.arrangement import Arrangement
from hashiya.tui.mirroring import mirrored
from hashiya.tui.screens.base import CommandScreen, Dialog
from hashiya.tui.widgets.key_bar import KeyBar
from hashiya.tui.widgets.margin import Margin
from hashiya.tui.widgets.page import Page
from hashiya.tui.widgets.status_line import StatusLine
from hashiya.tui.widgets.title_bar import TitleBar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.geometry import Size
    from textual.widget import Widget

    from hashiya.session.change import Change
    from hashiya.session.commands.asks import ListStep
    from hashiya.session.commands.bindings import KeyTable
    from hashiya.session.commands.command import Command
    from hashiya.session.reader import Reader
    from hashiya.store.repository.draft import Draft
    from hashiya.text.spans import Span
    from hashiya.tui.clipboard import Outcome
    from hashiya.tui.host import Host
    from hashiya.tui.widgets.line_input import LineInput
    from hashiya.tui.widgets.prompt import Prompt

_SECONDS_AT_ONCE = 0.012
"""Time for re-anchoring annotations between two frames; no key waits longer."""


class ArticleScreen(CommandScreen["Reader"]):
    """Shows a `Reader`, and runs commands on it."""

    def __init__(self, reader: Reader, host: Host) -> None:
        super().__init__(host)
        palette = host.palette
        self.reader = reader
        self._table = host.bindings.page
        self.arrangement = Arrangement(self)
        self._value_line: Prompt | None = None
        # the last message that was shown
        self._message: Message | str = ""
        self.title_bar = TitleBar(reader, palette)
        self.margin = Margin(reader, palette, self._jump)
        self.page = Page(reader, palette, headline_span(reader.text))
        self.foot = self.status_line = StatusLine(reader, palette)
        self.key_bar = KeyBar(self.possible(self.table.footer), palette, self.run_command)

    def compose(self) -> ComposeResult:
        """Yield the widgets from the top down."""
        yield self.title_bar
        yield Horizontal(*mirrored((self.margin, *self.beside_page, self.page)), id="body")
        yield from self.below_page
        yield self.status_line
        yield self.key_bar

    @property
    def beside_page(self) -> Sequence[Widget]:
        """The widgets between the margin and the page; they take the margin's place by default."""
        return ()

    @property
    def below_page(self) -> Sequence[Widget]:
        """The widgets between the page and the status line."""
        return ()

    def room_for_page(self, room: Size, column: int, *, is_wide: bool) -> Size:
        """Give room to the widgets around the page, and return the rest.

        Args:
            room: columns and lines beside the margin.
            column: columns of a widget beside the page.
            is_wide: whether the window has room for one.
        """
        return room

    def on_mount(self) -> None:
        """Listen to the reader from now on."""
        self.arrangement.arrange()
        self.reader.listen(self.show_change)
        self.set_focus(self.page, scroll_visible=False)
        self.call_after_refresh(self.reader.outside.follow, self.host.tell_of_news)
        self.call_after_refresh(self._tell_what_to_know)
        self.call_after_refresh(self._anchor)
        self.call_after_refresh(self._tell_of_directions)

    def on_resize(self, event: events.Resize) -> None:
        """Fit all widgets to the window before it is painted."""
        self.arrangement.arrange(event.size)

    def show_change(self, change: Change) -> None:
        """Repaint the parts that a change touched."""
        from hashiya.tui.bottom_line import show_commands  # the first frame does without

        self.page.repaint(change)
        self._show_message()
        show_commands(self)
        if self.table is not self._table:
            self._table = self.table
            self.margin.refresh()
            self.arrangement.arrange()
        if change.annotations or change.file or change.status:
            self.title_bar.refresh()
        if change.page:
            self.margin.follow_page()
        if change.annotations:
            self.margin.renew()
            for screen in self.app.screen_stack:
                if isinstance(screen, Dialog):
                    screen.show_annotations()
        self.margin.follow()

    def _tell_what_to_know(self) -> None:
        """Say the facts about the article and its annotations that the analyst needs from the start."""
        from hashiya.tui.first_notices import tell_of_article  # the first frame does without

        tell_of_article(self)

    def _anchor(self) -> None:
        """Re-anchor the annotations of a changed article, a few between two frames."""
        if self.reader.outside.anchor(_SECONDS_AT_ONCE):
            self.set_timer(0.001, self._anchor)

    def _tell_of_directions(self) -> None:
        """Warn of controls that change the article's visual order, once the article is in sight."""
        from hashiya.tui.first_notices import tell_of_directions  # the first frame does without

        tell_of_directions(self)

    def tell(self, message: Message | None) -> None:
        """Say something about a command of the screen."""
        self.reader.notice = message
        self._show_message()

    def _show_message(self) -> None:
        """Repaint the status line, and show a message that is too long for it as a notice."""
        self.status_line.refresh()
        message = self.reader.notice or ""
        if message != self._message:
            self._message = message
            fits = self.status_line.fits(message, self.app.size.width)
            self.remark("" if fits else message)

    def show_saving(self) -> None:
        """Repaint the state of saving."""
        self.status_line.refresh()

    # --- commands

    @property
    def table(self) -> KeyTable[Reader]:
        """The keys of the page, or of the margin's list while it has the keys."""
        bindings = self.host.bindings
        if self.reader.is_hinting:
            return bindings.hints
        if self.reader.is_at_proposal:
            return bindings.proposal
        return bindings.margin if self.reader.in_list else bindings.page

    def possible(self, commands: Sequence[Command[Reader]]) -> Sequence[Command[Reader]]:
        """Leave out the commands that change annotations where none can be saved."""
        is_read_only = self.reader.working_copy.read_only is not None
        return [each for each in commands if not each.changes] if is_read_only else commands

    @property
    def footer(self) -> Sequence[Command[Reader]]:
        """The commands of the bottom line."""
        return self.table.footer

    @property
    def after_values(self) -> Sequence[Command[Reader]]:
        """The commands of the bottom line that follow the values of an attribute."""
        return ()

    def take(self, event: events.Key) -> bool:
        """Give a key to the line that is open or to a command; else to the hints that are shown."""
        character = event.character
        if character is not None:
            self.reader.note_layout(character)
            if self._take_value(character):
                return True
        if super().take(event):
            return True
        if self.open_prompt is not None or character is None or not self.reader.hinting.takes(character):
            return False
        self.before_command()
        self.attempt(lambda: type_character(self.reader, character))
        return True

    def _take_value(self, character: str) -> bool:
        """Give the offered value that has a key of its own; a hint that is begun goes first."""
        reader = self.reader
        if reader.current is None or self.open_prompt is not None or reader.is_deciding:
            return False
        if reader.is_hinting and reader.hinting.takes(character):
            return False
        if (value := reader.offering.with_key(character)) is None:
            return False
        self.before_command()
        self.attempt(lambda: reader.offering.set(value.name))
        return True

    @property
    def context(self) -> Reader:
        """The open article."""
        return self.reader

    def before_command(self) -> None:
        """Take the last message away."""
        super().before_command()
        if self.reader.notice is not None:
            self.status_line.refresh()  # a command that opens a dialog repaints nothing else
        self.reader.notice, self._message = None, ""

    def step(self, step: ListStep) -> None:
        """Move the bar in the list of annotations."""
        self.margin.key(step)

    # --- the margin

    def _jump(self, index: int) -> None:
        """Go to the annotation that is chosen in the margin."""
        self.reader.notice, self._message = None, ""
        self.reader.jump(self.reader.listed[index].id)

    def toggle_margin(self) -> None:
        """Show or hide the margin, in this article and the next ones."""
        self.arrangement.toggle_margin()

    # --- the view

    def set_measure(self, step: int) -> None:
        """Make the rows longer by `step` columns, in this article and the next ones."""
        self.reader.set_measure(self.reader.measure + step)
        self.host.preferences.choose_measure(self.reader.measure)
        self.arrangement.arrange()
        self.tell(Message("tui.columns", count=self.reader.measure))

    # --- notes, copying, searching

    def write_note(self, draft: Draft) -> None:
        """Ask for the note of an annotation."""
        from hashiya.tui.screens.note import NoteDialog

        def written(note: str | None) -> None:
            if note is not None:
                write_note(self.reader, draft.base, note)
            if draft.note != draft.base.note:
                self.reader.working_copy.keep_draft(None)

        self.app.push_screen(NoteDialog(draft, self.host, written))

    def ask_questions(self) -> None:
        """Ask the questions that only the analyst can decide."""
        from hashiya.tui.screens.questions import QuestionsScreen

        self.app.push_screen(QuestionsScreen(self.reader, self.host))

    def copy(self, span: Span) -> None:
        """Copy the words of a span, with their source."""
        from hashiya.tui.clipboard import copied_text

        self.tell(Message("tui.copying"))
        self.host.copy(copied_text(self.reader.article.path, self.reader.text, span), self._tell_of_copy)

    def _tell_of_copy(self, outcome: Outcome) -> None:
        """Say the outcome of a copy: as a message, or as a notice with advice."""
        self.tell(outcome.message if outcome.is_plain else None)
        if not outcome.is_plain:
            self.say(*outcome)

    @property
    def open_prompt(self) -> LineInput | None:
        """The line of input that is open: for a value, or for a search."""
        if self._value_line is not None and self._value_line.display:
            return self._value_line
        return super().open_prompt

    def ask_value(self, title: Message | str, value: str) -> None:
        """Ask for the value of the attribute that is offered."""
        from hashiya.tui.value_line import open_value_line  # the first frame does without

        self._value_line = open_value_line(self, title, value, self._close_value_line)

    def _close_value_line(self) -> None:
        self._value_line = None
        self.give_keys_to_page()

    def make_prompt(self) -> Prompt:
        """Make the line of input for a search."""
        from hashiya.tui.search_line import search_line

        return search_line(self)

    def open_search(self) -> None:
        """Open the line of input for a search."""
        from hashiya.tui.search_line import open_search_line

        open_search_line(self)

    def give_keys_to_page(self) -> None:
        """Give the keys to the page again after a line of input is closed."""
        self.key_bar.show_instead(None)
        self.set_focus(self.page, scroll_visible=False)
        self.arrangement.arrange()
