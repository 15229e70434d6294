"""Where a store lies, and the keys by which it names articles."""

from __future__ import annotations

import os
from pathlib import Path

from hashiya.files.current_folder import absolute, real_path


def default_folder() -> Path:
    """The store's folder where none is named: ``HASHIYA_STORE``, else ``annotations`` where one is."""
    return Path(os.environ.get("HASHIYA_STORE") or "annotations")


def root_of(folder: Path) -> Path:
    """The folder that holds the store, its links resolved; articles are named relative to it."""
    return real_path(absolute(folder).parent)  # a link to the store stays where it is


def key_of(root: Path, path: Path) -> str:
    """An article's name in the store: its path, links resolved, relative to the root, ``/``-separated.

    It begins with ``../`` only if the article lies outside of the root.
    """
    relative = os.path.relpath(real_path(path), root)
    # the same key under every locale, so not as the locale decodes names
    return os.fsencode(relative).decode("utf-8", "surrogateescape").replace(os.sep, "/")


def path_of(root: Path, key: str) -> Path | None:
    """Where the article of a key lies, or None if the key leads out of the root or is no path.

    Neither ``..`` nor a link leads out: a file's text is never read on the word of a store file.
    """
    if "\0" in key or key.startswith("/") or os.path.isabs(key) or ".." in key.split("/"):  # noqa: PTH117
        return None
    try:
        path = root / os.fsdecode(key.encode("utf-8", "surrogateescape"))
    except UnicodeEncodeError:  # surrogates that stand for no bytes
        return None
    return path if real_path(path).is_relative_to(root) else None
