"""The articles of a library as a corpus names them, without another list of a million keys."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from hashiya.services.listed_articles import Articles

if TYPE_CHECKING:
    from collections.abc import Callable

    from hashiya.session.article_table import ArticleTable
    from hashiya.store.repository.protocols import Repository

_GOES_ON_EVERY = 1_000
"""Articles between two looks whether the work is still wanted."""


class TableArticles(Articles):
    """The files of the articles of a table, by the keys and with the numbers that they have there.

    Only keys of the table may be asked for.
    """

    def __init__(self, table: ArticleTable, store: Repository, go_on: Callable[[], object]) -> None:
        """Look for articles whose keys have other names than their files, such as links.

        Args:
            table: the articles, all of which are found.
            store: gives the keys.
            go_on: called again and again; raises an exception of its own to end the work.
        """
        self._table = table
        self._count = table.found
        self._before = [_before(store.key_of(Path(folder))) for folder in table.folders]
        self._folders = dict(zip(self._before, map(Path, table.folders), strict=True))
        self._keys: dict[int, str] = {}
        self._paths: dict[str, Path] = {}
        for number, key in enumerate(store.keys_of(map(table.path, range(self._count)))):
            if key != self.key(number):
                self._keys[number] = key
                self._paths[key] = table.path(number)
            if number % _GOES_ON_EVERY == 0:
                go_on()

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, key: str) -> Path:
        """Return the file of an article."""
        if key in self._paths:
            return self._paths[key]
        before, slash, name = key.rpartition("/")
        return self._folders[before + slash] / name

    def key(self, number: int) -> str:
        """Return the key of an article by its number."""
        if number in self._keys:
            return self._keys[number]
        return self._before[self._table.folder_of(number)] + self._table.name(number)


def _before(folder_key: str) -> str:
    return "" if folder_key == "." else f"{folder_key}/"
