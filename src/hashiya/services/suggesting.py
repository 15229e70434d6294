"""Propose annotations of articles, by what the annotations of their folder teach."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from hashiya.errors import HashiyaError
from hashiya.registry.entries import ACTOR, EVENT
from hashiya.registry.names import Names
from hashiya.services.evidence import evidence_of, example_of
from hashiya.services.named_articles import find_all
from hashiya.services.opening import read_listed
from hashiya.services.progress import counted
from hashiya.suggest.learning import Learnt, learn
from hashiya.suggest.proposing import propose

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from hashiya.annotation.annotation import Annotation
    from hashiya.article.article import Article
    from hashiya.services.progress import Progress
    from hashiya.store.repository.protocols import Repository
    from hashiya.suggest.evidence import Evidence
    from hashiya.suggest.proposal import Proposal
    from hashiya.text.spans import Span

_MOST_TO_LEARN_FROM = 400_000
"""Code points of the articles that are learnt from; of a longer store, the articles annotated last."""


class Suggester:
    """Knows what the annotations of a folder teach, and proposes annotations of its articles.

    One thread at a time may use it.

    Attributes:
        learnt: what was learnt last.
        is_read: whether the store was read.
    """

    def __init__(self) -> None:
        """Know nothing yet: proposals then have the scores of their rules."""
        self.learnt = Learnt()
        self.is_read = False
        self._names = _no_names()
        # the article whose names are not among the names, and its annotations then
        self._out: tuple[str, Sequence[Annotation]] = ("", ())
        # from articles that were annotated, the newest first, by key
        self._examples: dict[str, Evidence] = {}

    def read(
        self,
        store: Repository,
        progress: Progress | None = None,
        *,
        pause: float = 0.0,
        is_ended: Callable[[], bool] = lambda: False,
    ) -> None:
        """Read the names of the folder, and the articles to learn from; slow.

        Args:
            store: the store.
            progress: is told how many articles are done.
            pause: seconds to wait after each article, in which other threads run.
            is_ended: asked before each article, whether the answer is not wanted any more.

        Raises:
            HashiyaError: the store cannot be read.
        """
        names = _no_names()
        newest: list[tuple[str, str]] = []
        for key in counted(find_all(store).keys, progress):
            if is_ended():
                return
            annotations = store.load(key).annotations
            if annotations:
                newest.append((max(each.modified for each in annotations), key))
            if key != self._out[0]:
                _count(names, annotations, 1)
            time.sleep(pause)
        examples: dict[str, Evidence] = {}
        left = _MOST_TO_LEARN_FROM
        for _, key in sorted(newest, reverse=True):
            if is_ended():
                return
            if left > 0 and (example := _example(store, key)) is not None:
                examples[key] = example
                left -= len(example.text)
                time.sleep(pause)
        self._names, self._examples, self.is_read = names, examples, True

    def learn(self, key: str = "", current: Evidence | None = None) -> None:
        """Learn from the annotated articles; takes up to a few seconds.

        Args:
            key: of an article that is being annotated.
            current: the evidence of that article, in the place of the stored one.
        """
        if current is not None:
            self._examples = {key: current, **{k: v for k, v in self._examples.items() if k != key}}
        self.learnt = learn(self._examples.values())

    def evidence(
        self,
        article: Article,
        key: str,
        annotations: Sequence[Annotation],
        rejected: Iterable[Annotation],
        within: Span | None = None,
    ) -> Evidence:
        """Collect the evidence of an article, or of a part of it with offsets that begin there.

        Args:
            article: the article.
            key: its name in the repository.
            annotations: all of its annotations.
            rejected: its rejected proposals.
            within: the part; the whole article if left out.
        """
        self._take_out(key, annotations)
        return evidence_of(article, annotations, rejected, self._names, within)

    def propose(self, evidence: Evidence) -> Sequence[Proposal]:
        """Propose annotations, those with a low score, too, in the order of the text."""
        return propose(evidence, self.learnt)

    def _take_out(self, key: str, annotations: Sequence[Annotation]) -> None:
        """Let the names be those of all other articles."""
        last, taken_out = self._out
        if key != last:
            _count(self._names, taken_out, 1)
            _count(self._names, annotations, -1)
        self._out = (key, annotations)


def _no_names() -> dict[str, Names]:
    return {label: Names(label) for label in (ACTOR, EVENT)}


def _count(names: Mapping[str, Names], annotations: Iterable[Annotation], count: int) -> None:
    for each in annotations:
        if each.label in names:
            names[each.label].learn(each, count)


def _example(store: Repository, key: str) -> Evidence | None:
    """Make an example of an article; None if it cannot be read any more."""
    path = store.path_of(key)
    if path is None:
        return None
    try:
        article = read_listed(store, path)
    except HashiyaError:
        return None
    snapshot = store.load(key)
    return example_of(article, snapshot.annotations, snapshot.rejected)
