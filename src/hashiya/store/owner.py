"""Whose annotations a store file holds, without reading all of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from hashiya.errors import HashiyaError
from hashiya.files.regular import read_beginning
from hashiya.store.store_file import ARTICLE, read_store_file

if TYPE_CHECKING:
    from pathlib import Path

_HEAD = 4096
"""Bytes in which a store file written by this program says whose it is."""


class Owner(NamedTuple):
    """Whose annotations a store file holds.

    Attributes:
        key: of the article.
        sha256: of its text when the file was last written; empty if it is not known.
    """

    key: str
    sha256: str


def owner_of(path: Path) -> Owner | None:
    """Whose annotations a store file holds; only its beginning is read, unless that does not say."""
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
    key, sha256 = record.get("path"), record.get("sha256")
    return Owner(key, sha256 if isinstance(sha256, str) else "") if isinstance(key, str) else None
