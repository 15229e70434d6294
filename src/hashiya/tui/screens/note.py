"""The dialog in which the note of an annotation is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical

from hashiya.errors import HashiyaError
from hashiya.tui.palette import styles
from hashiya.tui.screens.base import Dialog
from hashiya.tui.widgets.bar import Bar
from hashiya.tui.widgets.line_input import LONGEST, LineInput

if TYPE_CHECKING:
    from rich.style import Style
    from textual import events
    from textual.app import ComposeResult

    from hashiya.annotation.annotation import Annotation
    from hashiya.tui.palette import Palette


class _Quoted(Bar):
    """What the note is about."""

    def __init__(self, annotation: Annotation, palette: Palette) -> None:
        super().__init__(palette)
        self._annotation = annotation

    def parts(self, width: int) -> tuple[list[tuple[str, Style]], list[tuple[str, Style]]]:
        look = styles(self.palette)
        words = " ".join(self._annotation.text[: 4 * width].split())
        return [(f" Note on {self._annotation.label} ", look.bar_accent)], [
            (words, look.bar),
            (" ", look.bar),
        ]


class _Hint(Bar):
    """How to leave."""

    def parts(self, width: int) -> tuple[list[tuple[str, Style]], list[tuple[str, Style]]]:
        faint = styles(self.palette).bar_faint
        return [(" enter keeps it   esc leaves it as it was", faint)], []


class NoteDialog(Dialog[str | None]):
    """Gives the note, or None when it was left as it was."""

    CSS = """
    NoteDialog { align: center middle; }
    NoteDialog Vertical { width: 76; max-width: 100%; height: 5; background: $panel; padding: 0 1; }
    NoteDialog LineInput { margin: 1 0; }
    """

    def __init__(self, annotation: Annotation, palette: Palette, draft: str | None = None) -> None:
        """Makes the dialog.

        Args:
            annotation: whose note is written.
            palette: the colours.
            draft: what was written of it before; None to begin with the note as it is.

        Raises:
            HashiyaError: the note is longer than a line of input can hold, and would be cut.
        """
        super().__init__()
        if len(annotation.note) > LONGEST:
            msg = f"The note has {len(annotation.note):,} code points, more than can be written here."
            raise HashiyaError(msg, "hashiya edit FILE ID --note TEXT writes another in the shell.")
        self._annotation = annotation
        self._palette = palette
        self._input = LineInput(
            "note",
            palette,
            annotation.note if draft is None else draft,
            submitted=self._keep,
            dismissed=lambda: self.dismiss(None),
        )
        self._before = self._input.editor.text if draft is None else annotation.note

    def compose(self) -> ComposeResult:
        """The words, the line, how to leave."""
        yield Vertical(_Quoted(self._annotation, self._palette), self._input, _Hint(self._palette))

    @property
    def unfinished(self) -> tuple[str, str] | None:
        """The annotation's id and what has been written, if that is not the note as it was."""
        note = self._input.editor.text
        return None if note == self._before else (self._annotation.id, note)

    def _keep(self, note: str) -> None:
        """Gives the note; one that was only looked at stays as it was, also where a line cannot show it."""
        self.dismiss(None if note == self._before else note)

    def on_mount(self) -> None:
        """Keys go to the line."""
        self._input.focus()

    def on_key(self, event: events.Key) -> None:
        """Keys typed before the line has the focus are the line's all the same."""
        if not self._input.has_focus:
            self.take(event)

    def take(self, event: events.Key) -> None:
        """Gives a key to the line."""
        self._input.take(event)
