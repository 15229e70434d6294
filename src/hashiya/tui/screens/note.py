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
from hashiya.tui.widgets.line_input import LONGEST, LineInput

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.app import ComposeResult

    from hashiya.annotation.annotation import Annotation
    from hashiya.tui.host import Host
    from hashiya.tui.palette import Palette
    from hashiya.tui.widgets.bar import Parts


class _Quoted(Bar):
    """The words that the note is about."""

    def __init__(self, annotation: Annotation, palette: Palette) -> None:
        super().__init__(palette)
        self._annotation = annotation

    def parts(self, width: int) -> Parts:
        look = styles(self.palette)
        words = " ".join(self._annotation.text[: 4 * width].split())
        title = Message("tui.note_on", label=self._annotation.label)
        space = (" ", look.bar)
        return [space, (title, look.bar_accent), space], [(words, look.bar), space]


class _Hint(Bar):
    """The keys that close the dialog."""

    def parts(self, width: int) -> Parts:
        faint = styles(self.palette).bar_faint
        return [
            (" ", faint),
            (Message("tui.note_keys", enter=Key("enter"), escape=Key("escape")), faint),
        ], []


class NoteDialog(Dialog):
    """Asks for the note of an annotation."""

    DEFAULT_CSS = """
    NoteDialog Vertical { height: 5; padding: 0 1; }
    NoteDialog LineInput { margin: 1 0; }
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
        self._input = LineInput(
            Message("tui.note"), host, note, submitted=self._keep, dismissed=lambda: self._leave(None)
        )
        self._before = self._input.editor.text if note == base.note else base.note

    def compose(self) -> ComposeResult:
        """Yield the words, the line of input and the keys."""
        yield Vertical(_Quoted(self._base, self._palette), self._input, _Hint(self._palette), classes="box")

    @property
    def unfinished(self) -> Draft | None:
        """The note as far as it is written; None if it did not change."""
        note = self._input.editor.text
        return None if note == self._before else Draft(self._base, note)

    def _keep(self, note: str) -> None:
        """Give the note; one that was not edited stays as it is, even if a line cannot show it."""
        self._leave(None if note == self._before else note)

    def _leave(self, note: str | None) -> None:
        """Give the note, or None if it did not change, and close."""
        self._written(note)
        self.close()

    def on_mount(self) -> None:
        """Show the caret on the line."""
        self._input.focus()

    def take(self, event: events.Key) -> bool:
        """Give a key to the line."""
        return self._input.take(event)

    def paste(self, text: str) -> None:
        """Paste into the line."""
        self._input.paste(text)
