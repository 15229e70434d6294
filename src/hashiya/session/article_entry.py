"""The entry of an article in the list of a library."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from hashiya.article.heading import heading_of
from hashiya.errors import HashiyaError
from hashiya.services.opening import read_listed
from hashiya.store.repository.reading import UNREAD

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from hashiya.messages import Message
    from hashiya.session.article_stories import StoryRow
    from hashiya.store.repository.entry import Entry
    from hashiya.store.repository.protocols import Repository


class ArticleEntry(NamedTuple):
    """One article of the library, as its list shows it.

    Attributes:
        path: its file.
        title: of the article; the file's name until the article is read.
        date: of the article, ISO 8601, or an empty string.
        length: code points; None when it could not be read.
        counts: label → number of annotations.
        status: ``unread``, ``in progress`` or ``done``.
        problem: why it cannot be read, or its annotations cannot; None if they can.
        known: whether the file has been looked into.
        number: its number in the library, in the order found; -1 outside a library.
        remark: what a team says of the article, such as why it was reopened; None for nothing.
        is_provisional: whether a second look may find annotations that are kept under a former name.
        story: the story that the row stands for; None if articles have rows of their own.
    """

    path: Path
    title: str
    date: str = ""
    length: int | None = None
    counts: Mapping[str, int] = MappingProxyType({})
    status: str = UNREAD
    problem: Message | None = None
    known: bool = False
    number: int = -1
    remark: Message | None = None
    is_provisional: bool = False
    story: StoryRow | None = None


def unread_entry(path: Path) -> ArticleEntry:
    """Make the entry of an article that has not been looked into."""
    return ArticleEntry(path, path.name)


def refused_entry(path: Path, problem: Message) -> ArticleEntry:
    """Make the entry of a file or a folder that cannot be looked into."""
    return ArticleEntry(path, path.name, problem=problem, known=True)


def look_into(store: Repository, path: Path, *, quickly: bool = False) -> ArticleEntry:
    """Make the entry of an article from its text and its annotations; an error becomes its `problem`.

    Args:
        store: the annotations.
        path: the article.
        quickly: whether annotations under a former name are not looked for; the first such search in a store
            of 10,000 articles takes a second.
    """
    kept = store.entry(store.key_of(path))
    found = _with_annotations(unread_entry(path), kept)._replace(known=True)
    try:
        article = read_listed(store, path)
    except HashiyaError as error:
        return found._replace(problem=error.told)
    if kept.status == UNREAD and not quickly and (kept_key := store.find_key(article)) != kept.key:
        found = _with_annotations(found, store.entry(kept_key))
    heading = heading_of(article)
    return found._replace(
        title=heading.title or path.name,
        date=heading.date,
        length=len(article.text),
        is_provisional=quickly and kept.status == UNREAD,
    )


def _with_annotations(entry: ArticleEntry, kept: Entry) -> ArticleEntry:
    return entry._replace(counts=kept.counts, status=kept.status, problem=kept.problem)
