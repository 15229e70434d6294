"""Searching the articles of a team, beside the plain statements that give the same articles."""

from __future__ import annotations

import statistics
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg

from benchmarks.clock import now
from benchmarks.figure import Figure
from hashiya.corpus.parsing import parse_query
from hashiya.services.searchable import open_searchable
from hashiya.services.searching import search
from hashiya.store.postgresql.repository import TeamRepository

if TYPE_CHECKING:
    from tests.postgresql import TeamDatabase

PHRASE = "قمة المناخ"
"""Words that only some articles have."""
_TIMES = 9
_PLAIN = """
    SELECT key, text FROM hashiya.article
    WHERE project = 1 AND words @@ $$ 'قمه' & 'المناخ' $$
"""
"""As the owner, whom no row-level security slows down."""


def searching(database: TeamDatabase, hits: int) -> list[Figure]:
    """Measure a search for a phrase of some articles, by a curator who has just opened the store."""
    login = database.add("curator", "curator")
    ours, plain = [], []
    with tempfile.TemporaryDirectory() as folder:
        home = database.address(login)._replace(root=Path(folder), is_copied=True)
        store = TeamRepository(home, "curator")
        with psycopg.connect(database.running.url("owner", database.name), autocommit=True) as connection:
            for _ in range(_TIMES):
                begin = now()
                corpus = open_searchable(store, [store.root], None)
                found = sum(len(group) for group in search(corpus, parse_query(f"«{PHRASE}»")))
                ours.append((now() - begin).passed)
                begin = now()
                rows = connection.execute(_PLAIN).fetchall()
                plain.append((now() - begin).passed)
                if found != hits or len(rows) != hits:
                    raise AssertionError("a search has missed articles")
    name = f"a search for a phrase with {hits:,} hits (p50)"
    return [Figure(name, "ms", statistics.median(ours) * 1000, statistics.median(plain) * 1000)]
