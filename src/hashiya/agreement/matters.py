"""The matters to settle in an article: differences and agreements, with the decisions made on them."""

from __future__ import annotations

from collections import defaultdict
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from hashiya.agreement.decisions import seen_in
from hashiya.agreement.differences import Kind, Version, contents
from hashiya.text.spans import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from hashiya.agreement.decisions import Decision
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
        decisions: the decisions that concern it, the newest last.
        state: whether it is decided.
    """

    span: Span
    label: str
    kind: Kind | None
    versions: tuple[Version, ...]
    decisions: tuple[Decision, ...]
    state: State

    @property
    def decision(self) -> Decision | None:
        """The decision in force; None if there is none."""
        return self.decisions[-1] if self.decisions else None

    @property
    def ids(self) -> frozenset[tuple[str, str]]:
        """Annotator and id of the annotations, else of those decided on; a matter is known by them."""
        found = {(version.annotator, each.id) for version in self.versions for each in version.annotations}
        return frozenset(found or {(each.annotator, each.id) for one in self.decisions for each in one.seen})


def matters(
    comparison: Comparison,
    decided: Sequence[tuple[Decision, Span]],
    annotators: Sequence[str],
    settled: Callable[[str], Annotation | None],
) -> list[Matter]:
    """List the matters of an article, in the order of the text.

    A decision belongs to the matters that have one of the annotations on which it rests. If all of these are
    gone, the decision is a matter by itself, since what it led to is still there.

    Args:
        comparison: the annotations of the annotators, compared.
        decided: the decisions, oldest first, each with the span of its record.
        annotators: their names, in order.
        settled: finds a settled annotation by its id.
    """
    by_id: dict[tuple[str, str], list[Decision]] = defaultdict(list)
    for decision, _ in decided:
        for seen in decision.seen:
            by_id[seen.annotator, seen.id].append(decision)
    found: list[Matter] = []
    for one in comparison.differences:
        concerning = _concerning(one.versions, by_id)
        found.append(
            Matter(
                Span(one.start, one.end),
                one.label,
                one.kind,
                one.versions,
                concerning,
                _state(one.versions, concerning),
            )
        )
    for group in comparison.agreed:
        versions = tuple(Version(name, (each,)) for name, each in zip(annotators, group, strict=True))
        concerning = _concerning(versions, by_id)
        state = _state(versions, concerning)
        if state is State.CHANGED and _is_as_settled(group[0], concerning, settled):
            state = State.DECIDED
        found.append(Matter(group[0].span, group[0].label, None, versions, concerning, state))
    known = {each.id for matter in found for each in matter.decisions}
    nobody = tuple(Version(name, ()) for name in annotators)
    found += (
        Matter(span, "", Kind.MISSING, nobody, (decision,), State.CHANGED)
        for decision, span in decided
        if decision.seen and decision.id not in known
    )
    return sorted(found, key=lambda each: each.span)


def _concerning(
    versions: Iterable[Version], by_id: Mapping[tuple[str, str], Sequence[Decision]]
) -> tuple[Decision, ...]:
    found = {
        decision.id: decision
        for version in versions
        for each in version.annotations
        for decision in by_id.get((version.annotator, each.id), ())
    }
    return tuple(found[each] for each in sorted(found))


def _state(versions: Sequence[Version], concerning: Sequence[Decision]) -> State:
    if not concerning:
        return State.OPEN
    is_same = len(concerning) == 1 and concerning[0].seen == seen_in(versions)
    return State.DECIDED if is_same else State.CHANGED


def _is_as_settled(
    agreed: Annotation, concerning: Sequence[Decision], settled: Callable[[str], Annotation | None]
) -> bool:
    """Tell whether annotators have come to agree on just that to which decisions had led."""
    made = [each for decision in concerning for each in map(settled, decision.made) if each is not None]
    return len(made) == 1 and _described(made[0]) == _described(agreed)


def _described(annotation: Annotation) -> tuple[str, Span, str]:
    return annotation.label, annotation.span, contents(annotation.attributes)
