"""A notice: one sentence and advice, shown over the last lines of the page for a few seconds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.tui.palette import styles
from hashiya.tui.strips import Sentence, said
from hashiya.tui.widgets.sentences import Sentences

if TYPE_CHECKING:
    from rich.style import Style
    from textual.timer import Timer

    from hashiya.messages import Message
    from hashiya.tui.palette import Palette

_SECONDS = 8.0
_SECONDS_A_LINE = 2.0
"""Additional seconds for each line after the first."""
_LINES_BESIDE = 4
"""Lines of the window that a notice never covers: the bars and one line of the page."""


class Notice(Sentences):
    """Hidden until there is something to say, and again from the next key on.

    It may show errors and a remark together, each sentence on its own line.
    """

    DEFAULT_CSS = """
    Notice { layer: notice; dock: bottom; height: auto; width: 1fr; margin-bottom: 2; display: none; }
    """

    def __init__(self, palette: Palette) -> None:
        super().__init__(palette, sides=(2, 2), id="notice")
        self._errors: tuple[Message | str | None, ...] = ()
        self._remark: Message | str = ""
        self._timer: Timer | None = None

    @property
    def messages(self) -> tuple[Message | str, ...]:
        """The messages that are shown: errors with their advice, then the remark."""
        return tuple(each for each in (*self._errors, self._remark) if each)

    @property
    def look(self) -> Style:
        """The style of an error, or of a remark."""
        look = styles(self.palette)
        return look.bar_alarm if self._errors else look.bar_accent

    def say(self, message: Message | str, advice: Message | None = None) -> None:
        """Show an error, with advice."""
        self._errors = message, advice
        self._show()

    def say_too(self, message: Message | str, advice: Message | None = None) -> None:
        """Show a sentence below the error that is shown."""
        self._errors = (*self._errors, message, advice)
        self._show()

    def remark(self, message: Message | str) -> None:
        """Show a sentence in place of the last remark; an empty one only hides that."""
        if message != self._remark:
            self._remark = message
            self._show()

    def hide(self) -> None:
        """Hide the notice."""
        self._errors, self._remark = (), ""
        if self.display:
            self.display = False

    def _show(self) -> None:
        if not self.is_attached:  # the application ends
            return
        self.most = max(1, self.app.size.height - _LINES_BESIDE)
        self.show_text(Sentence("\n".join(map(said, self.messages))))
        self.display = bool(self.messages)
        lines = len(self.rows(self.app.size.width))
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(_SECONDS + _SECONDS_A_LINE * (lines - 1), self.hide)
