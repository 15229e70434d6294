"""Find files in a folder and below it, whatever the links between the folders."""

from __future__ import annotations

import os
import re
from contextlib import closing
from heapq import merge
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from hashiya.files.causes import cause_of, problem_of_mode
from hashiya.files.current_folder import real_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from hashiya.messages import Message

    IsWanted = Callable[[str], bool]
    IsLeftOut = Callable[[Path, Iterable[str]], bool]

_DIGITS = re.compile("([0-9]+)")
_PIECE = 10_000
"""Entries of a folder that are read and sorted at once."""
_NAME = re.compile("[^\0]+")


class FoundFile(NamedTuple):
    """A wanted file, or a file or folder that cannot be read.

    Attributes:
        path: the path of the top folder, and the names below it.
        problem: why the file or folder cannot be read; None if it can.
    """

    path: Path
    problem: Message | None = None


class FoundFolder(NamedTuple):
    """The wanted files of one folder, or a part of them.

    Attributes:
        folder: the path of the top folder, and the names of the folders below it.
        names: of the files, in `name_order`; a million of them take less room than their paths.
        problems: why some of the files cannot be read, by name.
        problem: why the folder itself, or the rest of it, cannot be read; None if it can.
        goes_on: whether another part of the folder follows.
    """

    folder: Path
    names: Sequence[str]
    problems: Mapping[str, Message] = MappingProxyType({})
    problem: Message | None = None
    goes_on: bool = False


def walk(top: Path, is_wanted: IsWanted, is_left_out: IsLeftOut) -> Iterator[FoundFile]:
    """Find the wanted files in a folder and below it, one after the other, each folder's in `name_order`."""
    runs: list[str] = []
    problems: dict[str, Message] = {}
    for found in walk_folders(top, is_wanted, is_left_out):
        if found.problem is not None:
            yield FoundFile(found.folder, found.problem)
        problems.update(found.problems)
        names: Iterable[str] = found.names
        if found.goes_on or runs:
            runs.append("\0".join(names))  # a third of the memory of separate names
            names = merge(*map(_names_in, runs), key=name_order)
        if not found.goes_on:
            for name in names:
                yield FoundFile(found.folder / name, problems.get(name))
            runs, problems = [], {}


def _names_in(run: str) -> Iterator[str]:
    return (match[0] for match in _NAME.finditer(run))


def walk_folders(top: Path, is_wanted: IsWanted, is_left_out: IsLeftOut) -> Iterator[FoundFolder]:
    """Find the wanted files in a folder and below it, folder by folder; a large one comes in several parts.

    The files of a folder come before those of its folders. Each part is in `name_order`, but parts are not in
    order among themselves, so the first one comes before a large folder is read to its end. Hidden files and
    folders are left out. A link to a folder is followed, unless it leads to a folder below the top or around
    it, and a link to a file is left out if that file is found itself. No folder is walked twice, so every
    loop ends. A folder that cannot be read comes with its problem.

    Args:
        top: the folder to begin with.
        is_wanted: tells whether a file of this name is wanted.
        is_left_out: tells whether a folder below is left out, by its path and the names of its entries.
    """
    real_top = real_path(top)
    walked: set[tuple[int, int]] = (
        set()
    )  # by device and inode, since links lead to one folder under many names
    ahead = [top]
    while ahead:
        folder = ahead.pop()
        try:
            status = folder.stat()
            if (status.st_dev, status.st_ino) in walked:
                continue
            walked.add((status.st_dev, status.st_ino))
            with closing(_Listing(folder)) as listing:
                names: Iterable[str] = listing.read()
                if folder is not top and is_left_out(
                    folder, _all_names(folder) if listing.goes_on else names
                ):
                    continue
                is_large = listing.goes_on
                while True:
                    wanted = set(filter(is_wanted, listing.files))
                    for link in wanted.intersection(listing.file_links):
                        if _is_found(real_path(folder / link), real_top, is_wanted, is_left_out):
                            wanted.remove(link)
                    if wanted or is_large:
                        names_in_order = sorted(wanted, key=name_order)
                        yield FoundFolder(folder, names_in_order, listing.problems, goes_on=listing.goes_on)
                    if not listing.goes_on:
                        break
                    listing.read()
        except (OSError, ValueError) as error:
            yield FoundFolder(folder, (), problem=cause_of(folder, error))
            continue
        leading = [name for name in listing.links if _leads_elsewhere(folder / name, real_top)]
        below = sorted((*listing.folders, *leading), key=name_order, reverse=True)
        ahead += [folder / name for name in below]


