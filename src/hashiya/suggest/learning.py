"""Learn from annotated articles: a model of the words, and how often proposals are right."""

from __future__ import annotations

from bisect import bisect_left
from itertools import groupby
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from hashiya.messages import Message
from hashiya.registry.entries import ACTOR, EVENT
from hashiya.registry.names import Names
from hashiya.suggest.calibration import Weights, fit
from hashiya.suggest.evidence import Evidence
from hashiya.suggest.proposal import Proposal
from hashiya.suggest.scoring import (
    UNFITTED,
    Candidate,
    Outcomes,
    add_outcomes,
    candidates_of,
    count_outcomes,
)
from hashiya.suggest.sequence.described import Described, describe
from hashiya.suggest.sequence.model import Reading, train
from hashiya.suggest.sources import run_sources
from hashiya.text.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

MODELLED = (ACTOR, EVENT)
"""The labels of short spans that do not overlap, which a sequence model can learn."""

MODEL = "model"
"""The source of proposals that only the sequence model makes."""

_MOST_CHARACTERS = 100_000
"""Of all examples together: more than 1,000 annotations, from which one learns in two seconds."""

_LEAST_MODELLED = 2
"""The number of examples without which no model can be tried on one that it has not seen."""

_MOST_FOLDS = 3
_MOST_BELOW = 0.1
_WRONG_AT_FIRST = 2
"""Proposals taken for wrong beside those judged, so that a few right ones do not lower a threshold."""

_PRIOR = 0.4
_NEIGHBOURS = 3
"""Proposals of rules on each side of a place among which the one there is looked for."""


class Learnt(NamedTuple):
    """Knowledge from annotated articles; never changed, and nowhere stored.

    Attributes:
        outcomes: how often the proposals of each rule were right.
        models: the sequence models by label.
        weights: by label, how the signs of a proposal make its score.
        judged: the scores of proposals for articles that were held out, and whether they were right.
    """

    outcomes: Outcomes = Outcomes()
    models: Mapping[str, bytes] = MappingProxyType({})
    weights: Mapping[str, Weights] = MappingProxyType({})
    judged: Sequence[tuple[float, bool]] = ()

    def threshold(self, precision: float) -> float:
        """Find the lowest score from which proposals together have a precision, as articles held out show.

        It lies at most 0.1 below the precision, which it is where nothing is learnt: a proposal is then
        judged by its own probability alone.
        """
        least, made, right = precision, _WRONG_AT_FIRST, 0
        ordered = sorted(self.judged, reverse=True)
        for score, equals in groupby(ordered, key=lambda each: each[0]):
            outcomes = [is_right for _, is_right in equals]
            made += len(outcomes)
            right += sum(outcomes)
            if precision - _MOST_BELOW <= score < least and right >= precision * made:
                least = score
        return least

    def score(self, evidence: Evidence, proposals: Sequence[Proposal]) -> Iterator[Proposal]:
        """Score proposals by probability, and add those that only the sequence model makes."""
        readings: dict[str, Reading] = {}
        if self.models:
            described = describe(evidence.text, proposals)
            readings = {label: Reading(model, described) for label, model in self.models.items()}
        added = [each for label, reading in readings.items() for each in _of_model(label, reading, proposals)]
        for candidate in candidates_of((*proposals, *added), self.outcomes):
            label = candidate.proposal.label
            score = candidate.score(readings.get(label), self.weights.get(label, UNFITTED))
            yield candidate.proposal._replace(score=score)


class _Example(NamedTuple):
    """An annotated article as it is learnt from.

    Attributes:
        proposals: of all sources, as far as the article was read, and those that were rejected.
        described: its words.
        marked: the annotated spans by label.
        read_to: the offset up to which it was read.
    """

    proposals: tuple[Proposal, ...]
    described: Described
    marked: Mapping[str, frozenset[Span]]
    read_to: int


def learn(examples: Iterable[Evidence]) -> Learnt:
    """Learn from annotated articles.

    An article counts as read up to the end of the paragraph of its last annotation. A proposal there that is
    not annotated was wrong, and so was each one that was rejected. Of a large store only the first examples
    are used, 100,000 characters in all, so the newest should come first.

    Args:
        examples: articles with their annotations. Their names are not used: the names for an article are
            learnt from the other examples, as for an article that is new.
    """
    prepared = list(_prepare(_first(examples)))
    held_out = list(_held_out(prepared))
    outcomes = add_outcomes(each.outcomes for each in held_out)
    models = _train_all(prepared) if len(prepared) >= _LEAST_MODELLED else {}
    weights = {
        label: fit(UNFITTED, [pair for each in held_out for pair in each.signs(label, outcomes)])
        for label in models
    }
    judged = tuple(pair for each in held_out for pair in each.judged(outcomes, weights))
    return Learnt(outcomes, MappingProxyType(models), MappingProxyType(weights), judged)


