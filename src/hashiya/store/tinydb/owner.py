"""The owner of a store file: the article of its annotations, found without reading the whole file."""

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
"""Bytes at the beginning of a store file that name its article."""


class Owner(NamedTuple):
    """The article of the annotations in a store file.

    Attributes:
        key: of the article.
        sha256: of its text at the last write; empty if unknown.
        former: the former key, if the annotations were moved; else empty.
        file_number: of the article at the last write; empty if unknown.
    """

    key: str
    sha256: str = ""
    former: str = ""
    file_number: str = ""

    def is_left_in(self, name: str) -> bool:
        """Tell whether an interrupted renaming has left the store file under this name."""
        return bool(self.former) and file_name_of(self.former) == name != file_name_of(self.key)

    def is_of_file(self, article: Path) -> bool:
        """Tell whether the annotations certainly belong to this file, whatever its name was."""
        return self.file_number == file_number_of(article) != ""


def owner_of(path: Path) -> Owner | None:
    """Find the owner of a store file; the whole file is read only if its beginning does not tell."""
    try:
        record = _first_record(path)
        if record is None:
            content = read_store_file(path)
            record = content.only(ARTICLE) if content is not None else {}
    except HashiyaError:
        return None
    return _owner_from(record)


def says_its_owner(path: Path) -> bool:
    """Tell whether a file begins like a store file written by hashiya."""
    try:
        record = _first_record(path)
    except HashiyaError:
        return False
    return record is not None and _owner_from(record) is not None


def renamed_to(folder: Path, key: str) -> str:
    """Find the key to which the annotations of another key were moved; empty if there is none."""
    for path in sorted(folder.glob(f"*{SUFFIX}")):
        owner = owner_of(path) if is_file_name(path.name) else None
        if owner is not None and owner.former == key:
            return owner.key
    return ""


def _first_record(path: Path) -> Mapping[str, Any] | None:
    """Read the article record at the beginning of a store file; None if the file begins otherwise.

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
