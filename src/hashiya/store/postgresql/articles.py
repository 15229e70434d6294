"""The articles of a team, with their texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hashiya.store.postgresql.spelling import spelled, unspelled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from hashiya.store.postgresql.connection import Server

_PUT = """
    INSERT INTO hashiya.article
        (project, key, text, sha256, encoding, source, title, date, words, added_at, added_by)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s::tsvector, now(), hashiya.me())
    ON CONFLICT (project, key) DO UPDATE SET
        text = excluded.text, sha256 = excluded.sha256, encoding = excluded.encoding,
        source = excluded.source, title = excluded.title, date = excluded.date,
        words = excluded.words, added_at = excluded.added_at, added_by = excluded.added_by
    WHERE article.text IS NULL OR article.sha256 IS DISTINCT FROM excluded.sha256
"""
_AT_ONCE = 500
"""Articles that are sent together."""
_LAST_PLACE, _MOST_PLACES = 16383, 255
"""Bounds of places in a tsvector."""
_LONGEST_WORD = 2000
"""Bytes; longer ones PostgreSQL refuses."""


class TeamArticle(NamedTuple):
    """An article with its text.

    Attributes:
        key: of the article.
        text: as it was read.
        sha256: of the text.
        encoding: of the file that it came from.
        source: where it was published; empty if unknown.
        title: empty if there is none.
        date: ISO 8601; empty if there is none.
    """

    key: str
    text: str
    sha256: str
    encoding: str = "utf-8"
    source: str = ""
    title: str = ""
    date: str = ""


def put_articles(server: Server, articles: Iterable[tuple[TeamArticle, Sequence[str]]]) -> int:
    """Add articles, each with its folded words in order; only a manager may.

    An article with the same key gets the new text; one with the same text stays as it is.

    Returns:
        The number of articles that were added or changed.

    Raises:
        HashiyaError: the server refuses; the articles before may have been added.
    """
    changed = 0
    waiting: list[tuple[object, ...]] = []
    for article, words in articles:
        waiting.append((server.project, *map(spelled, article), tsvector_of(words)))
        if len(waiting) == _AT_ONCE:
            changed += _put(server, waiting)
            waiting = []
    return changed + (_put(server, waiting) if waiting else 0)


def _put(server: Server, rows: Sequence[tuple[object, ...]]) -> int:
    def put() -> int:
        with server.borrowed() as connection, connection.transaction(), connection.cursor() as cursor:
            cursor.executemany(_PUT, rows)
            return cursor.rowcount

    return server.repeated(put)


def read_articles(server: Server, keys: Sequence[str]) -> Iterator[TeamArticle]:
    """Generate the articles of some keys that have a text, by key.

    Raises:
        HashiyaError: they cannot be read.
    """
    for at in range(0, len(keys), _AT_ONCE):
        rows = server.fetch(
            "SELECT key, text, sha256, encoding, source, title, date FROM hashiya.article"
            " WHERE project = %s AND key = ANY(%s) AND text IS NOT NULL ORDER BY key",
            [server.project, [spelled(key) for key in keys[at : at + _AT_ONCE]]],
        )
        yield from (TeamArticle(*map(unspelled, row)) for row in rows)


def tsvector_of(words: Sequence[str]) -> str:
    """Write words as the text of a tsvector, with the places in which each one is.

    PostgreSQL keeps no place after the first 16,383 and no more than 255 of a word. Words after the first
    16,383 are found, but not as part of a phrase.
    """
    places: dict[str, list[int]] = {}
    for place, word in enumerate(words, 1):
        if len(word.encode("utf-8", "replace")) <= _LONGEST_WORD:
            places.setdefault(spelled(word), []).append(min(place, _LAST_PLACE))
    return " ".join(
        "'{}':{}".format(word.replace("\\", "\\\\").replace("'", "''"), ",".join(map(str, at[:_MOST_PLACES])))
        for word, at in places.items()
    )
