"""Learn from annotated articles how often the proposals of each rule are right."""

from __future__ import annotations

from collections import Counter
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from hashiya.registry.entries import ACTOR, EVENT
from hashiya.registry.names import Names
from hashiya.suggest.evidence import Evidence
from hashiya.suggest.sources import run_sources

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from hashiya.suggest.proposal import Proposal

_MOST_CHARACTERS = 400_000
"""Of all examples together: about 3,000 annotations, whose processing takes a few seconds."""

_WEIGHT_OF_PRIOR = 10
"""The number of examples that the score of a rule counts for."""

_Rule = tuple[str, str, str]
_NOTHING: Mapping[_Rule, tuple[int, int]] = MappingProxyType({})


class Learnt(NamedTuple):
    """Knowledge from annotated articles; never changed.

    Attributes:
        outcomes: for each rule (label, source, id of the reason), how many of its proposals were right, and
            how many it made.
    """

    outcomes: Mapping[_Rule, tuple[int, int]] = _NOTHING

    def score(self, proposals: Iterable[Proposal]) -> Iterator[Proposal]:
        """Give proposals the probability that a person marks exactly this span with this label."""
        for proposal in proposals:
            right, made = self.outcomes.get(_rule(proposal), (0, 0))
            score = (right + _WEIGHT_OF_PRIOR * proposal.score) / (made + _WEIGHT_OF_PRIOR)
            yield proposal._replace(score=score)


def learn(examples: Iterable[Evidence]) -> Learnt:
    """Learn from annotated articles.

    An article counts as read up to the end of the paragraph of its last annotation; a proposal there that is
    not annotated was wrong. Of a large store only the first examples are used, so they should be the newest.

    Args:
        examples: articles with their annotations. Their names are not used: what an article calls an actor is
            learnt from the other examples, as for an article that is new.
    """
    chosen = _first(examples)
    names = {label: Names(label) for label in (ACTOR, EVENT)}
    for example in chosen:
        _count(names, example, 1)
    right: Counter[_Rule] = Counter()
    made: Counter[_Rule] = Counter()
    for example in chosen:
        _count(names, example, -1)
        marked = {(annotation.span, annotation.label) for annotation in example.annotations}
        read_to = _end_of_read(example)
        blank = Evidence(example.text, example.published, (), names)
        for proposal in run_sources(blank):
            if proposal.span.end <= read_to:
                made[_rule(proposal)] += 1
                right[_rule(proposal)] += (proposal.span, proposal.label) in marked
        _count(names, example, 1)
    return Learnt({rule: (right[rule], made[rule]) for rule in made})


def _first(examples: Iterable[Evidence]) -> Sequence[Evidence]:
    chosen: list[Evidence] = []
    left = _MOST_CHARACTERS
    for example in examples:
        if left <= 0:
            break
        if example.annotations:
            chosen.append(example)
            left -= len(example.text)
    return chosen


def _count(names: Mapping[str, Names], example: Evidence, count: int) -> None:
    for annotation in example.annotations:
        if annotation.label in names:
            names[annotation.label].learn(annotation, count)


def _end_of_read(example: Evidence) -> int:
    """Return the offset up to which an article was read: the end of the paragraph of its last annotation."""
    last = max(annotation.end for annotation in example.annotations)
    end = example.text.find("\n", last)
    return len(example.text) if end < 0 else end


def _rule(proposal: Proposal) -> _Rule:
    return proposal.label, proposal.source, proposal.reason.id
