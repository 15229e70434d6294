"""Whose annotations a store file holds, without reading all of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from hashiya.errors import HashiyaError
from hashiya.files.file_number import file_number_of
from hashiya.files.regular import read_beginning
from hashiya.store.records.article_record import FILE_NUMBER, FORMER, text_in
from hashiya.store.records.tables import ARTICLE
from hashiya.store.tinydb.file_names import SUFFIX, file_name_of, is_file_name
from hashiya.store.tinydb.store_file import read_store_file

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

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

    def is_of_file(self, article: Path) -> bool:
        """Whether the annotations certainly are of this very file, under whatever name it had."""
        return self.file_number == file_number_of(article) != ""


def owner_of(path: Path) -> Owner | None:
    """Tell whose annotations a store file holds; only its beginning is read, unless that does not say."""
    try:
        record = _first_record(path)
        if record is None:
            content = read_store_file(path)
            record = content.only(ARTICLE) if content is not None else {}
    except HashiyaError:
        return None
    return _owner_from(record)


def says_its_owner(path: Path) -> bool:
    """Whether a file begins as a store file does that this program wrote."""
    try:
        record = _first_record(path)
    except HashiyaError:
        return False
    return record is not None and _owner_from(record) is not None


def renamed_to(folder: Path, key: str) -> str:
    """Find the name now of the article that had a key when its annotations followed it; empty if none did."""
    for path in sorted(folder.glob(f"*{SUFFIX}")):
        owner = owner_of(path) if is_file_name(path.name) else None
        if owner is not None and owner.former == key:
            return owner.key
    return ""


def _first_record(path: Path) -> Mapping[str, Any] | None:
    """Read the record with which this program begins a store file; None if the file begins otherwise.

    Raises:
        HashiyaError: the file cannot be read, or is not a regular file.
    """
    lines = read_beginning(path, _HEAD, follow_links=False).data.split(b"\n")
    try:
        record = json.loads(b"{%b}" % lines[1].rstrip(b","))["1"] if lines[0] == b'{"article": {' else None
    except (ValueError, LookupError, RecursionError):
        return None
    return record if isinstance(record, dict) else None


def _owner_from(record: Mapping[str, Any]) -> Owner | None:
    key, *others = (text_in(record, name) for name in ("path", "sha256", FORMER, FILE_NUMBER))
    return Owner(key, *others) if key else None
