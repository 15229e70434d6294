"""Memory and time of commands and keys with a million annotations on 10,000 articles, and 10,000 on one."""

from __future__ import annotations

import re
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.articles import annotate, varied_text
from benchmarks.corpus import write_corpus
from benchmarks.figure import Figure, p95
from benchmarks.keys import SIZE
from benchmarks.terminal import ARABIC, Session, environment, hashiya_command, sent_by
from hashiya.codebook.label import DEFAULT
from hashiya.session.commands.bindings import Bindings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.terminal import Answer

_FEW, _MANY = 1_000, 10_000
_ANNOTATIONS_EACH = 100
_COMMANDS = (("list",), ("export",), ("check",))
# the command itself reports its peak memory: a child's rusage includes its parent's memory
_RUN = """
import sys
from hashiya.cli.main import main
status = main(sys.argv[1:])
sys.stdout.flush()
print(open("/proc/self/status", encoding="ascii").read(), file=sys.stderr)
sys.exit(status)
"""
# letters of an article of the corpus, shown by the list after reading
_LENGTH = re.compile(rb" 1,2\d\d\b")
_LETTERS = 1_000_000
_ROUNDS = 8
_DIALOGS = ("app.keys", "app.palette", "annotation.note", "find.open")
# keys that leave the article, or read it as another text
_LEFT_OUT = ("app.suspend", "app.leave", "view.library", "view.encoding", "select.drop")


class Run(NamedTuple):
    """The time of a command in seconds, and its peak memory in megabytes (10⁶ bytes)."""

    seconds: float
    memory: float


def measure(folder: Path | None = None, *, each: bool = False) -> list[Figure]:
    """Measure the figures of load.

    Args:
        folder: keeps the articles for the next run; a temporary folder if omitted.
        each: whether to add a figure for each command of the reader.
    """
    with tempfile.TemporaryDirectory() if folder is None else nullcontext(folder) as name:
        many, few = (_corpus(Path(name), articles) for articles in (_MANY, _FEW))
        figures = [figure for command in _COMMANDS for figure in _of_command(command, few, many)]
        figures.append(_first_screen(many))
    with tempfile.TemporaryDirectory() as home:
        return [*figures, *_keys(Path(home), each=each)]


def _corpus(folder: Path, articles: int) -> Path:
    """Return a folder of so many articles with annotations, made if missing."""
    corpus = folder / f"load-{articles}"
    if not corpus.exists():
        print(f"writing {articles:,} articles …", file=sys.stderr)
        making = folder / f"load-{articles}.part"
        write_corpus(making, articles, _ANNOTATIONS_EACH)
        making.rename(corpus)
    return corpus


def _of_command(command: Sequence[str], few: Path, many: Path) -> list[Figure]:
    small, large = _run(command, few), _run(command, many)
    name = f"{' '.join(command)}, {_MANY * _ANNOTATIONS_EACH:,} annotations over {_MANY:,} articles"
    return [
        Figure(name, "s", large.seconds),
        Figure(
            f"peak memory of {command[0]} there; peer: over {_FEW:,} articles",
            "MB",
            large.memory,
            small.memory,
            ratio_at_most=1.3,
        ),
    ]


def _run(command: Sequence[str], corpus: Path) -> Run:
    begun = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", _RUN, *command],
        cwd=corpus,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=True,
    )
    seconds = time.perf_counter() - begun
    found = re.search(r"VmHWM:\s+(\d+) kB", done.stderr)
    return Run(seconds, int(found[1]) * 1024 / 1e6 if found else float("nan"))


def _first_screen(corpus: Path) -> Figure:
    times = []
    for _ in range(4):
        with Session(hashiya_command(corpus / "news"), SIZE, environment(corpus)) as session:
            times.append(session.seconds_to(_LENGTH))
    # the first start fills the disk cache
    return Figure(
        f"library of {_MANY:,} articles, first screen (p50)", "s", statistics.median(times[1:]), at_most=1
    )


def _keys(home: Path, *, each: bool) -> list[Figure]:
    """Measure the time from key to first byte for every command of the reader."""
    path = home / "article.txt"
    path.write_text(varied_text(_LETTERS), encoding="utf-8", newline="")
    annotate(path, home / "annotations", _MANY)
    times: dict[str, list[float]] = {}
    with Session(hashiya_command(path), SIZE, environment(home)) as session:
        session.seconds_to(ARABIC)
        session.settle(0.5)
        for _ in range(_ROUNDS):
            _press_all(session, times)
    escapes = times.pop("select.drop")
    everything = [value for values in times.values() for value in values]
    figures = [
        Figure(
            f"any key to frame, 1 MB and {_MANY:,} annotations (p95 of {len(times)} commands)",
            "ms",
            p95(everything),
            at_most=16,
        ),
        Figure("Escape, of which 50 ms are the wait for a sequence (p50)", "ms", statistics.median(escapes)),
    ]
    if each:
        ordered = sorted(times.items(), key=lambda item: -statistics.median(item[1]))
        figures += [
            Figure(f"{name} ({len(values)} ×, p50; most {max(values):.0f})", "ms", statistics.median(values))
            for name, values in ordered
        ]
    return figures


def _press_all(session: Session, times: dict[str, list[float]]) -> None:
    """Press a key of each command once; keys without a visible change are not counted."""
    for command in Bindings(DEFAULT).page.commands:
        if command.id in _LEFT_OUT:
            continue
        _note(times, command.id, session.answer(sent_by(command.keys[0])))
        if command.id in _DIALOGS:
            session.answer(sent_by("escape"))
    session.answer(sent_by("space"))
    _note(times, "select.drop", session.answer(sent_by("escape")))


def _note(times: dict[str, list[float]], command: str, answer: Answer | None) -> None:
    if answer is not None:
        times.setdefault(command, []).append(answer.milliseconds)
