"""The line below the article: how far, which word, what is selected, whether all is saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.messages import sentence
from hashiya.text.letters import count_letters
from hashiya.tui.palette import styles
from hashiya.tui.strips import Sentence, shortened, squeezed, width_of
from hashiya.tui.widgets.bar import Bar

if TYPE_CHECKING:
    from rich.style import Style

    from hashiya.session.reader import Reader
    from hashiya.text.spans import Span
    from hashiya.tui.palette import Palette


_NARROW = 60
"""Columns below which what stands at the right is said in fewer words."""

Part = tuple[str, "Style"]


class StatusLine(Bar):
    """Percent read, what commands act on or a message, and the state of saving.

    A message that does not fit is left to the screen, which shows it as a notice.
    """

    def __init__(self, reader: Reader, palette: Palette) -> None:
        super().__init__(palette, id="status")
        self.reader = reader

    def parts(self, width: int) -> tuple[list[Part], list[Part]]:
        """What stands on the line."""
        look = styles(self.palette)
        reader = self.reader
        room = self._room(width)
        left = self._acted_on(room)
        message = sentence(reader.notice or "")
        if message and self.fits(message, width):
            left = [(Sentence(message), look.bar_accent)]
        if reader.finder.query:
            left += [("  / ", look.bar_faint), (reader.finder.query, look.bar)]
            left = squeezed(left, len(left) - 1, room)
        return [self._percent(), *left], self._right(width)

    def fits(self, message: str, width: int) -> bool:
        """Whether a message can be read whole on a line of `width` columns."""
        return width_of(message) <= self._room(width)

    def _room(self, width: int) -> int:
        return width - sum(width_of(text) for text, _ in (self._percent(), *self._right(width)))

    def _percent(self) -> Part:
        return f" {self.reader.viewport.percent:>3} %  ", styles(self.palette).bar_faint

    def _right(self, width: int) -> list[Part]:
        look = styles(self.palette)
        return [(" ", look.bar), *self._to_decide(width), self._saving(width // 2), (" ", look.bar)]

    def _acted_on(self, room: int) -> list[Part]:
        """What commands act on: an annotation of the list, the selection or the caret's word."""
        look, reader = styles(self.palette), self.reader
        if reader.in_list and (subject := reader.subject) is not None:
            words = " ".join(subject.text[: 4 * room].split())
            parts = [(f"{subject.label} ", look.bar_accent), (words, look.bar), self._place(subject.span)]
            if not subject.note:
                return squeezed(parts, 1, room)
            parts = squeezed(parts, 1, room // 2)
            return squeezed([*parts, ("  ✎ ", look.bar_faint), (subject.note, look.bar)], 4, room)
        if reader.selection is not None:
            letters = count_letters(reader.text, *reader.selection)
            doing = "selecting" if reader.selecting else "selection"
            said = f"{doing} {letters:,} letter{'' if letters == 1 else 's'}"
            hidden = self._hidden_in(reader.selection)
            return [(said, look.bar_accent), self._place(reader.selection), *hidden]
        if reader.caret is not None:
            word = reader.caret.cut(reader.text)
            parts = [(word, look.bar), self._place(reader.caret), *self._hidden_in(reader.caret)]
            return squeezed(parts, 0, room)
        return [("no words in this text", look.bar_faint)]

    def _place(self, span: Span) -> Part:
        return f"  {span.start:,}–{span.end:,}", styles(self.palette).bar_faint

    def _hidden_in(self, span: Span) -> list[Part]:
        """The hidden characters of a span: all when they are shown, else those that change its direction."""
        reveal = self.reader.document.reveal
        if not reveal and span.cut(self.reader.text).isprintable():  # so it holds no control of direction
            return []
        from hashiya.session.hidden import described_within  # most texts have none

        look = styles(self.palette)
        described = described_within(self.reader.text, span, reveal=reveal)
        return [(f"  {each}", look.bar_accent) for each in described]

    def _to_decide(self, width: int) -> list[Part]:
        count = len(self.reader.questions)
        said = f"{count:,} to decide: r   " if width >= _NARROW else f"{count:,}: r  "
        return [(said, styles(self.palette).bar_alarm)] if count else []

    def _saving(self, room: int) -> Part:
        """The state of saving, in so many columns at most."""
        look = styles(self.palette)
        if self.reader.working_copy.read_only:
            whole = f"read-only: {self.reader.working_copy.read_only}"
            return whole if width_of(whole) <= room else "read-only", look.bar_alarm
        if self.reader.working_copy.saving == "saved":
            return "saved ✓", look.bar_faint
        if self.reader.working_copy.saving == "saving":
            return "saving …", look.bar
        return shortened(self.reader.working_copy.saving, room), look.bar_alarm
