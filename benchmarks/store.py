"""The time to add an annotation to a file of 60 and of 10,000, against TinyDB's own JSONStorage."""

from __future__ import annotations

import statistics
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tinydb import TinyDB

from benchmarks.articles import ANNOTATOR
from benchmarks.figure import Figure
from hashiya.annotation.annotation import Annotation, new_annotation
from hashiya.annotation.edits import Edit
from hashiya.annotation.transaction import new_transaction
from hashiya.article.article import Article
from hashiya.store import open_repository
from hashiya.text.spans import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hashiya.store.tinydb.article_store import ArticleStore

_TEXT = "وصل وفد رسمي من وزارة الدفاع السورية، صباح اليوم الخميس، إلى العاصمة الروسية موسكو. " * 3000
_LABELS = ("ACTOR", "EVENT", "QUOTE")


def measure() -> list[Figure]:
    """Measure medians; the peer is TinyDB's plain insert of the same annotations."""
    with tempfile.TemporaryDirectory() as name:
        few = _compare(Path(name) / "few", count=60, runs=60)
        many = _compare(Path(name) / "many", count=10_000, runs=8)
    return [
        Figure("one more annotation on a file of 60 (p50)", "ms", *few, ratio_at_most=2),
        Figure("one more annotation on a file of 10,000 (p50)", "ms", *many),
    ]


def _compare(folder: Path, *, count: int, runs: int) -> tuple[float, float]:
    """Return medians of alternating inserts in milliseconds; the files grow by these inserts only."""
    folder.mkdir()
    store = _store(folder)
    annotations = [_annotation(store, index) for index in range(count + runs + 1)]
    _add(store, annotations[:count])
    ours, plain = [], []
    with TinyDB(folder / "plain.json") as database:
        table = database.table("annotations")
        table.insert_multiple([annotation.to_record() for annotation in annotations[:count]])
        # the first save loads the modules of the lock and encodes the records read
        _add(store, annotations[count : count + 1])
        for annotation in annotations[count + 1 :]:
            ours.append(_milliseconds(partial(_add, store, [annotation])))
            plain.append(_milliseconds(partial(table.insert, annotation.to_record())))
    return statistics.median(ours), statistics.median(plain)


def _store(folder: Path) -> ArticleStore:
    article = Article(folder / "article.txt", _TEXT, "0" * 64)
    return open_repository(folder / "annotations", ANNOTATOR).open(article)


def _add(store: ArticleStore, annotations: Sequence[Annotation]) -> None:
    edits = [Edit(None, annotation) for annotation in annotations]
    store.commit(new_transaction(store.key, edits, by="", command="benchmark"))


def _annotation(store: ArticleStore, index: int) -> Annotation:
    start = index * 7 % (len(_TEXT) - 40)
    return new_annotation(
        store.key,
        "0" * 64,
        _TEXT,
        Span(start, start + 12 + index % 20),
        _LABELS[index % 3],
        annotator=ANNOTATOR,
    )


def _milliseconds(action: Callable[[], object]) -> float:
    begun = time.perf_counter()
    action()
    return (time.perf_counter() - begun) * 1000
