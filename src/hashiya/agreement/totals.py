"""Add up the counts of articles, one article at a time, and measure how far annotators agree."""

from __future__ import annotations

from collections import Counter
from heapq import nlargest
from itertools import combinations
from typing import TYPE_CHECKING, Any, NamedTuple

from hashiya.agreement.counting import count_group, count_pair, marks_of
from hashiya.agreement.differences import Kind, compared
from hashiya.agreement.gamma import MOST_ANNOTATORS
from hashiya.agreement.intervals import with_intervals
from hashiya.agreement.measures import coding_measures, gamma_precision, labels_in, measures
from hashiya.agreement.shown import in_context, size
from hashiya.agreement.tally import add
from hashiya.agreement.tokens import tokens_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hashiya.agreement.counting import Marks
    from hashiya.agreement.differences import Comparison, Difference
    from hashiya.agreement.gamma import Sampling
    from hashiya.agreement.shown import Shown
    from hashiya.agreement.tally import Tally
    from hashiya.annotation.annotation import Annotation

_WORST = 10
"""Differences that are shown."""
_MOST_LABELS = 100
"""Labels by which each article is measured; of more, those that are used in it."""


class Agreement(NamedTuple):
    """How far annotators agree.

    Attributes:
        annotators: their names.
        totals: how many annotations each has in the articles compared.
        labels: the labels of the annotations.
        measured: the measures of all articles, with intervals.
        coding: the measures of attributes and relations.
        precision: by which part the disorder expected for γ may be wrong; None without γ.
        pairs: the measures of each two annotators.
        articles: the measures of each article, by name.
        differences: how many differences there are of each kind.
        agreed: how many annotations all annotators have.
        worst: the greatest differences.
    """

    annotators: Sequence[str]
    totals: Mapping[str, Counter[str]]
    labels: Sequence[str]
    measured: Mapping[str, Any]
    coding: Mapping[str, Any]
    precision: float | None
    pairs: Sequence[tuple[str, str, Mapping[str, Any]]]
    articles: Mapping[str, Mapping[str, Any]]
    differences: Mapping[str, int]
    agreed: int
    worst: Sequence[Shown]


class Totals:
    """The counts of all articles up to now.

    Attributes:
        repeated: by annotator, annotations with the span and the label of another one, which count once.
    """

    def __init__(
        self, names: Sequence[str], seed: str, sampling: Sampling | None, *, in_detail: bool = True
    ) -> None:
        """Begin without an article.

        Args:
            names: of two or more annotators, which differ.
            seed: the beginning of the random numbers of intervals.
            sampling: how γ is estimated, with the beginning of its random numbers; None, or more than
                `MOST_ANNOTATORS`, leaves γ out.
            in_detail: whether attributes, relations and each article are measured, too.
        """
        self.repeated: Counter[str] = Counter()
        self._names = names
        self._seed = seed
        self._sampling = sampling if len(names) <= MOST_ANNOTATORS else None
        self._in_detail = in_detail
        self._tallies: dict[str, Tally] = {}
        self._coding: Tally = {}
        self._pairs: dict[tuple[int, int], Tally] = {}
        self._totals: dict[str, Counter[str]] = {name: Counter() for name in names}
        self._kinds: Counter[str] = Counter()
        self._agreed = 0
        self._worst: list[tuple[Difference, str | None]] = []

    def __len__(self) -> int:
        """Return the number of articles."""
        return len(self._tallies)

    def add(self, key: str, text: str | None, by_annotator: Mapping[int, Sequence[Annotation]]) -> Comparison:
        """Add an article that two or more annotators have read, and return where they differ.

        Args:
            key: of the article.
            text: None if it is not known; then nothing is measured by words.
            by_annotator: the annotations, by the index of the annotator.
        """
        tokens = tokens_of(text) if text is not None else None
        marks = {index: marks_of(found, tokens) for index, found in by_annotator.items()}
        ends = (unit.end for each in marks.values() for unit in each.units)
        self._count(key, marks, len(text) if text is not None else max(ends, default=0))
        for index, each in marks.items():
            name = self._names[index]
            self._totals[name].update(unit.label for unit in each.units)
            self.repeated[name] += len(by_annotator[index]) - len(each.units)
        found = compared(key, {self._names[index]: each.annotations for index, each in marks.items()})
        self._agreed += len(found.agreed)
        self._kinds.update(each.kind for each in found.differences)
        here = ((each, text) for each in found.differences)
        self._worst = nlargest(_WORST, [*self._worst, *here], key=lambda each: size(each[0]))
        return found

    def _count(self, key: str, marks: Mapping[int, Marks], length: int) -> None:
        sampling = self._sampling and self._sampling._replace(seed=f"{self._sampling.seed} {key}")
        for first, second in combinations(marks, 2):
            if self._in_detail:
                tally, coding = count_pair(marks[first], marks[second], length, sampling)
                add(self._coding, coding)
            else:
                tally = count_group([marks[first], marks[second]], length, sampling)
            add(self._pairs.setdefault((first, second), {}), tally)
        is_pair = len(self._names) == 2
        self._tallies[key] = tally if is_pair else count_group([*marks.values()], length, sampling)

    def agreement(self) -> Agreement:
        """Measure the agreement on all articles, of which there must be one at least."""
        total: Tally = {}
        for tally in self._tallies.values():
            add(total, tally)
        is_pair = len(self._names) == 2
        labels = labels_in(total)
        of_article = labels if len(labels) <= _MOST_LABELS else None

        def measured(tally: Tally) -> dict[str, Any]:
            return measures(tally, labels_in(tally), is_pair=is_pair)

        sampled = [*self._tallies.values()] if len(self._names) <= MOST_ANNOTATORS else []
        return Agreement(
            self._names,
            self._totals,
            labels,
            with_intervals(measured(total), sampled, measured, self._seed),
            coding_measures(self._coding, is_pair=is_pair),
            gamma_precision(total),
            [
                (self._names[first], self._names[second], measures(tally, labels))
                for (first, second), tally in sorted(self._pairs.items())
            ],
            {
                key: measures(tally, of_article or labels_in(tally), is_pair=is_pair)
                for key, tally in self._tallies.items()
            }
            if self._in_detail
            else {},
            {kind.value: self._kinds[kind] for kind in Kind},
            self._agreed,
            [in_context(*each) for each in self._worst],
        )
