"""The articles of a folder, with the index by which they are searched.

The index is a cache. Articles that it lacks are read, so a search without an index finds the same.
"""

from __future__ import annotations

import hashlib
import os
import time
from array import array
from pathlib import Path
from typing import TYPE_CHECKING

from hashiya.article.heading import day_of
from hashiya.corpus.expression import expression_of
from hashiya.corpus.fingerprints import fingerprint_of
from hashiya.corpus.index import Index, Indexed, NewText
from hashiya.corpus.index_file import VERSION, DamagedIndexError, UnusableIndexError
from hashiya.corpus.number_set import NumberSet
from hashiya.corpus.query import needs_annotation
from hashiya.corpus.text_prints import TextPrints
from hashiya.corpus.words import words_of
from hashiya.errors import HashiyaError
from hashiya.files.atomic_file import signature_of
from hashiya.files.user_folders import cache_folder_name
from hashiya.messages import Message
from hashiya.services.listed_articles import ListedArticles, SomeKeys
from hashiya.services.named_articles import files_of, is_below, refuse_missing
from hashiya.services.opening import read_listed
from hashiya.services.progress import counted
from hashiya.store.repository.away import AwayError

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
    from typing import TypeVar

    from hashiya.article.article import Article
    from hashiya.corpus.query import Query
    from hashiya.services.listed_articles import Articles
    from hashiya.services.progress import Progress
    from hashiya.store.repository.protocols import Repository

    _Found = TypeVar("_Found")

