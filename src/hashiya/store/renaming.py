"""Articles that were moved or renamed: known by their text, and followed by their annotations."""

from __future__ import annotations

import itertools
import time
from typing import TYPE_CHECKING, Any

from hashiya.article.library import list_library
from hashiya.article.reading import read_article
from hashiya.errors import HashiyaError
from hashiya.store.atomic_file import replace_file, sync_folder
from hashiya.store.lock import exclusive
from hashiya.store.migrations import SCHEMA
from hashiya.store.store_file import (
    ARTICLE,
    backup_of,
    encode_record,
    encode_tables,
    read_source,
    read_store_file,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from hashiya.store.store import Store


class TextFinder:
    """Finds articles by their text, below the root of a store."""

    def __init__(self, store: Store) -> None:
        """Reads nothing yet."""
        self._store = store
        self._keys_by_sha256: dict[str, list[str]] | None = None

    def keys_of(self, sha256: str) -> list[str]:
        """The keys of the articles whose text has this hash, in order."""
        if self._keys_by_sha256 is None:
            self._keys_by_sha256 = {}
            for path, problem in list_library(self._store.root):
                try:
                    found = "" if problem else read_article(path).sha256
                except HashiyaError:
                    continue
                keys = self._keys_by_sha256.setdefault(found, [])
                key = self._store.key_of(path)
                if key not in keys:  # links lead to one article under several names
                    keys.append(key)
        return self._keys_by_sha256.get(sha256, []) if sha256 else []


def follow_renamed(store: Store, key: str, new_key: str) -> Path:
    """Give an article's annotations to the name that it has now; on the disk when this returns.

    The new store file is there before the old one goes, so that whatever stops this it can be done again.

    Args:
        store: the store.
        key: the name under which the annotations are kept.
        new_key: the article's name now.

    Returns:
        Where the old store file is kept.

    Raises:
        HashiyaError: the article has other annotations under its new name, or it could not be done.
    """
    old, new = store.file_of(key), store.file_of(new_key)
    try:
        with exclusive(old), exclusive(new):
            content = read_store_file(old)
            if content is None:
                msg = f"cannot read {old}: there is no such file"
                raise HashiyaError(msg)
            if content.schema > SCHEMA:
                msg = f"{old} was written by a newer version of hashiya, so it can only be read"
                raise HashiyaError(msg, "update hashiya to change these annotations")
            _write_new(new, new_key, _renamed(content.tables, key, new_key))
            for path in (backup_of(old), old):
                kept = _put_aside(path)
            sync_folder(store.folder)
            return kept
    except OSError as error:
        msg = f"cannot save {new}: {error.strerror}"
        raise HashiyaError(msg) from error


def _renamed(tables: Mapping[str, Mapping[str, Mapping[str, Any]]], key: str, new_key: str) -> bytes:
    """A store file's content with another name of its article."""

    def with_new_key(record: Mapping[str, Any]) -> dict[str, Any]:
        changed = dict(record)
        for name, value in record.items():
            if name == "article" and value == key:
                changed[name] = new_key
            elif isinstance(value, dict):  # the versions of a conflict
                changed[name] = with_new_key(value) if value.get("article") == key else value
        return changed

    lines = {}
    for table, records in tables.items():
        changed = {number: with_new_key(record) for number, record in records.items()}
        if table == ARTICLE:
            changed = {number: {**record, "path": new_key} for number, record in changed.items()}
        lines[table] = [encode_record(number, record) for number, record in changed.items()]
    return encode_tables(lines)


def _write_new(path: Path, key: str, content: bytes) -> None:
    present = read_source(path)
    if present is not None and present.content == content:  # from an attempt that was cut short
        return
    if present is not None or backup_of(path).exists():
        msg = f"{key} has annotations of its own in {path}"
        raise HashiyaError(msg, "export those of the other name and import them for this one")
    replace_file(path, content, temporary_prefix=f".{path.name}.")


def _put_aside(path: Path) -> Path:
    """Give a file that is not needed any more a name under which nobody looks for annotations."""
    stem = f"{path.name}.moved-{time.strftime('%Y%m%dT%H%M%SZ', time.gmtime())}"
    for number in itertools.count(1):
        kept = path.with_name(stem if number == 1 else f"{stem}-{number}")
        if not kept.exists():
            break
    if path.exists():
        path.rename(kept)
    return kept
