"""Names of store files and of the files kept beside them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hashiya.text.digests import sha256_of

if TYPE_CHECKING:
    from pathlib import Path

SUFFIX = ".json"
BACKUP = ".bak"
"""Suffix of the backup of a store file."""
LOCKS = ".locks"
"""The subfolder of lock files; it stays, empty while nobody writes."""

_SLUG_LENGTH = 40
_HASH_LENGTH = 10
_NOT_IN_SLUG = re.compile(r"[^a-z0-9]+")
_FILE_NAME = rf"[a-z0-9]+(?:-[a-z0-9]+)*-[0-9a-f]{{{_HASH_LENGTH}}}{re.escape(SUFFIX)}"


def file_name_of(key: str) -> str:
    """Return the name of the store file of an article: a part of its name in ASCII and a hash of its key.

    Such a name is short, valid on every file system, and unique even for equal names in several folders.
    """
    stem = key.rpartition("/")[2].rpartition(".")[0].lower()
    slug = _NOT_IN_SLUG.sub("-", stem)[:_SLUG_LENGTH].strip("-") or "article"
    digest = sha256_of(key.encode("utf-8", "surrogatepass"))
    return f"{slug}-{digest[:_HASH_LENGTH]}{SUFFIX}"


def is_file_name(name: str) -> bool:
    """Tell whether a name has the form that `file_name_of` returns."""
    return re.fullmatch(_FILE_NAME, name) is not None


def backup_of(path: Path) -> Path:
    """Return the path of the backup, which holds the content before the last write."""
    return path.with_name(path.name + BACKUP)
