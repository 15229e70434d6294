"""Puts annotations into a store as tests need them there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.annotation.edits import Edit
from hashiya.store.repository.conflict import Outcome

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hashiya.annotation.annotation import Annotation
    from hashiya.store.records.article_records import ArticleRecords


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
