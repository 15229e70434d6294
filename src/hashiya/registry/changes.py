"""Changes of a registry as edits of annotations: rename, merge, split."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.annotation.annotation import changed
from hashiya.annotation.edits import Edit
from hashiya.errors import HashiyaError
from hashiya.messages import Message
from hashiya.registry.entries import CANONICAL

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from hashiya.annotation.annotation import Annotation
    from hashiya.registry.entries import Actor, Event


def renamed(entry: Actor | Event, canonical: str, annotations: Iterable[Annotation]) -> list[Edit]:
    """Give an actor or event another canonical name.

    Args:
        entry: the actor or event.
        canonical: its new name; spaces around the name do not count.
        annotations: annotations of the folder, those of the entry among them.

    Raises:
        HashiyaError: the new name is empty.
    """
    return _named(canonical, {mention.id for mention in entry.mentions}, annotations)


def merged(entry: Actor | Event, into: Actor | Event, annotations: Iterable[Annotation]) -> list[Edit]:
    """Let one actor or event become part of another one, whose name its annotations get.

    Raises:
        HashiyaError: both are the same.
    """
    if entry.canonical == into.canonical:
        raise HashiyaError(Message("registry.merged_with_itself", name=entry.canonical))
    return renamed(entry, into.canonical, annotations)


def split(
    entry: Actor | Event, mentions: Collection[str], canonical: str, annotations: Iterable[Annotation]
) -> list[Edit]:
    """Make some mentions of an actor or event one of their own.

    Args:
        entry: the actor or event.
        mentions: ids of the annotations that leave it; those of other entries are passed over.
        canonical: name of the new actor or event.
        annotations: annotations of the folder, those of the entry among them.

    Raises:
        HashiyaError: the new name is empty, or the old one.
    """
    if canonical.strip() == entry.canonical:
        raise HashiyaError(Message("registry.split_keeps_name", name=entry.canonical))
    leaving = {mention.id for mention in entry.mentions}.intersection(mentions)
    return _named(canonical, leaving, annotations)


def _named(canonical: str, ids: Collection[str], annotations: Iterable[Annotation]) -> list[Edit]:
    name = canonical.strip()
    if not name:
        raise HashiyaError(Message("registry.name_empty"))
    return [
        Edit(each, changed(each, attributes={**each.attributes, CANONICAL: name}))
        for each in annotations
        if each.id in ids and each.attributes.get(CANONICAL) != name
    ]
