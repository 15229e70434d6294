"""Find which articles annotators mean, who may name one article by a path, by a stem, or by its text."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from hashiya.article.library import list_library
from hashiya.services.named_articles import refuse_missing
from hashiya.services.placing import Group, place

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from hashiya.services.progress import Progress
    from hashiya.services.work import Work
    from hashiya.store.repository.protocols import Repository


class Named:
    """The articles that annotators name, each under one key.

    An article is found by its path relative to the root; else by its stem, if one article of the library has
    it; else by the hash of its text or by its quotations. The key of an article that is not here is the name
    that annotators give it, without the ending.

    Attributes:
        paths: of the articles that are here, by key.
        names: by key, for the index of each annotator the names that the annotator gives the article.
    """

    def __init__(
        self,
        store: Repository,
        works: Sequence[Work],
        paths: Sequence[Path],
        progress: Progress | None = None,
    ) -> None:
        """Find the articles.

        Args:
            store: the store, whose root is the library.
            works: of the annotators.
            paths: articles and folders to which the comparison is limited; empty for no limit.
            progress: told of each article that is read to find a text.

        Raises:
            HashiyaError: a path does not exist.
        """
        refuse_missing(*paths)
        self.paths: dict[str, Path] = {}
        self.names: dict[str, dict[int, list[str]]] = {}
        self._store = store
        self._library = {
            store.key_of(each): each
            for path in (paths or [store.root])
            for each in (_articles_in(path) if path.is_dir() else [path])
        }
        self._by_stem: dict[str, list[str]] = {}
        for key in self._library:
            self._by_stem.setdefault(_stem(key), []).append(key)
        unknown: list[tuple[int, str]] = []
        for index, work in enumerate(works):
            for name in work.articles():
                key = self._key_of(name)
                if key:
                    self._add(key, index, name)
                else:
                    unknown.append((index, name))
        self._place(works, unknown, progress, is_limited=bool(paths))

    def _key_of(self, name: str) -> str:
        """Find an article of the library by its name; empty if there is none, or if several have its stem."""
        path = self._store.path_of(name)
        key = self._store.key_of(path) if path is not None else ""
        if key in self._library:
            return key
        alike = self._by_stem.get(_stem(name), ())
        return alike[0] if len(alike) == 1 else ""

    def _place(
        self,
        works: Sequence[Work],
        unknown: Sequence[tuple[int, str]],
        progress: Progress | None,
        *,
        is_limited: bool,
    ) -> None:
        groups = {
            (index, name): [
                (Group(f"{index} {name}", str(record.get("sha256") or ""), -1), record)
                for record in works[index].some_records(name)
            ]
            for index, name in unknown
        }
        placed = place(self._store, [each for group in groups.values() for each in group], progress)
        for (index, name), records in groups.items():
            key = next((found for group, _ in records if (found := placed[group].key)), "")
            if key in self._library:
                self._add(key, index, name)
            elif not is_limited:
                self._add(key or str(PurePosixPath(name).with_suffix("")), index, name)

    def _add(self, key: str, index: int, name: str) -> None:
        if key in self._library:
            self.paths[key] = self._library[key]
        self.names.setdefault(key, {}).setdefault(index, []).append(name)


def _articles_in(folder: Path) -> list[Path]:
    return [path for path, problem in list_library(folder) if not problem]


def _stem(name: str) -> str:
    return PurePosixPath(name).stem
