"""Learn from the annotations of a folder how to propose others in its articles."""

from __future__ import annotations

import time
from contextlib import suppress
from typing import TYPE_CHECKING

from hashiya.errors import HashiyaError
from hashiya.registry.entries import ACTOR, EVENT
from hashiya.registry.names import Names
from hashiya.services.evidence import example_of
from hashiya.services.named_articles import find_all
from hashiya.services.opening import read_listed
from hashiya.services.progress import counted
from hashiya.suggest.learning import Learnt, learn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from hashiya.annotation.annotation import Annotation
    from hashiya.services.progress import Progress
    from hashiya.store.repository.protocols import Repository
    from hashiya.suggest.evidence import Evidence

_MOST_TO_LEARN_FROM = 100_000
"""Code points of the articles that are learnt from; of a longer store, the articles annotated last."""


class FolderLessons:
    """Learns about proposals from the annotations of a folder.

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
        # the article whose names are left out of the names, and its annotations then
        self._left_out: tuple[str, Sequence[Annotation]] = ("", ())
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
            if key != self._left_out[0]:
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

    def names_without(self, key: str, annotations: Sequence[Annotation]) -> Mapping[str, Names]:
        """Return the names in all articles but one, by label, until the next call.

        Args:
            key: of the article that is left out.
            annotations: all of its annotations.
        """
        last, left_out = self._left_out
        if key != last:
            _count(self._names, left_out, 1)
            _count(self._names, annotations, -1)
        self._left_out = (key, annotations)
        return self._names


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
    with suppress(HashiyaError):  # without the server, the copy is read as it is
        store.bring_texts([key])
    try:
        article = read_listed(store, path)
    except HashiyaError:
        return None
    snapshot = store.load(key)
    return example_of(article, snapshot.annotations, snapshot.rejected)
