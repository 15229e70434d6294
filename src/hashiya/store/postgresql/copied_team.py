"""The store of a team, as a folder is copied into it or made from it; only a manager may."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from hashiya.store.postgresql.people import NOBODY, people, put_person
from hashiya.store.postgresql.repository import TeamRepository
from hashiya.store.postgresql.spelling import spelled, unspelled

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from hashiya.errors import HashiyaError
    from hashiya.store.postgresql.address import Address
    from hashiya.store.postgresql.connection import Server
    from hashiya.store.records.article_records import ArticleRecords
    from hashiya.store.records.tables import Content
    from hashiya.store.repository.collection import Collection

_WITH_WORK = """
    SELECT name FROM hashiya.person WHERE id IN (
        SELECT person FROM hashiya.work WHERE project = %(project)s AND generation > 0
        UNION SELECT person FROM hashiya.collection WHERE project = %(project)s)
    ORDER BY name
"""
_COLLECTIONS = """
    SELECT one.name FROM hashiya.collection AS one JOIN hashiya.person ON person.id = one.person
    WHERE one.project = %s AND person.name = %s ORDER BY one.name
"""
_LINES = "SELECT id, line FROM hashiya.journal WHERE project = %s AND id > %s ORDER BY id LIMIT 2000"
_ADD_LINE = """
    INSERT INTO hashiya.journal (project, person, line)
    VALUES (%s, coalesce((SELECT id FROM hashiya.person WHERE name = %s), hashiya.me()), %s)
"""
_ADOPT = """
    INSERT INTO hashiya.assignment (project, article, person, state, changed_by)
    SELECT work.project, work.article, work.person,
        CASE WHEN work.status = 'done' THEN 'finished' ELSE 'in progress' END, hashiya.me()
    FROM hashiya.work
    JOIN hashiya.article ON article.project = work.project AND article.id = work.article
    JOIN hashiya.person ON person.id = work.person
    WHERE work.project = %s AND work.generation > 0 AND work.moved_to IS NULL
        AND article.sha256 IS NOT NULL AND person.name <> 'gold'
    ON CONFLICT (project, article, person) DO NOTHING
    RETURNING 1
"""


class CopiedTeam:
    """A `Side` of a copy: the annotations of all people of a team."""

    def __init__(self, address: Address, server: Server) -> None:
        """Read nothing yet.

        Args:
            address: of the team, with the folder that keys are relative to.
            server: of the team.
        """
        self._address = address
        self._server = server
        self._repositories: dict[str, TeamRepository] = {}

    def _repository(self, annotator: str) -> TeamRepository:
        if annotator not in self._repositories:
            self._repositories[annotator] = TeamRepository(self._address, annotator)
        return self._repositories[annotator]

    def add_people(self, names: Sequence[str]) -> None:
        """Add those whom the team does not know as people without a login."""
        known = {each.name for each in people(self._server)}
        for name in names:
            if name not in known:
                put_person(self._server, name, NOBODY)

    def adopt(self) -> int:
        """Assign added articles to those who have annotated them, and return the number of assignments."""
        return len(self._server.fetch(_ADOPT, [self._server.project]))

    def annotators(self) -> Sequence[str]:
        """Return the names of those who have any work or collection."""
        return [
            unspelled(name) for (name,) in self._server.fetch(_WITH_WORK, {"project": self._server.project})
        ]

    def keys(self, annotator: str) -> Sequence[str]:
        """Return the keys of the articles in which an annotator has anything."""
        return self._repository(annotator).keys()

    def open(self, annotator: str, key: str) -> ArticleRecords:
        """Open the annotations of an annotator in an article."""
        return self._repository(annotator).open_key(key)

    def fill_new(
        self, _annotator: str, _contents: Mapping[str, Content]
    ) -> Mapping[str, HashiyaError | None]:
        """Leave all articles to `copy_article`: the server does not wait for the disk for each."""
        return {}

    def collections(self, annotator: str) -> Sequence[str]:
        """Return the names of the collections of an annotator."""
        return [
            name for (name,) in self._server.fetch(_COLLECTIONS, [self._server.project, spelled(annotator)])
        ]

    def collection(self, annotator: str, name: str) -> Collection:
        """Open a collection of an annotator."""
        return self._repository(annotator).collection(name)

    def journal(self) -> Iterator[bytes]:
        """Generate the lines of the journals of all people, the oldest first."""
        last = 0
        while rows := self._server.fetch(_LINES, [self._server.project, last]):
            for _, row in rows:  # a member may have written several lines into one
                yield from filter(None, row.encode().split(b"\n"))
            last = rows[-1][0]

    def add_to_journal(self, lines: Sequence[bytes]) -> None:
        """Append lines to the journals of those who made the transactions."""
        rows = [(self._server.project, spelled(_author(line)), line.decode()) for line in lines]

        def add() -> None:
            with (
                self._server.borrowed() as connection,
                connection.transaction(),
                connection.cursor() as cursor,
            ):
                cursor.executemany(_ADD_LINE, rows)

        if rows:
            self._server.repeated(add)


def _author(line: bytes) -> str:
    """Return the name of the annotator of a transaction; empty if the line does not tell it."""
    with suppress(ValueError, TypeError, KeyError, AttributeError, RecursionError):
        record: Any = json.loads(line)
        versions = (each for group in record["edits"].values() for edit in group for each in edit if each)
        name = record["by"] or next((each.get("annotator") for each in versions), "")
        return name if isinstance(name, str) else ""
    return ""
