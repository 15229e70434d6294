"""Copies of the articles of a team in a folder, where the reader and the formats find their texts."""

from __future__ import annotations

import hashlib
import os
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from hashiya.codebook.settings import FILE_NAME
from hashiya.errors import HashiyaError
from hashiya.files.atomic_file import make_new_file, replace_file
from hashiya.files.causes import cause_of
from hashiya.files.regular import MissingFileError, read_file
from hashiya.files.user_folders import cache_folder_name
from hashiya.messages import Message
from hashiya.store.locations import path_of
from hashiya.store.postgresql.articles import hashes_of, read_articles

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from hashiya.store.postgresql.address import Address
    from hashiya.store.postgresql.connection import Server
    from hashiya.store.repository.added_article import AddedArticle

_TEMPORARY = ".hashiya-copy-"
_LARGEST = 1 << 30
"""Bytes of a file that is compared, as many as PostgreSQL keeps in a column."""
_AT_ONCE = 100
_WAITERS = 8
"""Threads that write files at once."""


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


def bring_copies(
    server: Server,
    root: Path,
    keys: Sequence[str],
    progress: Callable[[int, int], object] | None = None,
    *,
    replaces: bool = True,
) -> Mapping[str, HashiyaError]:
    """Make the files of articles in a folder current; only the texts that differ are sent.

    Args:
        server: of the team.
        root: the folder.
        keys: of the articles; those that were never added are passed over.
        progress: called with how many articles are done, and how many there are.
        replaces: whether these are copies alone, so that a file with another content is replaced, and those
            of another database are removed. If not, such a file counts as a problem.

    Returns:
        Why files could not be written, by the keys of their articles.

    Raises:
        HashiyaError: the articles cannot be read.
    """
    if replaces:
        _remove_of_others(server.identity, root)
    problems: dict[str, HashiyaError] = {}
    old: dict[str, Path] = {}
    wanted = hashes_of(server, keys)
    for done, (key, sha256) in enumerate(wanted.items(), 1):
        if progress is not None:
            progress(done, len(wanted))
        path = path_of(root, key)
        if path is None:
            problems[key] = HashiyaError(Message("postgresql.key_leads_out", article=key, folder=root))
        elif (present := _hash_of(path)) is None or (replaces and present != sha256):
            old[key] = path
        elif present != sha256:
            problems[key] = HashiyaError(Message("postgresql.other_file", path=path))
        if len(old) == _AT_ONCE or done == len(wanted):
            problems |= _write_all(old, read_articles(server, list(old)), replaces=replaces)
            old = {}
    return problems


def _remove_of_others(identity: str, root: Path) -> None:
    """Remove the copies of another database, which may have other texts under the same keys."""
    noted = root.with_name(f"{root.name}.database")
    try:
        known = read_file(noted, _LARGEST).data.decode(errors="replace")
    except HashiyaError:  # an older version noted none: each copy is compared below
        known = ""
    if known == identity:
        return
    if known:
        keep_only(root, ())
    with suppress(OSError):
        noted.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        replace_file(noted, identity.encode(), temporary_prefix=_TEMPORARY)


def _hash_of(path: Path) -> str | None:
    """Return the hash of a file; None if there is none, empty if it cannot be read."""
    try:
        return hashlib.sha256(read_file(path, _LARGEST).data).hexdigest()
    except MissingFileError:
        return None
    except HashiyaError:
        return ""


def keep_only(root: Path, keys: Sequence[str]) -> None:
    """Remove the copies of all articles but some; annotations are elsewhere, so nothing is lost."""
    wanted = {root / FILE_NAME, *(path for key in keys if (path := path_of(root, key)) is not None)}
    for folder, _, names in os.walk(root):
        for path in (Path(folder, name) for name in names):
            if path not in wanted:
                with suppress(OSError):
                    path.unlink()


def _write_all(
    paths: Mapping[str, Path], articles: Iterable[AddedArticle], *, replaces: bool
) -> dict[str, HashiyaError]:
    """Write the files of articles, and return why some could not be written.

    Several threads wait for the disk at once: alone, one would wait for each file.
    """

    def write(article: AddedArticle) -> HashiyaError | None:
        path = paths[article.key]
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            if replaces:
                replace_file(path, article.content, temporary_prefix=_TEMPORARY)
            else:
                make_new_file(path, article.content)
        except FileExistsError:  # another program was faster
            if _hash_of(path) != hashlib.sha256(article.content).hexdigest():
                return HashiyaError(Message("postgresql.other_file", path=path))
        except OSError as error:
            return HashiyaError(Message("postgresql.no_copy", path=path, cause=cause_of(path, error)))
        return None

    every = list(articles)
    with ThreadPoolExecutor(_WAITERS) as helpers:
        results = list(helpers.map(write, every))
    return {article.key: error for article, error in zip(every, results, strict=True) if error is not None}
