"""The article screen: the page and the margin, a line above them and two below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal
from textual.geometry import Size

from hashiya.article.headline import headline_span
from hashiya.messages import Message
from hashiya.session.commands.annotating import write_note
from hashiya.session.commands.hinting import type_character
from hashiya.session.commands.key_names import Key
from hashiya.session.commands.margin import enter
from hashiya.session.commands.searching import next_match
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

    from hashiya.codebook.coding import Value
    from hashiya.session.change import Change
    from hashiya.session.commands.asks import ListStep
    from hashiya.session.commands.bindings import KeyTable
    from hashiya.session.commands.command import Command
    from hashiya.session.reader import Reader
    from hashiya.store.repository.draft import Draft
    from hashiya.text.spans import Span
    from hashiya.tui.clipboard import Outcome
    from hashiya.tui.host import Host
    from hashiya.tui.versions_around import VersionsAround
    from hashiya.tui.widgets.prompt import Prompt

_MARGIN_FROM_WIDTH = 100
"""Columns of the narrowest window that shows the margin by default."""
_NARROWEST_MARGIN, _WIDEST_MARGIN = 25, 46
_NARROWEST_PAGE = 32
"""Columns of the narrowest page beside a margin; in less room only one of them is shown."""
_SECONDS_AT_ONCE = 0.012
"""Time for re-anchoring annotations between two frames; no key waits longer."""


class ArticleScreen(CommandScreen["Reader"]):
    """Shows a `Reader`, and runs commands on it."""

    def __init__(self, reader: Reader, host: Host) -> None:
        super().__init__(host)
        palette = host.palette
        self.reader = reader
        self._table = host.bindings.page
        self._value_prompt: Prompt | None = None
        # the last message that was shown
        self._message: Message | str = ""
        self.title_bar = TitleBar(reader, palette)
        self.margin = Margin(reader, palette, self._jump)
        self.page = Page(reader, palette, headline_span(reader.text))
        self.foot = self.status_line = StatusLine(reader, palette)
        self.key_bar = KeyBar(self.table.footer, palette, self.run_command)
        self._versions: VersionsAround | None = None
        if reader.settling is not None:
            from hashiya.tui.versions_around import VersionsAround  # most articles are not being settled

            self._versions = VersionsAround(reader, reader.settling, palette)

    def compose(self) -> ComposeResult:
        """Yield the widgets from the top down."""
        yield self.title_bar
        beside = [self._versions.beside] if self._versions is not None else []
        yield Horizontal(*mirrored((self.margin, *beside, self.page)), id="body")
        if self._versions is not None:
            yield self._versions.below
        yield self.status_line
        yield self.key_bar

    def on_mount(self) -> None:
        """Listen to the reader from now on."""
        self._arrange(self.app.size)
        self.reader.listen(self.show_change)
        self.set_focus(self.page, scroll_visible=False)
        self.call_after_refresh(self.reader.outside.follow, self.host.tell_of_news)
        self.call_after_refresh(self._tell_what_to_know)
        self.call_after_refresh(self._anchor)
        self.call_after_refresh(self._tell_of_directions)

    def on_resize(self, event: events.Resize) -> None:
        """Fit all widgets to the window before it is painted."""
        self._arrange(event.size)

    def show_change(self, change: Change) -> None:
        """Repaint the parts that a change touched."""
        self.page.repaint(change)
        self._show_message()
        self._show_commands()
        if self.table is not self._table:
            self._table = self.table
            self.margin.refresh()
            self._arrange(self.app.size)
        if self._versions is not None:
            self._versions.refresh()
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

    def _show_commands(self) -> None:
        """Show the values of the attribute that is offered on the bottom line, or else the commands.

        The way to the next proposal comes first while there are proposals, and the way to take another's
        annotation over where there is one.
        """
        commands: Sequence[Command[Reader]] = self.table.footer
        if self._is_settling:
            from hashiya.session.commands.settling import named  # most articles are not being settled

            commands = named(self.reader, self.table, self.host.bindings.page)
        proposals, others = self.reader.proposals, self.reader.others
        if self.table is self.host.bindings.page and proposals is not None and proposals.shown:
            commands = [self.table["proposal.next"], *commands]
        if others is not None and others.is_meant and "others.take" in self.table:
            commands = [self.table["others.take"], *commands]
        title: Message | str = ""
        is_at_annotation = self.reader.current is not None and not self.reader.in_list
        if is_at_annotation and not self.reader.is_at_proposal and not self.reader.is_deciding:
            offering = self.reader.offering
            offering.room_for = self._room_for
            if (item := offering.item) is not None:
                commands = self._offered(offering.values)
                title = item.title or item.name
        self.key_bar.show_commands(commands, title)

    def _room_for(self, values: Sequence[Value]) -> int:
        """Count the first of the offered values for which the bottom line has room."""
        item = self.reader.offering.item
        title = item.title or item.name if item is not None else ""
        return self.key_bar.room_for(self._offered(values), len(values), title)

    def _offered(self, values: Sequence[Value]) -> Sequence[Command[Reader]]:
        """List the commands that give offered values, and the way back to a difference that is edited."""
        from hashiya.session.commands.coding import offered  # the first frame does without

        commands = offered(self.reader, self.host.bindings.page.commands, values)
        return [*commands, self.table["settle.back"]] if self._is_settling else commands

    @property
    def _is_settling(self) -> bool:
        """Whether the keys are those of settling."""
        bindings = self.host.bindings
        return self.reader.settling is not None and self.table in (bindings.settling, bindings.correcting)

    def _tell_what_to_know(self) -> None:
        """Say why annotations cannot be saved, or else how the file was read if there is any doubt."""
        working_copy, article = self.reader.working_copy, self.reader.article
        if working_copy.read_only:
            self.say(Message("tui.cannot_save", cause=working_copy.read_only), working_copy.snapshot.advice)
        elif article.notices:
            key = self.reader.bindings.key("view.encoding")
            switching = Message("tui.switches_encoding", key=key) if article.guessed else None
            self.say(
                Message("tui.how_read", name=article.path.name, notices=tuple(article.notices)), switching
            )
        elif problems := working_copy.snapshot.problems:
            self.say(problems[0], Message("tui.check_reports"))
        draft = working_copy.draft
        if draft is not None and self.reader.annotations.get(draft.base.id) is not None:
            self.reader.jump(draft.base.id)
            key = self.reader.bindings.key("annotation.note")
            self._tell(Message("tui.draft_kept", key=key))

    def _anchor(self) -> None:
        """Re-anchor the annotations of a changed article, a few between two frames."""
        if self.reader.outside.anchor(_SECONDS_AT_ONCE):
            self.set_timer(0.001, self._anchor)

    def _tell_of_directions(self) -> None:
        """Warn of controls that change the article's visual order, once the article is in sight."""
        from hashiya.session.hidden import directions_notice  # the first frame does without

        notice = directions_notice(self.reader.text, self.reader.bindings.key("view.hidden"))
        if notice is not None and not self.reader.notice:
            self._tell(notice)

    def _tell(self, message: Message | None) -> None:
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
        if self.reader.settling is not None and not self.reader.in_list:
            return bindings.settling if self.reader.is_deciding else bindings.correcting
        return bindings.margin if self.reader.in_list else bindings.page

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

    def _arrange(self, window: Size) -> None:
        """Hide the margin if there is no room for it, and lay the article out for the rest.

        While its list has the keys the margin is always shown, in a very narrow window instead of the page.
        This runs before Textual's own layout, so that one frame is enough.
        """
        width, height = window
        has_room = self._has_room_for_both(width)
        margin = max(_NARROWEST_MARGIN, min(width - self.page.wanted_width, _WIDEST_MARGIN))
        margin = margin if has_room else width
        self.margin.styles.width = margin
        self.margin.display = self.reader.in_list or (has_room and self._is_margin_wanted(width))
        self.page.display = self.margin.is_beside_page = has_room or not self.margin.display
        room = Size(width - margin * self.margin.display, height - 3 - (self.open_prompt is not None))
        if self._versions is not None:
            is_beside = width >= _MARGIN_FROM_WIDTH and not self.margin.display
            room = self._versions.arrange(room, margin, is_beside=is_beside)
        self.page.fit(Size(room.width, max(1, room.height)))

    def _has_room_for_both(self, width: int) -> bool:
        return width >= _NARROWEST_MARGIN + _NARROWEST_PAGE

    def _is_margin_wanted(self, width: int) -> bool:
        wish = self.host.preferences.margin
        return wish if wish is not None else self._has_margin_by_default(width)

    def _has_margin_by_default(self, width: int) -> bool:
        return width >= _MARGIN_FROM_WIDTH and self._versions is None

    def toggle_margin(self) -> None:
        """Show or hide the margin, in this article and the next ones."""
        wish = not self.margin.display
        self.reader.leave_list()
        if wish and not self._has_room_for_both(self.app.size.width):
            enter(self.reader)
            return
        by_width = self._has_margin_by_default(self.app.size.width)
        self.host.preferences.choose_margin(None if wish == by_width else wish)
        self._arrange(self.app.size)

    # --- the view

    def set_measure(self, step: int) -> None:
        """Make the rows longer by `step` columns, in this article and the next ones."""
        self.reader.set_measure(self.reader.measure + step)
        self.host.preferences.choose_measure(self.reader.measure)
        self._arrange(self.app.size)
        self._tell(Message("tui.columns", count=self.reader.measure))

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

        self._tell(Message("tui.copying"))
        self.host.copy(copied_text(self.reader.article.path, self.reader.text, span), self._tell_of_copy)

    def _tell_of_copy(self, outcome: Outcome) -> None:
        """Say the outcome of a copy: as a message, or as a notice with advice."""
        self._tell(outcome.message if outcome.is_plain else None)
        if not outcome.is_plain:
            self.say(*outcome)

    def make_prompt(self) -> Prompt:
        """Make the line of input for a search."""
        from hashiya.tui.widgets.prompt import Prompt

        return Prompt(
            Message("tui.search"),
            self.host,
            id="prompt",
            changed=self.reader.search,
            submitted=self._go_to_match,
            dismissed=self._end_search,
        )

    @property
    def open_prompt(self) -> Prompt | None:
        """The line of input that is open: for a value, or for a search."""
        if self._value_prompt is not None and self._value_prompt.display:
            return self._value_prompt
        return super().open_prompt

    def ask_value(self, title: Message | str, value: str) -> None:
        """Ask for the value of the attribute that is offered."""
        from hashiya.tui.widgets.prompt import Prompt

        def given(text: str) -> None:
            close()
            self.before_command()
            self.attempt(lambda: self.reader.offering.set(" ".join(text.split())))

        def close() -> None:
            prompt.close()
            self.key_bar.show_instead(None)
            self.set_focus(self.page, scroll_visible=False)
            self._arrange(self.app.size)
            prompt.remove()
            self._value_prompt = None

        label = title if isinstance(title, Message) else Message("tui.value_of", attribute=title)
        completions = self.reader.offering.completions
        prompt = Prompt(label, self.host, submitted=given, dismissed=close, completions=completions)
        self._value_prompt = prompt
        self.mount(prompt, before=self.foot)
        prompt.open(value)
        enter, tab, down, escape = map(Key, ("enter", "tab", "down", "escape"))
        keys = Message("tui.value_keys", enter=enter, tab=tab, down=down, escape=escape)
        self.key_bar.show_instead(keys)
        self._arrange(self.app.size)

    def open_search(self) -> None:
        """Open the line of input for a search."""
        self.prompt.open(self.reader.finder.query)
        self.key_bar.show_instead(Message("tui.search_keys", enter=Key("enter"), escape=Key("escape")))

    def _go_to_match(self, query: str) -> None:
        """Go to the first match after the caret, and give the keys to the page."""
        self._close_prompt()
        self.reader.search(query)
        if query:
            next_match(self.reader)

    def _end_search(self) -> None:
        self._close_prompt()
        self.reader.search("")

    def _close_prompt(self) -> None:
        self.prompt.close()
        self.key_bar.show_instead(None)
        self.set_focus(self.page, scroll_visible=False)
