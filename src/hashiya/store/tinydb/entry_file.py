"""The summary of an article, read from its store file."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from hashiya.errors import HashiyaError
from hashiya.store.records.tables import ANNOTATIONS, READING
from hashiya.store.repository.entry import Entry, entry_of
from hashiya.store.tinydb.file_names import backup_of
from hashiya.store.tinydb.store_file import DamagedError, missing_error, read_store_file

if TYPE_CHECKING:
    from pathlib import Path


def read_entry(path: Path, key: str) -> Entry:
    """Summarise an article by its store file, or else by the backup; raises nothing.

    Args:
        path: the store file.
        key: of the article.
    """
    try:
        content = read_store_file(path)
        problem = missing_error(path).told if content is None and backup_of(path).exists() else None
    except DamagedError as error:
        content, problem = None, error.told
    except HashiyaError as error:
        return Entry(key, problem=error.told)
    if problem:
        with suppress(HashiyaError):
            content = read_store_file(backup_of(path))
    if content is None:
        return Entry(key, problem=problem)
    annotations = content.tables.get(ANNOTATIONS, {}).values()
    return entry_of(key, annotations, content.only(READING), problem)
