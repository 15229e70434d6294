"""Measure how far annotators agree, over the articles that at least two of them have read."""

from __future__ import annotations

from collections import Counter
from heapq import nlargest
from itertools import combinations
from math import comb, sqrt
from typing import TYPE_CHECKING, Any, NamedTuple

from hashiya.agreement.counting import count_group, count_pair, marks_of
from hashiya.agreement.differences import Kind, compared
from hashiya.agreement.gamma import MOST_ANNOTATORS, Sampling
from hashiya.agreement.intervals import FEW, with_intervals
from hashiya.agreement.measures import coding_measures, gamma_precision, labels_in, measures
from hashiya.agreement.tally import add
from hashiya.agreement.tokens import tokens_of
from hashiya.codebook.label import NOTHING
from hashiya.errors import HashiyaError
from hashiya.exchange.accepting import Target
from hashiya.messages import Message
from hashiya.services.article_names import Named
from hashiya.services.complaint import Complaint
from hashiya.services.opening import read_listed
from hashiya.services.progress import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from hashiya.agreement.differences import Difference
    from hashiya.agreement.tally import Tally
    from hashiya.annotation.annotation import Annotation
    from hashiya.services.progress import Progress
    from hashiya.services.work import Work
    from hashiya.store.repository.protocols import Repository

_SAMPLES = 30
"""Random annotations of an article, as in the paper on γ."""
_SAMPLED = 1500
"""Random annotations of all articles and pairs: where there are many, fewer of each give as sure a mean."""
_FEWEST_SAMPLES = 2
_PRECISION = 0.02
"""By which part the disorder expected for γ may be wrong, over all articles."""
WORST = 10
"""Differences that are shown."""
_CONTEXT = 40
"""Code points before and after a difference."""


class Shown(NamedTuple):
    """A difference with the text around it.

    Attributes:
        difference: the difference.
        size: code points on which annotators differ.
        before: the text before it.
        text: its own text; empty if the text is not known.
        after: the text after it.
    """

    difference: Difference
    size: int
    before: str
    text: str
    after: str


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


class _Article(NamedTuple):
    """An article with the annotations of those who have read it.

    Attributes:
        key: of the article.
        text: None if it is not here, or is not the annotated one.
        by_annotator: the annotations, by the index of the annotator.
    """

    key: str
    text: str | None
    by_annotator: Mapping[int, Sequence[Annotation]]


