"""Read an article for the reader, with its annotations and its other reading, if there is one."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from hashiya.article.encodings import CANDIDATES, next_candidate
from hashiya.errors import HashiyaError
from hashiya.services.opening import open_article

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from hashiya.article.article import Article
    from hashiya.services.other_reading import OtherReading
    from hashiya.store.repository.protocols import ArticleRepository, Repository


class Opened(NamedTuple):
    """An article as the reader needs it.

    Attributes:
        article: the article.
        annotations: the repository of the article's annotations, which has been read once.
        other: the comparison with the article's own encoding, if a requested encoding gives another text.
    """

    article: Article
    annotations: ArticleRepository
    other: OtherReading | None


def read_to_open(store: Repository, path: Path, encoding: str) -> Opened:
    """Read an article and its annotations, and compare the requested encoding with the article's own.

    Args:
        store: the store.
        path: the article's file.
        encoding: how to decode the article; if empty, as when it was annotated, or as detected.

    Raises:
        HashiyaError: the article cannot be read.
    """
    with suppress(HashiyaError):  # without the server, the copy is read as it is
        store.bring_texts([store.key_of(path)])
    article, annotations = open_article(store, path, encoding)
    annotations.load()
    if not encoding:
        return Opened(article, annotations, None)
    from hashiya.services.other_reading import other_reading  # most articles do without

    return Opened(article, annotations, other_reading(store, article))


def read_in_next_encoding(store: Repository, path: Path, present: str) -> Opened:
    """Read an article in the next encoding that can decode it; the present one is tried last.

    Args:
        store: the store.
        path: the article's file.
        present: the current encoding of the article.

    Raises:
        HashiyaError: the article can no longer be read.
    """
    name = present
    for _ in CANDIDATES:
        name = next_candidate(name)
        with suppress(HashiyaError):
            return read_to_open(store, path, name)
    return read_to_open(store, path, present)


def read_neighbour(
    store: Repository, path: Path, step: int, *, among: Sequence[Path] | None = None, encoding: str = ""
) -> Opened | None:
    """Read the next article (step 1) or the previous one (step -1); None if there is none.

    Args:
        store: the store.
        path: the file of the present article.
        step: 1 or -1.
        among: the articles in their order; if None, those in the folder of the present one.
        encoding: as in `read_to_open`.

    Raises:
        HashiyaError: the article cannot be read.
    """
    if among is None:
        from hashiya.article.library import list_library  # the first frame does without

        found = list_library(path.parent)
        among = [file.path for file in found if file.problem is None and file.path.parent == path.parent]
    numbers = [number for number, file in enumerate(among) if file.absolute() == path.absolute()]
    number = numbers[0] + step if numbers else -1
    return read_to_open(store, among[number], encoding) if 0 <= number < len(among) else None
