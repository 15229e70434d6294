"""Finds the articles and annotations of a store that a person names by paths and ids."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.errors import HashiyaError
from hashiya.files.causes import cause_of
from hashiya.store.tinydb.store import Survey

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from hashiya.annotation import Annotation
    from hashiya.store import Store
    from hashiya.store.tinydb.article_store import ArticleStore


def find_annotation(store: Store, file: Path, identifier: str) -> tuple[ArticleStore, Annotation]:
    """Find an annotation of an article, which need not be there any more.

    Raises:
        HashiyaError: there is no such annotation, or the store cannot be read.
    """
    article_store = store.open_key(store.kept_key(file))
    annotation = article_store.load().checked().by_id.get(identifier)
    if annotation is None:
        msg = f"{file} has no annotation {identifier}"
        raise HashiyaError(msg, "hashiya export shows the ids there are")
    return article_store, annotation


def find_articles(store: Store, paths: Sequence[Path]) -> Survey:
    """Find the articles that are named and have annotations, which are not read yet.

    Args:
        store: the store.
        paths: articles, which need not be there any more, and folders; none means everything.

    Returns:
        Their keys, and, where a folder or everything is meant, the files that may belong to them.

    Raises:
        HashiyaError: a path is neither there nor in the store, or the store's folder cannot be read.
    """
    if not paths:
        return store.survey()
    found: set[str] = set()
    folders = [store.key_of(path) for path in paths if path.is_dir()]
    everything = store.survey() if folders else Survey((), {})
    for key in everything.keys:
        if any(is_below(key, folder) for folder in folders):
            found.add(key)
    for path in paths:
        if path.is_dir():
            continue
        key = store.kept_key(path)
        if store.is_kept(key):
            found.add(key)
        else:
            refuse_missing(path)
    return Survey(sorted(found), everything.refused)


def is_below(key: str, folder_key: str) -> bool:
    """Tell whether an article lies in a folder, or in a folder of it."""
    if folder_key == ".":
        return not key.startswith("../")
    return key.startswith(folder_key + "/")


def refuse_missing(path: Path) -> None:
    """Refuse a path that names nothing.

    Raises:
        HashiyaError: there is no such file or folder.
    """
    try:
        path.stat()
    except (OSError, ValueError) as error:
        msg = f"cannot read {path}: {cause_of(path, error)}"
        raise HashiyaError(msg) from error
