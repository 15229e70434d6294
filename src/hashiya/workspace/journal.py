"""The journal: every transaction of one person on one computer, to be taken back another day."""

from __future__ import annotations

import getpass
import json
import os
import socket
from contextlib import suppress
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from hashiya.annotation.annotation import Annotation
from hashiya.annotation.edits import Edit
from hashiya.annotation.transaction import Origin, Transaction
from hashiya.errors import HashiyaError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

FOLDER = ".journal"
"""The folder of the journals, in that of the store."""
_READ = 4_000_000
"""Bytes at the end of a journal that are read: some thousand transactions."""
_LARGEST = 32_000_000
"""Bytes from which a journal is begun anew; the one before is kept until then."""


class Journal:
    """A file to which each transaction is appended as one line of JSON, once it is saved.

    Nothing else depends on the file: what is torn, damaged or missing in it can no longer be taken back, and
    nothing more is lost. So it is not fsynced, and a disk that refuses it is no reason to stop.
    """

    def __init__(self, path: Path) -> None:
        """Touch no file yet.

        Args:
            path: the file; its folder is made with it.
        """
        self.path = path
        self._is_whole = False
        # a transaction is told of by each article that it changes, and again when it is tried again
        self._appended: set[str] = set()

    def append(self, *transactions: Transaction) -> None:
        """Append transactions that are saved; one that cannot be appended cannot be taken back later."""
        new = [each for each in transactions if each.edits and each.id not in self._appended]
        self._appended.update(each.id for each in new)
        with suppress(OSError):
            if new:
                self._append(b"".join(map(_line_of, new)))

    def _append(self, lines: bytes) -> None:
        if not self._is_whole:
            self.path.parent.mkdir(mode=0o700, exist_ok=True)
        descriptor = os.open(self.path, os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW, 0o600)
        try:
            size = os.fstat(descriptor).st_size
            # what a program was killed in the middle of is a line of its own then
            if not self._is_whole and size and os.pread(descriptor, 1, size - 1) != b"\n":
                lines = b"\n" + lines
            os.write(descriptor, lines)
            self._is_whole = True
        finally:
            os.close(descriptor)
        if size > _LARGEST:
            self.path.replace(self.path.with_suffix(".former.jsonl"))

    def read(self) -> Sequence[Transaction]:
        """Read the newest transactions, in the order in which they were made; damaged lines are left out."""
        try:
            descriptor = os.open(self.path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        except OSError:
            return ()
        with os.fdopen(descriptor, "rb") as file, suppress(OSError):
            begin = max(0, os.fstat(descriptor).st_size - _READ)
            file.seek(begin)
            lines = file.read(_READ).split(b"\n")
            return tuple(_transactions(lines[1:] if begin else lines))
        return ()


def journal_in(store: Path) -> Journal:
    """The journal of this person on this computer, so that no two computers write one file.

    Args:
        store: the folder of the store.
    """
    try:
        user = getpass.getuser()
    except (OSError, KeyError):  # a user without a name
        user = str(os.getuid())
    name = sha256(f"{user}@{socket.gethostname()}".encode("utf-8", "surrogateescape")).hexdigest()[:16]
    return Journal(store / FOLDER / f"{name}.jsonl")


def _line_of(transaction: Transaction) -> bytes:
    record = {
        "id": transaction.id,
        "at": transaction.at,
        "by": transaction.by,
        "command": transaction.command,
        "origin": transaction.origin,
        "inverse_of": transaction.inverse_of,
        "edits": {
            key: [[_record_of(edit.before), _record_of(edit.after)] for edit in group]
            for key, group in transaction.edits.items()
        },
    }
    return json.dumps(record, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n"


def _record_of(annotation: Annotation | None) -> dict[str, Any] | None:
    return None if annotation is None else annotation.to_stored_record()


def _transactions(lines: Sequence[bytes]) -> Iterator[Transaction]:
    for line in lines:
        with suppress(HashiyaError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
            yield _transaction_from(json.loads(line))


def _transaction_from(record: Mapping[str, Any]) -> Transaction:
    """The transaction that a line holds.

    Raises:
        HashiyaError, ValueError, TypeError, KeyError, AttributeError: the line holds none.
    """
    edits = {
        str(key): tuple(Edit(_annotation_from(before), _annotation_from(after)) for before, after in group)
        for key, group in record["edits"].items()
    }
    texts = [record[name] for name in ("id", "by", "at", "command", "inverse_of")]
    if not all(isinstance(text, str) for text in texts):
        raise TypeError("a line of a journal whose values have other types")
    identifier, by, at, command, inverse_of = texts
    return Transaction(identifier, edits, by, at, command, Origin(record["origin"]), inverse_of)


def _annotation_from(record: Mapping[str, Any] | None) -> Annotation | None:
    return None if record is None else Annotation.from_record(record)
