"""The registry of a folder: collected from its annotations, and changed by transactions on them."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, NamedTuple

from hashiya.errors import HashiyaError
from hashiya.messages import Message
from hashiya.registry.entries import CANONICAL, actors_in, events_in
from hashiya.services.named_articles import Found, find_all
from hashiya.services.progress import counted
from hashiya.store.repository.away import AwayError
from hashiya.store.repository.waiting import KeepsWaiting

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from hashiya.annotation.annotation import Annotation
    from hashiya.annotation.coded import Coded
    from hashiya.annotation.edits import Edit
    from hashiya.registry.entries import Actor, Event
    from hashiya.services.progress import Progress
    from hashiya.store.repository.protocols import Repository


_PAUSE = 0.0003
"""Seconds for other threads after each article."""


class Registry(NamedTuple):
    """The actors and events of a folder.

    Attributes:
        actors: the most mentioned first.
        events: by date.
        annotations: the annotations that mention them, by the key of their article.
        problems: why annotations cannot be read, by the key of their article, the name of their file, or the
            name of the annotator whose store is away.
    """

    actors: Sequence[Actor]
    events: Sequence[Event]
    annotations: Mapping[str, Sequence[Annotation]]
    problems: Mapping[str, Message]

    @property
    def is_of_copies(self) -> bool:
        """Tell whether the store was away, so that other articles may mention the same entries."""
        return any(each.id == "services.registry_of_copies" for each in self.problems.values())


def load_registry(store: Repository, progress: Progress | None = None) -> Registry:
    """Collect the registry of all articles that have annotations.

    While a store is away, these are the articles that can be changed without it, and a problem says so.

    Args:
        store: the store.
        progress: is told how many articles are done.

    Raises:
        HashiyaError: the store cannot be read.
    """
    annotations: dict[str, Sequence[Annotation]] = {}
    problems: dict[str, Message] = {}
    try:
        found = find_all(store)
    except AwayError:
        if not isinstance(store, KeepsWaiting):
            raise
        found = Found(store.keys_here())
        problems[store.annotator] = Message("services.registry_of_copies", count=len(found.keys))
    problems |= {name: error.told for name, error in found.refused.items()}
    for key in counted(sorted(found.keys), progress):
        named, problem = _named_in(store, key)
        if problem:
            problems[key] = problem
        if named:
            annotations[key] = named
    return registry_of(annotations, problems)


def registry_of(annotations: Mapping[str, Sequence[Annotation]], problems: Mapping[str, Message]) -> Registry:
    """Collect the registry of some annotations; the arguments are the attributes of `Registry`."""
    everything = [each for group in annotations.values() for each in group]
    return Registry(actors_in(everything), events_in(everything), annotations, problems)


def named_in(store: Repository, keys: Iterable[str]) -> Mapping[str, Sequence[Annotation]]:
    """Read the annotations of some articles that have a canonical name, by the key of their article.

    Raises:
        HashiyaError: the annotations of an article cannot be read.
    """
    found = {}
    for key in keys:
        found[key], problem = _named_in(store, key)
        if problem:
            raise HashiyaError(problem)
    return found


def named_annotations(store: Repository) -> Iterator[Coded]:
    """Generate the readable annotations with a canonical name, an article at a time.

    A reader calls this in the background, so other threads may run after each article.

    Raises:
        HashiyaError: the store cannot be read.
    """
    for named in store.coded(CANONICAL):
        yield from named
        time.sleep(_PAUSE)


def _named_in(store: Repository, key: str) -> tuple[Sequence[Annotation], Message | None]:
    snapshot = store.load(key)
    problem = snapshot.read_only if not snapshot.is_known else None
    return [each for each in snapshot.annotations if each.attributes.get(CANONICAL)], problem


def edits_by_article(registry: Registry, edits: Iterable[Edit]) -> Mapping[str, Sequence[Edit]]:
    """Group edits by the key of their article; articles without any are left out.

    Args:
        registry: the registry before the edits.
        edits: of `hashiya.registry.changes`.
    """
    edit_of = {edit.id: edit for edit in edits}
    by_article = {
        key: [edit_of[each.id] for each in group if each.id in edit_of]
        for key, group in registry.annotations.items()
    }
    return {key: group for key, group in by_article.items() if group}
