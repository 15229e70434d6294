"""Saving, opening and searching in a team, beside the plain statements on the same server.

Each process is one annotator with connections of their own. In each round it opens an article, saves an
annotation in it, and does the same by plain statements in another article, while the others do so, too.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import random
import statistics
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import psycopg
from tests.postgresql import made_database, running_server

from benchmarks.articles import varied_text
from benchmarks.clock import now
from benchmarks.figure import Figure, p95, table
from benchmarks.team_search import PHRASE, searching
from hashiya.annotation.annotation import new_annotation
from hashiya.annotation.edits import Edit
from hashiya.annotation.transaction import new_transaction
from hashiya.corpus.words import words_of
from hashiya.store.pending.pending_repository import PendingRepository
from hashiya.store.postgresql.address import Address
from hashiya.store.postgresql.articles import tsvector_of
from hashiya.store.postgresql.repository import TeamRepository
from hashiya.text.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from multiprocessing.synchronize import Barrier

    from tests.postgresql import TeamDatabase

_LETTERS = 500
_SHA256 = "0" * 64
_WITH_PHRASE = 500
"""One of so many articles has the words that are searched for."""
_PATIENCE = 120
"""Seconds until all annotators are connected."""
_NUMBER = 1_000_000
"""Numbers of plain rows begin here, so that they differ from ours."""
_OPEN = """
    SELECT n.number, n.record FROM hashiya.article AS a
    JOIN hashiya.annotation AS n ON n.project = a.project AND n.article = a.id AND n.person = %s
    WHERE a.project = 1 AND a.key = %s ORDER BY n.number
"""
_SAVE = """
    INSERT INTO hashiya.annotation
        (project, article, person, number, id, label, "start", "end", status, rev, attributes, record)
    VALUES (1, %s, %s, %s, %s, 'ACTOR', 0, 4, 'accepted', 1, '{}', %s)
