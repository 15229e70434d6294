"""The articles of named folders in little memory: a million take some 50 MB."""

from __future__ import annotations

import os
from abc import abstractmethod
from array import array
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from itertools import tee
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from hashiya.store.repository.protocols import Repository


class Articles(Mapping[str, "Path"]):
    """The files of articles by their keys, each with a number from 0 on."""

    @abstractmethod
    def key(self, number: int) -> str:
        """Return the key of an article by its number."""

    def __iter__(self) -> Iterator[str]:
        return map(self.key, range(len(self)))

    def lacks(self, keys: Iterable[str]) -> list[str]:
        """List those of some keys that are not listed."""
        hashes = array("q", sorted(map(hash, self)))
        return [key for key in keys if not _is_in(hashes, hash(key))]


class ListedArticles(Articles):
    """The files of articles by their keys, in the order of the folders; each key is listed once.

    Only keys that were listed may be asked for.
    """

    def __init__(self, store: Repository, files: Iterable[Path], *, may_repeat: bool = True) -> None:
        """List articles.

        Args:
            store: gives the keys.
            files: the files; the same may come again behind those of another folder.
            may_repeat: whether the same may come again among those of its folder.
        """
        self._store = store
        self._keys = bytearray()
        self._ends = array("Q")
        self._folders: dict[str, Path] = {}  # by the part of a key before its last slash
        self._others: dict[str, Path] = {}  # links, whose keys have another name
        twice = self._add(files)
        if self._others or twice or may_repeat:
            self._drop_second()

    def _add(self, files: Iterable[Path]) -> bool:
        """Add files, and tell whether one of their folders came again after another."""
        met: set[str] = set()
        here, folder_key, is_twice = None, "", False
        for_keys, paths = tee(files)
        for key, path in zip(self._store.keys_of(for_keys), paths, strict=True):
            # text, since a path takes time to make
            folder, _, name = str(path).rpartition(os.sep)
            if folder != here:
                here, parent = folder, path.parent
                folder_key = _without_dot(self._store.key_of(parent))
                is_twice |= folder_key in met
                met.add(folder_key)
                self._folders.setdefault(folder_key, parent)
            if key != (f"{folder_key}/{name}" if folder_key else name):
                self._others.setdefault(key, path)
            self._keys += _stored(key)
            self._ends.append(len(self._keys))
        return is_twice

    def _drop_second(self) -> None:
        """Keep each key where it came first."""
        keys = dict.fromkeys(self)
        self._keys, self._ends = bytearray(), array("Q")
        for key in keys:
            self._keys += _stored(key)
            self._ends.append(len(self._keys))

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, key: str) -> Path:
        """Return the file of an article.

        Raises:
            KeyError: no article of its folder is listed.
        """
        if key in self._others:
            return self._others[key]
        before, _, name = key.rpartition("/")
        return self._folders[before] / name

    def key(self, number: int) -> str:
        """Return the key of an article by its number in order."""
        start = self._ends[number - 1] if number else 0
        return self._keys[start : self._ends[number]].decode("utf-8", "surrogateescape")


class SomeKeys(Sequence[str]):
    """The keys of some listed articles, made one at a time."""

    def __init__(self, listed: Articles, numbers: Sequence[int]) -> None:
        """Choose articles by their numbers."""
        self._listed = listed
        self._numbers = numbers

    def __len__(self) -> int:
        return len(self._numbers)

    def __getitem__(self, index: int) -> str:  # type: ignore[override]  # nobody asks for a slice
        """Return a key."""
        return self._listed.key(self._numbers[index])


def _without_dot(key: str) -> str:
    return "" if key == "." else key


def _stored(key: str) -> bytes:
    return key.encode("utf-8", "surrogateescape")


def _is_in(hashes: array[int], value: int) -> bool:
    place = bisect_left(hashes, value)
    return place < len(hashes) and hashes[place] == value
