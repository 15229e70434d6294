"""The dialog for the note of an annotation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical

from hashiya.errors import HashiyaError
from hashiya.messages import Message
from hashiya.session.commands.key_names import Key
from hashiya.store.repository.draft import Draft
from hashiya.tui.palette import styles
from hashiya.tui.screens.base import Dialog
from hashiya.tui.widgets.bar import Bar
from hashiya.tui.widgets.dialog_title import DialogTitle
from hashiya.tui.widgets.line_input import LONGEST
from hashiya.tui.widgets.note_input import NEW_LINE, NoteInput

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.app import ComposeResult

    from hashiya.tui.host import Host
    from hashiya.tui.widgets.bar import Parts


class _Hint(Bar):
    """The keys that close the dialog."""

    def parts(self, width: int) -> Parts:
        faint = styles(self.palette).bar_faint
        keys = Message("tui.note_keys", enter=Key("enter"), line=Key(NEW_LINE[0]), escape=Key("escape"))
        return [(" ", faint), (keys, faint)], []


class NoteDialog(Dialog):
    """Asks for the note of an annotation."""

    DEFAULT_CSS = """
    NoteDialog NoteInput { margin: 1 0; }
    """

    def __init__(self, draft: Draft, host: Host, written: Callable[[str | None], object]) -> None:
        """Make the dialog.

        Args:
            draft: the note at first, and the version of the annotation that its author saw.
            host: the application.
            written: called with the note, or None if it did not change, before the dialog closes; an error
                that it raises leaves the dialog open.

        Raises:
            HashiyaError: the note is longer than a line of input and would be cut.
        """
        super().__init__()
        base, note = draft
        if len(base.note) > LONGEST:
            raise HashiyaError(
                Message("tui.note_too_long", count=len(base.note)), Message("tui.note_in_shell")
            )
        self._base = base
        self._palette = host.palette
        self._written = written
        self._title = DialogTitle(host.palette, self._words)
        self._input = NoteInput(
            Message("tui.note"), host, note, submitted=self._keep, dismissed=lambda: self._leave(None)
        )
        self._before = self._input.editor.text if note == base.note else base.note

    def compose(self) -> ComposeResult:
        """Yield title, input and keys."""
        yield Vertical(self._title, self._input, _Hint(self._palette), classes="box")

    def _words(self) -> tuple[Message, str]:
        """Make the title: the label, and the words that the note is about."""
        return Message("tui.note_on", label=self._base.label), " ".join(self._base.text[:400].split())

    @property
    def unfinished(self) -> Draft | None:
        """The note as far as it is written; None if it did not change."""
        note = self._input.editor.text
        return None if note == self._before else Draft(self._base, note)

    def _keep(self, note: str) -> None:
        """Give the note; one that was not edited stays as it is, even with controls."""
        self._leave(None if note == self._before else note)

    def _leave(self, note: str | None) -> None:
        """Give the note, or None if it did not change, and close."""
        self._written(note)
        self.close()

    def on_mount(self) -> None:
        """Show the caret in the input."""
        self._fit()
        self._input.focus()

    def on_resize(self) -> None:
        """Fit the input to the new window."""
        self._fit()

    def _fit(self) -> None:
        """Leave room for the title, the keys, and the empty lines around the input."""
        self._input.most = max(1, self.app.size.height - 6 - self.foot)
        self._input.fit()

    def take(self, event: events.Key) -> bool:
        """Give a key to the line."""
        return self._input.take(event)

    def paste(self, text: str) -> None:
        """Paste into the line."""
        self._input.paste(text)
