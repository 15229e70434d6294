"""Local copies of what a store had of each article, for the time when it cannot be reached."""

from __future__ import annotations

import os
from contextlib import suppress
from hashlib import sha256
from typing import TYPE_CHECKING

from hashiya.annotation.strict_json import decode, encode
from hashiya.errors import HashiyaError
from hashiya.files.regular import read_file
from hashiya.messages import Message
from hashiya.store.pending.private_folder import make_private
from hashiya.store.pending.replica import tables_from, tables_of
from hashiya.store.records.article_records import ArticleRecords

if TYPE_CHECKING:
    from pathlib import Path

    from hashiya.store.repository.snapshot import Snapshot

_FOLDER = "copies"
_LARGEST = 1 << 30


class Copies:
    """A file of this user alone for each article that was read; a missing or torn one counts as none.

    The store has everything that the copies have, so a failure to write one is ignored, and no copy waits for
    the disk.
    """

    def __init__(self, folder: Path, annotator: str) -> None:
        """Touch no file yet.

        Args:
            folder: of the store's pending changes.
            annotator: whose annotations those are that name nobody.
        """
        self._folder = folder / _FOLDER
        self._annotator = annotator

    def write(self, snapshot: Snapshot) -> None:
        """Keep a copy of the present state of an article."""
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
                    file.write(encode(content))
                temporary.replace(path)
            finally:
                temporary.unlink(missing_ok=True)

    def read(self, key: str) -> Snapshot | None:
        """Return the article as it was copied last; None if there is no copy."""
        try:
            content = decode(read_file(self._path_of(key), _LARGEST).data)
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
        return found._replace(read_only=read_only, advice=advice) if found.is_known else None

    def remove(self, key: str) -> None:
        """Remove the copy of an article, of which the store has nothing any more."""
        with suppress(OSError):
            self._path_of(key).unlink()

    def _path_of(self, key: str) -> Path:
        name = sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
        return self._folder / f"{name}.json"
