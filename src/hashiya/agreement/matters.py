"""The matters to settle in an article: differences and agreements, with the decisions made on them."""

from __future__ import annotations

from collections import defaultdict
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from hashiya.agreement.decisions import Origin, seen_in
from hashiya.agreement.differences import Kind, Version, contents
from hashiya.annotation.relations import targets
from hashiya.text.spans import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from hashiya.agreement.decisions import Decision, Seen
    from hashiya.agreement.differences import Comparison
    from hashiya.annotation.annotation import Annotation


class State(StrEnum):
    """How far a matter is settled."""

    OPEN = "open"
    DECIDED = "decided"
    CHANGED = "changed"
    """Annotators have changed their versions since the decision, which stays in force until the next one."""


class Matter(NamedTuple):
    """A difference, or annotations that all annotators have.

    Attributes:
        span: the code points of all its annotations.
        label: the label that all of them have, or an empty string.
        kind: in which respect the versions differ; None if all are equal.
        versions: one of each annotator.
        seen: the versions, as a decision remembers them.
        origins: the annotations of annotators that it is about, or else was about; it is known by them.
        decisions: the decisions that concern it, the newest last.
        state: whether it is decided.
    """

    span: Span
    label: str
    kind: Kind | None
    versions: tuple[Version, ...]
    seen: frozenset[Seen]
    origins: frozenset[Origin]
    decisions: tuple[Decision, ...] = ()
    state: State = State.OPEN

    @property
    def decision(self) -> Decision | None:
        """The decision in force; None if there is none."""
        return self.decisions[-1] if self.decisions else None


class Matters:
    """The matters of an article as the annotators made them, before any decision.

    Attributes:
        undecided: all matters, in the order of the text, as if nothing had been decided.
        sources: the annotations of the annotators.
        pointing: the annotations that have a relation to an annotation of the same annotator.
    """

    def __init__(self, comparison: Comparison, annotators: Sequence[str]) -> None:
        """Gather the matters of annotations that were compared.

        Args:
            comparison: the annotations of the annotators.
            annotators: their names, in order.
        """
        self._annotators = tuple(annotators)
        self.undecided = [
            _matter(Span(one.start, one.end), one.label, one.kind, one.versions)
            for one in comparison.differences
        ]
        for group in comparison.agreed:
            versions = tuple(Version(name, (each,)) for name, each in zip(annotators, group, strict=True))
            self.undecided.append(_matter(group[0].span, group[0].label, None, versions))
        self.undecided.sort(key=lambda each: each.span)
        self._place = {name: place for place, each in enumerate(self.undecided) for name in each.origins}
        self.sources = {
            Origin(version.annotator, each.id): each
            for matter in self.undecided
            for version in matter.versions
            for each in version.annotations
        }
        self.pointing: dict[Origin, list[Origin]] = defaultdict(list)
        for origin, annotation in self.sources.items():
            for target in targets(annotation):
                self.pointing[Origin(origin.annotator, target)].append(origin)

    def after(
        self, decided: Iterable[tuple[Decision, Span]], settled: Callable[[str], Annotation | None]
    ) -> list[Matter]:
        """List the matters with the decisions on them, in the order of the text.

        A decision belongs to the matters that have one of the annotations on which it rests. If all of these
        are gone, the decision is a matter by itself, since the annotations that it led to are still there.

        Args:
            decided: the decisions, oldest first, each with the span of its record.
            settled: finds a settled annotation by its id.
        """
        concerning: dict[int, list[Decision]] = defaultdict(list)
        left: list[Matter] = []
        for decision, span in decided:
            named = (self._place.get(Origin(seen.annotator, seen.id)) for seen in decision.seen)
            places = {place for place in named if place is not None}
            for place in places:
                concerning[place].append(decision)
            if decision.seen and not places:
                nobody = tuple(Version(name, ()) for name in self._annotators)
                left.append(
                    Matter(
                        span,
                        "",
                        Kind.MISSING,
                        nobody,
                        seen=frozenset(),
                        origins=_origins(decision.seen),
                        decisions=(decision,),
                        state=State.CHANGED,
                    )
                )
        found = list(self.undecided)
        for place, on_it in concerning.items():
            matter = found[place]
            state = _state(matter, on_it, settled)
            found[place] = matter._replace(decisions=tuple(on_it), state=state)
        return sorted([*found, *left], key=lambda each: each.span) if left else found


def _matter(span: Span, label: str, kind: Kind | None, versions: tuple[Version, ...]) -> Matter:
    """Make a matter on which nothing is decided."""
    seen = seen_in(versions)
    return Matter(span, label, kind, versions, seen, _origins(seen))


def _origins(seen: Iterable[Seen]) -> frozenset[Origin]:
    return frozenset(Origin(each.annotator, each.id) for each in seen)


def _state(
    matter: Matter, concerning: Sequence[Decision], settled: Callable[[str], Annotation | None]
) -> State:
    if len(concerning) == 1 and concerning[0].seen == matter.seen:
        return State.DECIDED
    if matter.kind is None and _is_as_settled(matter.versions[0].annotations[0], concerning, settled):
        return State.DECIDED
    return State.CHANGED


def _is_as_settled(
    agreed: Annotation, concerning: Sequence[Decision], settled: Callable[[str], Annotation | None]
) -> bool:
    """Tell whether annotators now agree on the very result of earlier decisions."""
    made = [each for decision in concerning for each in map(settled, decision.made) if each is not None]
    return len(made) == 1 and _described(made[0]) == _described(agreed)


def _described(annotation: Annotation) -> tuple[str, Span, str]:
    return annotation.label, annotation.span, contents(annotation.attributes)
