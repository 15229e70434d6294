"""The contract of every store, and the values that pass through it."""

from hashiya.store.repository.conflict import Conflict, ConflictError, Outcome
from hashiya.store.repository.draft import Draft
from hashiya.store.repository.protocols import ArticleRepository
from hashiya.store.repository.reading import DONE, IN_PROGRESS, UNREAD, Reading
from hashiya.store.repository.snapshot import Snapshot

__all__ = [
    "DONE",
    "IN_PROGRESS",
    "UNREAD",
    "ArticleRepository",
    "Conflict",
    "ConflictError",
    "Draft",
    "Outcome",
    "Reading",
    "Snapshot",
]
