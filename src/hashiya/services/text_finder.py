"""Find an article that was moved or renamed by its text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.article.library import list_library
from hashiya.article.reading import read_article
from hashiya.errors import HashiyaError
from hashiya.services.progress import counted
from hashiya.text.digests import sha256_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hashiya.services.progress import Progress
    from hashiya.store.repository.protocols import Repository

    _Keys = dict[str, list[str]]


class TextFinder:
    """The articles below the root of a store, by their text; the folder is walked at the first question."""

    def __init__(self, store: Repository, progress: Progress | None = None) -> None:
        """Read nothing yet.

        Args:
            store: the store.
            progress: told of each article that is read.
        """
        self._store = store
        self._progress = progress
        self._keys: tuple[_Keys, _Keys] | None = None

    def keys_of(self, sha256: str) -> Sequence[str]:
        """Find the keys of the articles whose text has this hash, in order."""
        return self._read()[0].get(sha256, ()) if sha256 else ()

    def keys_of_lines(self, text: str) -> Sequence[str]:
        """Find the keys of the articles with these lines, whatever ends each line and the whole text."""
        return self._read()[1].get(_digest_of_lines(text), ())

    def _read(self) -> tuple[_Keys, _Keys]:
        """Return the keys by the hash of the text, and by the hash of its lines."""
        if self._keys is None:
            self._keys = {}, {}
            paths = [path for path, problem in list_library(self._store.root) if not problem]
            for path in counted(paths, self._progress):
                try:
                    article = read_article(path)
                except HashiyaError:
                    continue
                key = self._store.key_of(path)
                digests = article.sha256, _digest_of_lines(article.text)
                for known, digest in zip(self._keys, digests, strict=True):
                    keys = known.setdefault(digest, [])
                    if key not in keys:  # links lead to one article under several names
                        keys.append(key)
        return self._keys


def _digest_of_lines(text: str) -> str:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")
    return sha256_of(lines.encode("utf-8", "surrogatepass"))
