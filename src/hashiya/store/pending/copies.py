"""Local copies of each article in a store, for the time when the store cannot be reached."""

from __future__ import annotations

import os
from contextlib import suppress
from hashlib import sha256
from typing import TYPE_CHECKING, TypeAlias

from hashiya.annotation.strict_json import decode, encode
from hashiya.errors import HashiyaError
from hashiya.files.regular import read_file
from hashiya.messages import Message
from hashiya.store.pending.operation import Operation, decoded, encoded
from hashiya.store.pending.private_folder import make_private
from hashiya.store.pending.replica import Replica, tables_from, tables_of
from hashiya.store.records.article_records import ArticleRecords

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from hashiya.store.repository.snapshot import Snapshot

FOLDER = "copies"
_LARGEST = 1 << 30
_TRIES = 3

State: TypeAlias = tuple[int, int] | None
"""The number and the size of the file of a copy; None if there is none."""


class Copies:
    """A file of this user alone for each article that was read; a missing or torn one counts as none.

    The first line is the state of the article, each other line an operation that the store has taken since.
    The store has everything that the copies have, so a failure to write one is ignored, and no copy waits for
    the disk.
    """

    def __init__(self, folder: Path, annotator: str) -> None:
        """Touch no file yet.

        Args:
            folder: of the store's pending changes.
            annotator: the owner of annotations that name nobody.
        """
        self._folder = folder / FOLDER
        self._annotator = annotator

    def state(self, key: str) -> State:
        """Return the present state of the copy of an article."""
        with suppress(OSError):
            status = self._path_of(key).lstat()
            return status.st_ino, status.st_size
        return None

    def write(self, snapshot: Snapshot, before: State) -> bool:
        """Keep a copy of an article, and tell whether that was done.

        Args:
            snapshot: the article.
            before: the state of the copy before the article was read from the store. If another program has
                changed the copy since, the snapshot may be the older one.
        """
        tables = tables_of(snapshot)
        content = {
            "key": snapshot.key,
            "read_only": None if snapshot.read_only is None else snapshot.read_only.to_plain(),
            "advice": None if snapshot.advice is None else snapshot.advice.to_plain(),
            "tables": {
                name: {str(number): record for number, record in records.items()}
                for name, records in tables.items()
            },
        }
        path = self._path_of(snapshot.key)
        temporary = path.with_name(f"{path.name}.{os.getpid()}.{os.urandom(4).hex()}")
        with suppress(OSError, HashiyaError):
            make_private(self._folder.parent)
            make_private(self._folder)
            try:
                descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
                with os.fdopen(descriptor, "wb") as file:
                    file.write(encode(content) + b"\n")
                if self.state(snapshot.key) == before:
                    temporary.replace(path)
                    return True
            finally:
                temporary.unlink(missing_ok=True)
        return False

    def add(self, key: str, operations: Iterable[Operation]) -> None:
        """Add operations that the store has taken to the copy of an article, if there is one."""
        with suppress(OSError, HashiyaError):
            lines = b"".join(b"%b %b\n" % (each.kind.encode(), encoded(each)) for each in operations)
            for _ in range(_TRIES):
                descriptor = os.open(self._path_of(key), os.O_WRONLY | os.O_APPEND | os.O_NOFOLLOW)
                try:
                    os.write(descriptor, lines)
                    number = os.fstat(descriptor).st_ino
                finally:
                    os.close(descriptor)
                if self._path_of(key).lstat().st_ino == number:  # no other program has replaced it meanwhile
                    return

    def read(self, key: str) -> Snapshot | None:
        """Return the article as it was copied last, with what was added; None if there is no copy."""
        try:
            first, *lines = read_file(self._path_of(key), _LARGEST).data.split(b"\n")
            content = decode(first)
            if content["key"] != key:
                return None
            tables = {
                name: {int(number): record for number, record in records.items()}
                for name, records in content["tables"].items()
            }
            read_only, advice = (
                None if content[name] is None else Message.from_plain(content[name])
                for name in ("read_only", "advice")
            )
            found = ArticleRecords(key, tables_from(key, tables), annotator=self._annotator).load()
        except (HashiyaError, ValueError, TypeError, KeyError, AttributeError):
            return None
        if not found.is_known:
            return None
        if added := _operations_in(lines):
            replica = Replica(found, self._annotator)
            replica.make(added)
            found = replica.snapshot()
        return found._replace(read_only=read_only, advice=advice)

    def keys(self) -> Sequence[str]:
        """Return the keys of the articles that have a copy."""
        try:
            paths = list(self._folder.glob("*.json"))
        except OSError:
            return ()
        return [key for key in map(_key_in, paths) if key is not None]

    def remove(self, key: str) -> None:
        """Remove the copy of an article, of which the store has nothing any more."""
        with suppress(OSError):
            self._path_of(key).unlink()

    def _path_of(self, key: str) -> Path:
        name = sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
        return self._folder / f"{name}.json"


def _operations_in(lines: Iterable[bytes]) -> Sequence[Operation]:
    """Read the added operations, up to one left incomplete by a killed program."""
    found: list[Operation] = []
    for line in lines:
        kind, _, content = line.partition(b" ")
        try:
            found.append(decoded(kind.decode(), content))
        except (HashiyaError, ValueError, TypeError, KeyError, AttributeError):
            break
    return found


def _key_in(path: Path) -> str | None:
    """Return the key of the article of a copy; None if the copy is torn, or was removed."""
    try:
        first, _, _ = read_file(path, _LARGEST).data.partition(b"\n")
        content = decode(first)
    except (HashiyaError, ValueError):
        return None
    key = content.get("key") if isinstance(content, dict) else None
    return key if isinstance(key, str) else None
