"""The library of a folder with up to a million articles: first screen, keys, listing, memory.

The peer of listing is a plain walk by `os.scandir` in the same run; the peer of all else is the library of a
folder with a few articles.
"""

from __future__ import annotations

import argparse
import os
import re
import statistics
import tempfile
import time
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.figure import Figure, p95, table
from benchmarks.keys import SIZE
from benchmarks.terminal import Session, environment, hashiya_command, sent_by

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_FEW = 50
_IN_A_FOLDER = 1_000
_ROUNDS = 5
_TITLES = (
    "زيارة وفد سوري رفيع المستوى إلى موسكو لبحث مستقبل القواعد العسكرية",
    "بيان وزارة الخارجية بشأن التطورات الأخيرة في شمال شرق سوريا",
    "اجتماع طارئ لمجلس الأمن الدولي يناقش الوضع الإنساني في السودان",
    "قمة عربية طارئة في القاهرة تبحث إعادة إعمار غزة ووقف إطلاق النار",
)
_DATE = re.compile(rb"2025-10-03")
"""The date of an article, shown by a row after the article was read."""
_LISTED = 120.0
"""Seconds for which a listing is waited for."""
_STORY = re.compile("×".encode())
"""The number of articles of a story, shown by a row once the stories are found."""
_FOUND = 3600.0
"""Seconds for which the stories are waited for."""
# what is typed, as letters; the second and the fourth word pass few articles
_TYPED = ("خبر", "0017", "زيارة", "موسكو 7")
_MOVES = ("end", "pageup", "home", "pagedown")
_ORDERS = 6


class Library(NamedTuple):
    """The figures of one library; times in seconds, memory in megabytes (10⁶ bytes).

    Attributes:
        processor: time of the processor until all are listed.
        stories: until the stories are found; None if they are not looked for.
    """

    first: float
    listed: float
    typing: Sequence[float]
    moving: Sequence[float]
    sorting: Sequence[float]
    processor: float
    memory: float
    stories: float | None
    stories_memory: float


def main(arguments: Sequence[str]) -> None:
    """Measure at each size that is named, and print one table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks library", description=__doc__)
    parser.add_argument("--articles", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument(
        "--flat", type=int, nargs="*", default=[1_000_000], help="numbers of articles in one folder"
    )
    parser.add_argument(
        "--stories", action="store_true", help="also find the stories, which indexes all articles first"
    )
    parser.add_argument(
        "--folder", type=Path, help="keeps the articles for the next time; needs an inode for each"
    )
    parser.add_argument(
        "--read", type=float, default=0, help="seconds of reading articles before memory is measured"
    )
    options = parser.parse_args(arguments)
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory() if options.folder is None else nullcontext(options.folder) as name:
        few = _measured(_articles(Path(name), _FEW, _IN_A_FOLDER), 0)
        sizes = [(count, _IN_A_FOLDER) for count in options.articles]
        sizes += [(count, count) for count in options.flat]
        for count, in_a_folder in sizes:
            top = _articles(Path(name), count, in_a_folder)
            _walk(top)  # fills the disk cache
            ours, walk = _measured(top, options.read, stories=options.stories), _walk(top)
            figures += _figures(_name(count, in_a_folder), ours, few, walk)
    print(table(figures))


def _name(count: int, in_a_folder: int) -> str:
    return f"{count:,} articles in one folder" if in_a_folder == count else f"{count:,} articles"


def _articles(folder: Path, count: int, in_a_folder: int) -> Path:
    """Return a folder of so many articles, made if missing."""
    is_flat = in_a_folder == count
    top = folder / (f"flat-{count}" if is_flat else f"articles-{count}")
    making = top.with_suffix(".part")
    if not top.exists():
        for number in range(count):
            index = number // in_a_folder
            inner = making if is_flat else making / f"{index // 100:02}" / f"{index:04}"
            if number % in_a_folder == 0:
                inner.mkdir(parents=True)
            title = f"{_TITLES[number % len(_TITLES)]} {number}"
            text = f"{title}\n\n3 أكتوبر 2025\n\nوصل الوفد أمس.\n"
            (inner / f"خبر-{number:07}.txt").write_text(text, encoding="utf-8")
        making.rename(top)
    return top


def _walk(top: Path) -> float:
    begun = time.perf_counter()
    assert sum(1 for _ in _files(os.fspath(top)))
    return time.perf_counter() - begun


def _files(folder: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                yield from _files(entry.path)
            else:
                yield entry.name


def _measured(top: Path, reading: float, *, stories: bool = False) -> Library:
    count = int(top.name.rpartition("-")[2])
    with tempfile.TemporaryDirectory() as home:
        firsts = []
        for _ in range(_ROUNDS):
            with Session(hashiya_command(top), SIZE, environment(Path(home))) as session:
                firsts.append(session.seconds_to(_DATE))
        with Session(hashiya_command(top), SIZE, environment(Path(home))) as session:
            listed = session.seconds_to(re.compile(rf"[m ]{count:,} ".encode()), patience=_LISTED)
            processor = session.processor_seconds()
            session.settle(0.5)
            moving = [_press(session, key) for key in _MOVES * 3]
            typing = []
            for typed in _TYPED:
                _press(session, "/")
                typing += [_press(session, key) for key in typed]
                _press(session, "escape")
            sorting = [_press(session, "s") for _ in range(_ORDERS)]
            end = time.perf_counter() + reading
            while time.perf_counter() < end:
                session.settle(1)
            memory = session.peak_memory()
            found = None
            if stories:
                pressed = time.perf_counter()
                _press(session, "o")
                session.seconds_to(_STORY, patience=_FOUND)
                found = time.perf_counter() - pressed
            return Library(
                statistics.median(firsts),
                listed,
                typing,
                moving,
                sorting,
                processor,
                memory,
                found,
                session.peak_memory(),
            )


def _press(session: Session, key: str) -> float:
    """Press a key and return the milliseconds to its answer; at most a second if nothing is drawn."""
    answer = session.answer(b" " if key == " " else sent_by(key))
    return answer.milliseconds if answer is not None else 1000.0


def _figures(name: str, ours: Library, few: Library, walk: float) -> list[Figure]:
    figures = [
        Figure(f"{name}: first screen (p50)", "s", ours.first, few.first, at_most=1),
        Figure(f"{name}: all are listed; peer: os.scandir", "s", ours.listed, walk),
        Figure(f"{name}: processor time of it", "s", ours.processor, few.processor),
        Figure(f"{name}: a letter of the filter (p95)", "ms", p95(ours.typing), p95(few.typing), at_most=100),
        Figure(
            f"{name}: a letter of the filter (most)", "ms", max(ours.typing), max(few.typing), at_most=100
        ),
        Figure(f"{name}: End, Home, a page (p95)", "ms", p95(ours.moving), p95(few.moving), at_most=100),
        Figure(f"{name}: another order (most)", "ms", max(ours.sorting), max(few.sorting), at_most=100),
        Figure(f"{name}: peak memory", "MB", ours.memory, few.memory, at_most=200),
    ]
    if ours.stories is not None:
        figures += [
            Figure(f"{name}: each story once, after indexing", "s", ours.stories),
            Figure(f"{name}: peak memory with it", "MB", ours.stories_memory, few.memory, at_most=200),
        ]
    return figures
