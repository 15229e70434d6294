"""Articles of a team that the server finds: by their words, or by the annotations of a person."""

from __future__ import annotations

from typing import TYPE_CHECKING, LiteralString

from hashiya.store.postgresql.articles import read_articles
from hashiya.store.postgresql.spelling import spelled, unspelled

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from hashiya.store.postgresql.connection import Rows, Server
    from hashiya.store.repository.added_article import AddedArticle

_AT_ONCE = 5000
"""Rows that are read together."""
_FOUND: LiteralString = """
    SELECT key, coalesce(found.date, '') FROM hashiya.articles_with(%(project)s, %(words)s::tsquery) AS found
"""
_READABLE: LiteralString = """
    SELECT key, coalesce(found.date, '')
    FROM (SELECT key, date FROM hashiya.article WHERE project = %(project)s AND text IS NOT NULL) AS found
"""
_AMONG: LiteralString = " JOIN unnest(%(keys)s::text[]) AS wanted (key) USING (key)"
_CODED = """
    SELECT article.key, coded.record FROM hashiya.annotation AS coded
    JOIN hashiya.article ON article.project = coded.project AND article.id = coded.article
    WHERE coded.project = %(project)s AND coded.person = (SELECT id FROM hashiya.person WHERE name = %(name)s)
        AND coded.attributes <> '{}' AND coded.attributes @> %(attributes)s::text[]
"""


class SearchedArticles:
    """The `KeptArticles` of a team, as far as the login may read them."""

    def __init__(self, server: Server) -> None:
        """Ask the server nothing yet."""
        self._server = server

    def found(self, words: str, keys: Collection[str] | None = None) -> Iterator[tuple[str, str]]:
        """Generate the keys and dates of articles with some words; those with too many are always found.

        Args:
            words: a tsquery of folded words; empty for any words.
            keys: of the articles among which to look; None for all.

        Raises:
            HashiyaError: they cannot be read.
        """
        statement = (_FOUND if words else _READABLE) + ("" if keys is None else _AMONG)
        for rows in self._pieces(statement, words=words, keys=list(map(spelled, keys or ()))):
            yield from ((unspelled(key), date) for key, date in rows)

    def coded(self, person: str, attributes: Sequence[str]) -> Iterator[tuple[str, str]]:
        """Generate the records of a person's annotations with all of some attributes, behind their keys.

        Raises:
            HashiyaError: they cannot be read.
        """
        names = list(map(spelled, attributes))
        for rows in self._pieces(_CODED, name=spelled(person), attributes=names):
            yield from ((unspelled(key), record) for key, record in rows)

    def texts(self, keys: Sequence[str]) -> Iterator[AddedArticle]:
        """Generate the articles of some keys, without the bytes of their files.

        Raises:
            HashiyaError: they cannot be read.
        """
        return read_articles(self._server, keys, has_original=False)

    def _pieces(self, statement: LiteralString, **values: object) -> Iterator[Rows]:
        """Generate the rows of a statement, which may be a million, from a cursor of the server."""
        server = self._server
        known = {"project": server.project, **values}
        with server.borrowed() as connection, connection.transaction(), connection.cursor("found") as cursor:
            cursor.execute(statement, known)
            while rows := cursor.fetchmany(_AT_ONCE):
                yield rows
