"""The articles of a folder, with the index by which they are searched.

The index is a cache. Articles that it lacks are read, so a search without an index finds the same.
"""

from __future__ import annotations

import hashlib
import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

from hashiya.article.heading import day_of
from hashiya.article.library import list_library, none_found
from hashiya.corpus.expression import expression_of
from hashiya.corpus.fingerprints import fingerprint_of
from hashiya.corpus.index import Index, Indexed, NewText
from hashiya.corpus.index_file import VERSION, DamagedIndexError, UnusableIndexError
from hashiya.corpus.query import needs_annotation
from hashiya.corpus.words import words_of
from hashiya.errors import HashiyaError
from hashiya.files.atomic_file import signature_of
from hashiya.files.user_folders import cache_folder_name
from hashiya.messages import Message
from hashiya.services.named_articles import is_below, refuse_missing
from hashiya.services.opening import read_listed
from hashiya.services.progress import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from typing import TypeVar

    from hashiya.article.article import Article
    from hashiya.corpus.query import Query
    from hashiya.services.progress import Progress
    from hashiya.store.repository.protocols import Repository

    _Found = TypeVar("_Found")

_AT_ONCE = 256
"""Articles that are written to the index together."""
_LETTERS_AT_ONCE = 4_000_000
_RACY_NS = 2_000_000_000
"""Age from which the time of a change is trusted: a younger file may change again at the same time."""


def index_path(root: Path, environment: Mapping[str, str]) -> Path | None:
    """Name the file of the index for the articles of a folder: in the user's cache; None without a home.

    Args:
        root: the folder, links resolved.
        environment: the environment variables.
    """
    folder = cache_folder_name(environment)
    digest = hashlib.sha256(os.fsencode(root)).hexdigest()[:32]
    return None if folder is None else Path(folder) / "search" / f"{digest}-{VERSION}.sqlite"


