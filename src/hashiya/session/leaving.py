"""Leave an article for good: everything is saved, or else rescued to a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.annotation.annotation import changed
from hashiya.annotation.edits import Edit
from hashiya.session.rescue import rescue

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from hashiya.errors import HashiyaError
    from hashiya.session.reader import Reader
    from hashiya.store.repository.draft import Draft


def close_or_rescue(
    reader: Reader, drafts: Sequence[Draft], folders: Iterable[Path], store: str = ""
) -> HashiyaError | None:
    """Close a reader, and rescue the changes and unfinished notes that its store does not take.

    Args:
        reader: of the article that is left.
        drafts: notes that are being written.
        folders: where changes are rescued to, the best first.
        store: the place of the store, for the command that imports the rescued file; empty for the one that
            commands take.

    Returns:
        What to tell the person; None if everything is saved.
    """
    for draft in drafts:
        reader.working_copy.keep_draft(draft)
    reader.close()
    unsaved = reader.working_copy.background.queue
    lost = drafts if unsaved.has_draft else ()
    notes = [Edit(draft.base, changed(draft.base, note=draft.note)) for draft in lost]
    return rescue([*unsaved.waiting, *notes], reader.article.path.name, folders, store)
