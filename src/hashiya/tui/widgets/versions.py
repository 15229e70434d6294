"""The versions of the difference that is meant: beside the page, or below it in a narrow window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.strip import Strip
from textual.widget import Widget

from hashiya.agreement.differences import Kind
from hashiya.agreement.matters import State
from hashiya.codebook.built_in import coding_of
from hashiya.messages import Message
from hashiya.session.describing import values_of
from hashiya.session.settling_names import CHOICE_NAMES, KIND_NAMES, REASON_NAMES
from hashiya.tui.mirroring import mark, mirrored
from hashiya.tui.palette import label_letter_style, label_named, label_style, styles
from hashiya.tui.strips import (
    Sentence,
    line_strip,
    row_strip,
    said,
    shortened,
    width_of,
    width_of_parts,
    wrapped,
)
from hashiya.tui.version_lines import version_strips, windows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.style import Style

    from hashiya.agreement.differences import Version
    from hashiya.agreement.matters import Matter
    from hashiya.annotation.annotation import Annotation
    from hashiya.session.reader import Reader
    from hashiya.session.settling import Settling
    from hashiya.tui.palette import Palette
    from hashiya.tui.strips import Part

_LONGEST_NAME = 12
"""Columns of an annotator's name."""
_LONGEST_END = 40
"""Code points of the words at the other end of a relation."""
_MOST_ROWS = 5
"""Rows of words, and lines of facts, of a version beside the page."""
_LOST_IN_WRAPPING = 8
"""Columns of a row that a word leaves empty which does not fit."""


