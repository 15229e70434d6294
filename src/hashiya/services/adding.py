"""Read the files of articles for a team: texts, sources, dates, and the words by which they are found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.article.heading import heading_of
from hashiya.article.reading import LIMIT, read_article
from hashiya.corpus.words import words_of
from hashiya.errors import HashiyaError
from hashiya.files.regular import read_file
from hashiya.messages import Message
from hashiya.services.named_articles import files_of, refuse_missing
from hashiya.services.progress import counted
from hashiya.store.repository.added_article import AddedArticle

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from hashiya.services.progress import Progress


class Adding:
    """The articles in some files and folders.

    Attributes:
        problems: why articles could not be read, and the folders without any.
    """

    def __init__(
        self, paths: Sequence[Path], key_of: Callable[[Path], str], source: str = "", date: str = ""
    ) -> None:
        """List the files; none is read yet.

        Args:
            paths: articles and folders.
            key_of: gives the key of a file.
            source: where the articles were published; empty if unknown.
            date: of all articles, ISO 8601; empty to find the date of each.

        Raises:
            HashiyaError: a path does not exist.
        """
        self.problems: list[HashiyaError] = []
        self._key_of = key_of
        self._source = source
        self._date = date
        refuse_missing(*paths)
        files = files_of(paths, self.problems, lambda told: self.problems.append(HashiyaError(told)))
        self.files = list(dict.fromkeys(files))

    def articles(self, progress: Progress | None = None) -> Iterator[AddedArticle]:
        """Read the articles one after the other; those that cannot be read are left out."""
        for path in counted(self.files, progress):
            try:
                yield self._read(path)
            except HashiyaError as error:
                self.problems.append(error)

    def _read(self, path: Path) -> AddedArticle:
        """Read an article.

        Raises:
            HashiyaError: it cannot be read, or lies outside the folder that keys are relative to.
        """
        key = self._key_of(path)
        if key.startswith("../"):
            raise HashiyaError(
                Message("services.outside_root", path=path), Message("services.add_from_folder")
            )
        article = read_article(path)
        source = read_file(path, LIMIT).data
        heading = heading_of(article)
        return AddedArticle(
            key,
            article.text,
            article.sha256,
            article.encoding,
            self._source,
            heading.title,
            self._date or heading.date,
            None if source == article.text.encode() else source,
            words_of(article.text),
        )
