"""A summary of one article of a repository, as a list shows it."""

from __future__ import annotations

from collections import Counter
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from hashiya.annotation.record import is_rejection
from hashiya.store.repository.reading import UNREAD, reading_from

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from hashiya.messages import Message


class Entry(NamedTuple):
    """A summary of the annotations of an article.

    Attributes:
        key: of the article.
        counts: the number of annotations by label.
        status: ``unread``, ``in progress`` or ``done``.
        problem: why the annotations cannot be read; None if they can. All else is then told of an older
            copy, if there is a good one.
    """

    key: str
    counts: Mapping[str, int] = MappingProxyType({})
    status: str = UNREAD
    problem: Message | None = None

    @property
    def total(self) -> int:
        """Return the number of annotations."""
        return sum(self.counts.values())


def entry_of(
    key: str,
    annotations: Iterable[Mapping[str, Any]],
    reading: Mapping[str, Any],
    problem: Message | None = None,
) -> Entry:
    """Summarise an article by its records, without parsing them.

    Args:
        key: of the article.
        annotations: the records.
        reading: the record of the reading position; may be empty.
        problem: why only an older copy of them can be read; None if that is not so.
    """
    labels = [record.get("label") for record in annotations if not is_rejection(record)]
    counts = Counter(label for label in labels if isinstance(label, str))
    status = reading_from(reading, annotated=bool(labels)).status
    return Entry(key, MappingProxyType(dict(counts)), status, problem)