class Versions(Widget):
    """The difference that is meant, and below it each annotator's version of it: its words and its facts."""

    DEFAULT_CSS = "Versions { width: 1fr; height: 1fr; }"

    def __init__(self, reader: Reader, settling: Settling, palette: Palette, *, is_beside: bool) -> None:
        super().__init__(id="versions-beside" if is_beside else "versions")
        self.reader = reader
        self.palette = palette
        self._settling = settling
        self._is_beside = is_beside
        self._drawn: tuple[object, Sequence[Strip]] = None, ()

    def wanted_height(self, room: int) -> int:
        """Return the lines for all versions, of some lines that page and versions share."""
        count = len(self._settling.annotators)
        return min(1 + 2 * count, max(min(1 + count, room - 3), room // 3), max(0, room - 1))

    def render_line(self, y: int) -> Strip:
        """Draw a line; all are drawn at once, when what they show has changed."""
        settling = self._settling
        state = (settling.meant, settling.number, settling.matters.filter, settling.reason, settling.standing)
        if (look := (state, self.size, self.palette)) != self._drawn[0]:
            self._drawn = look, self._draw(settling.meant, self.size.width)
        strips = self._drawn[1]
        return strips[y] if y < len(strips) else Strip.blank(self.size.width, styles(self.palette).bar)

    def _draw(self, matter: Matter | None, width: int) -> Sequence[Strip]:
        look = styles(self.palette)
        if matter is None:
            return _rows_of(self._settling.standing, look.bar_faint, width)
        return self._draw_beside(matter, width) if self._is_beside else self._draw_below(matter, width)

    def _draw_below(self, matter: Matter, width: int) -> Sequence[Strip]:
        """Draw each version behind its annotator, with its facts on the next line if there is room."""
        look = styles(self.palette)
        state = [("  ", look.bar), self._state(matter), (" ", look.bar)]
        kind: list[Part] = [(KIND_NAMES[matter.kind], look.bar), ("  ", look.bar)]
        strips = [line_strip([*self._number(), *kind, *self._label(matter)], state, width, look.bar)]
        has_room = self.size.height >= 1 + 2 * len(matter.versions)
        has_facts_only = not has_room and matter.kind in (Kind.ATTRIBUTE, Kind.RELATION)
        for number, version in enumerate(matter.versions):
            lead = self._lead(matter, number)
            columns = width_of_parts(lead)
            room = max(1, width - columns)
            facts = line_strip(self._facts(matter, number), [], room, look.bar)
            words = facts if has_facts_only else self._words(matter, version, room, rows=1)[0]
            strips.append(Strip.join(mirrored([line_strip(lead, [], columns, look.bar), words])))
            if has_room:
                strips.append(Strip.join(mirrored([Strip.blank(columns, look.bar), facts])))
        return strips

    def _draw_beside(self, matter: Matter, width: int) -> Sequence[Strip]:
        """Draw each version in several rows below its annotator, and each of its facts on a line."""
        look = styles(self.palette)
        room = max(1, width - 2)
        strips = [
            line_strip([*self._number(), *self._label(matter)], [], width, look.bar),
            *_rows_of(KIND_NAMES[matter.kind], look.bar, width),
            *_rows_of(*self._state(matter), width),
        ]
        rows = max(1, min(_MOST_ROWS, (self.size.height - 3) // len(matter.versions) - 2))
        for number, version in enumerate(matter.versions):
            strips.append(Strip.blank(width, look.bar))
            strips.append(line_strip(self._lead(matter, number), [], width, look.bar))
            around = Strip.blank(1, look.bar)
            strips += [
                Strip.join([around, row, around]) for row in self._words(matter, version, room, rows=rows)
            ]
            strips += [
                line_strip([(" ", look.bar), fact], [], width, look.bar)
                for fact in self._facts(matter, number)[::2][:rows]
            ]
        return strips

    # --- the difference

    def _number(self) -> list[Part]:
        look, settling = styles(self.palette), self._settling
        counted = Message("tui.number_of", number=settling.number, total=len(settling.matters.shown))
        return [(" ", look.bar), (counted, look.bar_accent), ("  ", look.bar)]

    def _label(self, matter: Matter) -> list[Part]:
        label = self.reader.labels.get(matter.label)
        return [(label.title if label else matter.label, styles(self.palette).bar_faint)]

    def _state(self, matter: Matter) -> tuple[Sentence, Style]:
        """Tell the decision, or that there is none, and the reason that it has or will have."""
        look, decision = styles(self.palette), matter.decision
        told: list[Message | str] = []
        if decision is None:
            told.append(Message("tui.undecided"))
        else:
            told.append(CHOICE_NAMES[decision.choice](tuple(decision.of)))
        reason = decision.reason if decision is not None else self._settling.reason
        if matter.state is State.CHANGED:
            told.append(Message("tui.changed_since"))
            reason = self._settling.reason or reason
        if reason:
            told.append(REASON_NAMES[reason])
        style = look.bar_faint if matter.state is State.DECIDED else look.bar_alarm
        return Sentence(" · ".join(map(said, told))), style

    # --- a version

    def _lead(self, matter: Matter, number: int) -> list[Part]:
        """Name a version: its key, its annotator, the letter of its label; ticked if it was taken."""
        look, version, decision = styles(self.palette), matter.versions[number], matter.decision
        is_taken = decision is not None and version.annotator in decision.of
        letter: Part = (" ", look.bar)
        if version.annotations:
            label = label_named(self.reader.labels, version.annotations[0].label)
            letter = (label.letter, label_letter_style(label, self.palette))
        name = shortened(version.annotator, self._name_width)
        return [
            ("✓" if is_taken else " ", look.bar_accent),
            (str(number + 1), look.bar_accent),
            (" ", look.bar),
            (name, look.bar),
            (" " * (self._name_width - width_of(name) + 1), look.bar),
            letter,
            (" ", look.bar),
        ]

    @property
    def _name_width(self) -> int:
        widest = max(map(width_of, self._settling.annotators))
        return widest if self._is_beside else min(_LONGEST_NAME, widest)

    def _words(self, matter: Matter, version: Version, width: int, *, rows: int) -> list[Strip]:
        """Draw the text around all edges of the difference, with the words of one version in their label."""
        look = styles(self.palette)
        if not version.annotations:
            return [line_strip([(Message("tui.nothing_marked"), look.bar_faint)], [], width, look.bar)]
        text = self.reader.text
        edges = [edge for each in matter.versions for one in each.annotations for edge in one.span]
        marks = [
            (each.span, label_style(label_named(self.reader.labels, each.label), self.palette))
            for each in version.annotations
        ]
        parts = windows(text, edges, rows * width - (rows - 1) * _LOST_IN_WRAPPING)
        return version_strips(text, parts, marks, width, look.bar_faint)[:rows]

    def _facts(self, matter: Matter, number: int) -> list[Part]:
        """Say the values and relations of a version, with a dot between two; faintly those that all have."""
        look = styles(self.palette)
        told = [
            [said(fact) for each in one.annotations for fact in self._facts_of(one.annotator, each)]
            for one in matter.versions
        ]
        common = set(told[0]).intersection(*told)
        parts: list[Part] = []
        for fact in told[number]:
            parts += [(" · ", look.bar_faint)] * bool(parts)
            parts.append((fact, look.bar_faint if fact in common else look.bar))
        return parts

    def _facts_of(self, annotator: str, annotation: Annotation) -> Sequence[Message | str]:
        """Say the values and relations of an annotation."""
        label = self.reader.labels.get(annotation.label)
        titles = {each.name: each.title or each.name for each in coding_of(label).relations} if label else {}
        facts: list[Message | str] = list(values_of(self.reader, annotation))
        for link in annotation.relations:
            relation, target = str(link.get("type", "")), str(link.get("target", ""))
            end = self._settling.annotation(annotator, target)
            words = " ".join(end.text[:_LONGEST_END].split()) if end is not None else target
            facts.append(Sentence(f"{said(titles.get(relation, relation))} {mark('→')} {said(words)}"))
        return facts


def _rows_of(text: Message | Sentence, style: Style, width: int) -> list[Strip]:
    """Draw a sentence in rows, with an empty column at both edges."""
    return [
        row_strip(
            row,
            [style] * len(row.cells),
            1 if row.base == "ltr" else max(0, width - 1 - row.width),
            width,
            style,
        )
        for row in wrapped(text, max(1, width - 2))
    ]
