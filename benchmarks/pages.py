"""Text, title, date and byline read from saved pages by hashiya and peers, against the correct ones."""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
import time
import unicodedata
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.page_corpora import pages_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from benchmarks.page_corpora import SavedPage

_WORD = re.compile(r"\w+")


class Got(NamedTuple):
    """The values that a reader got from a page; the date in ISO 8601."""

    text: str
    title: str = ""
    date: str = ""
    author: str = ""


@dataclass
class Score:
    """The counts over the pages of a corpus."""

    seconds: float = 0.0
    pages: int = 0
    failed: int = 0
    precision: float = 0.0
    recall: float = 0.0
    f1: float = 0.0
    texts: int = 0
    found: int = 0
    present: int = 0
    kept_out: int = 0
    absent: int = 0
    titles: int = 0
    titled: int = 0
    dates: int = 0
    wrong_dates: int = 0
    dated: int = 0
    authors: int = 0
    authored: int = 0

    def add(self, page: SavedPage, got: Got) -> None:
        self.pages += 1
        if page.text:
            self.texts += 1
            precision, recall = _of_words(_words(got.text), _words(page.text))
            self.precision += precision
            self.recall += recall
            self.f1 += 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        read = _spaced(got.text)
        self.present += len(page.present)
        self.found += sum(_spaced(snippet) in read for snippet in page.present)
        self.absent += len(page.absent)
        self.kept_out += sum(_spaced(snippet) not in read for snippet in page.absent)
        if page.title:
            self.titled += 1
            self.titles += _words(got.title) == _words(page.title)
        if page.date:
            self.dated += 1
            self.dates += got.date == page.date
            self.wrong_dates += bool(got.date) and got.date != page.date
        if page.authors:
            self.authored += 1
            self.authors += all(_spaced(name) in _spaced(got.author) for name in page.authors)

    def cells(self) -> tuple[str, ...]:
        return (
            _percent(self.precision, self.texts),
            _percent(self.recall, self.texts),
            _percent(self.f1, self.texts),
            _percent(self.found, self.present),
            _percent(self.kept_out, self.absent),
            _percent(self.titles, self.titled),
            _percent(self.dates, self.dated),
            _percent(self.wrong_dates, self.dated),
            _percent(self.authors, self.authored),
            str(self.failed),
            f"{1000 * self.seconds / max(self.pages, 1):.0f} ms",
        )


_HEADINGS = (
    "reader",
    "precision",
    "recall",
    "F1",
    "snippets",
    "kept out",
    "titles",
    "dates",
    "wrong",
    "authors",
    "failed",
    "a page",
)


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks pages", description=__doc__)
    parser.add_argument(
        "folder",
        type=Path,
        nargs="+",
        help="a checkout of adbar/trafilatura, mozilla/readability, flairNLP/fundus or "
        "scrapinghub/article-extraction-benchmark",
    )
    parser.add_argument("--half", type=int, choices=(1, 2), default=0, help="only this half of the pages")
    parser.add_argument("--reader", action="append", default=[], help="only this reader; may be repeated")
    given = parser.parse_args(arguments)
    measure(given.folder, given.half, given.reader)


def measure(folders: Sequence[Path], half: int = 0, readers: Iterable[str] = ()) -> None:
    """Print a table for each folder.

    Precision and recall compare words as a multiset, in any order, and are means over the pages; snippets are
    strings chosen by a person inside and outside the article.

    Args:
        folders: checkouts known to `pages_in`.
        half: 1 or 2 for one half of the pages, 0 for all.
        readers: the names of the readers; if empty, all that are installed.
    """
    for folder in folders:
        pages = [page for page in pages_in(folder) if half in (0, page.half)]
        lines: list[tuple[str, ...]] = [_HEADINGS]
        for name, reader in _readers():
            if not readers or name in readers:
                lines.append((name, *_scored(pages, reader).cells()))
        print(f"\n{folder}: {len(pages)} pages")
        widths = [max(len(line[column]) for line in lines) for column in range(len(_HEADINGS))]
        for line in lines:
            print("  ".join(cell.rjust(width) for cell, width in zip(line, widths, strict=True)))


def _scored(pages: Sequence[SavedPage], reader: Callable[[bytes], Got]) -> Score:
    score = Score()
    for page in pages:
        begin = time.perf_counter()
        try:
            got = reader(page.source)
        except Exception as error:  # noqa: BLE001 (a peer may fail in any way; failures are counted)
            print(f"{page.name}: {type(error).__name__}: {error}"[:200], file=sys.stderr)
            score.failed += 1
            got = Got("")
        score.seconds += time.perf_counter() - begin
        score.add(page, got)
    return score


def _readers() -> Iterable[tuple[str, Callable[[bytes], Got]]]:
    yield "hashiya", _hashiya()
    peers = {"trafilatura": _trafilatura, "readability-lxml": _readability, "resiliparse": _resiliparse}
    for name, make in peers.items():
        try:
            yield name, make()
        except ImportError:
            print(f"{name} is not installed", file=sys.stderr)


def _hashiya() -> Callable[[bytes], Got]:
    from hashiya.article.heading import heading_of
    from hashiya.article.reading import read_article

    def read(source: bytes) -> Got:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "page.html")
            path.write_bytes(source)
            article = read_article(path)
        heading = heading_of(article)
        return Got(article.text, heading.title, heading.date, article.byline)

    return read


def _trafilatura() -> Callable[[bytes], Got]:
    import trafilatura

    def read(source: bytes) -> Got:
        found = trafilatura.bare_extraction(source, include_comments=False, with_metadata=True)
        if found is None:
            return Got("")
        return Got(found.text or "", found.title or "", found.date or "", found.author or "")

    return read


def _readability() -> Callable[[bytes], Got]:
    import readability
    from resiliparse.extract.html2text import extract_plain_text

    def read(source: bytes) -> Got:
        document = readability.Document(source)
        return Got(extract_plain_text(document.summary()), document.short_title())

    return read


def _resiliparse() -> Callable[[bytes], Got]:
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import detect_encoding
    from resiliparse.parse.html import HTMLTree

    def read(source: bytes) -> Got:
        tree = HTMLTree.parse_from_bytes(source, detect_encoding(source) or "utf-8")
        return Got(extract_plain_text(tree, main_content=True), tree.title or "")

    return read


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def _of_words(got: Sequence[str], expected: Sequence[str]) -> tuple[float, float]:
    shared = (Counter(got) & Counter(expected)).total()
    return shared / len(got) if got else 0.0, shared / len(expected) if expected else 1.0


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _percent(part: float, whole: int) -> str:
    return f"{100 * part / whole:.1f}" if whole else ""
