"""Articles of a team that the server finds: by their words, or by the annotations of a person."""

from __future__ import annotations

from typing import TYPE_CHECKING, LiteralString

from hashiya.store.postgresql.articles import read_articles
from hashiya.store.postgresql.spelling import spelled, unspelled
from hashiya.store.repository.kept_articles import ANYWHERE, Within

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
# row-level security lets comparisons use an index, but no prefix; the character after '/' is '0'
_IN_FOLDER: LiteralString = """
    (key = %(folder{0})s
        OR key COLLATE "C" >= %(folder{0})s || '/' AND key COLLATE "C" < %(folder{0})s || '0')
"""
# as hashiya.corpus.conditions.is_in_period: as exact as both are
_IN_PERIOD: LiteralString = """
    SELECT left(day, length(%(first{0})s)) >= left(%(first{0})s, length(day))
        AND left(day, length(%(last{0})s)) <= coalesce(nullif(left(%(last{0})s, length(day)), ''), '9')
    FROM substring(found.date COLLATE "C" FROM '^[0-9]{{4}}(?:-[0-9]{{2}}(?:-[0-9]{{2}})?)?') AS day
"""
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

    def found(
        self, words: str, keys: Collection[str] | None = None, within: Within = ANYWHERE
    ) -> Iterator[tuple[str, str]]:
        """Generate the keys and dates of articles with some words; those with too many are always found.

        Args:
            words: a tsquery of folded words; empty for any words.
            keys: of the articles among which to look; None for all.
            within: the folders and periods of the articles.

        Raises:
            HashiyaError: they cannot be read.
        """
        bounds, values = _bounds(within)
        statement = (_FOUND if words else _READABLE) + ("" if keys is None else _AMONG) + bounds
        for rows in self._pieces(statement, words=words, keys=list(map(spelled, keys or ())), **values):
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


def _bounds(within: Within) -> tuple[LiteralString, dict[str, str]]:
    """Return the condition of an article that is within bounds, and its values."""
    clauses: list[LiteralString] = []
    values: dict[str, str] = {}
    for number, folder in enumerate(within.folders):
        clauses.append(_IN_FOLDER.format(number))
        values[f"folder{number}"] = spelled(folder)
    for number, period in enumerate(within.periods):
        first, dots, last = period.partition("..")
        clauses.append(f"({_IN_PERIOD.format(number)})")
        values |= {f"first{number}": first, f"last{number}": last if dots else first}
    return f" WHERE {' AND '.join(clauses)}" if clauses else "", values