def _all_names(folder: Path) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            yield entry.name


def name_order(name: str) -> tuple[list[str | int], str]:
    """Make the key that sorts names regardless of case, with numbers by value."""
    # texts and numbers alternate, so text is compared with text and a number with a number
    parts = _DIGITS.split(name.casefold())
    return [int(part) if index % 2 else part for index, part in enumerate(parts)], name


def in_name_order(names: Sequence[str]) -> Iterator[Sequence[str]]:
    """Sort names and generate them in pieces.

    One sort of a million names takes a second in which no other thread runs, and 400 MB for its keys.
    """
    pieces = [sorted(names[start : start + _PIECE], key=name_order) for start in range(0, len(names), _PIECE)]
    if len(pieces) <= 1:
        yield from pieces
        return
    merged = merge(*pieces, key=name_order)
    while piece := list(islice(merged, _PIECE)):
        yield piece


class _Listing:
    """The entries of a folder that are not hidden, read piece by piece.

    Attributes:
        goes_on: whether another piece follows.
        files: the names of files and of broken links, of the last piece.
        problems: why some of these cannot be read, by name.
        file_links: the names of links to files that can be read, of the last piece.
        folders: the names of folders, of all pieces.
        links: the names of links to folders, of all pieces.
    """

    def __init__(self, folder: Path) -> None:
        self._entries = os.scandir(folder)
        self.goes_on = True
        self.files: list[str] = []
        self.problems: dict[str, Message] = {}
        self.file_links: list[str] = []
        self.folders: list[str] = []
        self.links: list[str] = []

    def read(self) -> Sequence[str]:
        """Read another piece and return the names of all its entries, hidden ones too."""
        names, self.files, self.problems, self.file_links = [], [], {}, []
        for entry in islice(self._entries, _PIECE):
            names.append(entry.name)
            if not entry.name.startswith("."):
                self._sort_in(entry)
        self.goes_on = len(names) == _PIECE
        return names

    def close(self) -> None:
        """End reading."""
        self._entries.close()

    def _sort_in(self, entry: os.DirEntry[str]) -> None:
        try:
            if entry.is_dir():
                (self.links if entry.is_symlink() else self.folders).append(entry.name)
                return
            # the folder itself tells the kind of most files, so they are not touched
            problem = None if entry.is_file() else problem_of_mode(entry.stat().st_mode)
        except OSError as error:  # a broken link, or a loop of links
            problem = cause_of(Path(entry.path), error)
        self.files.append(entry.name)
        if problem is not None:
            self.problems[entry.name] = problem
        elif entry.is_symlink():
            self.file_links.append(entry.name)


def _leads_elsewhere(link: Path, top: Path) -> bool:
    """Tell whether a link leads neither to a folder below the top nor to one around it."""
    end = real_path(link)
    return not (end.is_relative_to(top) or top.is_relative_to(end))


def _is_found(file: Path, top: Path, is_wanted: IsWanted, is_left_out: IsLeftOut) -> bool:
    """Tell whether a walk through the top folder finds a file, both without links, under its own name."""
    if not file.is_relative_to(top):
        return False
    below = file.relative_to(top)
    if any(name.startswith(".") for name in below.parts) or not is_wanted(file.name):
        return False
    folders = [top / each for each in below.parents if each.parts]
    try:
        return not any(is_left_out(folder, _all_names(folder)) for folder in folders)
    except OSError:
        return False
