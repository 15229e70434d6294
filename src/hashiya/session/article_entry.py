"""The entry of an article in the list of a library."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from hashiya.article.heading import heading_of
from hashiya.errors import HashiyaError
from hashiya.services.opening import read_listed
from hashiya.store.repository.reading import UNREAD
from hashiya.text.folding import fold

if TYPE_CHECKING:
    from pathlib import Path

    from hashiya.messages import Message
    from hashiya.store.repository.entry import Entry
    from hashiya.store.repository.protocols import Repository


@dataclass(frozen=True, slots=True)
class ArticleEntry:
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
        searched: its title and its file's name, folded for the filter.
    """

    path: Path
    title: str
    date: str = ""
    length: int | None = None
    counts: dict[str, int] = field(default_factory=dict)
    status: str = UNREAD
    problem: Message | None = None
    known: bool = False
    searched: str = ""


def unread_entry(path: Path) -> ArticleEntry:
    """Make the entry of an article that has not been looked into."""
    return ArticleEntry(path, path.name, searched=fold(path.name))


def refused_entry(path: Path, problem: Message) -> ArticleEntry:
    """Make the entry of a file or a folder that cannot be looked into."""
    return replace(unread_entry(path), problem=problem, known=True)


def look_into(store: Repository, path: Path) -> ArticleEntry:
    """Make the entry of an article from its text and its annotations; an error becomes its `problem`."""
    kept = store.entry(store.key_of(path))
    found = replace(_with_annotations(unread_entry(path), kept), known=True)
    try:
        article = read_listed(store, path)
    except HashiyaError as error:
        return replace(found, problem=error.told)
    if kept.status == UNREAD and (kept_key := store.find_key(article)) != kept.key:
        found = _with_annotations(found, store.entry(kept_key))
    heading = heading_of(article)
    title = heading.title or path.name
    searched = fold(f"{title}\n{path.name}")
    return replace(found, title=title, date=heading.date, length=len(article.text), searched=searched)


def _with_annotations(entry: ArticleEntry, kept: Entry) -> ArticleEntry:
    return replace(entry, counts=dict(kept.counts), status=kept.status, problem=kept.problem)
