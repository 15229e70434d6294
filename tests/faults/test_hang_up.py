"""The terminal goes away, takes nothing, or the reader breaks: it ends soon, nothing lost, nothing left."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from tests.faults.bench import ARTICLE, ENVIRONMENT
from tests.faults.lacking import leave_out
from tests.faults.window import HASHIYA, PATIENCE, Window, processes_in, wait_until_nothing_runs
from tests.shares import exhaustive, sampled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.faults.bench import Bench

pytestmark = sampled(3)

SAVED = "saved ✓".encode()
ONE_EVENT = re.compile(rb"mE\x1b\[0m\x1b\[[\d;]*m 1 ")
"""The count of a label in the title bar."""
HUNG_UP = 129
ASKED_WHETHER_SYNCHRONISED = b"\x1b[?2026$p"
READ = [HASHIYA, ARTICLE]
LINE = f"{HASHIYA} {ARTICLE}"
NOTED = f"{LINE}; echo $? > status"


@pytest.fixture
def window(bench: Bench) -> Iterator[Callable[..., Window]]:
    windows: list[Window] = []

    def make(*words: str, **environment: str) -> Window:
        windows.append(Window(bench.folder, words, environment))
        return windows[-1]

    yield make
    for each in windows:
        each.end()


def labels(bench: Bench) -> list[str]:
    return sorted(each.label for each in bench.stored().values())


def label_a_word(window: Window) -> None:
    """Labels the first word, which has no annotation yet."""
    window.read_until(SAVED)
    window.type(b"e")
    window.read_until(ONE_EVENT)


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (READ, HUNG_UP),
        (["sh", "-c", NOTED], None),
        (["bash", "-c", LINE], HUNG_UP),
        (["bash", "-c", NOTED], None),
        (["bash", "--norc", "-i", "-c", NOTED], None),
    ],
    ids=["alone", "sh", "bash that becomes it", "bash", "interactive bash"],
)
@pytest.mark.parametrize("is_labelled", [False, True], ids=["idle", "just labelled"])
def test_a_window_that_is_closed_ends_the_reader_at_once(
    bench: Bench,
    window: Callable[..., Window],
    words: list[str],
    status: int | None,
    is_labelled: bool,
) -> None:
    program = window(*words)
    if is_labelled:
        label_a_word(program)
    else:
        program.read_until(SAVED)
    program.close()
    if status is not None:
        assert program.wait(reading=False) == status
    wait_until_nothing_runs(bench.folder)
    assert labels(bench) == ["ACTOR", "ACTOR", *(["EVENT"] if is_labelled else [])]


@pytest.mark.parametrize("is_labelled", [False, True], ids=["idle", "just labelled"])
def test_a_window_that_is_closed_around_script_ends_the_reader_soon(
    bench: Bench, window: Callable[..., Window], is_labelled: bool
) -> None:
    if shutil.which("script") is None:
        leave_out("script of util-linux", matters_in_ci=True)
    program = window("script", "-q", "-c", NOTED, "typescript")
    program.read_until(ASKED_WHETHER_SYNCHRONISED)
    program.type(b"\x1b[?2026;0$y")
    if is_labelled:
        label_a_word(program)
    else:
        program.read_until(SAVED)
    program.close()
    wait_until_nothing_runs(bench.folder)
    assert (bench.folder / "status").read_text() == f"{HUNG_UP}\n"
    assert labels(bench) == ["ACTOR", "ACTOR", *(["EVENT"] if is_labelled else [])]


@pytest.mark.parametrize(
    ("keys", "shown"),
    [
        (b"?", "\ufeb5".encode()),
        (b"\x10", b"command"),
        (b"/x", b"search"),
        (b"mn", b"Note on"),
        (b"o", b"sort"),
    ],
    ids=["keys", "palette", "search", "note", "library"],
)
def test_a_window_that_is_closed_over_a_dialog_ends_the_reader_at_once(
    bench: Bench, window: Callable[..., Window], keys: bytes, shown: bytes
) -> None:
    program = window(*READ)
    label_a_word(program)
    at = len(program.sent)
    program.type(keys)
    program.read_until(shown, at)
    program.close()
    assert program.wait(reading=False) == HUNG_UP
    wait_until_nothing_runs(bench.folder)
    assert labels(bench) == ["ACTOR", "ACTOR", "EVENT"]


@pytest.mark.parametrize("seconds", [0.0, 0.1, 0.3, *exhaustive(0.02, 0.05, 0.15, 0.2, 0.5)])
def test_a_window_that_is_closed_while_the_reader_is_loaded_leaves_nothing_running(
    bench: Bench, window: Callable[..., Window], seconds: float
) -> None:
    program = window(*READ)
    time.sleep(seconds)
    program.close()
    assert program.wait(reading=False) != 0
    wait_until_nothing_runs(bench.folder)


@pytest.mark.terminal
@pytest.mark.parametrize("command", ["kill-pane", *exhaustive("kill-session", "kill-server")])
@pytest.mark.parametrize(
    "words", [f"exec {LINE}", f"bash --norc -i -c '{LINE}; true'"], ids=["alone", "bash"]
)
def test_what_tmux_kills_ends_at_once(bench: Bench, tmp_path: Path, command: str, words: str) -> None:
    if shutil.which("tmux") is None:
        leave_out("tmux", matters_in_ci=True)

    def tmux(*arguments: str) -> str:
        return subprocess.run(
            ["tmux", "-S", str(tmp_path / "socket"), "-u", "-f", "/dev/null", *arguments],
            cwd=bench.folder,
            env={**ENVIRONMENT, "TERM": "xterm-256color"},
            capture_output=True,
            text=True,
            check=False,
        ).stdout

    try:
        tmux("new-session", "-d", "-s", "reader", "-x", "80", "-y", "24", words)
        tmux("new-session", "-d", "-s", "other", "sleep 600")
        for key, shown in (("", "saved ✓"), ("e", "E 1")):
            tmux("send-keys", "-t", "reader", key)
            end = time.monotonic() + PATIENCE
            while shown not in tmux("capture-pane", "-p", "-t", "reader"):
                assert time.monotonic() < end, tmux("capture-pane", "-p", "-t", "reader")
        target = [] if command == "kill-server" else ["-t", "reader"]
        tmux(command, *target)
        wait_until_nothing_runs(bench.folder, "tmux", "sleep")
    finally:
        tmux("kill-server")
    assert labels(bench) == ["ACTOR", "ACTOR", "EVENT"]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGUSR1])
def test_a_reader_whose_terminal_takes_nothing_is_ended_by_a_signal_with_everything_saved(
    bench: Bench, window: Callable[..., Window], number: signal.Signals
) -> None:
    program = window(*READ)
    label_a_word(program)
    for _ in range(40):  # each paints the whole screen, and nobody reads
        program.type(b"t")
        time.sleep(0.02)
    os.kill(program.pid, number)
    assert program.wait(reading=False) == 128 + number
    wait_until_nothing_runs(bench.folder)
    assert labels(bench) == ["ACTOR", "ACTOR", "EVENT"]


def test_a_terminal_that_took_nothing_for_a_while_is_painted_whole_when_it_takes_again(
    bench: Bench, window: Callable[..., Window]
) -> None:
    program = window(*READ)
    label_a_word(program)
    for _ in range(41):
        program.type(b"t")
        time.sleep(0.02)
    program.type(b"/lastly")
    program.read_until(b"lastly")
    program.type(b"\x1b")
    at = program.read_until(SAVED, len(program.sent))
    program.type(b"\x11")
    assert program.wait() == 0
    assert at < program.sent.index(b"\x1b[?1049l")


BREAKING = """
import sys, time
from pathlib import Path
from hashiya.cli.main import main
from hashiya.session.reader import Reader
from hashiya.store.tinydb.article_store import ArticleStore
from hashiya.tui.app import HashiyaApp
from hashiya.tui.widgets.status_line import StatusLine

