"""The contract of every store, and the values that pass through it."""

from hashiya.store.repository.changes import NO_MARK, Changes, Mark
from hashiya.store.repository.collection import ChangedError, Collection
from hashiya.store.repository.conflict import Conflict, ConflictError, Outcome
from hashiya.store.repository.draft import Draft
from hashiya.store.repository.entry import Entry
from hashiya.store.repository.file_health import FileHealth
from hashiya.store.repository.protocols import ArticleRepository, Repository
from hashiya.store.repository.reading import DONE, IN_PROGRESS, UNREAD, Reading
from hashiya.store.repository.receipt import Receipt
from hashiya.store.repository.snapshot import Snapshot

__all__ = [
    "DONE",
    "IN_PROGRESS",
    "NO_MARK",
    "UNREAD",
    "ArticleRepository",
    "ChangedError",
    "Changes",
    "Collection",
    "Conflict",
    "ConflictError",
    "Draft",
    "Entry",
    "FileHealth",
    "Mark",
    "Outcome",
    "Reading",
    "Receipt",
    "Repository",
    "Snapshot",
]
