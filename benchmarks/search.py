"""Indexing 100,000 articles, and searching them, beside plain FTS5 on the same files."""

from __future__ import annotations

import shutil
import sqlite3
import statistics
import tempfile
import time
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.articles import ANNOTATOR, varied_text
from benchmarks.clock import now
from benchmarks.figure import Figure
from hashiya.corpus.expression import expression_of
from hashiya.corpus.index import Index
from hashiya.corpus.parsing import parse_query
from hashiya.services.corpus import Corpus
from hashiya.services.hit_order import FOLDER, in_order, once
from hashiya.services.searching import search
from hashiya.store import open_repository

if TYPE_CHECKING:
    from collections.abc import Callable

_ARTICLES = 100_000
_LETTERS = 1_600
"""Code points of an article, about 3 kB."""
_IN_A_FOLDER = 1_000
_EVERY = 5_000
_PHRASE = "وزير خارجية زرقستان"
"""Words that one in so many articles has, and that the seeds do not have in this order."""
_TIMES = 20


def measure(folder: Path | None = None) -> list[Figure]:
    """Measure in one process, on articles that are written first, or that `folder` has from the last time."""
    with tempfile.TemporaryDirectory() as name:
        home = folder or Path(name)
        if not (news := home / "news").is_dir():
            _write(news)
        shutil.rmtree(home / "index", ignore_errors=True)
        index = home / "index" / "a.sqlite"
        files = sorted(news.rglob("*.txt"))
        times = [now()]
        plain = _plain(home / "plain.sqlite", files)
        times.append(now())
        _update(home, index)
        times.append(now())
        _update(home, index)
        times.append(now())
        of_plain, indexing, again = (after - before for before, after in pairwise(times))
        query, expression = f'"{_PHRASE}"', expression_of(parse_query(f'"{_PHRASE}"'))
        with closing(Index(index)) as opened, closing(plain):
            ours = _median(lambda: list(opened.each_text_with(expression)))
            peer = _median(
                lambda: plain.execute("SELECT rowid FROM words WHERE words MATCH ?", (query,)).fetchall()
            )
        with closing(Corpus(open_repository(home / "annotations", ANNOTATOR), [news], index)) as corpus:
            corpus.update()
            parsed = parse_query(query)
            hits = _median(lambda: list(in_order(search(corpus, parsed), FOLDER)))
            single = _median(lambda: list(in_order(once(corpus, search(corpus, parsed)), FOLDER)), times=3)
        ours_size, peer_size = (each.stat().st_size / 1_000_000 for each in (index, home / "plain.sqlite"))
    return [
        Figure(f"indexing {_ARTICLES:,} articles of 3 kB", "s", indexing.passed, of_plain.passed),
        Figure("processor time of it", "s", indexing.processor, of_plain.processor),
        Figure("looking for changes in them", "s", again.passed),
        Figure("processor time of it", "s", again.processor),
        Figure("finding a phrase in the index (p50)", "ms", ours * 1000, peer * 1000),
        Figure(f"its {_ARTICLES // _EVERY} hits, verified in their articles (p50)", "ms", hits * 1000),
        Figure("the same, each story once (p50)", "ms", single * 1000),
        Figure("size of the index", "MB", ours_size, peer_size),
    ]


def _write(news: Path) -> None:
    source = varied_text(8_000_000)
    half = _LETTERS // 2
    for number in range(_ARTICLES):
        folder = news / f"{number // _IN_A_FOLDER:03}"
        folder.mkdir(parents=True, exist_ok=True)
        text = source[(first := number * 97 % (len(source) - _LETTERS)) : first + _LETTERS]
        phrase = _PHRASE if number % _EVERY == 0 else f"رقم {number}"
        path = folder / f"{number:06}.txt"
        path.write_text(f"{text[:half]}\nقال {phrase} اليوم\n{text[half:]}\n", encoding="utf-8", newline="")


def _plain(path: Path, files: list[Path]) -> sqlite3.Connection:
    """Index the files as SQLite does it by itself, in one transaction."""
    path.unlink(missing_ok=True)
    connection = sqlite3.connect(path)
    connection.execute("CREATE VIRTUAL TABLE words USING fts5(text, content='')")
    texts = ((number, file.read_text("utf-8")) for number, file in enumerate(files))
    connection.executemany("INSERT INTO words (rowid, text) VALUES (?, ?)", texts)
    connection.commit()
    return connection


def _update(home: Path, index: Path) -> None:
    """List the articles and bring the index up to date."""
    with closing(Corpus(open_repository(home / "annotations", ANNOTATOR), [home / "news"], index)) as corpus:
        corpus.update()


def _median(call: Callable[[], object], times: int = _TIMES) -> float:
    seconds = []
    for _ in range(times):
        begun = time.perf_counter()
        call()
        seconds.append(time.perf_counter() - begun)
    return statistics.median(seconds)