class Corpus:
    """Named articles, and those of named folders.

    Attributes:
        store: the store of their annotations.
        paths: the files of the articles by their keys, in the order of the folders.
        problems: why articles could not be read.
        notices: what the user should know about the index.
    """

    def __init__(self, store: Repository, paths: Sequence[Path], index: Path | None) -> None:
        """List the articles; `update` reads those that are new to the index.

        Args:
            store: the store.
            paths: articles and folders.
            index: the file of the index; None for none.

        Raises:
            HashiyaError: a path does not exist, or the store cannot be read.
        """
        self.store = store
        self.problems: list[HashiyaError] = []
        self.notices: list[Message] = []
        self._folders = [store.key_of(path) for path in paths if path.is_dir()]
        files = list(self._files(paths))
        self.paths: Mapping[str, Path] = dict(zip(store.keys_of(files), files, strict=True))
        self._kept = frozenset(store.keys())
        self._known: dict[str, Indexed] = {}
        self._index_path = index
        self._index = None if index is None else self._opened(index)

    def close(self) -> None:
        """Close the index."""
        if self._index is not None:
            self._index.close()

    def update(self, progress: Progress | None = None) -> None:
        """Read the articles that are new or changed since they were indexed, and forget those that are gone.

        An interrupted update continues where it stopped. If the index cannot be written, a notice says so,
        and each search reads the articles that the index lacks.

        Args:
            progress: is told how many articles of those to read are done.
        """
        self._with_index(lambda index: self._update(index, progress), None)

    def candidates(self, query: Query) -> Sequence[str]:
        """Find the keys of the articles that may have hits, in order."""
        keys: Iterable[str] = self.paths
        if needs_annotation(query):
            keys = (key for key in keys if key in self._kept)
        expression = expression_of(query)
        if not expression:
            return list(keys)
        found = self._with_index(lambda index: index.texts_with(expression), None)
        if found is None:
            return list(keys)
        known = self._known
        return [key for key in keys if (each := known.get(key)) is None or each.text in found]

    def date_of(self, key: str) -> str | None:
        """Return the date of an article as far as the index knows it: ISO 8601, or empty; None if unknown."""
        return self._known[key].date if key in self._known else None

    def has_annotations(self, key: str) -> bool:
        """Tell whether the store keeps anything for an article."""
        return key in self._kept

    def fingerprints(self, keys: Iterable[str]) -> Mapping[str, bytes]:
        """Find the fingerprints of articles, by their keys; those that cannot be read are left out."""
        indexed = self._with_index(Index.fingerprints, None) or {}
        found = {}
        for key in keys:
            known = self._known.get(key)
            if known is not None and known.text in indexed:
                found[key] = indexed[known.text]
            elif article := self.read(key):
                found[key] = fingerprint_of(words_of(article.text))
        return found

    def read(self, key: str) -> Article | None:
        """Read an article; None, with an entry in `problems`, if it cannot be read."""
        try:
            return read_listed(self.store, self.paths[key])
        except HashiyaError as error:
            if all(each.told != error.told for each in self.problems):
                self.problems.append(error)
            return None

    def _files(self, paths: Sequence[Path]) -> Iterable[Path]:
        for path in paths:
            if not path.is_dir():
                refuse_missing(path)
                yield path
                continue
            is_empty = True
            for found, problem in list_library(path):
                is_empty = False
                if problem:
                    told = Message("files.cannot_read", path=found, cause=problem)
                    self.problems.append(HashiyaError(told))
                else:
                    yield found
            if is_empty:
                self.notices.append(none_found(path))

    def _opened(self, path: Path) -> Index | None:
        try:
            return Index(path)
        except UnusableIndexError as error:
            self._tell_unusable(error)
        except DamagedIndexError:  # made anew, and damaged at once: not SQLite as this program knows it
            self.notices.append(Message("corpus.no_index"))
        return None

    def _tell_unusable(self, error: UnusableIndexError) -> None:
        told = Message("corpus.index_unusable", path=self._index_path, reason=error.told)
        if told not in self.notices:
            self.notices.append(told)

    def _with_index(self, use: Callable[[Index], _Found], otherwise: _Found) -> _Found:
        """Call a function with the index, which is made anew once if it is damaged.

        Returns:
            The result of the function, or `otherwise` if there is no usable index.
        """
        index = self._index
        if index is None:
            return otherwise
        try:
            try:
                return use(index)
            except DamagedIndexError:
                self._known.clear()
                index.remake()
                self._update(index, None)
                return use(index)
        except UnusableIndexError as error:
            self._tell_unusable(error)
        except DamagedIndexError:
            self.notices.append(Message("corpus.no_index"))
            self._known.clear()
            self._index = None
        return otherwise

    def _update(self, index: Index, progress: Progress | None) -> None:
        articles = index.articles()
        signatures = {key: _signature_of(path) for key, path in self.paths.items()}
        for key, known in articles.items():
            is_kept = known.is_guessed and key in self._kept  # the store may know the encoding better
            if known.signature and known.signature == signatures.get(key) and not is_kept:
                self._known[key] = known
        gone = [
            key
            for key in articles
            if key not in self.paths and any(is_below(key, folder) for folder in self._folders)
        ]
        if gone:
            index.forget(gone)
        self._index_all(index, [key for key in self.paths if key not in self._known], signatures, progress)
        if index.is_mostly_unused():
            self._known.clear()
            index.remake()
            self._index_all(index, list(self.paths), signatures, progress)

    def _index_all(
        self, index: Index, keys: Sequence[str], signatures: Mapping[str, bytes], progress: Progress | None
    ) -> None:
        batch: list[NewText] = []
        letters = 0
        for key in counted(keys, progress):
            if (article := self.read(key)) is None:
                continue
            batch.append(_new_text(key, article, signatures[key]))
            letters += len(article.text)
            if len(batch) >= _AT_ONCE or letters >= _LETTERS_AT_ONCE:
                self._add(index, batch)
                batch, letters = [], 0
        if batch:
            self._add(index, batch)

    def _add(self, index: Index, batch: Sequence[NewText]) -> None:
        for each, number in zip(batch, index.add(batch), strict=True):
            self._known[each.key] = Indexed(number, each.signature, each.is_guessed, each.date)


def _new_text(key: str, article: Article, signature: bytes) -> NewText:
    return NewText(key, article.sha256, article.text, signature, article.guessed, day_of(article))


def _signature_of(path: Path) -> bytes:
    """Write the facts that tell versions of a file apart; empty if the file is missing or just changed."""
    try:
        signature = signature_of(os.stat(path))  # noqa: PTH116  half as long, for each article of a folder
    except (OSError, ValueError):
        return b""
    if signature.modified_ns > time.time_ns() - _RACY_NS:
        return b""
    return " ".join(map(str, signature)).encode()
