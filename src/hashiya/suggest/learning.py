"""Learn from annotated articles: a model of the words, and how often proposals are right."""

from __future__ import annotations

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
    Outcomes,
    add_outcomes,
    candidates_of,
    count_outcomes,
)
from hashiya.suggest.sequence.described import Described, describe
from hashiya.suggest.sequence.model import Reading, train
from hashiya.suggest.sources import run_sources

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from hashiya.text.spans import Span

MODELLED = (ACTOR, EVENT)
"""The labels of short spans that do not overlap, which a sequence model can learn."""

MODEL = "model"
"""The source of proposals that only the sequence model makes."""

_MOST_CHARACTERS = 100_000
"""Of all examples together: more than 1,000 annotations, from which one learns in two seconds."""

_LEAST_MODELLED = 2
"""The number of examples without which no model can be tried on one that it has not seen."""

_MOST_FOLDS = 3
_PRIOR = 0.4


class Learnt(NamedTuple):
    """Knowledge from annotated articles; never changed, and nowhere stored.

    Attributes:
        outcomes: how often the proposals of each rule were right.
        models: the sequence models by label.
        weights: by label, how the signs of a proposal make its score.
    """

    outcomes: Outcomes = Outcomes()
    models: Mapping[str, bytes] = MappingProxyType({})
    weights: Mapping[str, Weights] = MappingProxyType({})

    def score(self, evidence: Evidence, proposals: Sequence[Proposal]) -> Iterator[Proposal]:
        """Score proposals by probability, and add those that only the sequence model makes."""
        readings: dict[str, Reading] = {}
        if self.models:
            described = describe(evidence.text, proposals)
            readings = {label: Reading(model, described) for label, model in self.models.items()}
        added = [each for label, reading in readings.items() for each in _of_model(label, reading, proposals)]
        for candidate in candidates_of((*proposals, *added), self.outcomes):
            label = candidate.proposal.label
            if label in readings:
                score = self.weights[label].probability(candidate.signs(readings[label]))
            else:
                score = candidate.rate
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
    if len(prepared) < _LEAST_MODELLED:
        return Learnt(add_outcomes(count_outcomes(each.proposals, each.marked) for each in prepared))
    return _calibrated(prepared, _train_all(prepared))


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
    """Make the proposals of a sequence model, with the attributes of the rules' proposals in their place."""
    attributes = {each.span: each.attributes for each in proposals if each.label == label}
    ordered = sorted(attributes)
    for span in reading.spans:
        known = attributes.get(span) or next(
            (attributes[each] for each in ordered if each.overlaps(span)), MappingProxyType({})
        )
        yield Proposal(span, label, MODEL, Message("suggest.learnt"), _PRIOR, known)


def _calibrated(examples: Sequence[_Example], models: Mapping[str, bytes]) -> Learnt:
    """Find out how often proposals are right in articles that a model has not seen."""
    held_out = list(_held_out(examples))
    outcomes = add_outcomes(each.outcomes for each in held_out)
    weights = {
        label: fit(UNFITTED, [pair for each in held_out for pair in each.judged(label, outcomes)])
        for label in models
    }
    return Learnt(outcomes, MappingProxyType(dict(models)), MappingProxyType(weights))


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

    def judged(self, label: str, outcomes: Outcomes) -> Iterator[tuple[Sequence[float], bool]]:
        """Generate the signs of each proposal of a label, and whether it was right."""
        if label not in self.readings:
            return
        of_label = [each for each in self.proposals if each.label == label]
        marked = self.example.marked.get(label, frozenset())
        for candidate in candidates_of(of_label, outcomes, without=self.outcomes):
            yield candidate.signs(self.readings[label]), candidate.proposal.span in marked


def _held_out(examples: Sequence[_Example]) -> Iterator[_HeldOut]:
    """Train models without some of the examples in turn."""
    folds = min(_MOST_FOLDS, len(examples))
    for fold in range(folds):
        others = [each for number, each in enumerate(examples) if number % folds != fold]
        models = _train_all(others)
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