def _first(examples: Iterable[Evidence]) -> Sequence[Evidence]:
    chosen: list[Evidence] = []
    left = _MOST_CHARACTERS
    for example in examples:
        if left <= 0:
            break
        if example.annotations or example.rejected:
            chosen.append(example)
            left -= len(example.text)
    return chosen


def _prepare(examples: Sequence[Evidence]) -> Iterator[_Example]:
    """Run all sources over each example with the names of the others."""
    names = {label: Names(label) for label in (ACTOR, EVENT)}
    for example in examples:
        _count(names, example, 1)
    for example in examples:
        _count(names, example, -1)
        proposals = tuple(run_sources(Evidence(example.text, example.published, (), names)))
        read_to, rejected = _end_of_read(example), set(example.rejected)
        marked: dict[str, set[Span]] = {}
        for annotation in example.annotations:
            marked.setdefault(annotation.label, set()).add(annotation.span)
        yield _Example(
            tuple(
                each for each in proposals if each.span.end <= read_to or (each.span, each.label) in rejected
            ),
            describe(example.text, proposals),
            {label: frozenset(spans) for label, spans in marked.items()},
            read_to,
        )
        _count(names, example, 1)


def _count(names: Mapping[str, Names], example: Evidence, count: int) -> None:
    for annotation in example.annotations:
        if annotation.label in names:
            names[annotation.label].learn(annotation, count)


def _end_of_read(example: Evidence) -> int:
    """Return the offset up to which an article was read: the end of the paragraph of its last annotation."""
    last = max((annotation.end for annotation in example.annotations), default=None)
    if last is None:
        return 0
    end = example.text.find("\n", last)
    return len(example.text) if end < 0 else end


def _train_all(examples: Sequence[_Example]) -> dict[str, bytes]:
    """Train a model of each label that the examples have."""
    models = {}
    for label in MODELLED:
        model = train((each.described, each.marked.get(label, ()), each.read_to) for each in examples)
        if model is not None:
            models[label] = model
    return models


def _of_model(label: str, reading: Reading, proposals: Iterable[Proposal]) -> Iterator[Proposal]:
    """Make the proposals of a sequence model.

    They begin behind the clitics that the rules leave out of the first word, and have the attributes of a
    rule's proposal in their place.
    """
    of_rules = sorted((each for each in proposals if each.label == label), key=lambda each: each.span)
    starts = [each.span.start for each in of_rules]
    for span in reading.spans:
        first = bisect_left(starts, span.start)
        is_within = first < len(starts) and starts[first] < reading.end_of_first_word(span)
        start = starts[first] if is_within else span.start
        proposal = Proposal(Span(start, span.end), label, MODEL, Message("suggest.learnt"), _PRIOR)
        around = of_rules[max(0, first - _NEIGHBOURS) : first + _NEIGHBOURS]
        known = next((each for each in around if each.span.overlaps(span)), proposal)
        yield proposal._replace(attributes=known.attributes, ends=known.ends)


class _HeldOut(NamedTuple):
    """An example with the proposals of models that were trained on others.

    Attributes:
        example: the example.
        proposals: of all sources and of the models.
        readings: of the models by label.
        outcomes: of its own proposals.
    """

    example: _Example
    proposals: tuple[Proposal, ...]
    readings: Mapping[str, Reading]
    outcomes: Outcomes

    def signs(self, label: str, outcomes: Outcomes) -> Iterator[tuple[Sequence[float], bool]]:
        """Generate the signs of each proposal of a label with a model, and whether it was right."""
        if label in self.readings:
            for candidate in self._candidates(outcomes):
                if candidate.proposal.label == label:
                    yield candidate.signs(self.readings[label]), self._is_right(candidate)

    def judged(self, outcomes: Outcomes, weights: Mapping[str, Weights]) -> Iterator[tuple[float, bool]]:
        """Generate the score of each proposal, and whether it was right."""
        for candidate in self._candidates(outcomes):
            label = candidate.proposal.label
            score = candidate.score(self.readings.get(label), weights.get(label, UNFITTED))
            yield score, self._is_right(candidate)

    def _candidates(self, outcomes: Outcomes) -> list[Candidate]:
        return candidates_of(self.proposals, outcomes, without=self.outcomes)

    def _is_right(self, candidate: Candidate) -> bool:
        proposal = candidate.proposal
        return proposal.span in self.example.marked.get(proposal.label, frozenset())


def _held_out(examples: Sequence[_Example]) -> Iterator[_HeldOut]:
    """Train models without some of the examples in turn; a single example is judged by the rules alone."""
    folds = min(_MOST_FOLDS, len(examples))
    for fold in range(folds):
        others = [each for number, each in enumerate(examples) if number % folds != fold]
        models = _train_all(others) if others else {}
        for example in examples[fold::folds]:
            readings = {label: Reading(model, example.described) for label, model in models.items()}
            added = [
                proposal
                for label, reading in readings.items()
                for proposal in _of_model(label, reading, example.proposals)
                if proposal.span.end <= example.read_to
            ]
            proposals = (*example.proposals, *added)
            yield _HeldOut(example, proposals, readings, count_outcomes(proposals, example.marked))
