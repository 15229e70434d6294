"""The rows of one person's work in one article: read, locked and saved."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from hashiya.annotation.strict_json import encode
from hashiya.messages import Message
from hashiya.store.postgresql.json_column import object_in
from hashiya.store.postgresql.spelling import spelled
from hashiya.store.records.article_record import text_in
from hashiya.store.records.tables import ANNOTATIONS, ARTICLE, READING
from hashiya.store.repository.assignment import State
from hashiya.store.repository.entry import entry_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from hashiya.store.postgresql.connection import Connection
    from hashiya.store.records.held_tables import HeldRecords

_CONTENT = """
    SELECT w.article, w.generation, w.moved_to IS NOT NULL, (
        SELECT s.state FROM hashiya.assignment AS s
        WHERE s.project = w.project AND s.article = w.article AND s.person = w.person
    ), each.kind, each.number, each.record
    FROM hashiya.article_key AS a
    JOIN hashiya.work AS w ON w.project = a.project AND w.article = a.id AND w.person = %(person)s
    LEFT JOIN LATERAL (
        SELECT 'annotations' AS kind, n.number, n.record FROM hashiya.annotation AS n
        WHERE n.project = w.project AND n.article = w.article AND n.person = w.person
        UNION ALL
        SELECT r.kind, r.number, r.record FROM hashiya.record AS r
        WHERE r.project = w.project AND r.article = w.article AND r.person = w.person
    ) AS each ON w.generation <> %(known)s
    WHERE a.project = %(project)s AND a.key = %(key)s
    ORDER BY each.kind, each.number
"""
_HOLD = "SELECT of_article FROM hashiya.hold(%(project)s, %(key)s, %(person)s)"
_HOLD_KNOWN = "SELECT hashiya.hold_known(%(project)s, %(article)s, %(key)s, %(person)s, %(known)s)"
_PUT_ANNOTATION = """
    INSERT INTO hashiya.annotation
        (project, article, person, number, record, id, label, "start", "end", status, rev, attributes)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
    ON CONFLICT (project, article, person, number) DO UPDATE SET
        record = excluded.record, id = excluded.id, label = excluded.label, "start" = excluded."start",
        "end" = excluded."end", status = excluded.status, rev = excluded.rev, attributes = excluded.attributes
"""
_PUT_RECORD = """
    INSERT INTO hashiya.record (project, article, person, kind, number, record)
    VALUES (%s, %s, %s, %s, %s, %s)
    ON CONFLICT (project, article, person, kind, number) DO UPDATE SET record = excluded.record
"""
_DROP_ANNOTATIONS = """
    DELETE FROM hashiya.annotation
    WHERE project = %s AND article = %s AND person = %s AND number = ANY(%s)
"""
_DROP_RECORDS = """
    DELETE FROM hashiya.record
    WHERE project = %s AND article = %s AND person = %s AND kind = %s AND number = ANY(%s)
"""
_FINISH = """
    UPDATE hashiya.work SET
        generation = generation + 1, saved_at = now(), moved_to = %(moved_to)s, sha256 = %(sha256)s,
        status = %(status)s, place = %(place)s, counts = %(counts)s, total = %(total)s
    WHERE project = %(project)s AND article = %(article)s AND person = %(person)s
