"""Names of the folders of annotators, of store files, and of the files kept beside them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hashiya.text.digests import sha256_of
from hashiya.text.settled import settled_name

if TYPE_CHECKING:
    from pathlib import Path

SUFFIX = ".json"
BACKUP = ".bak"
"""Suffix of the backup of a store file."""
COLLECTIONS = "collections"
"""The subfolder for records other than annotations."""
NAME_FILE = "annotator.json"
"""The file with the exact name of the annotator of a folder."""
LOCKS = ".locks"
"""The subfolder of lock files; it stays, empty while nobody writes."""

_SLUG_LENGTH = 40
_HASH_LENGTH = 10
_NOT_IN_SLUG = re.compile(r"[^a-z0-9]+")
_NAME = rf"[a-z0-9]+(?:-[a-z0-9]+)*-[0-9a-f]{{{_HASH_LENGTH}}}"
_FILE_NAME = rf"{_NAME}{re.escape(SUFFIX)}"


def file_name_of(key: str) -> str:
    """Return the name of the store file of an article: a part of its name in ASCII and a hash of its key.

    Such a name is short, valid on every file system, and unique even for equal names in several folders.
    """
    return _name_of(key.rpartition("/")[2].rpartition(".")[0], "article", key) + SUFFIX


def folder_name_of(annotator: str) -> str:
    """Return the name of the folder of an annotator, made like that of a store file.

    Equal names in two spellings of Unicode (NFC, NFD) have one folder. Names that differ in anything else,
    even only in case, have two on every file system.
    """
    name = settled_name(annotator)
    return _name_of(name, "annotator", name)


def is_folder_name(name: str) -> bool:
    """Tell whether a name has the form that `folder_name_of` returns."""
    return re.fullmatch(_NAME, name) is not None


def is_file_name(name: str) -> bool:
    """Tell whether a name has the form that `file_name_of` returns."""
    return re.fullmatch(_FILE_NAME, name) is not None


def _name_of(stem: str, otherwise: str, whole: str) -> str:
    slug = _NOT_IN_SLUG.sub("-", stem.lower())[:_SLUG_LENGTH].strip("-") or otherwise
    return f"{slug}-{sha256_of(whole.encode('utf-8', 'surrogatepass'))[:_HASH_LENGTH]}"


def backup_of(path: Path) -> Path:
    """Return the path of the backup, which holds the content before the last write."""
    return path.with_name(path.name + BACKUP)
