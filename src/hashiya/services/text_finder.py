"""Find an article that was moved or renamed by its text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.article.library import list_library
from hashiya.article.reading import read_article
from hashiya.errors import HashiyaError

if TYPE_CHECKING:
    from hashiya.store.repository.protocols import Repository


class TextFinder:
    """The articles below the root of a store, by their text; the folder is walked at the first question."""

    def __init__(self, store: Repository) -> None:
        self._store = store
        self._keys_by_sha256: dict[str, list[str]] | None = None

    def keys_of(self, sha256: str) -> list[str]:
        """Find the keys of the articles whose text has this hash, in order."""
        if self._keys_by_sha256 is None:
            self._keys_by_sha256 = {}
            for path, problem in list_library(self._store.root):
                try:
                    found = "" if problem else read_article(path).sha256
                except HashiyaError:
                    continue
                keys = self._keys_by_sha256.setdefault(found, [])
                key = self._store.key_of(path)
                if key not in keys:  # links lead to one article under several names
                    keys.append(key)
        return self._keys_by_sha256.get(sha256, []) if sha256 else []
