"""The folder of a store, and the keys by which the store names articles."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from hashiya.files.current_folder import absolute, real_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path


def root_of(folder: Path) -> Path:
    """Return the parent folder of a store, links resolved; articles are named relative to it."""
    return real_path(absolute(folder).parent)  # the parent of a link to a store is the parent of the link


def key_of(root: Path, path: Path) -> str:
    """Return the key of an article: its path, links resolved, relative to the root, ``/``-separated.

    It begins with ``../`` only if the article lies outside the root.
    """
    return _spelled(os.path.relpath(real_path(path), root))


def keys_of(root: Path, paths: Iterable[Path]) -> Iterator[str]:
    """Generate the keys of articles as `key_of` does; the links to each folder are resolved once."""
    folders: dict[Path, str] = {}
    for path in paths:
        if path.name in ("", os.pardir) or path.is_symlink():
            yield key_of(root, path)
            continue
        folder = path.parent
        if folder not in folders:
            folders[folder] = "" if (key := key_of(root, folder)) == os.curdir else f"{key}/"
        yield folders[folder] + _spelled(path.name)


def _spelled(relative: str) -> str:
    """Decode a path as UTF-8, so that the key is the same under every locale."""
    return os.fsencode(relative).decode("utf-8", "surrogateescape").replace(os.sep, "/")


def path_of(root: Path, key: str) -> Path | None:
    """Return the path of an article; None if its key is not a path or leads out of the root.

    Neither ``..`` nor a link may lead out, so that a store file cannot make hashiya read any other file.
    """
    if "\0" in key or key.startswith("/") or os.path.isabs(key) or ".." in key.split("/"):  # noqa: PTH117
        return None
    try:
        path = root / os.fsdecode(key.encode("utf-8", "surrogateescape"))
    except UnicodeEncodeError:  # a surrogate that encodes no byte
        return None
    return path if real_path(path).is_relative_to(root) else None
