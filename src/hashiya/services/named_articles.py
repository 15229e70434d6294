"""Finds the articles and annotations of a store that a person names by paths and ids."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from hashiya.article.reading import read_article
from hashiya.errors import HashiyaError
from hashiya.files.causes import cause_of
from hashiya.messages import Message

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from hashiya.annotation.annotation import Annotation
    from hashiya.store.repository.protocols import ArticleRepository, Repository


class Found(NamedTuple):
    """Articles that have annotations, which are not read yet.

    Attributes:
        keys: of the articles, in order.
        refused: why files cannot be used that may belong to them and do not tell it, by their paths.
    """

    keys: Sequence[str]
    refused: Mapping[str, HashiyaError] = MappingProxyType({})


def find_annotation(store: Repository, file: Path, identifier: str) -> tuple[ArticleRepository, Annotation]:
    """Find an annotation of an article, which need not be there any more.

    Raises:
        HashiyaError: there is no such annotation, or the store cannot be read.
    """
    annotations = store.open_key(kept_key(store, file))
    annotation = annotations.load().checked().by_id.get(identifier)
    if annotation is None:
        told = Message("services.no_annotation", path=file, id=identifier)
        raise HashiyaError(told, Message("services.export_shows_ids"))
    return annotations, annotation


def find_all(store: Repository) -> Found:
    """Find everything that a store keeps.

    Raises:
        HashiyaError: the store cannot be read.
    """
    from hashiya.store.repository.file_health import FileHealth  # opening an article does without

    return Found(store.keys(), store.damage() if isinstance(store, FileHealth) else MappingProxyType({}))


def find_articles(store: Repository, paths: Sequence[Path]) -> Found:
    """Find the articles that are named and have annotations.

    Args:
        store: the store.
        paths: articles, which need not be there any more, and folders; none means everything.

    Raises:
        HashiyaError: a path is neither there nor in the store, or the store cannot be read.
    """
    if not paths:
        return find_all(store)
    folders = [store.key_of(path) for path in paths if path.is_dir()]
    everything = find_all(store) if folders else Found(())
    found = {key for key in everything.keys if any(is_below(key, folder) for folder in folders)}
    for path in paths:
        if path.is_dir():
            continue
        key = kept_key(store, path)
        if store.is_kept(key):
            found.add(key)
        else:
            refuse_missing(path)
    return Found(sorted(found), everything.refused)


def kept_key(store: Repository, path: Path) -> str:
    """Find the key under which an article's annotations are kept: its own, or that of a name it had before.

    Args:
        store: the store.
        path: the article, which is read only if none are kept under its own key, and need not be there.
    """
    key = store.key_of(path)
    if store.is_kept(key):
        return key
    try:
        return store.find_key(read_article(path))
    except HashiyaError:
        return key


def lost_keys(store: Repository, sha256: str) -> list[str]:
    """Find the articles that have annotations of a text and are not there; below the root only.

    Args:
        store: the store.
        sha256: hash of the text.
    """
    places = ((key, store.path_of(key)) for key in store.keys_of_text(sha256))
    return [key for key, path in places if path is not None and not path.exists()]


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
        raise HashiyaError(Message("files.cannot_read", path=path, cause=cause_of(path, error))) from error
