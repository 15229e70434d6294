"""The articles of a team, with their texts."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from hashiya.store.postgresql.spelling import spelled, unspelled
from hashiya.store.repository.added_article import AddedArticle

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from hashiya.store.postgresql.connection import Server

_PUT = """
    INSERT INTO hashiya.article
        (project, key, text, sha256, encoding, source, title, date, original, words, added_at, added_by)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s::tsvector, now(), hashiya.me())
    ON CONFLICT (project, key) DO UPDATE SET
        text = excluded.text, sha256 = excluded.sha256, encoding = excluded.encoding,
        source = coalesce(nullif(excluded.source, ''), article.source, ''),
        title = excluded.title, date = excluded.date, original = excluded.original,
        words = excluded.words, added_at = excluded.added_at, added_by = excluded.added_by
    WHERE (article.sha256, article.original) IS DISTINCT FROM (excluded.sha256, excluded.original)
        OR (%s AND (article.source, article.date) IS DISTINCT FROM (excluded.source, excluded.date))
"""
_AT_ONCE = 200
"""Articles that are sent together."""
_MOST_BYTES = 16_000_000
"""Bytes of texts that are sent together, but for the last one."""
_LAST_PLACE, _MOST_PLACES = 16383, 255
"""Bounds of places in a tsvector."""
_LONGEST_WORD = 2000
"""Bytes; of a longer word, which PostgreSQL refuses, only these are kept."""
_LARGEST = 900_000
"""Bytes of a tsvector, a little less than PostgreSQL allows."""


def put_articles(server: Server, articles: Iterable[AddedArticle], *, renews: bool = False) -> int:
    """Add articles; only a manager may.

    An article with the same key gets the new text, source and date; one with the same text stays as it is.

    Args:
        server: of the team.
        articles: with their words.
        renews: whether an article with the same text gets the new source and date, too.

    Returns:
        The number of articles that were added or changed.

    Raises:
        HashiyaError: the server refuses; the articles before may have been added.
    """
    changed = size = 0
    waiting: list[AddedArticle] = []
    for each in articles:
        waiting.append(each)
        size += len(each.text)
        if len(waiting) == _AT_ONCE or size > _MOST_BYTES:
            changed += _put(server, waiting, renews=renews)
            waiting, size = [], 0
    return changed + _put(server, waiting, renews=renews)


def _put(server: Server, articles: Sequence[AddedArticle], *, renews: bool) -> int:
    """Send those of some articles that are new or changed, and return their number."""
    known = {} if renews else _known(server, [each.key for each in articles])
    rows = [_row(server, each, renews=renews) for each in articles if known.get(each.key) != _state(each)]

    def put() -> int:
        with server.borrowed() as connection, connection.transaction(), connection.cursor() as cursor:
            cursor.executemany(_PUT, rows)
            return cursor.rowcount

    return server.repeated(put) if rows else 0


def _row(server: Server, article: AddedArticle, *, renews: bool) -> tuple[object, ...]:
    texts = (article.key, article.text, article.sha256, article.encoding, article.source, article.title)
    words = tsvector_of(article.words.split())
    return (server.project, *map(spelled, texts), article.date, article.original, words, renews)


def _known(server: Server, keys: Sequence[str]) -> dict[str, tuple[str | None, str | None]]:
    """Return the hashes of text and file of the articles that the team has already, by key."""
    rows = server.fetch(
        "SELECT key, sha256, encode(sha256(original), 'hex') FROM hashiya.article"
        " WHERE project = %s AND key = ANY(%s)",
        [server.project, [spelled(key) for key in keys]],
    )
    return {unspelled(key): (text, original) for key, text, original in rows}


def _state(article: AddedArticle) -> tuple[str, str | None]:
    original = article.original
    return article.sha256, None if original is None else hashlib.sha256(original).hexdigest()


def read_articles(
    server: Server, keys: Sequence[str], *, has_original: bool = True
) -> Iterator[AddedArticle]:
    """Generate the articles of some keys that have a text, by key and without their words.

    Args:
        server: of the team.
        keys: of the articles.
        has_original: whether the bytes of their files are read, too.

    Raises:
        HashiyaError: they cannot be read.
    """
    for at in range(0, len(keys), _AT_ONCE):
        rows = server.fetch(
            "SELECT key, text, sha256, encoding, source, title, date, CASE WHEN %s THEN original END"
            " FROM hashiya.article WHERE project = %s AND key = ANY(%s) AND text IS NOT NULL ORDER BY key",
            [has_original, server.project, [spelled(key) for key in keys[at : at + _AT_ONCE]]],
        )
        for *texts, original in rows:
            key, text, sha256, encoding, source, title, date = (unspelled(each or "") for each in texts)
            yield AddedArticle(key, text, sha256, encoding, source, title, date, original)


def hashes_of(server: Server, keys: Sequence[str]) -> Mapping[str, str]:
    """Return the hashes of the files of articles, in the order of their keys.

    Articles that were never added are left out, and so are those that the login may not read.

    Raises:
        HashiyaError: they cannot be read.
    """
    rows = server.fetch(
        "SELECT key, coalesce(encode(sha256(original), 'hex'), sha256) FROM hashiya.article"
        " WHERE project = %s AND key = ANY(%s) AND text IS NOT NULL ORDER BY key",
        [server.project, [spelled(key) for key in keys]],
    )
    return {unspelled(key): sha256 for key, sha256 in rows}


def keys_of_articles(server: Server) -> Sequence[str]:
    """Return the sorted keys of the articles that were added, as far as the login may read them.

    Raises:
        HashiyaError: they cannot be read.
    """
    rows = server.fetch(
        "SELECT key FROM hashiya.article WHERE project = %s AND text IS NOT NULL ORDER BY key",
        [server.project],
    )
    return [unspelled(key) for (key,) in rows]


def tsvector_of(words: Sequence[str]) -> str | None:
    """Write words as the text of a tsvector, with the places in which each one is.

    PostgreSQL keeps no place after the first 16,383 and no more than 255 of a word, so a search asks for the
    words alone, and the text decides on phrases.

    Returns:
        The text; None for a text of so many words that PostgreSQL would refuse them.
    """
    places: dict[str, list[int]] = {}
    for place, word in enumerate(words, 1):
        places.setdefault(_cut(spelled(word)), []).append(min(place, _LAST_PLACE))
    size = sum(len(word.encode()) + 2 * min(len(at), _MOST_PLACES) + 4 for word, at in places.items())
    return None if size > _LARGEST else " ".join(map(_lexeme, places.items()))


def _cut(word: str) -> str:
    return word.encode()[:_LONGEST_WORD].decode(errors="ignore") if len(word) > _LONGEST_WORD // 4 else word


def _lexeme(item: tuple[str, list[int]]) -> str:
    word, at = item
    quoted = word.replace("\\", "\\\\").replace("'", "''")
    return f"'{quoted}':{','.join(map(str, at[:_MOST_PLACES]))}"
