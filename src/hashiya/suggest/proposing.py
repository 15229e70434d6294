"""Proposals of all sources for an article, scored, and without those that exclude each other."""

from __future__ import annotations

from bisect import bisect_left, insort
from itertools import groupby
from typing import TYPE_CHECKING

from hashiya.registry.entries import ACTOR
from hashiya.suggest.learning import Learnt
from hashiya.suggest.parts import parts_of
from hashiya.suggest.sources import run_sources

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from hashiya.suggest.evidence import Evidence
    from hashiya.suggest.proposal import Proposal
    from hashiya.text.spans import Span

LEAST_SCORE = 0.2
"""The score below which a proposal would more often take time than save it."""

_MAY_NEST = frozenset(("QUOTE",))


def propose(evidence: Evidence, learnt: Learnt | None = None) -> tuple[Proposal, ...]:
    """Propose annotations of an article, sorted by place.

    Proposals of a label overlap neither each other nor an annotation of the label; only quotations may lie
    within one another. Of two that exclude each other the one with the higher score stays. Those that are
    unlikely are left out. The ends of each proposal are annotations or proposals.

    A long text is processed in parts, as the reader does, so that its size bounds neither memory nor speed.

    Args:
        evidence: the article.
        learnt: from annotated articles; without it, each proposal has the score of its rule.
    """
    learnt = learnt or Learnt()
    return tuple(
        proposal.moved(part.start)
        for part in parts_of(evidence.text)
        for proposal in _propose(evidence.part(part), learnt)
    )


def _propose(evidence: Evidence, learnt: Learnt) -> tuple[Proposal, ...]:
    scored = learnt.score(evidence, run_sources(evidence))
    likely = [each for each in scored if each.score >= LEAST_SCORE]
    return _with_known_ends(_without_overlaps(evidence, likely), evidence)


class _Taken:
    """The spans of one label, which leave less and less room for others."""

    def __init__(self, spans: Iterable[Span] = (), *, may_nest: bool = False) -> None:
        self._spans = sorted(spans) if may_nest else _merged(spans)
        self._may_nest = may_nest

    def leaves_room_for(self, span: Span) -> bool:
        """Tell whether a span may be added."""
        if self._may_nest:
            return all(not _excludes(each, span) for each in self._spans)
        at = bisect_left(self._spans, span)
        return not any(span.overlaps(each) for each in self._spans[max(0, at - 1) : at + 1])

    def add(self, span: Span) -> None:
        insort(self._spans, span)


def _excludes(one: Span, other: Span) -> bool:
    """Tell whether two spans overlap, unless one lies within the other and begins later.

    A quotation often ends with another: «قال إن الوزير أكد أن الطريق مفتوح».
    """
    outer, inner = sorted((one, other), key=lambda span: (span.start, -span.end))
    return one.overlaps(other) and not (outer.start < inner.start and inner.end <= outer.end)


def _without_overlaps(evidence: Evidence, proposals: Iterable[Proposal]) -> list[Proposal]:
    """Choose the proposals that exclude neither each other nor an annotation, the best first."""
    rejected = set(evidence.rejected)
    annotated: dict[str, list[Span]] = {}
    for annotation in evidence.annotations:
        annotated.setdefault(annotation.label, []).append(annotation.span)
    chosen: list[Proposal] = []
    by_label = sorted(proposals, key=lambda each: (each.label, -each.score, each.span, each.source))
    for label, group in groupby(by_label, key=lambda each: each.label):
        taken = _Taken(annotated.get(label, ()), may_nest=label in _MAY_NEST)
        for proposal in group:
            span = proposal.span
            if (span, label) not in rejected and taken.leaves_room_for(span):
                taken.add(span)
                chosen.append(proposal)
    return sorted(chosen, key=lambda each: (each.span, each.label))


def _merged(spans: Iterable[Span]) -> list[Span]:
    """Merge spans that overlap, so that a search by place finds each."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and merged[-1].overlaps(span):
            merged[-1] = merged[-1].union(span)
        else:
            merged.append(span)
    return merged


def _with_known_ends(proposals: Sequence[Proposal], evidence: Evidence) -> tuple[Proposal, ...]:
    """Point the ends of proposals to actors that are annotated or were chosen."""
    known = {annotation.span for annotation in evidence.annotations if annotation.label == ACTOR}
    known.update(proposal.span for proposal in proposals if proposal.label == ACTOR)
    ordered = sorted(known)
    return tuple(
        proposal._replace(ends=_known_ends(proposal.ends, known, ordered)) if proposal.ends else proposal
        for proposal in proposals
    )


def _known_ends(ends: Mapping[str, Span], known: set[Span], ordered: Sequence[Span]) -> dict[str, Span]:
    replaced = {kind: end if end in known else _nearest(ordered, end) for kind, end in ends.items()}
    return {kind: end for kind, end in replaced.items() if end is not None}


def _nearest(ordered: Sequence[Span], end: Span) -> Span | None:
    """Find the span that overlaps an end and begins nearest to it."""
    at = bisect_left(ordered, end)
    around = [each for each in ordered[max(0, at - 2) : at + 2] if each.overlaps(end)]
    return min(around, key=lambda each: (abs(each.start - end.start), each), default=None)
