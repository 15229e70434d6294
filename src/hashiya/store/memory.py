"""A repository in memory, for tests and for data that need not last."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from hashiya.annotation.coded import coded_in
from hashiya.store.locations import key_of, keys_of, path_of
from hashiya.store.records.article_records import ArticleRecords
from hashiya.store.records.held_tables import HeldTables
from hashiya.store.records.rekeying import followed_error, nothing_kept_error, rekeyed, taken_error
from hashiya.store.records.tables import ANNOTATIONS, READING, Condition
from hashiya.store.repository.changes import NO_MARK, Changes, Mark, changes_between
from hashiya.store.repository.collection import check_expected, check_name, settled
from hashiya.store.repository.entry import Entry, entry_of
from hashiya.store.repository.receipt import Receipt, commit_each, keys_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from hashiya.annotation.coded import Coded
    from hashiya.annotation.transaction import Transaction
    from hashiya.article.article import Article
    from hashiya.errors import HashiyaError
    from hashiya.store.repository.snapshot import Snapshot


class MemoryTables(HeldTables):
    """The `Tables` of one article, in memory, shared by all who open the article.

    Attributes:
        generation: number of transactions that changed a table.
        new_key: the key that the annotations were moved to; empty if they still have this one.
    """

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.generation = 0
        self.new_key = ""
        self._is_held = False

    @property
    def condition(self) -> Condition:
        """Tell whether the tables can be written."""
        if not self.new_key:
            return Condition()
        error = followed_error(self.name, self.new_key)
        return Condition(error.told, error.advice)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Exclude other writers; an error rolls all changes back."""
        with self.guard:
            if self._is_held:
                yield
                return
            if self.new_key:
                raise followed_error(self.name, self.new_key)
            before = dict(self._tables)
            self._is_held = True
            try:
                yield
            except BaseException:
                self._tables = before
                raise
            finally:
                self._is_held = False
            self.generation += self._tables != before

    def confirm(self) -> None:
        """Do nothing, since memory cannot be made safer."""


class MemoryRepository:
    """A `Repository` in memory, with keys relative to a folder that is never touched.

    Attributes:
        root: the folder.
        annotator: whose annotations these are.
    """

    def __init__(self, root: Path = Path(), annotator: str = "") -> None:
        self.root = root
        self.annotator = annotator
        self._guard = threading.Lock()
        self._articles: dict[str, MemoryTables] = {}
        self._followed: dict[str, str] = {}
        self._collections: dict[str, MemoryCollection] = {}

    def key_of(self, path: Path) -> str:
        """Return the key of an article."""
        return key_of(self.root, path)

    def keys_of(self, paths: Iterable[Path]) -> Iterator[str]:
        """Generate the keys of articles."""
        return keys_of(self.root, paths)

    def path_of(self, key: str) -> Path | None:
        """Return the path of an article; None if it is not below the root."""
        return path_of(self.root, key)

    def bring_texts(
        self, _keys: Sequence[str], _progress: Callable[[int, int], object] | None = None
    ) -> Mapping[str, HashiyaError]:
        """Do nothing: the files of the user are the texts."""
        return {}

    def find_key(self, article: Article) -> str:
        """Return the key of an article; a renamed file is not recognised here."""
        return self.key_of(article.path)

    def followed_to(self, key: str) -> str:
        """Return the key to which the annotations of another key were moved; empty if there is none."""
        return self._followed.get(key, "")

    def rename(self, key: str, new_key: str) -> str:
        """Move the annotations of an article to its new key."""
        old, new = self._tables_of(key), self._tables_of(new_key)
        with old.guard, new.transaction():
            if not old.generation:
                raise nothing_kept_error(key)
            if new.generation:
                raise taken_error(new_key)
            for table, records in rekeyed(old.content(), key, new_key).items():
                new.replace(table, records)
            old.new_key = new_key
        with self._guard:
            del self._articles[key]
            self._followed[key] = new_key
        return ""

    def is_kept(self, key: str) -> bool:
        """Tell whether anything is stored for an article."""
        return self._tables_of(key).generation > 0

    def keys_of_text(self, sha256: str) -> Sequence[str]:
        """Return the keys of the articles that have this text."""
        return [key for key in self.keys() if self.load(key).sha256 == sha256]

    def open(self, article: Article) -> ArticleRecords:
        """Open the annotations of an article."""
        key = self.key_of(article.path)
        return ArticleRecords(key, self._tables_of(key), article, self.annotator)

    def open_new(self, article: Article) -> ArticleRecords:
        """Open the annotations of an article for which nothing is stored yet."""
        return self.open(article)

    def open_key(self, key: str) -> ArticleRecords:
        """Open the annotations of an article whose text may be missing."""
        return ArticleRecords(key, self._tables_of(key), annotator=self.annotator)

    def load(self, key: str) -> Snapshot:
        """Read the snapshot of an article."""
        return self.open_key(key).load()

    def written(self, _key: str) -> None:
        """Leave the records to `load`."""

    def keys(self) -> Sequence[str]:
        """Return the keys of all stored articles, sorted."""
        with self._guard:
            return sorted(key for key, tables in self._articles.items() if tables.generation)

    def entry(self, key: str) -> Entry:
        """Summarise an article for a list."""
        tables = self._tables_of(key)
        return entry_of(key, tables.table(ANNOTATIONS).records().values(), tables.table(READING).only())

    def entries(self) -> Iterator[Entry]:
        """Summarise each article for a list."""
        return (self.entry(key) for key in self.keys())

    def coded(self, attribute: str) -> Iterator[Sequence[Coded]]:
        """Generate the annotations that have an attribute, article by article."""
        for key in self.keys():
            records = self._tables_of(key).table(ANNOTATIONS).records().values()
            yield [each for record in records if (each := coded_in(record, attribute)) is not None]

    def commit(
        self, transaction: Transaction, *, but: str = "", saved: Callable[[int], object] = lambda _: None
    ) -> Receipt:
        """Save a transaction, the edits of each article all or none."""
        return commit_each(self.open_key, transaction, keys_in(transaction, but), saved)

    def changes(self, since: Mark = NO_MARK) -> Changes:
        """Find the articles that changed since a mark."""
        with self._guard:
            mark = {key: tables.generation for key, tables in self._articles.items() if tables.generation}
        return changes_between(since, Mark(MappingProxyType(mark)))

    def collection(self, name: str) -> MemoryCollection:
        """Open a collection of records that are not annotations."""
        with self._guard:
            return self._collections.setdefault(check_name(name), MemoryCollection(name))

    def _tables_of(self, key: str) -> MemoryTables:
        with self._guard:
            return self._articles.setdefault(key, MemoryTables(key))


class MemoryCollection:
    """A `Collection` in memory.

    Attributes:
        name: its name.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self._guard = threading.Lock()
        self._records: Mapping[str, Mapping[str, Any]] = MappingProxyType({})

    def records(self) -> Mapping[str, Mapping[str, Any]]:
        """Read all records by id."""
        return self._records

    def put(
        self,
        records: Mapping[str, Mapping[str, Any] | None],
        expected: Mapping[str, Mapping[str, Any] | None] | None = None,
    ) -> None:
        """Save records, all or none."""
        wanted = settled(records)
        with self._guard:
            check_expected(self._records, expected or {})
            merged = {**self._records, **wanted}
            changed = {key: record for key, record in merged.items() if record is not None}
            if changed != self._records:
                self._records = MappingProxyType(changed)