_AT_ONCE = 256
"""Articles that are written to the index together."""
_LETTERS_AT_ONCE = 4_000_000
_LOOKED_AT_ONCE = 500
"""Articles that are looked up in the index together."""
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

    def __init__(
        self,
        store: Repository,
        paths: Sequence[Path],
        index: Path | None,
        listed: Articles | None = None,
    ) -> None:
        """List the articles; `update` reads those that are new to the index.

        Args:
            store: the store.
            paths: articles and folders.
            index: the file of the index; None for none.
            listed: the articles, if they are listed already; then no paths are needed.

        Raises:
            HashiyaError: a path does not exist, or the store cannot be read.
        """
        self.store = store
        self.problems: list[HashiyaError] = []
        self.notices: list[Message] = []
        self._folders = [store.key_of(path) for path in paths if path.is_dir()]
        if listed is None:
            refuse_missing(*paths)
            files = files_of(paths, self.problems, self.notices.append)
            listed = ListedArticles(store, files, may_repeat=len(self._folders) < len(paths) > 1)
        self.paths = listed
        self._kept = _kept_in(store, self.paths)
        self._forget_all()
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

    def candidates(self, query: Query, _progress: Progress | None = None, /) -> Sequence[str]:
        """Find the keys of the articles that may have hits, in order."""
        numbers: Sequence[int] = range(len(self.paths))
        expression = expression_of(query)
        if expression and any(self._texts):
            found = self._with_index(lambda index: NumberSet(index.each_text_with(expression)), None)
            if found is not None:
                texts = self._texts
                numbers = array("L", (each for each in numbers if not texts[each] or texts[each] in found))
        keys = SomeKeys(self.paths, numbers)
        return [key for key in keys if key in self._kept] if needs_annotation(query) else keys

    def date_of(self, key: str) -> str | None:
        """Return the date of an article as far as the index knows it: ISO 8601, or empty; None if unknown."""
        known = self._known(key)
        return None if known is None else known.date

    def has_annotations(self, key: str) -> bool:
        """Tell whether the store keeps anything for an article."""
        return key in self._kept

    def fingerprints(self, keys: Iterable[str]) -> Mapping[str, bytes]:
        """Find the fingerprints of articles, by their keys; those that cannot be read are left out."""
        return {key: each for key in keys if (each := self.fingerprint(key))}

    def fingerprint(self, key: str) -> bytes | None:
        """Find the fingerprint of an article; None if it cannot be read."""
        known = self._known(key)
        if known is not None:
            found = self._with_index(lambda index: index.fingerprint(known.text), None)
            if found is not None:
                return found
        article = self.read(key)
        return None if article is None else fingerprint_of(words_of(article.text))

    def over_texts(self, use: Callable[[TextPrints], _Found]) -> _Found:
        """Call a function with the fingerprints of all texts."""
        found = self._with_index(lambda index: use(self._prints(index)), None)
        return use(self._prints(None)) if found is None else found

    def keys_of(self, numbers: Container[int]) -> Iterator[tuple[int, str]]:
        """Generate the articles that have some texts of `over_texts`, each with the number of its text."""
        for number, text in enumerate(self.texts()):
            if text in numbers:
                yield text, self.paths.key(number)

    def texts(self) -> Iterator[int]:
        """Generate the number of the text of each article, in order, as `over_texts` numbers texts."""
        return (text or -1 - number for number, text in enumerate(self._texts))

    def _prints(self, index: Index | None) -> TextPrints:
        others = {
            -1 - number: each
            for number, text in enumerate(self._texts)
            if not (text and index) and (each := self.fingerprint(self.paths.key(number)))
        }
        return TextPrints(index, NumberSet(self._texts), others)

    def _known(self, key: str) -> Indexed | None:
        """Read what the index knows of an article; None if that is not the article as it is now."""
        if not self._is_current:
            return None
        return (self._with_index(lambda index: index.some_articles([key]), None) or {}).get(key)

    def read(self, key: str) -> Article | None:
        """Read an article; None, with an entry in `problems`, if it cannot be read."""
        try:
            return read_listed(self.store, self.paths[key])
        except HashiyaError as error:
            if all(each.told != error.told for each in self.problems):
                self.problems.append(error)
            return None

    def _opened(self, path: Path) -> Index | None:
        try:
            return Index(path)
        except UnusableIndexError as error:
            self._tell_unusable(error)
        except DamagedIndexError:  # rebuilt, and damaged at once: not SQLite as this program knows it
            self.notices.append(Message("corpus.no_index"))
        return None

    def _tell_unusable(self, error: UnusableIndexError) -> None:
        told = Message("corpus.index_unusable", path=self._index_path, reason=error.told)
        if told not in self.notices:
            self.notices.append(told)

    def _with_index(self, use: Callable[[Index], _Found], otherwise: _Found) -> _Found:
        """Call a function with the index, after rebuilding a damaged index once.

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
                index.remake()
                self._update(index, None)
                return use(index)
        except UnusableIndexError as error:
            self._tell_unusable(error)
        except DamagedIndexError:
            self.notices.append(Message("corpus.no_index"))
            self._index = None
            self._forget_all()
        return otherwise

    def _forget_all(self) -> None:
        """Take no article for indexed, so that each is read."""
        # by the number of an article, the number of its text in the index, if the index has it as it is now
        self._texts = array("i")  # the former numbers go first, since those of a million articles take 4 MB
        self._texts = array("i", [0]) * len(self.paths)
        self._is_current = False

    def _update(self, index: Index, progress: Progress | None) -> None:
        self._forget_all()
        wanted, seen = array("I"), 0
        for start in range(0, len(self.paths), _LOOKED_AT_ONCE):
            numbers = range(start, min(start + _LOOKED_AT_ONCE, len(self.paths)))
            articles = index.some_articles(SomeKeys(self.paths, numbers))
            seen += len(articles)
            for number in numbers:
                key = self.paths.key(number)
                known = articles.get(key)
                if known is not None and self._is_as_it_was(key, known):
                    self._texts[number] = known.text
                else:
                    wanted.append(number)
        if index.count() > seen:
            gone = (key for key in index.each_key() if any(is_below(key, each) for each in self._folders))
            index.forget(self.paths.lacks(gone))
        self._index_all(index, wanted, progress)
        if index.is_mostly_unused():
            index.remake()
            self._forget_all()
            self._index_all(index, range(len(self.paths)), progress)
        self._is_current = True

    def _is_as_it_was(self, key: str, known: Indexed) -> bool:
        """Tell whether the file of an article is the one that was indexed."""
        is_kept = known.is_guessed and key in self._kept  # the store may know the encoding better
        return not is_kept and bool(known.signature) and known.signature == _signature_of(self.paths[key])

    def _index_all(self, index: Index, numbers: Sequence[int], progress: Progress | None) -> None:
        batch: list[tuple[int, NewText]] = []
        unreadable: list[str] = []
        letters = 0
        for number in counted(numbers, progress):
            key = self.paths.key(number)
            signature = _signature_of(self.paths[key])
            if (article := self.read(key)) is None:
                unreadable.append(key)
                continue
            batch.append((number, _new_text(key, article, signature)))
            letters += len(article.text)
            if len(batch) >= _AT_ONCE or letters >= _LETTERS_AT_ONCE:
                self._add(index, batch)
                batch, letters = [], 0
        self._add(index, batch)
        if unreadable:
            index.forget(unreadable)

    def _add(self, index: Index, batch: Sequence[tuple[int, NewText]]) -> None:
        for (number, _), text in zip(batch, index.add([each for _, each in batch]), strict=True):
            self._texts[number] = text


def _kept_in(store: Repository, keys: Iterable[str]) -> frozenset[str]:
    """Return the keys of which anything is kept; while a server is away, those of some keys."""
    try:
        return frozenset(store.keys())
    except AwayError:
        return frozenset(filter(store.is_kept, keys))


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