def raises(*_):
    raise ValueError("it is broken")

def hangs(*_):
    Path("broken").touch()
    while True:
        time.sleep(0.01)

def breaks_later(self):
    self.set_timer(0.01, raises)

def breaks_in_the_loop(self):
    self._loop.call_soon(raises)

def breaks_in_drawing(self):
    StatusLine.parts = raises
    self.screen.status_line.refresh()

def breaks_in_reading_keys(self):
    type(self._driver)._read = raises
    Path("broken").touch()

def cannot_save(self, *transactions):
    raise TypeError("a bug in saving")

how, unsaved = sys.argv[1:3]
assert HashiyaApp.change_theme
HashiyaApp.change_theme = globals()[how]
if unsaved == "unsaved":
    ArticleStore.commit = cannot_save
sys.exit(main(sys.argv[3:]))
"""
WAYS = [
    "raises",
    "breaks_later",
    "breaks_in_the_loop",
    "breaks_in_drawing",
    "breaks_in_reading_keys",
]


def breaking(window: Callable[..., Window], how: str, unsaved: str) -> Window:
    return window(sys.executable, "-c", BREAKING, how, unsaved, ARTICLE)


def break_it(bench: Bench, program: Window) -> None:
    """Let the program break, and go on when it hangs, does not read keys any more, or has ended."""
    program.type(b"t")
    end = time.monotonic() + PATIENCE
    while not (bench.folder / "broken").exists() and not program.has_ended():
        assert time.monotonic() < end, program.sent[-600:]
        program.read(0.01)


@pytest.mark.parametrize("how", WAYS)
def test_a_fault_anywhere_leaves_everything_saved_the_terminal_as_it_was_and_says_so(
    bench: Bench, window: Callable[..., Window], how: str
) -> None:
    program = breaking(window, how, "saved")
    label_a_word(program)
    break_it(bench, program)
    program.type(b" ")  # what breaks in reading keys does so at the next one
    assert program.wait() == 1
    assert b"it is broken" in program.sent
    assert b"could not be saved" not in program.sent
    assert program.echoes()
    assert labels(bench) == ["ACTOR", "ACTOR", "EVENT"]


@pytest.mark.parametrize("how", WAYS)
def test_what_could_not_be_saved_before_a_fault_is_rescued_to_a_file_that_an_import_takes(
    bench: Bench, window: Callable[..., Window], how: str
) -> None:
    program = breaking(window, how, "unsaved")
    label_a_word(program)
    program.read_until(b"not saved: unexpected TypeError")
    break_it(bench, program)
    program.type(b" ")  # what breaks in reading keys does so at the next one
    assert program.wait() == 1
    assert b"1 change of a.txt could not be saved" in program.sent
    assert labels(bench) == ["ACTOR", "ACTOR"]
    assert_import_takes_the_rescued(bench)


def assert_import_takes_the_rescued(bench: Bench) -> None:
    [rescued] = (bench.folder / ".local" / "state" / "hashiya").glob("hashiya-unsaved-*.jsonl")
    assert rescued.stat().st_mode & 0o777 == 0o600
    answer = bench.run("import", rescued)
    assert (answer.returncode, answer.stdout) == (0, "")
    assert labels(bench) == ["ACTOR", "ACTOR", "EVENT"]


@pytest.mark.parametrize("happening", ["closed", "SIGTERM"])
def test_a_reader_that_hangs_is_ended_all_the_same_and_what_is_unsaved_rescued(
    bench: Bench, window: Callable[..., Window], happening: str
) -> None:
    program = breaking(window, "hangs", "unsaved")
    label_a_word(program)
    program.read_until(b"not saved: unexpected TypeError")
    break_it(bench, program)
    if happening == "closed":
        program.close()
    else:
        os.kill(program.pid, signal.SIGTERM)
    assert program.wait(reading=happening != "closed") == (HUNG_UP if happening == "closed" else 143)
    if happening != "closed":
        assert b"\x1b[?1049l" in program.sent
        assert program.echoes()
    assert_import_takes_the_rescued(bench)


def test_a_page_that_is_being_read_does_not_outlive_the_reader(
    bench: Bench, window: Callable[..., Window]
) -> None:
    hanging = bench.folder / "hanging.py"
    hanging.write_text("import time\ntime.sleep(600)\n", encoding="utf-8")
    (bench.folder / "articles" / "page.html").write_text("<p>x</p>", encoding="utf-8")
    program = window(
        sys.executable,
        "-c",
        "import sys; from pathlib import Path; import hashiya.article.web.child_process as html\n"
        f"html._CHILD = Path({str(hanging)!r}); html._SECONDS = 600\n"
        "from hashiya.cli.main import main; sys.exit(main(['articles']))",
    )
    end = time.monotonic() + PATIENCE
    while not any(f"-S {hanging}" in command for command in processes_in(bench.folder).values()):
        assert time.monotonic() < end
        program.read(0.01)
    program.close()
    assert program.wait(reading=False) == HUNG_UP
    wait_until_nothing_runs(bench.folder)
