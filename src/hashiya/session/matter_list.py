"""The matters of an open article with the decisions made on them, and those of them that are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.agreement.decisions import Decision, Origin, decision_of
from hashiya.agreement.differences import Kind
from hashiya.agreement.matters import Matter, Matters, State
from hashiya.messages import Message
from hashiya.session.settling_names import KIND_NAMES

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from hashiya.annotation.annotation import Annotation
    from hashiya.session.annotation_index import AnnotationIndex
    from hashiya.text.spans import Span

_EVERY_DIFFERENCE, _UNDECIDED = "differences", "undecided"
_FILTERS: Sequence[tuple[object, Message]] = (
    (_EVERY_DIFFERENCE, Message("session.filter_differences")),
    (_UNDECIDED, Message("session.filter_undecided")),
    *((kind, KIND_NAMES[kind]) for kind in Kind),
    (None, KIND_NAMES[None]),
)


class MatterList:
    """The matters as of the present settled annotations.

    Attributes:
        made: the matters as the annotators made them; None until their annotations are compared.
    """

    def __init__(self, settled: AnnotationIndex) -> None:
        """Know no matters yet.

        Args:
            settled: the settled annotations, and the records of decisions.
        """
        self._settled = settled
        self.made: Matters | None = None
        self._filter = 0
        # the matters as of a version of the settled annotations
        self._known_for: object = None
        self._known: Sequence[Matter] = ()
        self._by_origin: Mapping[Origin, Matter] = {}
        self._shown: Sequence[Matter] = ()
        self._shown_for: object = None
        # each record of a decision that was read
        self._read: dict[str, tuple[Annotation, Decision]] = {}

    @property
    def every(self) -> Sequence[Matter]:
        """All matters, in the order of the text."""
        if self.made is None:
            return ()
        state = (self.made, self._settled.version)
        if state != self._known_for:
            self._known_for = state
            self._known = self.made.after(self._decisions(), self._settled.get)
            self._by_origin = {each: matter for matter in self._known for each in matter.origins}
        return self._known

    @property
    def by_origin(self) -> Mapping[Origin, Matter]:
        """The matter of each annotation of the annotators."""
        return self._by_origin if self.every else {}

    @property
    def undecided(self) -> int:
        """The number of matters that are to be decided, or to be decided again."""
        return sum(1 for each in self.every if each.state is not State.DECIDED)

    @property
    def agreed(self) -> list[Matter]:
        """The matters in which all annotators agree and nobody has decided."""
        return [each for each in self.every if each.kind is None and each.state is State.OPEN]

    def named(self, origins: Collection[Origin]) -> Matter | None:
        """Find the matter of one of some annotations; None if there is none."""
        by_origin = self.by_origin
        return next((by_origin[each] for each in origins if each in by_origin), None)

    # --- the filter

    @property
    def filter(self) -> Message:
        """The name of the matters that are shown."""
        return _FILTERS[self._filter][1]

    @property
    def shown(self) -> Sequence[Matter]:
        """The matters that the filter lets through."""
        every, wanted = self.every, _FILTERS[self._filter][0]
        if self._shown_for != (id(every), self._filter):
            self._shown_for = id(every), self._filter
            self._shown = [each for each in every if _is_shown(each, wanted)]
        return self._shown

    def cycle_filter(self) -> None:
        """Let other matters through: the next ones of which there are some."""
        for _ in _FILTERS:
            self._filter = (self._filter + 1) % len(_FILTERS)
            if self.shown:
                break

    def _decisions(self) -> list[tuple[Decision, Span]]:
        """List the decisions with the spans of their records, oldest first."""
        found = []
        for record in sorted(self._settled.rejected, key=lambda each: each.id):
            known = self._read.get(record.id)
            if known is None or known[0] is not record:
                decision = decision_of(record)
                if decision is None:
                    continue
                known = self._read[record.id] = record, decision
            found.append((known[1], record.span))
        return found


def _is_shown(matter: Matter, wanted: object) -> bool:
    if wanted in (_EVERY_DIFFERENCE, _UNDECIDED):
        is_open = matter.state is not State.DECIDED
        return is_open or (wanted == _EVERY_DIFFERENCE and matter.kind is not None)
    return matter.kind is wanted
