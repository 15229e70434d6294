"""Whose annotations a store file holds, without reading all of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from hashiya.errors import HashiyaError
from hashiya.files.regular import read_beginning
from hashiya.store.tinydb.file_names import SUFFIX, file_name_of
from hashiya.store.tinydb.store_file import ARTICLE, read_store_file

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FORMER = "renamed_from"
"""The key, in the article's record, of the name that the article had before its annotations followed it."""
FILE_NUMBER = "inode"
"""The key, in the article's record, of what `file_number_of` gave when the store file was last written."""

_HEAD = 4096
"""Bytes in which a store file written by this program says whose it is."""


class Owner(NamedTuple):
    """Whose annotations a store file holds.

    Attributes:
        key: of the article.
        sha256: of its text when the file was last written; empty if it is not known.
        former: the key that the article had before, if the annotations followed it; else empty.
        file_number: of the article's file when the store file was last written; empty if it is not known.
    """

    key: str
    sha256: str = ""
    former: str = ""
    file_number: str = ""

    def is_left_in(self, name: str) -> bool:
        """Whether a store file has this name only since a renaming was stopped that had rewritten it."""
        return bool(self.former) and file_name_of(self.former) == name != file_name_of(self.key)


def owner_of(path: Path) -> Owner | None:
    """Tell whose annotations a store file holds; only its beginning is read, unless that does not say."""
    try:
        lines = read_beginning(path, _HEAD, follow_links=False).data.split(b"\n")
        record = json.loads(b"{%b}" % lines[1].rstrip(b","))["1"] if lines[0] == b'{"article": {' else None
    except HashiyaError:
        return None
    except (ValueError, LookupError, RecursionError):
        record = None
    if not isinstance(record, dict):
        try:
            content = read_store_file(path)
        except HashiyaError:
            return None
        record = next(iter(content.tables.get(ARTICLE, {}).values()), {}) if content else {}
    return _owner_from(record)


def renamed_to(folder: Path, key: str) -> str:
    """Find the name now of the article that had a key when its annotations followed it; empty if none did."""
    for path in sorted(folder.glob(f"*{SUFFIX}")):
        owner = owner_of(path)
        if owner is not None and owner.former == key:
            return owner.key
    return ""


def file_number_of(article: Path) -> str:
    """The number by which the file system knows an article's file under any name; empty if it has none.

    A file of several names has none: the end of one of the names is no renaming.
    """
    try:
        status = article.stat()
    except (OSError, ValueError):
        return ""
    return str(status.st_ino) if status.st_ino and status.st_nlink == 1 else ""


def _owner_from(record: Mapping[str, Any]) -> Owner | None:
    values = [record.get(name) for name in ("path", "sha256", FORMER, FILE_NUMBER)]
    key, *others = (value if isinstance(value, str) else "" for value in values)
    return Owner(key, *others) if key else None
