"""Find the articles and annotations of a store that a person names by paths and ids."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from hashiya.article.library import list_library, none_found
from hashiya.article.reading import read_article
from hashiya.errors import HashiyaError
from hashiya.files.causes import cause_of
from hashiya.messages import Message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from hashiya.annotation.annotation import Annotation
    from hashiya.store.repository.protocols import ArticleRepository, Repository


class Found(NamedTuple):
    """Articles with annotations, not read yet.

    Attributes:
        keys: the keys of the articles, in order.
        refused: the errors of files that belong to no known article, by the paths of the files.
    """

    keys: Sequence[str]
    refused: Mapping[str, HashiyaError] = MappingProxyType({})


def find_annotation(
    store: Repository, file: Path, identifier: str, others: Callable[[], Iterable[Repository]] = tuple
) -> tuple[ArticleRepository, Annotation]:
    """Find an annotation of an article, which may no longer exist.

    Args:
        store: of the annotator.
        file: the article.
        identifier: of the annotation.
        others: makes the repositories of the other annotators.

    Raises:
        HashiyaError: there is no such annotation, another annotator has it, or the store cannot be read.
    """
    annotations = store.open_key(kept_key(store, file))
    annotation = annotations.load().checked().by_id.get(identifier)
    if annotation is None:
        refuse_of_other(file, identifier, others())
        told = Message("services.no_annotation", path=file, id=identifier)
        raise HashiyaError(told, Message("services.export_shows_ids"))
    return annotations, annotation


def refuse_of_other(file: Path, identifier: str, others: Iterable[Repository]) -> None:
    """Refuse an id that an annotation of another annotator has.

    Raises:
        HashiyaError: names whose it is.
    """
    for other in others:
        if identifier in other.load(kept_key(other, file)).by_id:
            name = other.annotator
            told = Message("services.annotation_of_other", path=file, id=identifier, annotator=name)
            raise HashiyaError(told, Message("services.as_annotator", annotator=name))


def find_all(store: Repository) -> Found:
    """Find everything that a store keeps.

    Raises:
        HashiyaError: the store cannot be read.
    """
    from hashiya.store.repository.file_health import FileHealth  # not needed to open an article

    return Found(store.keys(), store.damage() if isinstance(store, FileHealth) else MappingProxyType({}))


def find_articles(store: Repository, paths: Sequence[Path]) -> Found:
    """Find the articles that are named and have annotations.

    Args:
        store: the store.
        paths: articles, which may no longer exist, and folders; everything if there are none.

    Raises:
        HashiyaError: a path neither exists nor is in the store, or the store cannot be read.
    """
    (found,) = find_in_each([store], paths)
    return found


def find_in_each(stores: Sequence[Repository], paths: Sequence[Path]) -> Sequence[Found]:
    """Find the articles that are named and have annotations, as `find_articles` does, in several stores.

    Raises:
        HashiyaError: a path neither exists nor is in any store, or a store cannot be read.
    """
    if not paths:
        return [find_all(store) for store in stores]
    found = [_find(store, paths) for store in stores]
    for path in paths:
        if not any(path in named for _, named in found):
            refuse_missing(path)
    return [each for each, _ in found]


def _find(store: Repository, paths: Sequence[Path]) -> tuple[Found, set[Path]]:
    """Find the named articles, and the paths that name articles with annotations."""
    folders = [store.key_of(path) for path in paths if path.is_dir()]
    everything = find_all(store) if folders else Found(())
    found = {key for key in everything.keys if any(is_below(key, folder) for folder in folders)}
    keys = {path: kept_key(store, path) for path in paths if not path.is_dir()}
    named = {path: key for path, key in keys.items() if store.is_kept(key)}
    return Found(sorted(found.union(named.values())), everything.refused), set(named)


def kept_key(store: Repository, path: Path) -> str:
    """Find the key under which an article's annotations are kept: its own, or that of a former name.

    Args:
        store: the store.
        path: the article, which may no longer exist; it is read only if nothing is kept under its own key.
    """
    key = store.key_of(path)
    if store.is_kept(key):
        return key
    try:
        return store.find_key(read_article(path))
    except HashiyaError:
        return key


def is_below(key: str, folder_key: str) -> bool:
    """Tell whether an article is in a folder or in one of its subfolders."""
    if folder_key == ".":
        return not key.startswith("../")
    return key.startswith(folder_key + "/")


def files_of(
    paths: Iterable[Path], problems: list[HashiyaError], tell_empty: Callable[[Message], object]
) -> Iterator[Path]:
    """Generate the named articles and the articles of the named folders.

    Args:
        paths: articles and folders.
        problems: takes the errors of files and folders that cannot be read.
        tell_empty: told of each folder without an article.
    """
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        is_empty = True
        for file, problem in list_library(path):
            is_empty = False
            if problem:
                problems.append(HashiyaError(Message("files.cannot_read", path=file, cause=problem)))
            else:
                yield file
        if is_empty:
            tell_empty(none_found(path))


def refuse_missing(*paths: Path) -> None:
    """Refuse the first path that does not exist.

    Raises:
        HashiyaError: there is no such file or folder.
    """
    for path in paths:
        try:
            path.stat()
        except (OSError, ValueError) as error:
            told = Message("files.cannot_read", path=path, cause=cause_of(path, error))
            raise HashiyaError(told) from error
