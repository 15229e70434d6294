"""Names of store files, from the keys of articles, and of what is kept beside them."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

SUFFIX = ".json"
BACKUP = ".bak"
"""What is added to the name of a store file for its backup."""
LOCKS = ".locks"
"""The folder of the lock files, within the store's folder; it stays there, empty while nobody writes."""

_SLUG_LENGTH = 40
_HASH_LENGTH = 10
_NOT_IN_SLUG = re.compile(r"[^a-z0-9]+")
_FILE_NAME = rf"[a-z0-9]+(?:-[a-z0-9]+)*-[0-9a-f]{{{_HASH_LENGTH}}}{re.escape(SUFFIX)}"


def file_name_of(key: str) -> str:
    """The name of the file that holds an article's annotations: some of its name in ASCII, and a hash.

    Short, safe on every file system, and different for articles of the same name in different folders.
    """
    stem = key.rpartition("/")[2].rpartition(".")[0].lower()
    slug = _NOT_IN_SLUG.sub("-", stem)[:_SLUG_LENGTH].strip("-") or "article"
    digest = sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{slug}-{digest[:_HASH_LENGTH]}{SUFFIX}"


def is_file_name(name: str) -> bool:
    """Whether a name has the form of those that `file_name_of` gives."""
    return re.fullmatch(_FILE_NAME, name) is not None


def backup_of(path: Path) -> Path:
    """Where the content of a store file before the last write is kept."""
    return path.with_name(path.name + BACKUP)
