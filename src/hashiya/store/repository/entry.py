"""One article of a repository in short, as a list shows it."""

from __future__ import annotations

from collections import Counter
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from hashiya.store.repository.reading import UNREAD, reading_from

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from hashiya.messages import Message


class Entry(NamedTuple):
    """The annotations of an article in short.

    Attributes:
        key: the article's name in the repository.
        counts: how many annotations have each label.
        status: ``unread``, ``in progress`` or ``done``.
        problem: why the annotations cannot be read; empty if they can. All else is then told of an older
            copy, if there is a good one.
    """

    key: str
    counts: Mapping[str, int] = MappingProxyType({})
    status: str = UNREAD
    problem: Message | str = ""

    @property
    def total(self) -> int:
        """How many annotations there are."""
        return sum(self.counts.values())


def entry_of(
    key: str,
    annotations: Iterable[Mapping[str, Any]],
    reading: Mapping[str, Any],
    problem: Message | str = "",
) -> Entry:
    """Count the annotations of an article, whose records are not parsed for it.

    Args:
        key: the article's name in the repository.
        annotations: the records.
        reading: the record of the reading place; an empty one if there is none.
        problem: why only an older copy of them can be read; empty if that is not so.
    """
    labels = [record.get("label") for record in annotations]
    counts = Counter(label for label in labels if isinstance(label, str))
    status = reading_from(reading, annotated=bool(labels)).status
    return Entry(key, MappingProxyType(dict(counts)), status, problem)
