"""The system's real limits: a sentence says what is lacking, the rest goes on, and no label is lost."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

import pytest

from tests.faults.bench import ARTICLE
from tests.faults.confined import limited, with_processes, with_read_only
from tests.faults.window import HASHIYA, PATIENCE, Window
from tests.shares import sampled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tests.faults.bench import Bench

pytestmark = sampled(2)

NO_THREAD = "the system starts no more threads for this user"
PAGE = "articles/page.html"


@pytest.fixture
def window(bench: Bench) -> Iterator[Callable[..., Window]]:
    windows: list[Window] = []

    def make(before: Sequence[str], *words: str) -> Window:
        windows.append(Window(bench.folder, [*before, HASHIYA, *words]))
        return windows[-1]

    yield make
    for each in windows:
        each.end()


def has_started(program: Window) -> bool:
    """Wait until the article is shown; False if the program ended before."""
    end = time.monotonic() + PATIENCE
    while "saved ✓".encode() not in program.sent:
        assert time.monotonic() < end, program.sent[-600:]
        program.read(0.1)
        if program.has_ended():
            return False
    return True


def label_and_leave(bench: Bench, program: Window) -> None:
    """Label a word and leave: it is stored, or in a file that an import takes, or said to be lost."""
    shown = len(program.sent)
    program.type(b"e")
    program.read_until(b"sav", shown)
    end = time.monotonic() + PATIENCE
    while not program.has_ended() and time.monotonic() < end:
        program.type(b"\x11")  # a second time where the first only says that something is not saved
        program.read(1.0)
    status = program.wait()
    labels = [each.label for each in bench.stored().values()]
    if "EVENT" in labels:  # nothing is lost, even if the report of a fault finds no file to open
        return
    assert status == 1
    assert b"1 change of a.txt could not be saved" in program.sent
    for rescued in (bench.folder / ".local" / "state" / "hashiya").glob("hashiya-unsaved-*.jsonl"):
        assert bench.run("import", rescued).returncode == 0
        assert [each.label for each in bench.stored().values()].count("EVENT") == 1
        return
    assert b"could be kept nowhere else" in program.sent


@pytest.mark.parametrize("number", [1, 2, 3, 4, 5, 6, 8])
def test_a_reader_that_may_start_few_threads_says_so_or_loses_nothing(
    bench: Bench, window: Callable[..., Window], number: int
) -> None:
    program = window(with_processes(number, bench.folder), ARTICLE)
    if has_started(program):
        label_and_leave(bench, program)
    else:
        assert program.wait() == 1
        assert NO_THREAD.encode() in program.sent
    assert b"Traceback" not in program.sent
    assert number < 5 or b"\x1b[?1049h" in program.sent


@pytest.mark.parametrize("number", [1, 2])
def test_a_page_for_which_no_process_can_be_started_is_told_of_and_the_library_goes_on(
    bench: Bench, number: int
) -> None:
    (bench.folder / PAGE).write_text("<p>نص", encoding="utf-8")
    answer = bench.run("show", PAGE, before=with_processes(number, bench.folder))
    assert answer.returncode == 1
    assert answer.stderr.startswith(f"hashiya: {PAGE} cannot be read as HTML now: ")
    assert len(answer.stderr.splitlines()) == 2
    answer = bench.run("list", "--json", before=with_processes(number, bench.folder))
    assert f'"article": "{ARTICLE}"' in answer.stdout
    assert "Traceback" not in answer.stderr


@pytest.mark.parametrize("number", [6, 7, 8, 9, 10, 12])
def test_a_reader_that_may_open_few_files_says_so_or_loses_nothing(
    bench: Bench, window: Callable[..., Window], number: int
) -> None:
    program = window(limited("nofile", number), ARTICLE)
    if has_started(program):
        label_and_leave(bench, program)
    else:
        assert program.wait() == 1
        assert b"Too many open files" in program.sent
    assert b"Traceback" not in program.sent
    assert number < 8 or b"\x1b[?1049h" in program.sent


@pytest.mark.parametrize("number", [0, 200, 2000, 20_000])
def test_a_reader_that_may_write_small_files_only_says_so_and_loses_nothing_unsaid(
    bench: Bench, window: Callable[..., Window], number: int
) -> None:
    program = window(limited("fsize", number), ARTICLE)
    assert has_started(program)
    label_and_leave(bench, program)
    assert b"Traceback" not in program.sent
    assert sorted(each.label for each in bench.stored().values())[:2] == ["ACTOR", "ACTOR"]


@pytest.mark.parametrize(("kind", "numbers"), [("nofile", range(5, 12)), ("fsize", (0, 100, 1000, 3000))])
def test_a_command_within_a_limit_stores_all_or_says_why_not(
    bench: Bench, kind: str, numbers: Sequence[int]
) -> None:
    for number in numbers:
        words = ("annotate", ARTICLE, "--start", 0, "--end", 4, "--label", "EVENT", "--id", f"new-{number}")
        answer = bench.run(*words, before=limited(kind, number))
        assert answer.returncode in (0, 1), answer.stderr
        assert (f"new-{number}" in bench.stored()) is (answer.returncode == 0)
        assert answer.stderr.startswith("hashiya: ") is (answer.returncode == 1)
        assert "Traceback" not in answer.stderr


@pytest.mark.parametrize("key", [b"a", b"e", b"q", b"x", b"m", b"d", "ش".encode()])
def test_a_key_in_a_folder_that_is_read_only_is_answered(
    bench: Bench, window: Callable[..., Window], key: bytes
) -> None:
    before = {path: path.read_bytes() for path in bench.folder.rglob("*") if path.is_file()}
    program = window(with_read_only(bench.folder), ARTICLE)
    program.read_until(b"quit")
    program.read(0.5)
    program.type(b"\x1b")
    program.read(0.5)
    shown = len(program.sent)
    program.type(key)
    program.read_until(re.compile(b"cannot be saved|read-only"), shown)
    program.type(b"\x11")
    assert program.wait() == 0
    assert b"Traceback" not in program.sent
    assert {path: path.read_bytes() for path in bench.folder.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    "words",
    [
        ("annotate", ARTICLE, "--start", "0", "--end", "4", "--label", "EVENT"),
        ("edit", ARTICLE, "kept", "--note", "x"),
        ("remove", ARTICLE, "kept"),
        ("import", "in.jsonl"),
    ],
    ids=lambda words: words[0],
)
def test_a_command_that_writes_in_a_folder_that_is_read_only_says_so(
    bench: Bench, words: Sequence[str]
) -> None:
    before = bench.stored()
    answer = bench.run(*words, before=with_read_only(bench.folder))
    assert answer.returncode == 1
    assert answer.stderr.startswith("hashiya: ")
    assert "read-only" in answer.stderr.lower()
    assert "Traceback" not in answer.stderr
    assert bench.stored() == before


@pytest.mark.parametrize(
    "words", [("list",), ("show", ARTICLE), ("export",), ("check",)], ids=lambda words: words[0]
)
def test_a_command_that_only_reads_does_so_in_a_folder_that_is_read_only(
    bench: Bench, words: Sequence[str]
) -> None:
    free = bench.run(*words)
    assert free.returncode == 0
    answer = bench.run(*words, before=with_read_only(bench.folder))
    assert (answer.returncode, answer.stdout, answer.stderr) == (0, free.stdout, free.stderr)
