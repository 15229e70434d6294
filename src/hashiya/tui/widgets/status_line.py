"""The line below the article: percentage read, word or selection, state of saving."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.messages import Message
from hashiya.session.working_copy import SAVED, SAVING
from hashiya.text.letters import count_letters
from hashiya.tui.palette import styles
from hashiya.tui.strips import said, shortened, squeezed, width_of, width_of_parts
from hashiya.tui.widgets.bar import Bar

if TYPE_CHECKING:
    from hashiya.session.reader import Reader
    from hashiya.text.spans import Span
    from hashiya.tui.palette import Palette
    from hashiya.tui.strips import Part
    from hashiya.tui.widgets.bar import Parts


_NARROW = 60
"""Columns below which the trailing parts use fewer words."""
_PERCENT = 7
"""Columns of the percentage read."""


class StatusLine(Bar):
    """Percentage read, what commands act on or a message, and the state of saving.

    The screen shows a message that does not fit as a notice.
    """

    def __init__(self, reader: Reader, palette: Palette) -> None:
        super().__init__(palette, id="status")
        self.reader = reader

    def parts(self, width: int) -> Parts:
        """Return the parts of the line."""
        look = styles(self.palette)
        reader = self.reader
        room = self._room(width)
        leading = self._acted_on(room)
        if reader.notice and self.fits(reader.notice, width):
            leading = [(said(reader.notice), look.bar_accent)]
        if reader.finder.query:
            leading += [("  / ", look.bar_faint), (reader.finder.query, look.bar)]
            leading = squeezed(leading, len(leading) - 1, room)
        return [*self._percent(), *leading], self._trailing(width)

    def fits(self, message: Message | str, width: int) -> bool:
        """Tell whether the whole message fits into a line of `width` columns."""
        return width_of(said(message)) <= self._room(width)

    def _room(self, width: int) -> int:
        return width - width_of_parts([*self._percent(), *self._trailing(width)])

    def _percent(self) -> list[Part]:
        look = styles(self.palette)
        percent = Message("tui.percent", percent=self.reader.viewport.percent)
        before = " " * (_PERCENT - 1 - width_of(percent))
        return [(before, look.bar_faint), (percent, look.bar_faint), ("  ", look.bar_faint)]

    def _trailing(self, width: int) -> list[Part]:
        look = styles(self.palette)
        return [(" ", look.bar), *self._to_decide(width), self._saving(width // 2), (" ", look.bar)]

    def _acted_on(self, room: int) -> list[Part]:
        """Describe what commands act on: an annotation of the list, the selection, or the caret's word."""
        look, reader = styles(self.palette), self.reader
        if reader.in_list and (subject := reader.subject) is not None:
            words = " ".join(subject.text[: 4 * room].split())
            parts: list[Part] = [(subject.label, look.bar_accent), (" ", look.bar), (words, look.bar)]
            parts += self._place(subject.span)
            if not subject.note:
                return squeezed(parts, 2, room)
            parts = squeezed(parts, 2, room // 2)
            parts += [("  ✎ ", look.bar_faint), (subject.note, look.bar)]
            return squeezed(parts, len(parts) - 1, room)
        if reader.selection is not None:
            letters = count_letters(reader.text, *reader.selection)
            selected = Message("tui.selected", count=letters)
            if reader.selecting:
                selected = Message("tui.selecting", count=letters)
            return [
                (selected, look.bar_accent),
                *self._place(reader.selection),
                *self._hidden_in(reader.selection),
            ]
        if reader.caret is not None:
            word = reader.caret.cut(reader.text)
            parts = [(word, look.bar), *self._place(reader.caret), *self._hidden_in(reader.caret)]
            return squeezed(parts, 0, room)
        return [(Message("tui.no_words"), look.bar_faint)]

    def _place(self, span: Span) -> list[Part]:
        faint = styles(self.palette).bar_faint
        return [("  ", faint), (Message("tui.span", start=span.start, end=span.end), faint)]

    def _hidden_in(self, span: Span) -> list[Part]:
        """Describe hidden characters of a span: all if they are shown, else those that change direction."""
        reveal = self.reader.document.reveal
        if not reveal and span.cut(self.reader.text).isprintable():  # so it holds no control of direction
            return []
        from hashiya.session.hidden import described_within  # most texts have none

        style = styles(self.palette).bar_accent
        parts: list[Part] = []
        for described in described_within(self.reader.text, span, reveal=reveal):
            parts += [("  ", style), (described, style)]
        return parts

    def _to_decide(self, width: int) -> list[Part]:
        count = len(self.reader.questions)
        if not count:
            return []
        key = self.reader.bindings.key("annotation.decide")
        alarm = styles(self.palette).bar_alarm
        if width < _NARROW:
            return [(Message("tui.to_decide_short", number=count, key=key), alarm), ("  ", alarm)]
        return [(Message("tui.to_decide", count=count, key=key), alarm), ("   ", alarm)]

    def _saving(self, room: int) -> Part:
        """Describe the state of saving in at most `room` columns."""
        look = styles(self.palette)
        copy = self.reader.working_copy
        if copy.read_only:
            whole = Message("tui.read_only_because", cause=copy.read_only)
            return whole if width_of(whole) <= room else Message("tui.read_only"), look.bar_alarm
        saving = copy.saving
        if saving in (SAVED, SAVING):
            return saving, look.bar_faint if saving == SAVED else look.bar
        return shortened(saving, room), look.bar_alarm
