"""The response to keys while another program saves or hostile pages are read; the cost of the journal."""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.articles import ANNOTATOR, annotate, write_big_article
from benchmarks.figure import Figure, p95
from benchmarks.keys import AROUND, SIZE
from benchmarks.terminal import ARABIC, KEYS, Answer, Session, environment, hashiya_command
from hashiya.annotation.annotation import changed, new_annotation
from hashiya.annotation.edits import Edit
from hashiya.annotation.transaction import new_transaction
from hashiya.article.reading import read_article
from hashiya.store import open_repository
from hashiya.store.journal_file import journal_file_in
from hashiya.text.spans import Span
from hashiya.workspace.journal import Journal

if TYPE_CHECKING:
    from collections.abc import Iterator

_ROUNDS = 40
_SAVES_A_SECOND = 10
_HOSTILE_PAGES = 20
_JOURNALED = 10_000


def measure() -> list[Figure]:
    """Measure keys in an article of 10 MB during each disturbance."""
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        return [*_while_another_saves(home), _while_the_library_looks(home), *_the_journal(home)]


def _while_another_saves(home: Path) -> Iterator[Figure]:
    article = write_big_article(home)
    for count in (100, 10_000):
        store, other = home / f"annotations-{count}", home / f"others-{count}"
        annotate(article, store, count)
        shutil.copytree(store, other)
        variables = {**environment(home), "HASHIYA_STORE": str(store)}
        with Session(hashiya_command(article), SIZE, variables) as ours:
            ours.seconds_to(ARABIC)
            ours.settle(1.0)
            alone = _p95_of_answers(ours)
            with _saving(article, other):
                floor = _p95_of_answers(ours)
            with _saving(article, store):
                disturbed = _p95_of_answers(ours)
        where = f"10 MB, {count:,} annotations, while another program saves (p95)"
        yield Figure(
            f"caret key to frame, {where}", "ms", disturbed.milliseconds, alone.milliseconds, at_most=5
        )
        # the other program takes a processor for more than half of the time, whoever reads its saves
        where_floor = f"the same, over that while it saves elsewhere, {count:,} annotations (p95)"
        yield Figure(where_floor, "ms", disturbed.milliseconds, floor.milliseconds, ratio_at_most=1.3)
        yield Figure(
            f"processor time of it, {where}", "ms", disturbed.processor, alone.processor, ratio_at_most=1.5
        )


@contextmanager
def _saving(article: Path, store: Path) -> Iterator[None]:
    """Run another program that changes an annotation ten times a second."""
    command = [sys.executable, "-m", "benchmarks.disturbed", str(article), str(store)]
    with subprocess.Popen(command) as program:
        try:
            yield
        finally:
            program.kill()


def _save_for_ever(article_path: Path, folder: Path) -> None:
    article = read_article(article_path)
    annotations = open_repository(folder, ANNOTATOR).open(article)
    made = new_annotation(
        annotations.key, article.sha256, article.text, Span(0, 5), "ACTOR", annotator=ANNOTATOR
    )
    edit = Edit(None, made)
    while True:
        begin = time.perf_counter()
        annotations.commit(new_transaction(annotations.key, [edit], by="", command="benchmark"))
        assert edit.after is not None
        edit = Edit(edit.after, changed(edit.after, note=f"change {edit.after.rev}"))
        time.sleep(max(0.0, 1 / _SAVES_A_SECOND - (time.perf_counter() - begin)))


def _while_the_library_looks(home: Path) -> Figure:
    folder = home / "library"
    folder.mkdir()
    (home / "big.txt").rename(folder / "1-big.txt")
    for number in range(_HOSTILE_PAGES):
        # a page abandoned by its reader after some seconds
        page = "<html><body>" + "<b><a>" * 200_000 + f"صفحة {number}"
        (folder / f"2-{number:02}.html").write_text(page, encoding="utf-8")
    with Session(hashiya_command(folder), SIZE, environment(home)) as ours:
        ours.seconds_to(ARABIC)
        ours.settle(0.5)
        times = [ours.press(key).seconds * 1000 for _ in range(_ROUNDS) for key in ("down", "up") * 4]
    return Figure("key to frame in a library of hostile pages (p95)", "ms", p95(times), at_most=5)


def _the_journal(home: Path) -> Iterator[Figure]:
    store = home / "journaled"
    store.mkdir()
    journal = Journal(journal_file_in(store))
    text = "أوضح اللواء علي النعسان أن زيارة موسكو مهمة."
    edit = Edit(None, new_annotation("a.txt", "0" * 64, text, Span(0, 4), "ACTOR"))
    transaction = new_transaction("a.txt", [edit], by="", command="benchmark")
    for number in range(_JOURNALED):
        journal.append(transaction._replace(id=str(number)))
    times = []
    for number in range(1000):
        another = transaction._replace(id=f"another {number}")
        begin = time.perf_counter()
        journal.append(another)
        times.append((time.perf_counter() - begin) * 1000)
    yield Figure("journal of a change, after 10,000 (p50)", "ms", statistics.median(times), at_most=0.2)
    begin = time.perf_counter()
    journal.read()
    yield Figure("journal read at the start, in the background", "s", time.perf_counter() - begin)


def _p95_of_answers(session: Session) -> Answer:
    """Return the 95th percentile from key to first byte; the last byte may be of a later frame of news."""
    found = [session.answer(KEYS[key]) for key in AROUND * _ROUNDS]
    elapsed, processor = zip(*filter(None, found), strict=True)
    return Answer(p95(elapsed), p95(processor))


if __name__ == "__main__":
    _save_for_ever(Path(sys.argv[1]), Path(sys.argv[2]))
