"""What could not be saved when the reader had to be left, put where it can be imported from."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from hashiya.annotation.annotation import timestamp
from hashiya.errors import HashiyaError
from hashiya.exchange.jsonl import write

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hashiya.annotation.edits import Edit


def rescue(edits: Sequence[Edit], article: str, folders: Iterable[Path | None] = ()) -> HashiyaError | None:
    """Writes the annotations of edits that are not on disk, as JSON Lines, and says where.

    Args:
        edits: what is not saved, in order.
        article: the article's file, for the sentence.
        folders: where to write, the best first; the folder of temporary files is the last resort.

    Returns:
        What to tell the person, or None if nothing was lost.
    """
    latest = {edit.id: edit.after for edit in edits}
    annotations = [annotation for annotation in latest.values() if annotation is not None]
    removed = len(latest) - len(annotations)
    if not latest:
        return None
    lost = f"{len(latest)} change{'s' * (len(latest) > 1)} of {article} could not be saved"
    gone = f"; {removed} removal{'s' * (removed > 1)} must be made again" if removed else ""
    if not annotations:
        return HashiyaError(f"{lost}{gone}")
    name = f"hashiya-unsaved-{timestamp().replace(':', '')}-{annotations[0].id[-6:]}.jsonl"
    for folder in (*folders, Path(tempfile.gettempdir())):
        if folder is None:
            continue
        try:
            folder.mkdir(parents=True, exist_ok=True)
            path = folder / name
            with path.open("xb") as file:
                file.writelines(write(annotations))
        except OSError:
            continue
        return HashiyaError(f"{lost}{gone}", f"hashiya import {path} adds what was labelled")
    return HashiyaError(f"{lost}, and could be kept nowhere else{gone}")
