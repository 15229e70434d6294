"""Give each annotator the files that were kept for all of them, in stores of older versions.

Older versions kept the store files in the folder of the store itself, each with the annotations of everybody.
Each file is given to the annotators and then put aside, both under its lock. A program that was killed in
between finds the file again, and gives nothing twice.
"""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, NamedTuple

from hashiya.errors import HashiyaError
from hashiya.files.atomic_file import sync_folder
from hashiya.files.shared_access import make_folder
from hashiya.store.records.article_record import SCHEMA, newer_error
from hashiya.store.tinydb.annotator_folders import annotators_in, sign
from hashiya.store.tinydb.file_names import COLLECTIONS, LOCKS, backup_of, file_name_of, folder_name_of
from hashiya.store.tinydb.folder_contents import FORMER, collection_files, kept_beside
from hashiya.store.tinydb.giving import Share, add_records, add_share, write_new
from hashiya.store.tinydb.lock import exclusive
from hashiya.store.tinydb.lock_group import LockGroup
from hashiya.store.tinydb.owners import Owners, owner_in
from hashiya.store.tinydb.shares import shares_of
from hashiya.store.tinydb.storage import not_saved_error
from hashiya.store.tinydb.store_file import missing_error, parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from hashiya.store.tinydb.lock import Lock

_AT_ONCE = 128
"""Files moved with one wait for the disk: each needs an open file, and some systems allow 256."""


class Divided(NamedTuple):
    """The result of dividing the files.

    Attributes:
        moved: the number of articles whose files were put aside.
        former: the folder in which these files are now.
        annotators: those who were given something, sorted.
        left: why files were left where they are.
    """

    moved: int
    former: Path
    annotators: Sequence[str]
    left: Sequence[HashiyaError]


def divide(home: Path, annotator: str, progress: Callable[[int, int], object]) -> Divided:
    """Divide the files in the folder of a store among the annotators whom the annotations name.

    Damaged files are left where they are.

    Args:
        home: the folder of the store.
        annotator: who gets the records that name nobody, the reading positions and the collections.
        progress: called with the numbers of files that are done and of all.

    Raises:
        HashiyaError: the folder cannot be read.
    """
    return _Division(home, annotator).run(progress)


