"""What a list of articles tells about each: annotations per label, and how far one has got."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from hashiya.errors import HashiyaError
from hashiya.store.records.tables import ANNOTATIONS, READING
from hashiya.store.repository.reading import UNREAD, reading_from
from hashiya.store.tinydb.store_file import (
    DamagedError,
    backup_of,
    missing_error,
    read_store_file,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


_NO_RECORD: Mapping[str, Any] = {}


@dataclass(frozen=True, slots=True)
class Summary:
    """The annotations of an article in short.

    Attributes:
        counts: how many annotations have each label.
        status: ``unread``, ``in progress`` or ``done``.
        problem: why the store file cannot be read, or an empty string; the rest is its backup's then, if that
            is good.
    """

    counts: Mapping[str, int] = field(default_factory=dict)
    status: str = UNREAD
    problem: str = ""

    @property
    def total(self) -> int:
        """How many annotations there are."""
        return sum(self.counts.values())


def summarise(path: Path) -> Summary:
    """The summary of a store file, or else of its backup; one that is missing or damaged raises nothing."""
    try:
        content = read_store_file(path)
        problem = missing_error(path).message if content is None and backup_of(path).exists() else ""
    except DamagedError as error:
        content, problem = None, error.message
    except HashiyaError as error:
        return Summary(problem=error.message)
    if problem:
        with suppress(HashiyaError):
            content = read_store_file(backup_of(path))
    if content is None:
        return Summary(problem=problem)
    annotations = content.tables.get(ANNOTATIONS, {})
    labels = (record.get("label") for record in annotations.values())
    counts = Counter(label for label in labels if isinstance(label, str))
    reading = next(iter(content.tables.get(READING, {}).values()), _NO_RECORD)
    return Summary(dict(counts), reading_from(reading, annotated=bool(annotations)).status, problem)