class Comparison:
    """A comparison of annotators, one article at a time.

    Attributes:
        left_out: the articles that could not be compared, with the reason.
        remarks: what is to be known of articles that were compared.
        failed: how many articles that annotators have in common could not be compared.
    """

    def __init__(
        self, store: Repository, works: Sequence[Work], paths: Sequence[Path] = (), *, seed: int = 0
    ) -> None:
        """Compare nothing yet.

        Args:
            store: the store, whose root is the library.
            works: the work of two or more annotators, whose names differ.
            paths: articles and folders to which the comparison is limited; empty for no limit.
            seed: the beginning of all random numbers.
        """
        self.left_out: list[Complaint] = []
        self.remarks: list[Complaint] = []
        self.failed = 0
        self._store = store
        self._works = works
        self._paths = paths
        self._seed = seed
        self._files: Mapping[str, Path] = {}
        self._names: Mapping[str, Mapping[int, Sequence[str]]] = {}
        self._tallies: dict[str, Tally] = {}
        self._coding: Tally = {}
        self._pairs: dict[tuple[int, int], Tally] = {}
        self._repeated: Counter[str] = Counter()
        self._totals: dict[str, Counter[str]] = {each.name: Counter() for each in works}
        self._kinds: Counter[str] = Counter()
        self._agreed = 0
        self._precision = _PRECISION
        self._worst: list[Shown] = []

    def find(self, progress: Progress | None = None) -> Sequence[str]:
        """Find the articles that two or more annotators have read.

        Args:
            progress: told of each article that is read to find a text.

        Returns:
            The keys of the articles, sorted.

        Raises:
            HashiyaError: a path does not exist, an annotator has annotated nothing, or the annotators have no
                article in common.
        """
        for work in self._works:
            if not work.articles():
                raise HashiyaError(Message("agreement.no_annotations", name=work.name))
        named = Named(self._store, self._works, self._paths, progress)
        self._files, self._names = named.paths, named.names
        common = []
        for key, names in sorted(self._names.items()):
            if len(names) > 1:
                common.append(key)
            else:
                only = self._works[next(iter(names))].name
                told = Message("agreement.only_one_annotated", article=key, annotator=only)
                self.left_out.append(Complaint(key, told))
        if not common:
            names_of = tuple(each.name for each in self._works)
            raise HashiyaError(
                Message("agreement.no_common_article", annotators=names_of),
                Message("agreement.common_articles"),
            )
        return common

    def run(self, keys: Sequence[str], progress: Progress | None = None) -> Agreement:
        """Compare articles.

        Args:
            keys: the articles, as found.
            progress: told of each article.

        Raises:
            HashiyaError: no article could be compared; the reason is that of the first.
        """
        samples = max(_FEWEST_SAMPLES, min(_SAMPLES, _SAMPLED // (len(keys) * comb(len(self._works), 2))))
        self._precision = _PRECISION * sqrt(len(keys))
        for key in counted(keys, progress):
            try:
                article = self._read(key)
            except HashiyaError as error:
                self.left_out.append(Complaint(key, error.told))
                self.failed += 1
                continue
            self._compare(article, samples)
        if not self._tallies:
            told = next(each.reason for each in self.left_out if each.place in keys)
            raise HashiyaError(told)
        return self._agreement()

    def notices(self) -> Iterator[Message]:
        """Tell what is to be known of the annotators and their number, once they have been compared."""
        for work in self._works:
            if count := self._repeated[work.name]:
                yield Message("agreement.duplicates", annotator=work.name, count=count)
            if len(work.annotators) > 1:
                names = tuple(sorted(work.annotators))
                yield Message("agreement.of_several", name=work.name, annotators=names)
        if len(self._works) > MOST_ANNOTATORS:
            yield Message("agreement.without_gamma", count=MOST_ANNOTATORS)
        if len(self._tallies) < FEW:
            yield Message("agreement.few_articles", count=len(self._tallies))

    def _read(self, key: str) -> _Article:
        """Read the annotations of an article, and its text.

        Raises:
            HashiyaError: they cannot be read, or are not all of one text.
        """
        path = self._files.get(key)
        article = read_listed(self._store, path) if path is not None else None
        target = None if article is None else Target(key, article.sha256, article.text)
        by_annotator: dict[int, list[Annotation]] = {}
        for index, names in sorted(self._names[key].items()):
            found = (each for name in names for each in self._works[index].annotations(name, target))
            by_annotator[index] = [
                each for each in found if not each.is_rejection and each.label != NOTHING.name
            ]
        known = {each.sha256 for found in by_annotator.values() for each in found if each.sha256}
        if len(known) > 1:
            raise HashiyaError(Message("agreement.texts_differ", article=key))
        if article is None or (known and known != {article.sha256}):
            told = (
                Message("agreement.text_not_here", article=key)
                if article is None
                else Message("agreement.text_changed", article=key)
            )
            self.remarks.append(Complaint(key, told))
            return _Article(key, None, by_annotator)
        for index, of_one in by_annotator.items():
            self._check(key, article.text, self._works[index].name, of_one)
        return _Article(key, article.text, by_annotator)

    def _check(self, key: str, text: str, name: str, annotations: Iterable[Annotation]) -> None:
        """Refuse annotations that are not of a text.

        Raises:
            HashiyaError: names the annotator, and counts the annotations.
        """
        wrong = sum(
            each.end > len(text) or (each.text != "" and text[each.start : each.end] != each.text)
            for each in annotations
        )
        if wrong:
            raise HashiyaError(Message("agreement.not_of_text", article=key, annotator=name, count=wrong))

    def _compare(self, article: _Article, samples: int) -> None:
        key, text, by_annotator = article
        sampling = None
        if len(self._works) <= MOST_ANNOTATORS:
            sampling = Sampling(f"{self._seed} {key}", samples, self._precision)
        tokens = tokens_of(text) if text is not None else None
        marks = {index: marks_of(found, tokens) for index, found in by_annotator.items()}
        ends = (unit.end for each in marks.values() for unit in each.units)
        length = len(text) if text is not None else max(ends, default=0)
        for first, second in combinations(marks, 2):
            pair = count_pair(marks[first], marks[second], length, sampling)
            add(self._pairs.setdefault((first, second), {}), pair.tally)
            add(self._coding, pair.coding)
        is_pair = len(self._works) == 2
        self._tallies[key] = pair.tally if is_pair else count_group([*marks.values()], length, sampling)
        for index, each in marks.items():
            name = self._works[index].name
            self._totals[name].update(unit.label for unit in each.units)
            self._repeated[name] += len(by_annotator[index]) - len(each.units)
        names = {self._works[index].name: each.annotations for index, each in marks.items()}
        found = compared(key, names)
        self._agreed += len(found.agreed)
        self._kinds.update(each.kind for each in found.differences)
        shown = (_shown(each, text) for each in found.differences)
        self._worst = nlargest(WORST, [*self._worst, *shown], key=lambda each: each.size)

    def _agreement(self) -> Agreement:
        total: Tally = {}
        for tally in self._tallies.values():
            add(total, tally)
        labels = labels_in(total)

        is_pair = len(self._works) == 2

        def measured(tally: Tally) -> dict[str, Any]:
            return measures(tally, labels, is_pair=is_pair)

        sampled = [*self._tallies.values()] if len(self._works) <= MOST_ANNOTATORS else []
        names = [each.name for each in self._works]
        return Agreement(
            names,
            self._totals,
            labels,
            with_intervals(measured(total), sampled, measured, str(self._seed)),
            coding_measures(self._coding, is_pair=is_pair),
            gamma_precision(total),
            [
                (names[first], names[second], measures(tally, labels))
                for (first, second), tally in sorted(self._pairs.items())
            ],
            {key: measured(tally) for key, tally in self._tallies.items()},
            {kind.value: self._kinds[kind] for kind in Kind},
            self._agreed,
            self._worst,
        )


def _shown(difference: Difference, text: str | None) -> Shown:
    start, end = difference.start, difference.end
    size = _size(difference)
    if text is None:
        return Shown(difference, size, "", "", "")
    return Shown(difference, size, _words_before(text, start), text[start:end], _words_after(text, end))


def _words_before(text: str, end: int) -> str:
    """Return whole words before an offset."""
    start = max(0, end - _CONTEXT)
    return text[start:end] if start == 0 else text[start:end].partition(" ")[2]


def _words_after(text: str, start: int) -> str:
    """Return whole words after an offset."""
    end = start + _CONTEXT
    return text[start:end] if end >= len(text) else text[start:end].rpartition(" ")[0]


def _size(difference: Difference) -> int:
    """Count the code points on which annotators differ; none where they differ in attributes or relations."""
    if difference.kind in (Kind.ATTRIBUTE, Kind.RELATION):
        return 0
    length = difference.end - difference.start
    if difference.kind != Kind.BOUNDARY:
        return length
    spans = [each for version in difference.versions for each in version.annotations]
    return length - max(0, min(each.end for each in spans) - max(each.start for each in spans))
