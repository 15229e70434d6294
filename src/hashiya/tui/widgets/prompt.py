"""A line of input that opens at the foot of a screen, for a search or a filter."""

from __future__ import annotations

from hashiya.session.line_editor import LineEditor
from hashiya.tui.widgets.line_input import LONGEST, LineInput


class Prompt(LineInput):
    """A `LineInput` that is hidden until it is opened."""

    DEFAULT_CSS = "Prompt { display: none; }"

    def open(self, text: str) -> None:
        """Show the line with a text, all of it selected, and take the keys."""
        self.editor = LineEditor(text, max_length=LONGEST)
        self.editor.select_all()
        self.display = True
        self.screen.set_focus(self, scroll_visible=False)  # at once, for the next key

    def close(self) -> None:
        """Hide the line."""
        self.display = False
