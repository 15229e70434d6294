"""The journal: all transactions of one person on one computer, kept for undo in later runs."""

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
    from typing import BinaryIO

FOLDER = ".journal"
"""The subfolder of the journals in the folder of the store."""
_READ = 4_000_000
"""Bytes read from the end of a journal: a few thousand transactions; more if the last one is longer."""
_LARGEST = 32_000_000
"""Bytes after which a new journal is begun; the former one is kept until then."""


class Journal:
    """A file of saved transactions, each appended as a line of JSON.

    A torn, damaged or missing line only makes its transaction impossible to undo. So the file is not synced,
    and a failure to write it is ignored.
    """

    def __init__(self, path: Path) -> None:
        """Touch no file yet.

        Args:
            path: the file; its folder is created with it.
        """
        self.path = path
        self._is_whole = False
        # each article reports the transactions that change it, and again after a repeated save
        self._appended: set[str] = set()

    def append(self, *transactions: Transaction) -> None:
        """Append saved transactions; those that cannot be written cannot be undone in later runs."""
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
            # this ends a line that a killed program left incomplete
            if not self._is_whole and size and os.pread(descriptor, 1, size - 1) != b"\n":
                lines = b"\n" + lines
            os.write(descriptor, lines)
            self._is_whole = True
        finally:
            os.close(descriptor)
        if size > _LARGEST:
            self.path.replace(self.path.with_suffix(".former.jsonl"))

    def read(self) -> Sequence[Transaction]:
        """Read the newest transactions in the order of their making, without damaged lines."""
        try:
            descriptor = os.open(self.path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        except OSError:
            return ()
        with os.fdopen(descriptor, "rb") as file, suppress(OSError):
            return tuple(_transactions(_last_lines(file)))
        return ()


def journal_in(store: Path) -> Journal:
    """Return the journal of this person on this computer, so that no two computers write one file.

    Args:
        store: the folder of the store.
    """
    try:
        user = getpass.getuser()
    except (OSError, KeyError):  # the user has no name
        user = str(os.getuid())
    name = sha256(f"{user}@{socket.gethostname()}".encode("utf-8", "surrogateescape")).hexdigest()[:16]
    return Journal(store / FOLDER / f"{name}.jsonl")


def _last_lines(file: BinaryIO) -> Sequence[bytes]:
    """Read the whole lines at the end of a journal, at least one of them unless that is very long."""
    size = os.fstat(file.fileno()).st_size
    lines: Sequence[bytes] = ()
    for length in (_READ, _LARGEST):
        begin = max(0, size - length)
        file.seek(begin)
        lines = file.read(length).split(b"\n")[begin > 0 :]
        if any(lines):
            break
    return lines


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
    """Return the transaction of a line.

    Raises:
        HashiyaError, ValueError, TypeError, KeyError, AttributeError: the line holds no transaction.
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
