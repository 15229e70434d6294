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
from hashiya.session.settling import CHOICE_NAMES, KIND_NAMES, REASON_NAMES
from hashiya.tui.mirroring import mark, mirrored
from hashiya.tui.palette import label_letter_style, label_named, label_style, styles
from hashiya.tui.strips import Sentence, line_strip, padded, said, shortened, squeezed, width_of
from hashiya.tui.version_lines import version_strip, windows

if TYPE_CHECKING:
    from collections.abc import Sequence

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
_HEADS = 2
"""Lines about the difference itself beside the page."""


class Versions(Widget):
    """The difference that is meant, and below it each annotator's version of it: its words and its facts."""

    DEFAULT_CSS = "Versions { width: 1fr; height: 1; }"

    def __init__(self, reader: Reader, settling: Settling, palette: Palette, *, is_beside: bool) -> None:
        super().__init__(id="versions-beside" if is_beside else "versions")
        self.reader = reader
        self.palette = palette
        self._settling = settling
        self._is_beside = is_beside

    def wanted_height(self, room: int) -> int:
        """Return the lines for all versions, of some lines that page and versions share."""
        count = len(self._settling.annotators)
        return min(1 + 2 * count, max(min(1 + count, room - 3), room // 3), max(0, room - 1))

    def render_line(self, y: int) -> Strip:
        """Draw the difference on the first line, and a version with its facts on each one or two below it."""
        look, width = styles(self.palette), self.size.width
        blank = Strip.blank(width, look.bar)
        matter = self._settling.meant
        if matter is None:
            return line_strip(self._without_matter(), [], width, look.bar) if y == 0 else blank
        if y == 0:
            return self._head(matter, width)
        if self._is_beside and y < _HEADS:
            return line_strip([(" ", look.bar), *self._state(matter)], [], width, look.bar)
        line = y - (_HEADS + 1 if self._is_beside else 1)
        each = 3 if self._is_beside else 1 + (self.size.height >= 1 + 2 * len(matter.versions))
        number, part = divmod(line, each)
        if line < 0 or number >= len(matter.versions) or part > 1:
            return blank
        return self._version(matter, number, width, is_first=part == 0, is_only=each == 1)

    # --- the difference

    def _without_matter(self) -> list[Part]:
        look = styles(self.palette)
        return [(" ", look.bar), (self._settling.standing, look.bar_faint)]

    def _head(self, matter: Matter, width: int) -> Strip:
        look, settling = styles(self.palette), self._settling
        counted = Message("tui.number_of", number=settling.number, total=len(settling.shown))
        label = self.reader.labels.get(matter.label)
        leading: list[Part] = [(" ", look.bar), (counted, look.bar_accent), ("  ", look.bar)]
        leading += [(KIND_NAMES[matter.kind], look.bar), ("  ", look.bar)]
        if matter.label:
            leading.append((label.title if label else matter.label, look.bar_faint))
        trailing = [] if self._is_beside else [*self._state(matter), (" ", look.bar)]
        return line_strip(leading, trailing, width, look.bar)

    def _state(self, matter: Matter) -> list[Part]:
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
        return [(Sentence(" · ".join(map(said, told))), style)]

    # --- a version

    def _version(self, matter: Matter, number: int, width: int, *, is_first: bool, is_only: bool) -> Strip:
        """Draw the words of a version, or its facts; on an only line the one that differs."""
        version = matter.versions[number]
        shows_facts = not is_first or (is_only and matter.kind in (Kind.ATTRIBUTE, Kind.RELATION))
        lead = self._lead(version, number) if is_first else self._gap()
        leading = line_strip(lead, [], sum(width_of(text) for text, _ in lead), styles(self.palette).bar)
        room = max(0, width - leading.cell_length)
        shown = self._facts(version, room) if shows_facts else self._words(matter, version, room)
        return Strip.join(mirrored([leading, shown]))

    def _lead(self, version: Version, number: int) -> list[Part]:
        """Name a version: its key, its annotator, the letters of its labels; ticked if it was taken."""
        look, meant = styles(self.palette), self._settling.meant
        decision = meant.decision if meant is not None else None
        is_taken = decision is not None and version.annotator in decision.of
        label = version.annotations[0].label if version.annotations else ""
        letter: Part = (" ", look.bar)
        if label:
            known = label_named(self.reader.labels, label)
            letter = (known.letter, label_letter_style(known, self.palette))
        name = padded(shortened(version.annotator, self._name_width), self._name_width)
        return [
            ("✓" if is_taken else " ", look.bar_accent),
            (str(number + 1), look.bar_accent),
            (" ", look.bar),
            (name, look.bar),
            (" ", look.bar),
            letter,
            (" ", look.bar),
        ]

    def _gap(self) -> list[Part]:
        return [(" " * (self._name_width + 6), styles(self.palette).bar)]

    @property
    def _name_width(self) -> int:
        return min(_LONGEST_NAME, max(map(width_of, self._settling.annotators)))

    def _words(self, matter: Matter, version: Version, width: int) -> Strip:
        look = styles(self.palette)
        if not version.annotations:
            return line_strip([(Message("tui.nothing_marked"), look.bar_faint)], [], width, look.bar)
        text = self.reader.text
        edges = [edge for each in matter.versions for one in each.annotations for edge in one.span]
        marks = [
            (each.span, label_style(label_named(self.reader.labels, each.label), self.palette))
            for each in version.annotations
        ]
        parts = windows(edges, len(text), width)
        return version_strip(text, parts, marks, width, look.bar_faint)

    def _facts(self, version: Version, width: int) -> Strip:
        look = styles(self.palette)
        facts = [fact for each in version.annotations for fact in self._facts_of(version.annotator, each)]
        told = Sentence(" · ".join(map(said, facts)))
        return line_strip(squeezed([(told, look.bar)], 0, width), [], width, look.bar)

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
