"""A TinyDB storage for several writers, without lost updates or broken files."""

from __future__ import annotations

import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, TypeAlias

from tinydb.storages import Storage

from hashiya.errors import HashiyaError
from hashiya.files.atomic_file import Signature, keep_beside, signature_of, sync_folder
from hashiya.files.causes import advice_on, cause_of
from hashiya.messages import Message
from hashiya.store.records.article_record import SCHEMA
from hashiya.store.records.tables import ANNOTATIONS, ARTICLE, READING
from hashiya.store.tinydb.file_names import backup_of
from hashiya.store.tinydb.lock import exclusive
from hashiya.store.tinydb.record_lines import encode_tables, line_of
from hashiya.store.tinydb.store_file import (
    Content,
    DamagedError,
    FileBytes,
    Tables,
    digest_of,
    missing_error,
    parse,
    parse_settled,
    read_source,
    records_in,
)
from hashiya.store.tinydb.writability import obstacle_to

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from contextlib import AbstractContextManager
    from pathlib import Path

    from hashiya.store.tinydb.lock import Lock
    from hashiya.store.tinydb.record_lines import Lines, Record

Locking: TypeAlias = "Callable[[Path], AbstractContextManager[Lock]]"
"""Holds the lock of a store file, as `lock.exclusive` does."""

_TABLE_ORDER = (ARTICLE, READING, ANNOTATIONS)


