"""The line below the article: percentage read, word or selection, state of saving."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.messages import Message
from hashiya.session.working_copy import SAVED, SAVING
from hashiya.tui.palette import styles
from hashiya.tui.strips import Sentence, said, shortened, squeezed, width_of, width_of_parts
from hashiya.tui.widgets.bar import Bar

if TYPE_CHECKING:
    from rich.style import Style

    from hashiya.annotation.annotation import Annotation
    from hashiya.session.reader import Reader
    from hashiya.text.spans import Span
    from hashiya.tui.palette import Palette
    from hashiya.tui.strips import Part
    from hashiya.tui.widgets.bar import Parts


_NARROW = 60
"""Columns below which the trailing parts use fewer words."""
_SHORTEST_FACT = 8
"""Columns of the least room in which a fact about an annotation is worth showing."""
_MOST_ENDS = 2
"""Relations of an annotation that are described; the list in the margin shows where the others are."""
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
        """Describe what commands act on: a selection, an annotation, or the caret's word."""
        look, reader = styles(self.palette), self.reader
        if reader.is_at_proposal and reader.proposals is not None and reader.proposals.meant is not None:
            from hashiya.tui.proposal_facts import proposal_in_words  # the first frame does without

            return proposal_in_words(reader, reader.proposals.meant, room, self.palette)
        meant = reader.meant
        if meant is not None and (reader.in_list or reader.selection is None) and not self._awaits_hint():
            hidden = [] if reader.in_list or reader.caret is None else self._hidden_in(reader.caret)
            return self._annotation(meant, room - width_of_parts(hidden)) + hidden
        if self._awaits_hint():
            return self._hinting()
        if reader.selection is not None:
            from hashiya.text.letters import count_letters  # the first frame does without

            letters = count_letters(reader.text, *reader.selection)
            selected = Message("tui.selected", count=letters)
            if reader.selecting:
                selected = Message("tui.selecting", count=letters)
            place, hidden = self._place(reader.selection), self._hidden_in(reader.selection)
            parts: list[Part] = [(selected, look.bar_accent), *place, *hidden]
            return parts if width_of_parts(parts) <= room else [parts[0], *hidden]
        if reader.caret is not None:
            word = reader.caret.cut(reader.text)
            parts = [(word, look.bar), *self._place(reader.caret), *self._hidden_in(reader.caret)]
            return squeezed(parts, 0, room)
        return [(Message("tui.no_words"), look.bar_faint)]

    def _annotation(self, meant: Annotation, room: int) -> list[Part]:
        """Describe an annotation: whose it is, label, words, values, relations, note, its number among all.

        The words are in sight anyway, so they give way to the rest.
        """
        from hashiya.session.describing import ends_of  # the first frame does without
        from hashiya.tui.facts import end_in_words, others_in_words, values_in_words

        look, reader = styles(self.palette), self.reader
        ink, faint = look.bar, look.bar_faint
        label = reader.labels.get(meant.label)
        number = reader.listed.position(meant) + 1
        counted = Message("tui.number_of", number=number, total=len(reader.listed))
        parts: list[Part] = [(label.title if label else meant.label, look.bar_accent)]
        if reader.annotations.get(meant.id) is None:
            name = shortened(meant.annotator, room // 3)
            parts = [(Message("tui.annotated_by", annotator=name), look.bar_accent), ("  ", ink), *parts]
        left = room - width_of_parts([*parts, ("  ", ink), (counted, faint)])
        note = Sentence(f"✎ {said(_in_one_line(meant.note, room))}" if meant.note else "")
        ends = ends_of(reader, meant)[:_MOST_ENDS]
        facts: list[tuple[str, Style]] = [
            (values_in_words(reader, meant), ink),
            (said(others_in_words(reader, meant)), faint),
            *((end_in_words(end, with_relation=not end.is_source), faint) for end in ends),
            (note, ink),
        ]
        told: list[Part] = []
        for text, style in (*facts, (_in_one_line(meant.text, room), ink)):
            if text and left >= _SHORTEST_FACT:
                shown = shortened(text, max(_SHORTEST_FACT, left * 2 // 3) - 2)
                told.append((shown, style))
                left -= 2 + width_of(shown)
        if told and len(told) > sum(1 for text, _ in facts if text):
            told.insert(0, told.pop())  # the words come first
        for part in told:
            parts += [("  ", ink), part]
        return squeezed([*parts, ("  ", ink), (counted, faint)], 0, room)

    def _awaits_hint(self) -> bool:
        """Tell whether a hint is asked for; before one is begun, the new annotation is described."""
        reader = self.reader
        is_free = reader.is_hinting and reader.selection is None
        return is_free and (reader.current is None or reader.hinting.is_begun)

    def _hinting(self) -> list[Part]:
        """Describe the hint that is to be typed, and the label that was typed before."""
        look, hinting = styles(self.palette), self.reader.hinting
        parts: list[Part] = [(hinting.label, look.bar_accent), ("  ", look.bar)] if hinting.label else []
        return [*parts, (Message("tui.type_a_hint"), look.bar), (f" {hinting.typed}", look.bar_accent)]

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
        count = self.reader.open_questions
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
        if saving.id == "session.not_saved":
            return shortened(saving, room), look.bar_alarm
        if copy.snapshot.waiting is not None and saving not in (SAVED, SAVING):
            return shortened(saving, room), look.bar_accent
        return saving if width_of(saving) <= room else SAVING, look.bar_faint if saving == SAVED else look.bar


def _in_one_line(text: str, columns: int) -> str:
    """Return the beginning of a text of several lines, more than fits some columns."""
    return " ".join(text[: 4 * max(0, columns)].split())
