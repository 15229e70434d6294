"""A notice: one sentence, and what to do about it, over the last lines of the page for a few seconds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.tui.palette import styles
from hashiya.tui.widgets.sentences import Sentences

if TYPE_CHECKING:
    from rich.style import Style
    from textual.timer import Timer

    from hashiya.tui.palette import Palette

_SECONDS = 8.0
_SECONDS_A_LINE = 2.0
"""How much longer a notice stays for each line after the first."""
_LINES_BESIDE = 4
"""Lines of the window that a notice leaves free: the bars, and one line of the page."""


class Notice(Sentences):
    """Hidden until something is to be said, gone at the next key.

    What went wrong, and a remark that has no room elsewhere, may be shown together.
    """

    DEFAULT_CSS = """
    Notice { layer: notice; dock: bottom; height: auto; width: 1fr; margin-bottom: 2; display: none; }
    """

    def __init__(self, palette: Palette) -> None:
        super().__init__(palette, sides=(2, 2), id="notice")
        self._complaint = self._remark = ""
        self._timer: Timer | None = None

    @property
    def look(self) -> Style:
        """The style of what went wrong, or of a remark."""
        look = styles(self.palette)
        return look.bar_alarm if self._complaint else look.bar_accent

    def say(self, message: str, hint: str = "") -> None:
        """Show what went wrong, and what to do about it."""
        self._complaint = f"{message} {hint}".strip()
        self._show()

    def say_too(self, message: str, hint: str = "") -> None:
        """Show a sentence below what is shown already, which stays."""
        said = [self._complaint] if self.display and self._complaint else []
        self._complaint = "\n".join([*said, f"{message} {hint}".strip()])
        self._show()

    def remark(self, message: str) -> None:
        """Show a sentence instead of the last one of this kind; an empty one takes that away."""
        if message != self._remark:
            self._remark = message
            self._show()

    def hide(self) -> None:
        """Takes the notice away."""
        self._complaint = self._remark = ""
        if self.display:
            self.display = False

    def _show(self) -> None:
        self.most = max(1, self.app.size.height - _LINES_BESIDE)
        self.show_text("\n".join(filter(None, (self._complaint, self._remark))))
        self.display = bool(self._complaint or self._remark)
        lines = len(self.rows(self.app.size.width))
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(_SECONDS + _SECONDS_A_LINE * (lines - 1), self.hide)
