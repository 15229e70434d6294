"""The time to label a name in every article of a folder, to take that back, and to load the known names."""

from __future__ import annotations

import tempfile
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.articles import ANNOTATOR, varied_text
from benchmarks.clock import now
from benchmarks.figure import Figure
from hashiya.annotation.annotation import new_annotation
from hashiya.annotation.transaction import transaction_over
from hashiya.article.reading import read_article
from hashiya.services.everywhere import edits_for, occurrences_below
from hashiya.services.registry import named_annotations
from hashiya.store import journal_log, open_repository
from hashiya.text.spans import Span
from hashiya.workspace.folder_names import FolderNames
from hashiya.workspace.workspace import Workspace

if TYPE_CHECKING:
    from hashiya.annotation.annotation import Annotation

_ARTICLES = 10_000
_LETTERS = 1_600
"""Code points of an article, about 3 kB."""
_NAME = "زرقستان"
"""A name that the seeds do not have."""


def measure() -> list[Figure]:
    """Measure the steps as the reader takes them, in one process without a screen."""
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        model = _write(home)
        store = open_repository(home / "annotations", ANNOTATOR)
        workspace = Workspace(store, lambda: journal_log(store.home))
        times = [now()]
        found = list(occurrences_below(store, model))
        times.append(now())
        edits, _ = edits_for(store, found, model)
        transaction = transaction_over(edits, by="", command="annotation.everywhere")
        times.append(now())
        workspace.commit_elsewhere("", transaction)
        times.append(now())
        FolderNames(lambda: named_annotations(store.again())).load()
        times.append(now())
        workspace.commit_elsewhere("", transaction.inverse(by=""))
        times.append(now())
    finding, making, saving, names, undoing = (after - before for before, after in pairwise(times))
    whole = times[3] - times[0]
    return [
        Figure(f"labelling a name in {_ARTICLES:,} articles, saved", "s", whole.passed, at_most=3),
        Figure("processor time of it", "s", whole.processor),
        Figure("of which finding", "s", finding.passed),
        Figure("of which making the annotations", "s", making.passed),
        Figure("of which saving", "s", saving.passed),
        Figure("undo of it", "s", undoing.passed),
        Figure("loading the names of an article", "ms", names.passed / _ARTICLES * 1000, at_most=1),
    ]


def _write(home: Path) -> Annotation:
    """Write the articles, and make the annotation that the others shall be like."""
    news = home / "news"
    news.mkdir()
    source = varied_text(2_000_000)
    half = _LETTERS // 2
    for number in range(_ARTICLES):
        text = source[(first := number * 97 % (len(source) - _LETTERS)) : first + _LETTERS]
        path = news / f"{number:05}.txt"
        path.write_text(f"{text[:half]}\nقالت {_NAME} اليوم\n{text[half:]}\n", encoding="utf-8", newline="")
    article = read_article(news / "00000.txt")
    start = article.text.index(_NAME)
    span = Span(start, start + len(_NAME))
    return new_annotation(
        "news/00000.txt",
        article.sha256,
        article.text,
        span,
        "ACTOR",
        attributes={"canonical": _NAME},
        annotator=ANNOTATOR,
    )