class AtomicStorage(Storage):
    """One store file, replaced as a whole under a lock, and read again after another writer replaced it.

    Every change is made in a transaction, which holds the lock from reading to writing. At the end of a
    transaction its changes are on the disk; an error discards all of them.

    Attributes:
        path: the file.
        generation: grows with every change of the tables, here or on the disk.
        guard: held by the thread that reads or writes.
        damage: why the backup was read instead of the file; nothing can be written then.
        vanished: whether the file was removed after it was read; the next write creates it again.
    """

    def __init__(self, path: Path, exclusive: Locking = exclusive) -> None:
        """Touch no file yet.

        Args:
            path: the file.
            exclusive: holds the lock of the file.
        """
        super().__init__()
        self._exclusive = exclusive
        self.path = path
        self.generation = 0
        self.guard = threading.RLock()
        self.damage: DamagedError | None = None
        self.vanished = False
        self._lock: Lock | None = None
        self._was_read = False
        self._signature: Signature | None = None
        self._digest = b""
        self._backup_signature: Signature | None = None
        # of the file on the disk; a file of an older version is kept at the first write
        self._schema = SCHEMA
        self._tables: Tables = {}
        self._staged: Mapping[str, Mapping[str, Mapping[str, Any]]] | None = None
        # so that one new annotation does not encode or parse ten thousand others again
        self._lines: Lines = {}

    def read(self) -> dict[str, dict[str, Any]] | None:
        """Return the tables, read again if the file changed; None if there are none yet.

        For a file that is damaged, or missing although its backup exists, return the last tables read, or
        else the backup; ``damage`` says so.

        Raises:
            HashiyaError: the file cannot be read, or is damaged and has no good backup.
        """
        with self.guard:
            self.follow()
            if self._staged is not None:
                return {name: dict(table) for name, table in self._staged.items()}
            return dict(self._tables) or None

    def follow(self) -> None:
        """Read the file again if it changed, unless a transaction holds it; raises what `read` does."""
        with self.guard:
            if self._lock is None:
                self._refresh()

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Set the tables; saved at the end of the transaction, or at once outside of one.

        Raises:
            HashiyaError: the tables could not be saved.
        """
        with self.transaction():
            self._staged = data

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Hold the lock from the reading until the changes are on the disk.

        Raises:
            HashiyaError: another process kept the lock, or the tables could not be saved.
        """
        with self.guard:
            if self._lock is not None:
                yield
                return
            with self._locked() as lock:
                self._lock = lock
                try:
                    self._take_source(lock.read())
                    if self.damage is not None:
                        raise DamagedError(self.damage.told, self.damage.advice)
                    yield
                    if self._staged is not None:
                        self._commit(self._staged, lock)
                finally:
                    self._staged = self._lock = None

    @contextmanager
    def _locked(self) -> Iterator[Lock]:
        waiting = self._exclusive(self.path)
        try:
            lock = waiting.__enter__()
        except OSError as error:
            raise not_saved_error(self.path, error) from error
        try:
            yield lock
        finally:
            waiting.__exit__(None, None, None)

    def confirm(self) -> None:
        """Wait until the present file is safe on the disk; the lock is held.

        Raises:
            HashiyaError: this could not be confirmed.
        """
        try:
            sync_folder(self.path.parent)
        except OSError as error:
            raise not_saved_error(self.path, error) from error

    def _refresh(self) -> None:
        """Read the file again if its time, size or inode changed."""
        try:
            signature = signature_of(self.path.lstat())
        except FileNotFoundError:
            self._note_missing()
            return
        except OSError as error:
            cause = cause_of(self.path, error)
            raise HashiyaError(Message("files.cannot_read", path=self.path, cause=cause)) from error
        if signature != self._signature:
            self._take_source(read_source(self.path))

    def _take_source(self, source: FileBytes | None) -> None:
        """Take over the bytes just read of the file, unless they are the same as before."""
        if source is None:
            self._note_missing()
            return
        if source.digest != self._digest:
            try:
                source, content = parse_settled(self.path, source, self._lines)
            except DamagedError as error:
                self._stand_in(error)
            else:
                self._take(content)
                self.damage = None
                self._was_read = True
        self.vanished = False
        self._signature, self._digest = source.signature, source.digest

    def _take(self, content: Content) -> None:
        if content.lines:
            self._tables, self._lines = content.tables, content.lines
        else:
            self._tables = {
                name: _with_known_records(table, self._tables.get(name, {}))
                for name, table in content.tables.items()
            }
        self._schema = content.schema
        self.generation += 1

    def _note_missing(self) -> None:
        """Record that the file is missing; tables that were read before stay for the next write."""
        self._signature, self._digest = None, b""
        self.vanished = self._was_read
        if not self._was_read and backup_of(self.path).exists():
            self._stand_in(missing_error(self.path))
        elif self.damage is not None:
            self.damage = None
            if not self._was_read:
                self._tables = {}
                self.generation += 1

    def _stand_in(self, damage: DamagedError) -> None:
        """Keep the tables read before the damage, or else read the backup; refuse to write."""
        if not self._was_read:
            backup = backup_of(self.path)
            try:
                source = read_source(backup)
                content = None if source is None else parse(backup, source)
            except HashiyaError as error:
                raise damage from error
            if source is None or content is None:
                raise damage
            if self.damage is None or source.signature != self._backup_signature:
                self._take(content)
                self._backup_signature = source.signature
        self.damage = damage

    def _commit(self, data: Mapping[str, Mapping[str, Mapping[str, Any]]], lock: Lock) -> None:
        names = [name for name in _TABLE_ORDER if name in data]
        names += [name for name in data if name not in _TABLE_ORDER]
        lines: Lines = {}
        for name in names:
            known = self._lines.get(name, {})
            lines[name] = {number: line_of(number, record, known) for number, record in data[name].items()}
        content = encode_tables({name: [line.encoded for line in lines[name].values()] for name in names})
        self._signature = None
        try:
            if self._schema != SCHEMA:
                self._keep_older()
            signature = lock.replace(content, backup=backup_of(self.path))
        except OSError as error:
            raise not_saved_error(self.path, error) from error
        self._lines = lines
        self._tables = records_in(lines)
        self._was_read = True
        self.vanished = False
        self._schema = SCHEMA
        self._signature, self._digest = signature, digest_of(content)
        self.generation += 1

    def _keep_older(self) -> None:
        """Keep a copy of a file of an older version before the first write in this version's layout."""
        with suppress(FileExistsError):
            keep_beside(self.path, self.path.with_name(f"{self.path.name}.schema-{self._schema}"))


def not_saved_error(path: Path, error: OSError) -> HashiyaError:
    """Make the error that a store file could not be saved."""
    obstacle = obstacle_to(path) if isinstance(error, PermissionError) else None
    told = Message("store.cannot_save", path=path, cause=obstacle or cause_of(path, error))
    return HashiyaError(told, advice_on(error))


def _with_known_records(table: dict[str, Record], known: Mapping[str, Record]) -> dict[str, Record]:
    """Copy a table; records that did not change stay the same objects as before.

    Their texts are compared too, since 1, 1.0 and True are equal and written differently.
    """
    return {
        number: old
        if (old := known.get(number)) is not None and old == record and str(old) == str(record)
        else record
        for number, record in table.items()
    }
