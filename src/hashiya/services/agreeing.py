"""Measure how far annotators agree, over the articles that at least two of them have read."""

from __future__ import annotations

from math import comb, sqrt
from typing import TYPE_CHECKING

from hashiya.agreement.gamma import MOST_ANNOTATORS, Sampling
from hashiya.agreement.intervals import FEW
from hashiya.agreement.totals import Totals
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

    from hashiya.agreement.totals import Agreement
    from hashiya.annotation.annotation import Annotation
    from hashiya.services.progress import Progress
    from hashiya.services.work import Work
    from hashiya.store.repository.protocols import Repository

_SAMPLES = 30
"""Random annotations of an article, as in the paper on γ."""
_SAMPLED = 1500
"""Random annotations of all articles and pairs: where there are many, fewer of each give as sure a mean."""
_PRECISION = 0.02
"""By which part the disorder expected for γ may be wrong, over all articles."""


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
        self._totals: Totals

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
        keys = sorted({key for work in self._works for key in work.articles()})
        for key, error in self._store.bring_texts(keys, progress).items():
            self.remarks.append(Complaint(key, error.told))
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
        samples = max(1, min(_SAMPLES, _SAMPLED // (len(keys) * comb(len(self._works), 2))))
        sampling = Sampling(str(self._seed), samples, _PRECISION * sqrt(len(keys)))
        self._totals = Totals([each.name for each in self._works], str(self._seed), sampling)
        for key in counted(keys, progress):
            try:
                self._totals.add(key, *self._read(key))
            except HashiyaError as error:
                self.left_out.append(Complaint(key, error.told))
                self.failed += 1
        if not self._totals:
            told = next(each.reason for each in self.left_out if each.place in keys)
            raise HashiyaError(told)
        return self._totals.agreement()

    def notices(self) -> Iterator[Message]:
        """Generate the notices about the annotators and their number, after the comparison."""
        for work in self._works:
            if count := self._totals.repeated[work.name]:
                yield Message("agreement.duplicates", annotator=work.name, count=count)
            if len(work.annotators) > 1:
                names = tuple(sorted(work.annotators))
                yield Message("agreement.of_several", name=work.name, annotators=names)
        if len(self._works) > MOST_ANNOTATORS:
            yield Message("agreement.without_gamma", count=MOST_ANNOTATORS)
        if len(self._totals) < FEW:
            yield Message("agreement.few_articles", count=len(self._totals))

    def _read(self, key: str) -> tuple[str | None, Mapping[int, Sequence[Annotation]]]:
        """Read the text of an article, and its annotations by the index of the annotator.

        Returns:
            The text is None if it is not here, or is not the annotated one.

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
            return None, by_annotator
        for index, of_one in by_annotator.items():
            self._check(key, article.text, self._works[index].name, of_one)
        return article.text, by_annotator

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
