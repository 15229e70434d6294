"""Name the annotators of a store to a person without annotations, who might think theirs are lost."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from hashiya.messages import Message

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hashiya.store.repository.protocols import Repository

_ENTRIES = 200
"""Most articles that are read to find an annotation of one's own; many may be read and not annotated."""


def others_have(own: Repository, others: Iterable[Repository]) -> Message | None:
    """Name the others who have annotations, if an annotator has none; None otherwise.

    Args:
        own: of the annotator.
        others: of the others.

    Raises:
        HashiyaError: the store cannot be read.
    """
    counts = [(each.annotator, len(each.keys())) for each in others]
    named = tuple(
        Message("services.articles_of", annotator=name, count=count) for name, count in counts if count
    )
    if not named or any(entry.total for entry in islice(own.entries(), _ENTRIES)):
        return None
    return Message("services.others_have", annotator=own.annotator, names=named)
