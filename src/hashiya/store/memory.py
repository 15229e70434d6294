"""A repository in memory, for tests and for what need not last."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from hashiya.store.locations import key_of, path_of
from hashiya.store.records.article_records import ArticleRecords
from hashiya.store.records.rekeying import followed_error, nothing_kept_error, rekeyed, taken_error
from hashiya.store.records.tables import ANNOTATIONS, READING, Condition, Table
from hashiya.store.repository.changes import NO_MARK, Changes, Mark, changes_between
from hashiya.store.repository.collection import check_expected, check_name, settled
from hashiya.store.repository.entry import Entry, entry_of
from hashiya.store.repository.receipt import Receipt, commit_each

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from hashiya.annotation.transaction import Transaction
    from hashiya.article.article import Article
    from hashiya.store.repository.snapshot import Snapshot

_Records = dict[int, MappingProxyType[str, Any]]


class MemoryTables:
    """The `Tables` of one article, in memory; whoever opens the article shares them.

    Attributes:
        name: of the article, for messages.
        guard: held by the thread that reads or writes.
        generation: how many transactions have changed a table.
        new_key: the key that the annotations were given since; empty if they have this one.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.guard = threading.RLock()
        self.generation = 0
        self.new_key = ""
        # a table is replaced, never changed
        self._tables: dict[str, _Records] = {}
        self._is_held = False

    @property
    def condition(self) -> Condition:
        """Whether the tables can be written."""
        if not self.new_key:
            return Condition()
        error = followed_error(self.name, self.new_key)
        return Condition(error.told, error.advice)

    def content(self) -> Mapping[str, _Records]:
        """All records by number, by the names of their tables."""
        with self.guard:
            return dict(self._tables)

    def table(self, name: str) -> MemoryTable:
        """The table of a name."""
        return MemoryTable(self, name)

    def records(self, name: str) -> _Records:
        """The records of a table by number."""
        with self.guard:
            return self._tables.get(name, {})

    def replace(self, name: str, records: _Records) -> None:
        """Let a table have other records when the transaction ends, or at once."""
        with self.transaction():
            self._tables[name] = records

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Let no other thread write meanwhile; if an error ends it, nothing has changed."""
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
        """Do nothing: what is in memory is as safe as it can be."""


class MemoryTable(Table):
    """One table of `MemoryTables`."""

    def __init__(self, tables: MemoryTables, name: str) -> None:
        self._tables = tables
        self._name = name

    def records(self) -> Mapping[str, Mapping[str, Any]]:
        """The records by number."""
        return {str(number): record for number, record in self._tables.records(self._name).items()}

    def rewrite(self, update: Callable[[dict[int, Mapping[str, Any]]], None]) -> None:
        """Let a function change a copy of the table, which takes the place of the table then."""
        with self._tables.transaction():
            copy: dict[int, Mapping[str, Any]] = dict(self._tables.records(self._name))
            update(copy)
            self._tables.replace(self._name, {number: _fixed(record) for number, record in copy.items()})


class MemoryRepository:
    """A `Repository` whose articles are named relative to a folder, which it never touches.

    Attributes:
        root: the folder.
    """

    def __init__(self, root: Path = Path()) -> None:
        self.root = root
        self._guard = threading.Lock()
        self._articles: dict[str, MemoryTables] = {}
        self._followed: dict[str, str] = {}
        self._collections: dict[str, MemoryCollection] = {}

    def key_of(self, path: Path) -> str:
        """An article's name in the repository."""
        return key_of(self.root, path)

    def path_of(self, key: str) -> Path | None:
        """Where the article of a key lies, or None if that is not below the root."""
        return path_of(self.root, key)

    def find_key(self, article: Article) -> str:
        """An article's name in the repository; which file an article was is not looked at here."""
        return self.key_of(article.path)

    def followed_to(self, key: str) -> str:
        """The key of the article whose annotations once had another key; empty if there is none."""
        return self._followed.get(key, "")

    def rename(self, key: str, new_key: str) -> str:
        """Give an article's annotations to the key that it has now."""
        old, new = self._tables_of(key), self._tables_of(new_key)
        with old.guard, new.transaction():
            if not old.generation:
                raise nothing_kept_error(key)
            if new.generation:
                raise taken_error(new_key)
            for table, records in rekeyed(old.content(), key, new_key).items():
                new.replace(table, {number: _fixed(record) for number, record in records.items()})
            old.new_key = new_key
        with self._guard:
            del self._articles[key]
            self._followed[key] = new_key
        return ""

    def is_kept(self, key: str) -> bool:
        """Whether anything is kept of an article."""
        return self._tables_of(key).generation > 0

    def keys_of_text(self, sha256: str) -> Sequence[str]:
        """The articles of which anything is kept for a text."""
        return [key for key in self.keys() if self.load(key).sha256 == sha256]

    def open(self, article: Article) -> ArticleRecords:
        """Open the annotations of an article."""
        key = self.key_of(article.path)
        return ArticleRecords(key, self._tables_of(key), article)

    def open_new(self, article: Article) -> ArticleRecords:
        """Open the annotations of an article of which nothing is kept yet."""
        return self.open(article)

    def open_key(self, key: str) -> ArticleRecords:
        """Open the annotations of an article that need not be at hand."""
        return ArticleRecords(key, self._tables_of(key))

    def load(self, key: str) -> Snapshot:
        """Read all that is known of an article."""
        return self.open_key(key).load()

    def keys(self) -> Sequence[str]:
        """The articles of which anything is kept, in order of their keys."""
        with self._guard:
            return sorted(key for key, tables in self._articles.items() if tables.generation)

    def entry(self, key: str) -> Entry:
        """What a list shows of an article."""
        tables = self._tables_of(key)
        return entry_of(key, tables.table(ANNOTATIONS).records().values(), tables.table(READING).only())

    def entries(self) -> Iterator[Entry]:
        """What a list shows of each article."""
        return (self.entry(key) for key in self.keys())

    def commit(self, transaction: Transaction) -> Receipt:
        """Save a transaction, each article's edits all or none."""
        return commit_each(self.open_key, transaction)

    def changes(self, since: Mark = NO_MARK) -> Changes:
        """Tell which articles changed since a moment."""
        with self._guard:
            mark = {key: tables.generation for key, tables in self._articles.items() if tables.generation}
        return changes_between(since, Mark(MappingProxyType(mark)))

    def collection(self, name: str) -> MemoryCollection:
        """Open records that are not annotations."""
        with self._guard:
            return self._collections.setdefault(check_name(name), MemoryCollection(name))

    def _tables_of(self, key: str) -> MemoryTables:
        with self._guard:
            return self._articles.setdefault(key, MemoryTables(key))


class MemoryCollection:
    """A `Collection` in memory.

    Attributes:
        name: of the collection.
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


def _fixed(record: Mapping[str, Any]) -> MappingProxyType[str, Any]:
    return record if isinstance(record, MappingProxyType) else MappingProxyType(dict(record))