"""
_MOST_OF_INTEGER, _MOST_OF_BIGINT = 2**31 - 1, 2**63 - 1


class WorkKey(NamedTuple):
    """Whose work in which article is meant.

    Attributes:
        project: number of the project.
        key: of the article.
        person: number of the person; None if the team does not know them, so that nothing is kept.
    """

    project: int
    key: str
    person: int | None

    def values(self, **others: object) -> dict[str, object]:
        """Return the values of a statement."""
        return {"project": self.project, "key": spelled(self.key), "person": self.person, **others}


class Work(NamedTuple):
    """The state of a work.

    Attributes:
        article: number of the article; 0 if nobody has saved anything for its key.
        generation: number of saves; 0 if there is nothing.
        is_moved: whether the annotations were moved to another key.
        state: of the assignment; None if the article is not assigned to the person.
        rows: kind, number and record as JSON; None if they are those of the known generation.
    """

    article: int = 0
    generation: int = 0
    is_moved: bool = False
    state: State | None = None
    rows: Sequence[tuple[str, int, str]] | None = ()


def read(connection: Connection, where: WorkKey, known: int = -1) -> Work:
    """Read a work, without its rows if its generation is the known one.

    Raises:
        psycopg.Error: it cannot be read.
    """
    return _work_in(connection.execute(_CONTENT, where.values(known=known)).fetchall(), known)


def hold(connection: Connection, where: WorkKey, known: int = -1, *, begins: bool = True) -> Work:
    """Lock a work until the end of the transaction and read it, in one round trip.

    Args:
        connection: to the database.
        where: the work.
        known: the generation whose rows the caller has.
        begins: whether the transaction begins now.

    Raises:
        psycopg.Error: it cannot be read or locked.
    """
    with connection.pipeline():
        if begins:
            connection.execute("BEGIN")
        held = connection.execute(_HOLD, where.values())
        content = connection.execute(_CONTENT, where.values(known=known))
    # a fetch within the block would wait for an answer of its own
    (article,) = held.fetchone() or (0,)
    return _work_in(content.fetchall(), known)._replace(article=article)


def hold_known(connection: Connection, where: WorkKey, article: int, known: int) -> None:
    """Lock a work until the end of the transaction, which begins now, without waiting for the answer.

    Args:
        connection: in a pipeline.
        where: the work.
        article: number of the article.
        known: the generation whose rows the caller has; the server refuses if it is not the present one.
    """
    connection.execute("BEGIN")
    connection.execute(_HOLD_KNOWN, where.values(article=article, known=known))


def _work_in(rows: Sequence[tuple[Any, ...]], known: int) -> Work:
    if not rows:
        return Work()
    article, generation, is_moved, name = rows[0][:4]
    state = None if name is None else State(name)
    if generation == known:
        return Work(article, generation, is_moved, state, None)
    return Work(article, generation, is_moved, state, [row[4:] for row in rows if row[4] is not None])


def save(
    connection: Connection,
    where: WorkKey,
    article: int,
    *,
    before: Mapping[str, HeldRecords],
    after: Mapping[str, HeldRecords],
    moved_to: int | None = None,
) -> None:
    """Save the differences between the tables of a held work, without waiting for the answer.

    Args:
        connection: in a pipeline.
        where: the work.
        article: number of the article.
        before: the tables in the database.
        after: the tables as they shall be.
        moved_to: number of the article that the annotations were moved to.
    """
    row = (where.project, article, where.person)
    for kind in before.keys() | after.keys():
        old, new = before.get(kind, {}), after.get(kind, {})
        if old is new:
            continue
        if gone := [number for number in old if number not in new]:
            if kind == ANNOTATIONS:
                connection.execute(_DROP_ANNOTATIONS, (*row, gone))
            else:
                connection.execute(_DROP_RECORDS, (*row, kind, gone))
        changed = [(number, record) for number, record in new.items() if old.get(number) is not record]
        for number, record in changed:
            if kind == ANNOTATIONS:
                connection.execute(_PUT_ANNOTATION, (*row, number, *_columns(record)))
            else:
                connection.execute(_PUT_RECORD, (*row, kind, number, _json(record)))
    connection.execute(
        _FINISH, {**where.values(article=article, moved_to=moved_to), **_summary(where.key, after)}
    )


def _summary(key: str, tables: Mapping[str, HeldRecords]) -> dict[str, object]:
    """Return the columns that answer questions about a work without its annotations."""
    reading = _only(tables, READING)
    entry = entry_of(key, tables.get(ANNOTATIONS, {}).values(), reading)
    place = _whole(reading, "offset", _MOST_OF_BIGINT)
    return {
        "sha256": spelled(text_in(_only(tables, ARTICLE), "sha256")),
        "status": entry.status,
        "place": place or 0,
        "counts": _json(dict(entry.counts)),
        "total": entry.total,
    }


def _only(tables: Mapping[str, HeldRecords], kind: str) -> Mapping[str, Any]:
    return next(iter(tables.get(kind, {}).values()), {})


def _columns(record: Mapping[str, Any]) -> tuple[Any, ...]:
    """Return the record of an annotation, then copies of its values for queries."""
    attributes = record.get("attributes")
    codes = attributes.items() if isinstance(attributes, dict) else ()
    return (
        _json(record),
        spelled(text_in(record, "id")) or None,
        spelled(text_in(record, "label")) or None,
        _whole(record, "start", _MOST_OF_INTEGER),
        _whole(record, "end", _MOST_OF_INTEGER),
        spelled(text_in(record, "status")) or None,
        _whole(record, "rev", _MOST_OF_BIGINT),
        [spelled(name) for name, value in codes if value],
    )


def _whole(record: Mapping[str, Any], name: str, largest: int) -> int | None:
    value = record.get(name)
    return value if type(value) is int and 0 <= value <= largest else None


def _json(record: Mapping[str, Any]) -> str:
    return encode(dict(record)).decode()


def records_in(
    key: str, rows: Iterable[tuple[str, int, str]], known: Mapping[str, HeldRecords]
) -> dict[str, HeldRecords]:
    """Parse rows into tables; a record that is equal to the known one is the same object.

    Args:
        key: of the article, for messages.
        rows: kind, number and record as JSON.
        known: the tables before.

    Raises:
        HashiyaError: a record is not a JSON object.
    """
    tables: dict[str, HeldRecords] = {}
    for kind, number, text in rows:
        record = object_in(text, key, Message("store.bad_record", table=kind, number=str(number)))
        former = known.get(kind, {}).get(number)
        same = former is not None and former == record
        tables.setdefault(kind, {})[number] = former if same and former else MappingProxyType(record)
    return tables
