"""The line below the article: how far, which word, what is selected, whether all is saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.text.letters import count_letters
from hashiya.tui.palette import styles
from hashiya.tui.strips import shortened
from hashiya.tui.widgets.bar import Bar

if TYPE_CHECKING:
    from rich.style import Style

    from hashiya.session.reader import Reader
    from hashiya.text.spans import Span
    from hashiya.tui.palette import Palette


class StatusLine(Bar):
    """Percent read, the caret's word or the selection, a message if there is one, and the state of saving."""

    def __init__(self, reader: Reader, palette: Palette) -> None:
        super().__init__(palette, id="status")
        self.reader = reader

    def parts(self, width: int) -> tuple[list[tuple[str, Style]], list[tuple[str, Style]]]:
        """What stands on the line."""
        look = styles(self.palette)
        reader = self.reader
        left = [(f" {reader.viewport.percent:>3} % ", look.bar_faint), (" ", look.bar)]
        if reader.message:
            left.append((reader.message, look.bar_accent))
        elif reader.in_list and (subject := reader.subject) is not None:
            left.append((f"{subject.label} ", look.bar_accent))
            left.append((" ".join(subject.text[: 4 * width].split()), look.bar))
            left.append((f"  {subject.start:,}–{subject.end:,}", look.bar_faint))
            left += [("  ✎ ", look.bar_faint), (subject.note, look.bar)] if subject.note else []
        elif reader.selection is not None:
            letters = count_letters(reader.text, *reader.selection)
            plural = "" if letters == 1 else "s"
            doing = "selecting" if reader.selecting else "selection"
            left.append((f"{doing} {letters:,} letter{plural}", look.bar_accent))
            left.append((f"  {reader.selection.start:,}–{reader.selection.end:,}", look.bar_faint))
            left += self._hidden_in(reader.selection)
        elif reader.caret is not None:
            left.append((reader.caret.cut(reader.text), look.bar))
            left.append((f"  {reader.caret.start:,}–{reader.caret.end:,}", look.bar_faint))
            left += self._hidden_in(reader.caret)
        else:
            left.append(("no words in this text", look.bar_faint))
        if reader.finder.query:
            left += [("  / ", look.bar_faint), (reader.finder.query, look.bar)]
        return left, [(" ", look.bar), *self._to_decide(), self._saving(width // 2), (" ", look.bar)]

    def _hidden_in(self, span: Span) -> list[tuple[str, Style]]:
        """The hidden characters of a span: all when they are shown, else those that change its direction."""
        reveal = self.reader.document.reveal
        if not reveal and span.cut(self.reader.text).isprintable():  # so it holds no control of direction
            return []
        from hashiya.session.hidden import described_within  # most texts have none

        look = styles(self.palette)
        described = described_within(self.reader.text, span, reveal=reveal)
        return [(f"  {each}", look.bar_accent) for each in described]

    def _to_decide(self) -> list[tuple[str, Style]]:
        count = len(self.reader.questions)
        return [(f"{count:,} to decide: r   ", styles(self.palette).bar_alarm)] if count else []

    def _saving(self, room: int) -> tuple[str, Style]:
        """The state of saving, in so many columns at most."""
        look = styles(self.palette)
        if self.reader.notebook.read_only:
            return shortened(f"read-only: {self.reader.notebook.read_only}", room), look.bar_alarm
        if self.reader.notebook.saving == "saved":
            return "saved ✓", look.bar_faint
        if self.reader.notebook.saving == "saving":
            return "saving …", look.bar
        return shortened(self.reader.notebook.saving, room), look.bar_alarm