"""


_barrier: Barrier


class Size(NamedTuple):
    """The size of the team's work.

    Attributes:
        articles: number of articles.
        each: annotations on each article.
        people: annotators who work at once.
        rounds: how often each opens and saves.
    """

    articles: int
    each: int
    people: int
    rounds: int


class Times(NamedTuple):
    """Seconds that each call took."""

    opening: list[float]
    saving: list[float]
    plain_opening: list[float]
    plain_saving: list[float]


def main(arguments: Sequence[str]) -> None:
    """Measure, and print the figures."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks team", description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000, help="number of articles (10000)")
    parser.add_argument("--annotations", type=int, default=100_000, help="number of annotations (100000)")
    parser.add_argument("--people", type=int, default=20, help="annotators who work at once (20)")
    parser.add_argument("--rounds", type=int, default=50, help="how often each opens and saves (50)")
    given = parser.parse_args(arguments)
    size = Size(given.articles, given.annotations // given.articles, given.people, given.rounds)
    print(table(measure(size)))


def measure(size: Size) -> list[Figure]:
    """Measure on a server of its own, which waits for its disk, in a temporary folder."""
    with running_server(is_durable=True) as running, made_database(running) as database:
        begin = now()
        logins = [database.add(_name_of(person), login=f"a{person}") for person in range(size.people)]
        _fill(database, size)
        loaded = (now() - begin).passed
        urls = [database.address(login).url for login in logins]
        found = searching(database, size.articles // _WITH_PHRASE)
        times = _work(urls, size)
        ((bytes_on_disk,),) = database.rows("SELECT pg_database_size(current_database())")
    name = f"{size.people} annotators, {size.articles:,} articles, {size.articles * size.each:,} annotations"
    return [
        Figure(f"loading: {name}", "s", loaded),
        Figure("size of the database", "MB", bytes_on_disk / 1_000_000),
        _figure("an acknowledged save", 0.95, times.saving, times.plain_saving),
        _figure("an acknowledged save", 0.5, times.saving, times.plain_saving),
        _figure("opening an article", 0.95, times.opening, times.plain_opening),
        _figure("opening an article", 0.5, times.opening, times.plain_opening),
        *found,
    ]


def _figure(name: str, share: float, ours: list[float], plain: list[float]) -> Figure:
    of = p95 if share > 0.5 else statistics.median
    return Figure(f"{name} (p{share * 100:.0f})", "ms", of(ours) * 1000, of(plain) * 1000)


def _name_of(person: int) -> str:
    return f"person {person}"


def _key_of(number: int) -> str:
    return f"news/{number // 1000:04}/{number:07}.txt"


def _record(person: int) -> dict[str, Any]:
    """Return the record of an annotation of a person."""
    text = varied_text(10)[:_LETTERS]
    made = new_annotation(_key_of(0), _SHA256, text, Span(0, 4), "ACTOR", annotator=_name_of(person))
    return made.to_stored_record()


# --- filling the database


def _fill(database: TeamDatabase, size: Size) -> None:
    """Load articles and annotations by COPY; each article has the work of one annotator."""
    url = database.running.url("postgres", database.name)
    with psycopg.connect(url) as connection:
        people: dict[str, int] = dict(connection.execute("SELECT name, id FROM hashiya.person").fetchall())
        numbers = [people[_name_of(person)] for person in range(size.people)]
        # rows that refer to others are known to be right; those of new tables need no later vacuum
        connection.execute("SET session_replication_role = replica")
        tables = ("annotation", "record", "work", "assignment", "article")
        connection.execute(f"TRUNCATE {', '.join(f'hashiya.{each}' for each in tables)}".encode())
        text = varied_text(10)[:_LETTERS].replace("\n", " ")
        texts = [f"{one}\t{_SHA256}\tutf-8\t{_words(one)}" for one in (text, f"{text} {PHRASE}")]
        counts = json.dumps({"ACTOR": size.each})
        described = json.dumps({"path": "%", "sha256": _SHA256, "encoding": "utf-8", "schema": 1})
        every = [(each, _key_of(each), numbers[each % size.people]) for each in range(1, size.articles + 1)]
        _copy(
            connection,
            "article (project, id, key, text, sha256, encoding, words)",
            (f"1\t{each}\t{key}\t{texts[not each % _WITH_PHRASE]}\n" for each, key, _ in every),
        )
        _copy(
            connection,
            "work (project, article, person, generation, sha256, counts, total, saved_at)",
            (
                f"1\t{each}\t{person}\t1\t{_SHA256}\t{counts}\t{size.each}\t2026-01-01\n"
                for each, _, person in every
            ),
        )
        _copy(
            connection,
            "assignment (project, article, person, state)",
            (f"1\t{each}\t{person}\tin progress\n" for each, _, person in every),
        )
        _copy(
            connection,
            "record (project, article, person, kind, number, record)",
            (
                f"1\t{each}\t{person}\tarticle\t1\t{described.replace('%', key)}\n"
                for each, key, person in every
            ),
        )
        _copy(
            connection,
            'annotation (project, article, person, number, id, label, "start", "end", status, rev, record)',
            _annotations(every, size),
        )
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")
        connection.execute("CHECKPOINT")


def _words(text: str) -> str | None:
    return tsvector_of(words_of(text).split())


def _annotations(every: Sequence[tuple[int, str, int]], size: Size) -> Iterator[str]:
    """Generate the rows of the annotations, those of an article together."""
    records = [
        json.dumps({**_record(person), "id": "@", "article": "%"}, ensure_ascii=False).replace("\\", "\\\\")
        for person in range(size.people)
    ]
    for each, key, person in every:
        record = records[each % size.people].replace("%", key)
        rows = []
        for number in range(1, size.each + 1):
            name = f"{each:08x}-0000-7000-8000-{number:012x}"
            columns = f"{name}\tACTOR\t0\t4\taccepted\t1"
            rows.append(f"1\t{each}\t{person}\t{number}\t{columns}\t{record.replace('@', name)}\n")
        yield "".join(rows)


def _copy(connection: psycopg.Connection[Any], into: str, lines: Iterator[str]) -> None:
    statement = f"COPY hashiya.{into} FROM STDIN (FREEZE)".encode()
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for line in lines:
            copy.write(line)


# --- the annotators


def _work(urls: Sequence[str], size: Size) -> Times:
    """Let all annotators work at once, each in a process of their own."""
    context = multiprocessing.get_context("spawn")
    barrier = context.Barrier(len(urls), timeout=_PATIENCE)
    with context.Pool(len(urls), _begin_together, (barrier,)) as pool:
        given = [(url, person, size) for person, url in enumerate(urls)]
        found = pool.starmap(_annotate, given, chunksize=1)
    return Times(*([second for times in found for second in times[part]] for part in range(4)))


def _begin_together(barrier: Barrier) -> None:
    """Keep what lets this process and the others begin together."""
    global _barrier  # noqa: PLW0603  a process of a pool has no other way
    _barrier = barrier


def _annotate(url: str, person: int, size: Size) -> Times:
    """Open and save as the reader does, and by plain statements, in turn; return the times."""
    times = Times([], [], [], [])
    chance = random.Random(person)  # noqa: S311  the same articles in each run
    with tempfile.TemporaryDirectory() as folder, psycopg.connect(url, autocommit=True) as plain:
        store = PendingRepository(
            TeamRepository(Address(url, root=Path(folder)), _name_of(person)), Path(folder)
        )
        record, text = _record(person), varied_text(10)[:_LETTERS]
        (number,) = plain.execute("SELECT hashiya.me()").fetchone() or (0,)
        made = new_annotation(_key_of(0), _SHA256, text, Span(0, 4), "ACTOR", annotator=_name_of(person))
        mine = range(person or size.people, size.articles + 1, size.people)
        for each in range(-1, size.rounds):
            if each == 0:  # all are connected
                _barrier.wait()
            key = _key_of(chance.choice(mine))
            begin = now()
            article = store.open_key(key)
            snapshot = article.load()
            opened = now()
            added = replace(made, id=f"ours-{person}-{each}", article=key)
            article.commit(new_transaction(key, [Edit(None, added)], by=added.annotator, command="test"))
            saved = now()
            other = chance.choice(mine)
            plain_begin = now()
            rows = plain.execute(_OPEN, (number, _key_of(other))).fetchall()
            plain_opened = now()
            name = f"plain-{person}-{each}"
            written = json.dumps({**record, "id": name}, ensure_ascii=False)
            plain.execute(_SAVE, (other, number, _NUMBER + each, name, written))
            plain_saved = now()
            if len(snapshot.annotations) < size.each or len(rows) < size.each:
                raise AssertionError("an article lacks annotations")
            if each >= 0:
                times.opening.append((opened - begin).passed)
                times.saving.append((saved - opened).passed)
                times.plain_opening.append((plain_opened - plain_begin).passed)
                times.plain_saving.append((plain_saved - plain_opened).passed)
        if store.waiting().changes:
            raise AssertionError("a save was not acknowledged by the server")
    return times
