"""The articles that a search looks through: files with an index here, or those of a team by its server."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from hashiya.messages import Message
from hashiya.services.corpus import Corpus
from hashiya.store.repository.away import AwayError
from hashiya.store.repository.kept_articles import KeepsArticles

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from pathlib import Path

    from hashiya.article.article import Article
    from hashiya.corpus.query import Query
    from hashiya.errors import HashiyaError
    from hashiya.services.progress import Progress
    from hashiya.store.repository.protocols import Repository


class Searchable(Protocol):
    """Articles that can be searched.

    Attributes:
        problems: why articles could not be read.
        notices: facts about the search that the user should know.
    """

    problems: list[HashiyaError]
    notices: list[Message]

    @property
    def store(self) -> Repository:
        """The store of the annotations."""

    @property
    def paths(self) -> Mapping[str, Path]:
        """The files of the articles by their keys; to look one up may take as long as to copy it."""

    def close(self) -> None:
        """Close the index, if there is one."""

    def candidates(self, query: Query, progress: Progress | None = None, /) -> Collection[str]:
        """Find the keys of the articles that may have hits, in the order of the folders.

        Args:
            query: the query.
            progress: is told how many were found so far, if this takes long.
        """

    def date_of(self, key: str) -> str | None:
        """Return the date of an article: ISO 8601, or empty; None if the text has to be asked."""

    def has_annotations(self, key: str) -> bool:
        """Tell whether the store keeps anything for an article."""

    def read(self, key: str) -> Article | None:
        """Read an article; None if it cannot be read."""

    def fingerprints(self, keys: Iterable[str]) -> Mapping[str, bytes]:
        """Find the fingerprints of articles, by their keys; those that cannot be read are left out."""


def open_searchable(
    store: Repository, paths: Sequence[Path], index: Path | None, progress: Progress | None = None
) -> Searchable:
    """Open articles for a search; those of a team are searched by the server, and not copied.

    While the server is away, the copies that are on this computer are searched, and a notice says so.

    Args:
        store: the store.
        paths: articles and folders; the folder of the copies stands for all articles that a person may read.
        index: the file of the index of files; None for none.
        progress: is told how many articles of those to index are done.

    Raises:
        HashiyaError: a path does not exist, or the store cannot be read.
    """
    notices: list[Message] = []
    kept = store.kept_articles() if isinstance(store, KeepsArticles) else None
    if kept is not None and list(paths) == [store.root]:
        from hashiya.services.team_corpus import TeamCorpus  # most articles are files

        try:
            return TeamCorpus(store, kept)
        except AwayError as error:
            if not store.root.is_dir():
                raise
            notices.append(Message("services.only_copies", cause=error.told))
    corpus = Corpus(store, paths, index)
    corpus.notices += notices
    try:
        corpus.update(progress)
    except BaseException:
        corpus.close()
        raise
    return corpus
