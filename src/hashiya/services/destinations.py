"""Find and open the articles that the records of a file name."""

from __future__ import annotations

import os
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from hashiya.article.article import Article
from hashiya.article.library import list_library
from hashiya.errors import HashiyaError
from hashiya.messages import Message
from hashiya.services.incoming_articles import IncomingArticles
from hashiya.services.opening import open_article
from hashiya.services.other_reading import refuse_other_reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from hashiya.services.annotators import Repositories
    from hashiya.services.progress import Progress
    from hashiya.store.repository.protocols import ArticleRepository, Repository


class Destination(NamedTuple):
    """An article, and the repository of its annotations by one annotator."""

    article: Article
    repository: ArticleRepository
    annotator: str


class Destinations:
    """The articles of an import, each opened once for each annotator."""

    def __init__(
        self, repositories: Repositories, article: Path | None, encoding: str, *, changes_encoding: bool
    ) -> None:
        """Open nothing yet.

        Args:
            repositories: of the annotators.
            article: the article of all records; None if each record names its own.
            encoding: how articles are decoded; if empty, as when they were annotated.
            changes_encoding: whether to record this encoding even for an article that has another one.
        """
        self._repositories = repositories
        self._store = repositories.present
        self._article = article
        self._encoding = encoding
        self._changes_encoding = changes_encoding
        self._incoming = IncomingArticles(self._store, {}, "")
        self._stem = ""
        # by annotator and path, and by annotator and key
        self._by_path: dict[tuple[str, str], Destination | HashiyaError] = {}
        self._by_key: dict[tuple[str, str], Destination] = {}
        self._lacking: dict[str, bool] = {}
        self._opened: dict[Path, Article] = {}

    def expect(self, texts: Mapping[str, str], stem: str, searching: Progress | None = None) -> None:
        """Expect the articles of a file.

        Args:
            texts: their texts by their names.
            stem: the beginning of the name of an article that the file only numbers.
            searching: told of each article in which a text is looked for.
        """
        self._incoming = IncomingArticles(self._store, texts, stem, searching)
        self._stem = stem

    def by_stem(self, record: Mapping[str, Any]) -> Path | None:
        """Return the article that the file is named after, for a record that names none; None without one."""
        return self._of_stem if record.get("article") in (None, "") and self._article is None else None

    @cached_property
    def _of_stem(self) -> Path | None:
        """The only article of the library with the stem of the file's name."""
        paths = (path for path, problem in list_library(self._store.root) if not problem)
        alike = [path for path in paths if path.stem == self._stem]
        return alike[0] if len(alike) == 1 else None

    @property
    def opened(self) -> Sequence[Article]:
        """The articles that were here, in the order in which they were opened."""
        return list(self._opened.values())

    @property
    def made(self) -> Sequence[Article]:
        """The articles that `make` writes."""
        return self._incoming.new

    @property
    def elsewhere(self) -> Mapping[str, str]:
        """The keys of articles that have a text of the file under another name, by the name in the file."""
        return self._incoming.elsewhere

    def make_only(self, names: Iterable[str]) -> None:
        """Make none of the articles of the file but some, by their names in the file."""
        self._incoming.keep(names)

    def make(self) -> None:
        """Write the articles of the file that are not here.

        Raises:
            HashiyaError: an article cannot be written.
        """
        self._incoming.write()

    def lack(self, record: Mapping[str, Any]) -> bool:
        """Tell whether the article of a record is neither here nor in the file, or has no name."""
        name = record.get("article", "")
        if self._article is not None or not isinstance(name, str):
            return False
        if name not in self._lacking:
            self._lacking[name] = not name or not (self._incoming.holds(name) or self._exists(name))
        return self._lacking[name]

    def of(self, record: Mapping[str, Any], path: Path | None = None) -> Destination:
        """Open the article of a record; one that the record names is opened only below the root.

        Args:
            record: the record.
            path: of the article, if it was found otherwise than by its name.

        Raises:
            HashiyaError: neither the record nor the file's name tells the article, or the article cannot be
                opened.
        """
        store = self._repositories.of(record)
        path = path or self._article
        if path is not None:
            return self._open(path, store)
        key = record.get("article")
        if (path := self.by_stem(record)) is not None:
            return self._open(path, store)
        if not isinstance(key, str) or not key:
            raise HashiyaError(Message("services.article_unnamed"))
        found = self._incoming.find(key)
        if isinstance(found, Article):
            return self._open_new(found, store)
        path = found or self._store.path_of(key)
        if path is not None and self.lack(record):
            raise HashiyaError(Message("services.article_not_here", article=key))
        if path is None:
            raise HashiyaError(Message("services.article_outside", article=key, folder=self._store.root))
        return self._open(path, store)

    def _exists(self, name: str) -> bool:
        path = self._store.path_of(name)
        return path is not None and (_exists(path) or bool(self._store.followed_to(name)))

    def _open(self, path: Path, store: Repository) -> Destination:
        name = store.annotator, str(path)
        if name not in self._by_path:
            try:
                self._by_path[name] = self._open_article(path, store)
            except HashiyaError as error:  # kept, so that the article is not read for each of its records
                self._by_path[name] = error
        found = self._by_path[name]
        if isinstance(found, HashiyaError):
            raise found
        return found

    def _open_new(self, article: Article, store: Repository) -> Destination:
        name = store.annotator, str(article.path)
        found = self._by_path.get(name)
        if not isinstance(found, Destination):
            found = Destination(article, store.open_new(article), store.annotator)
            self._by_path[name] = self._by_key[store.annotator, found.repository.key] = found
        return found

    def _open_article(self, path: Path, store: Repository) -> Destination:
        if not _exists(path):  # the annotations may have followed the article to another name
            now = store.followed_to(store.key_of(path))
            path = store.path_of(now) or path if now else path
        article, repository = open_article(store, path, self._encoding)
        if self._encoding and not self._changes_encoding:
            refuse_other_reading(store, article)
        self._opened.setdefault(article.path, article)
        found = Destination(article, repository, store.annotator)
        # two paths may lead to one article
        return self._by_key.setdefault((store.annotator, repository.key), found)


def _exists(path: Path) -> bool:
    """Tell whether there is a file; of an impossible name, such as one that is too long, there is none."""
    return os.path.exists(path)  # noqa: PTH110  which does not raise
