"""The works of one person in the articles of a project, found by single statements."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, LiteralString

from hashiya.errors import HashiyaError
from hashiya.messages import Message
from hashiya.store.postgresql import work_rows
from hashiya.store.postgresql.json_column import damaged, object_in
from hashiya.store.postgresql.spelling import spelled, unspelled
from hashiya.store.postgresql.work_rows import Work, WorkKey
from hashiya.store.repository.entry import Entry

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from hashiya.store.postgresql.connection import Rows, Server

_OF_KEY = """
    SELECT w.counts, w.status
    FROM hashiya.article_key AS a JOIN hashiya.work AS w ON w.project = a.project AND w.article = a.id
    WHERE a.project = %(project)s AND a.key = %(key)s
        AND w.person = %(person)s AND w.generation > 0 AND w.moved_to IS NULL
"""
_OF_TEXT = """
    SELECT article FROM hashiya.work
    WHERE project = %(project)s AND person = %(person)s AND sha256 = %(sha256)s
        AND generation > 0 AND moved_to IS NULL
"""
_SAVED = """
    SELECT article, generation FROM hashiya.work
    WHERE project = %(project)s AND person = %(person)s AND generation > 0 AND moved_to IS NULL
"""
_SUMMARIES = """
    SELECT article, counts, status FROM hashiya.work
    WHERE project = %(project)s AND person = %(person)s AND generation > 0 AND moved_to IS NULL
"""
_KEYS = "SELECT id, key FROM hashiya.article_key WHERE project = %(project)s AND id = ANY(%(articles)s)"
_FOLLOWED = """
    SELECT key FROM hashiya.article_key WHERE project = %(project)s AND id = (
        SELECT w.moved_to
        FROM hashiya.article_key AS a JOIN hashiya.work AS w ON w.project = a.project AND w.article = a.id
        WHERE a.project = %(project)s AND a.key = %(key)s AND w.person = %(person)s)
"""
_CODED = """
    SELECT article, record FROM hashiya.annotation
    WHERE project = %(project)s AND person = %(person)s AND article > %(after)s
        AND attributes <> '{}' AND %(attribute)s = ANY(attributes)
    ORDER BY article FETCH FIRST 2000 ROWS WITH TIES
"""


class Works:
    """The works of one person.

    Attributes:
        server: the database.
        name: of the person.
    """

    def __init__(self, server: Server, name: str) -> None:
        """Read nothing yet."""
        self.server = server
        self.name = name
        self._person: int | None = None
        # the keys of articles by their numbers; replaced as a whole, since any thread may read it
        self._keys: Mapping[int, str] = {}

    @property
    def person(self) -> int | None:
        """Return the number of the person; None if the team does not know them.

        Raises:
            HashiyaError: it cannot be read.
        """
        if self._person is None:
            rows = self.server.fetch("SELECT id FROM hashiya.person WHERE name = %s", [spelled(self.name)])
            self._person = next((number for (number,) in rows), None)
        return self._person

    def work_of(self, key: str) -> WorkKey:
        """Return the key of the work in an article.

        Raises:
            HashiyaError: the person cannot be looked up.
        """
        return WorkKey(self.server.project, key, self.person)

    def writable(self, key: str) -> WorkKey:
        """Return the key of the work in an article, for a save.

        Raises:
            HashiyaError: the team does not know the person, or they cannot be looked up.
        """
        where = self.work_of(key)
        if where.person is None:
            told = Message("postgresql.no_person", address=str(self.server.address), name=self.name)
            raise HashiyaError(told, Message("postgresql.ask_manager"))
        return where

    def read(self, key: str, known: int = -1) -> Work:
        """Read the work in an article, without its rows if its generation is the known one.

        Raises:
            HashiyaError: it cannot be read.
        """

        def read() -> Work:
            with self.server.borrowed() as connection:
                return work_rows.read(connection, where, known)

        where = self.work_of(key)
        return Work() if where.person is None else self.server.repeated(read)

    def followed_to(self, key: str) -> str:
        """Return the key that the annotations of an article were moved to; empty if there is none."""
        return next((unspelled(new) for (new,) in self._rows(_FOLLOWED, key=spelled(key))), "")

    def generations(self) -> Mapping[str, int]:
        """Return the number of saves by key."""
        rows = self._rows(_SAVED)
        keys = self._keys_of([article for article, _ in rows])
        return MappingProxyType({keys[each]: generation for each, generation in rows if each in keys})

    def keys(self) -> Sequence[str]:
        """Return the sorted keys of the articles of which anything is kept."""
        return sorted(self.generations())

    def entries(self) -> Iterator[Entry]:
        """Generate the summaries of the articles in the order of their keys."""
        rows = self._rows(_SUMMARIES)
        keys = self._keys_of([article for article, *_ in rows])
        known = sorted((keys[article], *summary) for article, *summary in rows if article in keys)
        return (_entry(key, counts, status) for key, counts, status in known)

    def _keys_of(self, articles: Sequence[int]) -> Mapping[int, str]:
        """Return the keys of articles by their numbers; each is asked for once, since it never changes."""
        if new := [article for article in articles if article not in self._keys]:
            found = self._rows(_KEYS, articles=new)
            self._keys = {**self._keys, **{article: unspelled(key) for article, key in found}}
        return self._keys

    def keys_of_text(self, sha256: str) -> Sequence[str]:
        """Return the sorted keys of the articles that are annotated on a text."""
        articles = [article for (article,) in self._rows(_OF_TEXT, sha256=spelled(sha256))]
        keys = self._keys_of(articles)
        return sorted(keys[each] for each in articles if each in keys)

    def entry(self, key: str) -> Entry:
        """Summarise the work in an article, whether there is any or not."""
        rows = self._rows(_OF_KEY, key=spelled(key))
        return next((_entry(key, *row) for row in rows), Entry(key))

    def coded(self, attribute: str) -> Iterator[Sequence[str]]:
        """Generate the records of annotations that have an attribute, by article."""
        after = -1
        while rows := self._rows(_CODED, after=after, attribute=spelled(attribute)):
            by_article: dict[int, list[str]] = {}
            for article, record in rows:
                by_article.setdefault(article, []).append(record)
            yield from by_article.values()
            after = rows[-1][0]

    def _rows(self, statement: LiteralString, **values: object) -> Rows:
        person = self.person
        if person is None:
            return []
        return self.server.fetch(statement, {"project": self.server.project, "person": person, **values})


def _entry(key: str, counts: str, status: str) -> Entry:
    damage = Message("store.bad_table", table="counts")
    try:
        counted = object_in(counts, key, damage)
        if not all(type(count) is int for count in counted.values()):
            raise damaged(key, damage)
    except HashiyaError as error:
        return Entry(key, problem=error.told)
    return Entry(key, MappingProxyType(counted), status)
