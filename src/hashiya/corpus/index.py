"""The index of the articles of a folder: which texts may have the words of a query.

A text is kept once, by its hash, however many articles have it, so an article that is renamed or put back is
not indexed again. The words of texts that no article has any longer stay until there are too many.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from hashiya.corpus import checksum
from hashiya.corpus.fingerprints import fingerprint_of, is_fingerprint
from hashiya.corpus.index_file import FAILURES, DamagedIndexError, connect, error_of, remove
from hashiya.corpus.words import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

_MOST_TEXTS = 2**31 - 1
"""The largest number of a text, so that four bytes hold it."""
_UNUSED_MORE = 1_000
"""Texts without an article that are kept, in addition to as many as there are texts with one."""
_ARTICLES = "SELECT key, text, signature, is_guessed, date FROM files"


class Indexed(NamedTuple):
    """An article as the index knows it.

    Attributes:
        text: the number of its text.
        signature: the facts about its file when it was read; empty if they may not tell versions apart.
        is_guessed: whether its encoding was a guess.
        date: of the article, ISO 8601; empty if unknown.
    """

    text: int
    signature: bytes
    is_guessed: bool
    date: str


class NewText(NamedTuple):
    """An article to index.

    Attributes:
        key: of the article.
        sha256: hash of the text, hexadecimal.
        text: the text.
        signature: as in `Indexed`.
        is_guessed: likewise.
        date: likewise.
    """

    key: str
    sha256: str
    text: str
    signature: bytes
    is_guessed: bool
    date: str


class Index:
    """An open index. Each method raises DamagedIndexError, or UnusableIndexError (see `index_file`)."""

    def __init__(self, path: Path) -> None:
        """Open the index; a damaged one is replaced by an empty one.

        Raises:
            UnusableIndexError: there can be none.
        """
        self._path = path
        try:
            self._connection = connect(path)
        except DamagedIndexError:
            remove(path)
            self._connection = connect(path)

    def close(self) -> None:
        """Close the file, and keep its checksum if the file has changed."""
        self._connection.close()
        if not checksum.is_kept(self._path):
            checksum.keep(self._path)

    def remake(self) -> None:
        """Replace the index by an empty one."""
        self._connection.close()
        remove(self._path)
        self._connection = connect(self._path)

    def some_articles(self, keys: Sequence[str]) -> Mapping[str, Indexed]:
        """Read those of some articles, a few hundred at most, that are indexed, by their keys."""
        marks = ", ".join("?" * len(keys))
        with self._translated():
            rows = self._connection.execute(f"{_ARTICLES} WHERE key IN ({marks})", list(map(_stored, keys)))
            return dict(map(_article_of, rows))

    def each_key(self) -> Iterator[str]:
        """Generate the keys of all articles."""
        with self._translated():
            for (key,) in self._connection.execute("SELECT key FROM files"):
                if not isinstance(key, bytes):
                    raise DamagedIndexError
                yield key.decode("utf-8", "surrogateescape")

    def count(self) -> int:
        """Count the articles."""
        with self._translated():
            return int(self._connection.execute("SELECT count(*) FROM files").fetchone()[0])

    def add(self, texts: Sequence[NewText]) -> Sequence[int]:
        """Index articles, all or none, and return the numbers of their texts."""
        numbers = []
        words = {each.sha256: words_of(each.text) for each in texts}
        with self._translated(), self._writing():
            for each in texts:
                number = self._number_of(each.sha256, words[each.sha256])
                if not 0 < number <= _MOST_TEXTS:
                    raise DamagedIndexError
                numbers.append(number)
                self._connection.execute(
                    "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?)",
                    (_stored(each.key), number, each.signature, each.is_guessed, each.date),
                )
        return numbers

    def forget(self, keys: Iterable[str]) -> None:
        """Remove articles that are gone."""
        with self._translated(), self._writing():
            self._connection.executemany("DELETE FROM files WHERE key = ?", [(_stored(key),) for key in keys])

    def is_mostly_unused(self) -> bool:
        """Tell whether most texts belong to no article any longer."""
        with self._translated():
            (texts,) = self._connection.execute("SELECT count(*) FROM texts").fetchone()
            (used,) = self._connection.execute("SELECT count(DISTINCT text) FROM files").fetchone()
        return bool(texts > 2 * used + _UNUSED_MORE)

    def each_text_with(self, expression: str) -> Iterator[int]:
        """Generate the numbers of the texts for which an expression of FTS5 holds."""
        with self._translated():
            rows = self._connection.execute("SELECT rowid FROM words WHERE words MATCH ?", (expression,))
            yield from (row[0] for row in rows)

    def each_fingerprint(self) -> Iterator[tuple[int, bytes]]:
        """Generate the fingerprints of all texts, with their numbers, in the order of these."""
        with self._translated():
            for number, fingerprint in self._connection.execute(
                "SELECT id, fingerprint FROM texts ORDER BY id"
            ):
                yield number, _checked(fingerprint)

    def fingerprint(self, number: int) -> bytes | None:
        """Read the fingerprint of a text; None if the index does not have the text."""
        with self._translated():
            found = self._connection.execute(
                "SELECT fingerprint FROM texts WHERE id = ?", (number,)
            ).fetchone()
        return None if found is None else _checked(found[0])

    def _number_of(self, sha256: str, words: str) -> int:
        """Find the number of a text, or index the text."""
        digest = bytes.fromhex(sha256)
        found = self._connection.execute("SELECT id FROM texts WHERE sha256 = ?", (digest,)).fetchone()
        if found:
            return int(found[0])
        made = self._connection.execute(
            "INSERT INTO texts (sha256, fingerprint) VALUES (?, ?)", (digest, fingerprint_of(words))
        )
        number = made.lastrowid or 0
        self._connection.execute("INSERT INTO words (rowid, text) VALUES (?, ?)", (number, words))
        return number

    @contextmanager
    def _writing(self) -> Iterator[None]:
        self._connection.execute("BEGIN IMMEDIATE")
        checksum.forget(self._path)
        try:
            yield
            self._connection.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise

    @contextmanager
    def _translated(self) -> Iterator[None]:
        """Turn the errors of SQLite into those of an index."""
        try:
            yield
        except FAILURES as error:
            raise error_of(error) from error


def _checked(fingerprint: object) -> bytes:
    """Return a fingerprint, unless it is damaged."""
    if not isinstance(fingerprint, bytes) or not is_fingerprint(fingerprint):
        raise DamagedIndexError
    return fingerprint


def _article_of(row: tuple[object, ...]) -> tuple[str, Indexed]:
    """Read the key of an article and what is known of it; SQLite keeps values of any kind in a column."""
    match row:
        case bytes(key), int(text), bytes(signature), int(is_guessed), str(date) if 0 < text <= _MOST_TEXTS:
            return key.decode("utf-8", "surrogateescape"), Indexed(text, signature, bool(is_guessed), date)
        case _:
            raise DamagedIndexError


def _stored(key: str) -> bytes:
    """Write a key as bytes, since names of files need not be UTF-8."""
    return key.encode("utf-8", "surrogateescape")
