"""A line that opens at the foot of a screen to ask for something: a search, a filter."""

from __future__ import annotations

from hashiya.session.line_editor import LineEditor
from hashiya.tui.widgets.line_input import LONGEST, LineInput


class Prompt(LineInput):
    """A `LineInput` that is hidden until it is opened."""

    DEFAULT_CSS = "Prompt { display: none; }"

    def open(self, text: str) -> None:
        """Shows the line with a text in it, all of it selected, and takes the keys."""
        self.editor = LineEditor(text, max_length=LONGEST)
        self.editor.select_all()
        self.display = True
        self.screen.set_focus(self, scroll_visible=False)  # at once: the next key is already for this line

    def close(self) -> None:
        """Hides the line."""
        self.display = False
