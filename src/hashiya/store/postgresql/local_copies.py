"""Copies of the articles of a team in a folder, where the reader and the formats find their texts."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from hashiya.errors import HashiyaError
from hashiya.files.atomic_file import make_new_file, replace_file
from hashiya.files.causes import cause_of
from hashiya.files.user_folders import cache_folder_name
from hashiya.messages import Message
from hashiya.store.locations import path_of
from hashiya.store.postgresql.articles import keys_of_articles, read_articles

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from hashiya.store.postgresql.address import Address
    from hashiya.store.postgresql.connection import Server

_TEMPORARY = ".hashiya-copy-"
_AT_ONCE = 100


def copies_folder(address: Address, environment: Mapping[str, str]) -> Path:
    """Return the folder of a person's copies: in the cache, another one for each project and login.

    Raises:
        HashiyaError: the user has no home.
    """
    cache = cache_folder_name(environment)
    if cache is None:
        raise HashiyaError(Message("postgresql.no_cache"), Message("postgresql.name_articles"))
    digest = hashlib.sha256(str(address).encode("utf-8", "surrogateescape")).hexdigest()[:32]
    return Path(cache) / "team" / digest / "articles"


def write_copies(
    server: Server,
    root: Path,
    keys: Sequence[str],
    progress: Callable[[int, int], object] | None = None,
    *,
    replaces: bool = True,
) -> Sequence[HashiyaError]:
    """Write the files of articles into a folder; files that are the same already stay as they are.

    Args:
        server: of the team.
        root: the folder.
        keys: of the articles; those that were never added are passed over.
        progress: called with how many articles are done, and how many there are.
        replaces: whether a file with another content is replaced. If not, it counts as a problem.

    Returns:
        Why files could not be written.

    Raises:
        HashiyaError: the articles cannot be read.
    """
    problems: list[HashiyaError] = []
    for at in range(0, len(keys), _AT_ONCE):
        if progress is not None:
            progress(at, len(keys))
        for article in read_articles(server, keys[at : at + _AT_ONCE]):
            try:
                _write(root, article.key, article.content, replaces=replaces)
            except HashiyaError as error:
                problems.append(error)
    return problems


def keep_only(root: Path, keys: Sequence[str]) -> None:
    """Remove the copies of all articles but some; annotations are elsewhere, so nothing is lost."""
    wanted = {path for key in keys if (path := path_of(root, key)) is not None}
    for folder, _, names in os.walk(root):
        for path in (Path(folder, name) for name in names):
            if path not in wanted:
                with suppress(OSError):
                    path.unlink()


def missing_copies(server: Server, root: Path, keys: Sequence[str]) -> Sequence[str]:
    """Return the keys of the articles that were added and have no copy in a folder."""
    absent = [key for key in keys if (path := path_of(root, key)) is not None and not path.exists()]
    return keys_of_articles(server, absent) if absent else []


def _write(root: Path, key: str, content: bytes, *, replaces: bool) -> None:
    """Write the file of an article, if it is new or differs.

    Raises:
        HashiyaError: the key leads out of the folder, another file has the name, or it cannot be written.
    """
    path = path_of(root, key)
    if path is None:
        raise HashiyaError(Message("postgresql.key_leads_out", article=key, folder=root))
    try:
        with suppress(FileNotFoundError):
            if path.read_bytes() == content:
                return
            if not replaces:
                raise HashiyaError(Message("postgresql.other_file", path=path))
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if replaces:
            replace_file(path, content, temporary_prefix=_TEMPORARY)
        else:
            make_new_file(path, content)
    except OSError as error:
        told = Message("postgresql.no_copy", path=path, cause=cause_of(path, error))
        raise HashiyaError(told) from error
