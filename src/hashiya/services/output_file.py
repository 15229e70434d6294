"""Write the file of an export: whole or not at all, and never over an article or the store."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from hashiya.article.library import SUFFIXES
from hashiya.errors import HashiyaError
from hashiya.exchange.formats import FORMATS
from hashiya.files.atomic_file import make_whole_file, replace_file
from hashiya.files.causes import cause_of
from hashiya.files.current_folder import real_path
from hashiya.files.regular import read_beginning
from hashiya.messages import Message
from hashiya.store.repository.file_health import FileHealth

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from hashiya.store.repository.protocols import Repository

_TEMPORARY = ".hashiya."
"""Beginning of the name of a temporary file, which gets its own name when it is complete."""
_ABANDONED_AFTER = 3600.0
"""Seconds after which a temporary file counts as left behind."""
_BEGINNING = 1 << 16
"""Bytes by which an earlier export is told from an article."""


class OutputFile:
    """The file that an export is written to.

    Attributes:
        path: as the person named it.
    """

    def __init__(self, stores: Sequence[Repository], path: Path, *, may_replace: bool) -> None:
        """Check that the file may be written.

        Args:
            stores: the annotations of each annotator.
            path: of the file.
            may_replace: whether an existing file may be replaced.

        Raises:
            HashiyaError: the path is a folder, an article, a file of the store, or an existing file.
        """
        self.path = path
        self._stores = stores
        self._may_replace = may_replace
        self._refuse()

    def write(self, pieces: Iterable[bytes]) -> None:
        """Write the pieces of the file, which gets its name when it is complete.

        An error while the pieces are made leaves an existing file as it is. A file that appeared meanwhile
        is refused as if it had been there before.

        Raises:
            HashiyaError: the file cannot be written.
        """
        real = real_path(self.path)
        try:
            if real.exists() and not real.is_file():  # a pipe or a device cannot be replaced
                _send(pieces, real)
                return
            _sweep(real.parent)
            if self._may_replace:
                replace_file(real, self._checked(pieces), temporary_prefix=_TEMPORARY)
            else:
                make_whole_file(real, pieces, temporary_prefix=_TEMPORARY)
        except FileExistsError as error:
            raise self._exists() from error
        except (OSError, ValueError) as error:
            is_folder_missing = isinstance(error, FileNotFoundError) and not real.parent.exists()
            cause = Message("services.folder_missing") if is_folder_missing else cause_of(self.path, error)
            raise self._cannot_write(cause) from error

    def _checked(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        yield from pieces
        self._refuse()  # another program may have made an article of this name

    def _refuse(self) -> None:
        real = real_path(self.path)
        if real.is_dir():
            raise self._cannot_write(Message("files.is_folder"))
        if any(isinstance(store, FileHealth) and store.owns(real) for store in self._stores):
            raise self._cannot_write(Message("services.name_of_store_file"))
        is_kept = any(store.is_kept(store.key_of(real)) for store in self._stores)
        if is_kept or (real.is_file() and self._is_article(real)):
            raise self._cannot_write(Message("services.is_article"))
        if real.is_file() and not self._may_replace:
            raise self._exists()

    def _is_article(self, real: Path) -> bool:
        """Tell whether an existing file is an article: by its ending, or as an article under another name."""
        if real.name.lower().endswith(SUFFIXES) and not _is_export(real):
            return True
        # a name in another case, or a hard link
        articles = (store.path_of(key) for store in self._stores for key in list(store.keys()))
        return any(_is_same_file(real, path) for path in articles if path is not None)

    def _exists(self) -> HashiyaError:
        return HashiyaError(Message("services.exists", path=self.path), Message("services.force_replaces"))

    def _cannot_write(self, cause: Message) -> HashiyaError:
        return HashiyaError(Message("services.cannot_write", path=self.path, cause=cause))


def _is_export(path: Path) -> bool:
    """Tell whether a file is empty, or looks like an export."""
    try:
        beginning = read_beginning(path, _BEGINNING).data
    except HashiyaError:
        return False
    return not beginning or any(each.tells is not None and each.tells(beginning) for each in FORMATS.values())


def _is_same_file(first: Path, second: Path) -> bool:
    try:
        return os.path.samestat(first.stat(), second.stat())
    except OSError:
        return False


def _send(pieces: Iterable[bytes], target: Path) -> None:
    """Write to a pipe or a device, once all annotations have been read."""
    with tempfile.TemporaryFile() as whole:
        whole.writelines(pieces)
        whole.seek(0)
        with target.open("wb") as sink:
            shutil.copyfileobj(whole, sink)


def _sweep(folder: Path) -> None:
    """Remove the temporary files that killed exports left in a folder; recent ones may still be in use."""
    with suppress(OSError):
        for path in folder.glob(f"{_TEMPORARY}*.tmp"):
            if path.lstat().st_mtime < time.time() - _ABANDONED_AFTER:
                path.unlink()