class _Division:
    """One run of `divide`."""

    def __init__(self, home: Path, annotator: str) -> None:
        self._home = home
        self._annotator = annotator
        self._former = home / FORMER
        self._beside: Mapping[str, Sequence[str]] = {}
        self._before: Mapping[str, Path] = {}
        self._signed: set[str] = set()
        self._moved = 0
        self._left: dict[Path, HashiyaError] = {}

    def run(self, progress: Callable[[int, int], object]) -> Divided:
        survey = Owners(self._home).survey()
        self._left |= survey.refused
        self._beside = kept_beside(self._home)
        self._before = annotators_in(self._home)
        paths = [self._home / file_name_of(key) for key in survey.keys]
        for begin in range(0, len(paths), _AT_ONCE):
            progress(begin, len(paths))
            self._move_together(paths[begin : begin + _AT_ONCE])
        for path in collection_files(self._home):
            self._move_collection(path)
        for folder in (self._home / COLLECTIONS / LOCKS, self._home / COLLECTIONS):
            with suppress(OSError):  # it is in use, or has other files
                folder.rmdir()
        return Divided(self._moved, self._former, sorted(self._signed), list(self._left.values()))

    def _move_together(self, paths: Sequence[Path]) -> None:
        """Move some files; one that another program has locked is moved at the end, and waited for alone."""
        locks = LockGroup(self._home)
        locks.take(paths)
        try:
            self._move({path: locks[path] for path in paths if path in locks})
        finally:
            locks.release()
        for path in paths:
            if path not in locks:
                self._move_alone(path)

    def _move_alone(self, path: Path) -> None:
        with self._telling(path), exclusive(path) as lock:
            self._move({path: lock})

    def _move(self, locks: Mapping[Path, Lock]) -> None:
        """Give the annotators the records of some files, and put the files aside; the files are locked."""
        shares: dict[Path, list[Share]] = {}
        for path, lock in locks.items():
            with self._telling(path):
                for share in self._shares_in(path, lock):
                    shares.setdefault(share.target.parent, []).append(share)
        given = [path for path in locks if path not in self._left]
        for folder, of_annotator in shares.items():
            self._give(folder, of_annotator)
        for path in given:
            with self._telling(path):
                if path not in self._left:
                    self._put_aside(path)
        is_any_aside = any(path not in self._left for path in given)
        with self._telling(self._home):
            _sync([self._home, self._former] if is_any_aside else [])

    @contextmanager
    def _telling(self, path: Path) -> Iterator[None]:
        """Note the error that keeps a file where it is."""
        try:
            yield
        except HashiyaError as error:
            self._left[path] = error
        except OSError as error:
            self._left[path] = not_saved_error(path, error)

    def _give(self, folder: Path, shares: Sequence[Share]) -> None:
        """Give an annotator the shares of some files; these are on the disk when this returns."""
        rest = [each for each in shares if not (each.is_whole and _is_linked(each.source, each.target))]
        written = write_new(folder, rest)
        for share in rest:
            with self._telling(share.source):
                if share.target not in written:
                    add_share(share)
                elif (error := written[share.target]) is not None:
                    raise error
        try:
            sync_folder(folder)
        except OSError as error:
            self._left |= {share.source: not_saved_error(share.target, error) for share in shares}

    def _shares_in(self, path: Path, lock: Lock) -> Sequence[Share]:
        """Divide the records of a file among the annotators; nothing if another program was faster.

        Raises:
            HashiyaError: the file is damaged.
            OSError: the folder of an annotator cannot be made.
        """
        source = lock.read()
        if source is None:
            if os.path.lexists(backup_of(path)):
                raise missing_error(path)
            return ()
        content = parse(path, source)
        if content.schema > SCHEMA:
            raise newer_error(str(path))
        key = owner_in(path, content)
        having = (name for name, folder in self._before.items() if os.path.lexists(folder / path.name))
        shares = shares_of(content.tables, self._annotator, having)
        is_whole = len(shares) == 1 and content.schema == SCHEMA
        return [
            Share(path, self._folder_of(annotator) / path.name, key, annotator, tables, is_whole)
            for annotator, tables in shares.items()
        ]

    def _folder_of(self, annotator: str) -> Path:
        folder = self._home / folder_name_of(annotator)
        if annotator not in self._signed:
            sign(folder, annotator)
            self._signed.add(annotator)
        return folder

    def _put_aside(self, path: Path) -> None:
        """Move a file and those beside it to the former files; itself last, since a next run looks for it."""
        make_folder(self._former)
        for name in (*self._beside.get(path.name, ()), path.name):
            with suppress(FileNotFoundError):  # another program was faster
                (self._home / name).rename(_free(self._former / name))
                self._moved += name == path.name

    def _move_collection(self, path: Path) -> None:
        with self._telling(path), exclusive(path) as lock:
            if lock.read() is None:
                return
            add_records(path, self._folder_of(self._annotator))
            make_folder(self._former / COLLECTIONS)
            for each in (backup_of(path), path):
                with suppress(FileNotFoundError):
                    each.rename(_free(self._former / COLLECTIONS / each.name))


def _is_linked(path: Path, target: Path) -> bool:
    """Give a file a second name; False if the name or its backup is taken, or if there are no hard links."""
    if os.path.lexists(backup_of(target)):
        return False
    try:
        os.link(path, target, follow_symlinks=False)
    except OSError:
        return False
    return True


def _free(path: Path) -> Path:
    """Return a path that is free, with a number at the end if it must be."""
    number, free = 1, path
    while os.path.lexists(free):
        number += 1
        free = path.with_name(f"{path.name}.{number}")
    return free


def _sync(folders: Iterable[Path]) -> None:
    for folder in set(folders):
        sync_folder(folder)
