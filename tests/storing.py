"""Puts annotations into a store as tests need them there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.annotation.edits import Edit
from hashiya.store import open_repository
from hashiya.store.repository.conflict import Outcome
from hashiya.store.tinydb.file_names import is_file_name
from hashiya.store.tinydb.folder_contents import FORMER

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from hashiya.annotation.annotation import Annotation
    from hashiya.store import Store
    from hashiya.store.records.article_records import ArticleRecords

ANNOTATOR = "analyst"
"""The login of the tests, and of the programs that they start."""


def store_in(home: Path, annotator: str = ANNOTATOR) -> Store:
    """Open what an annotator has in a store, as a command does."""
    return open_repository(home, annotator)


def store_files(folder: Path) -> list[Path]:
    """The store files in the folder of an annotator, or of all in the folder of a store."""
    found = [path for path in folder.rglob("*.json") if is_file_name(path.name)]
    return sorted(path for path in found if FORMER not in path.relative_to(folder).parts)


def apply(store: ArticleRecords, edits: Sequence[Edit]) -> tuple[Annotation, ...]:
    """Save edits, all or none, and give the annotations as they are then.

    Raises:
        ConflictError: another writer changed what an edit changes; nothing is saved, and no conflict kept.
    """
    store._save_or_refuse(edits)
    return store.load().annotations


def keep_refused(store: ArticleRecords, base: Annotation | None, mine: Annotation | None) -> None:
    """Keep a change as a conflict, whether it is one or not."""
    edit = Edit(base, mine)
    with store._changing():
        store._undecided.keep(Outcome(edit, store.load().by_id.get(edit.id)))
