"""The time from a key to the last byte of its frame: on a seed article, against the peer, and on 10 MB.

Keys are steady: they begin when the proposals are on the screen and all threads are at rest. Only the figures
of the first seconds count keys from the first letter on, among which the frames of news fall.
"""

from __future__ import annotations

import statistics
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.articles import SEED, annotate, write_big_article, write_rows
from benchmarks.figure import Figure, p95
from benchmarks.terminal import (
    ARABIC,
    Burst,
    Session,
    Size,
    bare_command,
    environment,
    hashiya_command,
    sent_by,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

SIZE = Size(80, 24)
# ends where it began: the page does not scroll, and each key moves the caret
AROUND = ("down", "left", "left", "right", "up", "left", "right", "right")
_ROUNDS = 25
_PAGES = 20
_ANNOTATIONS = 10_000
_HINTS, _LIST = "j", "tab"
# wide enough for the list of annotations
_WIDE = Size(120, 40)
# a cell of a full screen: a letter of three bytes, and the sequence that sets a new colour
_BYTES_PER_CELL = 4


def measure() -> list[Figure]:
    """Send keys to hashiya and the peer alternately, and take percentiles over all keys of a run."""
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        return [
            *_on_a_seed(home, "caret key to frame, seed"),
            *_on_a_seed(home, "caret key to frame with hints shown, seed", _HINTS),
            *_on_a_seed(home, "caret key to frame with hints shown, 120×40", _HINTS, size=_WIDE),
            *_on_a_big_article(home),
            *_while_it_starts(home),
            *_beside_the_list(home),
        ]


def _on_a_seed(home: Path, name: str, *first: str, size: Size = SIZE) -> list[Figure]:
    """Measure caret keys; the keys `first` come before."""
    commands = hashiya_command(SEED), bare_command(write_rows(SEED, home))
    with (
        Session(commands[0], size, environment(home)) as ours,
        Session(commands[1], size, environment(home)) as peer,
    ):
        for session in (ours, peer):
            session.seconds_to(ARABIC)
            session.rest()
        for key in first:
            ours.answer(sent_by(key))
        bursts: dict[Session, list[Burst]] = {ours: [], peer: []}
        for _ in range(_ROUNDS):
            for key in AROUND:
                for session, found in bursts.items():
                    found.append(session.press(key))
    times = {session: _milliseconds(found) for session, found in bursts.items()}
    return [
        Figure(f"{name} (p50)", "ms", statistics.median(times[ours]), statistics.median(times[peer])),
        Figure(f"{name} (p95)", "ms", p95(times[ours]), p95(times[peer]), ratio_at_most=2),
    ]


def _on_a_big_article(home: Path) -> list[Figure]:
    article = write_big_article(home)
    annotate(article, home / "annotations", _ANNOTATIONS)
    with Session(hashiya_command(article), SIZE, environment(home)) as session:
        session.seconds_to(ARABIC)
        opened = session.settle(0.5).seconds
        session.rest()
        caret = [session.press(key) for _ in range(_ROUNDS) for key in AROUND]
        pages = [session.press("pagedown") for _ in range(_PAGES)]
        scrolls = [session.press("down") for _ in range(_ROUNDS * 4)]
        memory = session.peak_memory()
    screen = SIZE.columns * SIZE.rows * _BYTES_PER_CELL
    return [
        Figure("first screen, 10 MB and 10,000 annotations", "s", opened, at_most=2),
        Figure("peak memory, 10 MB and 10,000 annotations", "MB", memory, at_most=300),
        Figure("caret key to frame, 10 MB (p50)", "ms", statistics.median(_milliseconds(caret))),
        Figure("caret key to frame, 10 MB (p95)", "ms", p95(_milliseconds(caret)), at_most=16),
        Figure("down that may scroll to frame, 10 MB (p95)", "ms", p95(_milliseconds(scrolls)), at_most=16),
        Figure("PageDown to frame, 10 MB (p95)", "ms", p95(_milliseconds(pages))),
        Figure("bytes of a caret move, 10 MB (most)", "B", max(burst.size for burst in caret), at_most=1500),
        Figure(
            "bytes of PageDown, 10 MB (p50)", "B", statistics.median(b.size for b in pages), at_most=screen
        ),
    ]


def _while_it_starts(home: Path) -> list[Figure]:
    """Measure the worst case: caret keys from the first letter on, and the frames of news between them."""
    with Session(hashiya_command(home / "big.txt"), SIZE, environment(home)) as session:
        session.seconds_to(ARABIC)
        caret = [session.press(key) for _ in range(_ROUNDS) for key in AROUND]
    return [
        Figure("caret key to frame in the first seconds, 10 MB (p95)", "ms", p95(_milliseconds(caret))),
        Figure(
            "bytes of a caret move in the first seconds, 10 MB (most)",
            "B",
            max(burst.size for burst in caret),
        ),
    ]


def _beside_the_list(home: Path) -> list[Figure]:
    """Measure keys in the page beside the list of annotations, and in the list."""
    with Session(hashiya_command(home / "big.txt"), _WIDE, environment(home)) as session:
        session.seconds_to(ARABIC)
        session.rest()
        caret = [session.press(key) for _ in range(_ROUNDS) for key in AROUND]
        session.answer(sent_by(_LIST))
        steps = [session.press("down") for _ in range(_ROUNDS * 4)]
    beside = f"beside a list of {_ANNOTATIONS:,} annotations"
    return [
        Figure(f"caret key to frame {beside}, 120×40 (p95)", "ms", p95(_milliseconds(caret)), at_most=16),
        Figure("down in the list to frame (p95)", "ms", p95(_milliseconds(steps)), at_most=16),
    ]


def _milliseconds(bursts: Sequence[Burst]) -> list[float]:
    return [burst.seconds * 1000 for burst in bursts]
