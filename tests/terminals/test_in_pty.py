"""What the program sends to a terminal, and what it makes of its answers."""

from __future__ import annotations

import json
import re
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.shares import sampled
from tests.storing import store_files
from tests.terminals.pty_program import PtyProgram
from tests.tui.driving import annotations_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytestmark = sampled(3)

ENTER, LEAVE = b"\x1b[?1049h", b"\x1b[?1049l"
BIDI_OFF, BIDI_ON, CLEAR = b"\x1b[8l", b"\x1b[8h", b"\x1b[2J"
QUESTIONS_END = b"\x1b[c"
KITTY_ANSWERS = b"\x1bP>|kitty(0.26.5)\x1b\\\x1b[>1;4000;26c\x1b[8;0$y\x1b[?62;c"
# the word kitab, as it is seen and as it is written for each mode
VISUAL = "\ufe8f\ufe8e\ufe98\ufedb".encode()
LOGICAL = VISUAL.decode()[::-1].encode()
KITAB = (VISUAL, LOGICAL)
LRM = "\u200e".encode()
FULL = re.compile(rb"\x1b\[[\d;]*48;2;")
INDEXED = re.compile(rb"\x1b\[[\d;]*48;5;")
EIGHT = re.compile(rb"\x1b\[(?:\d;)*(?:3\d;)?(?:4[0-7]|10[0-7])m")
VTE = {"TERM": "xterm-256color", "VTE_VERSION": "7006", "COLORTERM": "truecolor"}
CRASHING = """
import os
from hashiya.terminal.inquiry import Inquiry
from hashiya.terminal.kept_answers import KeptAnswers
from hashiya.tui.terminal_app import TerminalApp

class Crashing(TerminalApp):
    def on_mount(self):
        self.set_timer(0.2, self.crash)
    def crash(self):
        raise ValueError("it is broken")

Crashing(Inquiry(os.environ, KeptAnswers(None))).run()
"""
STOPPED_IN_A_WRITE = """
import os, signal
from hashiya.terminal.inquiry import Inquiry
from hashiya.terminal.kept_answers import KeptAnswers
from hashiya.tui.terminal_app import TerminalApp

class Stopped(TerminalApp):
    def on_mount(self):
        self.set_timer(0.2, self.stop)
    def stop(self):
        with self._driver._output._guard:
            os.kill(os.getpid(), signal.SIGTSTP)
            sum(range(100_000))

Stopped(Inquiry(os.environ, KeptAnswers(None))).run()
"""
CONTINUED_AT_ONCE = """
import os, signal
from hashiya.terminal.inquiry import Inquiry
from hashiya.terminal.kept_answers import KeptAnswers
from hashiya.tui.terminal_app import TerminalApp

class Continued(TerminalApp):
    def on_mount(self):
        self.set_timer(0.2, self.stop)
    def stop(self):
        for _ in range(20):
            os.kill(os.getpid(), signal.SIGTSTP)
            os.kill(os.getpid(), signal.SIGCONT)
        self.set_timer(0.2, self.exit)

Continued(Inquiry(os.environ, KeptAnswers(None))).run()
"""
UNTOLD = {"TERM": "xterm-256color"}


def backgrounds(sent: bytes) -> set[re.Pattern[bytes]]:
    """Find in which depths of colour backgrounds were sent."""
    return {each for each in (FULL, INDEXED, EIGHT) if each.search(sent)}


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., PtyProgram]]:
    programs: list[PtyProgram] = []
    (tmp_path / "a.txt").write_bytes("\u0643\u062a\u0627\u0628 x\n".encode())

    def make(environment: dict[str, Any], *arguments: str) -> PtyProgram:
        programs.append(PtyProgram(tmp_path, environment, *arguments, "a.txt"))
        return programs[-1]

    yield make
    for program in programs:
        program.close()


def test_vte_is_sent_its_bytes_after_the_screen_is_taken_and_before_it_is_given_back(
    start: Callable[..., PtyProgram],
) -> None:
    program = start(VTE)
    at = program.read_until(ENTER)
    at = program.read_until(BIDI_OFF + CLEAR, at)
    program.read_until(VISUAL, at)
    assert program.leave() == 0
    assert 0 < program.sent.find(BIDI_ON) < program.sent.index(LEAVE)
    assert QUESTIONS_END not in program.sent


@pytest.mark.parametrize(("number", "status"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_signal_undoes_what_the_terminal_was_sent(
    start: Callable[..., PtyProgram], number: signal.Signals, status: int
) -> None:
    program = start(VTE)
    program.read_until(VISUAL)
    program.signal(number)
    assert program.wait() == status
    assert 0 < program.sent.find(BIDI_ON) < program.sent.index(LEAVE)
    assert program.echoes()


def test_a_crash_undoes_what_the_terminal_was_sent(tmp_path: Path) -> None:
    program = PtyProgram(tmp_path, VTE, "-c", CRASHING, program=Path(sys.executable))
    program.wait()
    program.close()
    assert b"it is broken" in program.sent
    assert 0 < program.sent.find(BIDI_OFF) < program.sent.find(BIDI_ON) < program.sent.index(LEAVE)


def test_ctrl_z_undoes_and_fg_does_again_and_paints_all(start: Callable[..., PtyProgram]) -> None:
    program = start(VTE)
    program.read_until(VISUAL)
    program.signal(signal.SIGTSTP)
    program.read_until(LEAVE)
    assert BIDI_ON in program.sent
    program.wait_until_stopped()
    stopped = len(program.sent)
    program.signal(signal.SIGCONT)
    at = program.read_until(BIDI_OFF + CLEAR, stopped)
    program.read_until(VISUAL, at)
    assert program.leave() == 0


def test_ctrl_z_in_the_middle_of_a_write_undoes_all(tmp_path: Path) -> None:
    program = PtyProgram(tmp_path, VTE, "-c", STOPPED_IN_A_WRITE, program=Path(sys.executable))
    program.read_until(LEAVE)
    program.wait_until_stopped()
    assert program.echoes()
    stopped = len(program.sent)
    program.signal(signal.SIGCONT)
    program.read_until(BIDI_OFF + CLEAR, stopped)
    assert program.leave() == 0
    program.close()


def test_a_program_that_is_continued_before_it_has_stopped_goes_on(tmp_path: Path) -> None:
    program = PtyProgram(tmp_path, VTE, "-c", CONTINUED_AT_ONCE, program=Path(sys.executable))
    assert program.wait() == 0
    assert program.echoes()
    program.close()


@pytest.mark.parametrize(("number", "status"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_signal_that_another_thread_takes_ends_the_program(
    start: Callable[..., PtyProgram], number: signal.Signals, status: int
) -> None:
    program = start(VTE)
    program.read_until_quiet()
    program.signal_a_thread(number)
    assert program.wait() == status
    assert 0 < program.sent.find(BIDI_ON) < program.sent.index(LEAVE)


def test_ctrl_z_that_another_thread_takes_undoes_all(start: Callable[..., PtyProgram]) -> None:
    program = start(VTE)
    program.read_until_quiet()
    program.signal_a_thread(signal.SIGTSTP)
    program.read_until(LEAVE)
    program.wait_until_stopped()
    assert program.echoes()


def test_a_program_that_was_stopped_at_once_takes_the_screen_again(
    start: Callable[..., PtyProgram],
) -> None:
    program = start(VTE)
    program.read_until_quiet()
    threads = program.threads()
    program.signal(signal.SIGSTOP)
    program.wait_until_stopped()
    stopped = len(program.sent)
    program.signal(signal.SIGCONT)
    at = program.read_until(LEAVE, stopped)
    program.read_until(VISUAL, program.read_until(BIDI_OFF + CLEAR, at))
    program.read_until_quiet()
    assert len(program.threads()) == len(threads)
    assert program.leave() == 0
    assert program.echoes()


def test_ctrl_z_gives_back_a_terminal_that_echoes(start: Callable[..., PtyProgram]) -> None:
    program = start(UNTOLD)
    program.read_until(VISUAL)
    program.signal(signal.SIGTSTP)
    program.wait_until_stopped()
    assert program.echoes()
    stopped = program.read_until_quiet()
    program.signal(signal.SIGCONT)
    program.read_until(VISUAL, stopped)
    assert program.leave() == 0


def test_ctrl_z_typed_gives_the_terminal_back_and_fg_takes_it_again(
    start: Callable[..., PtyProgram],
) -> None:
    program = start(VTE)
    program.read_until(VISUAL)
    program.answer(b"\x1a")
    program.read_until(LEAVE)
    program.wait_until_stopped()
    assert program.echoes()
    stopped = program.read_until_quiet()
    program.signal(signal.SIGCONT)
    at = program.read_until(BIDI_OFF + CLEAR, stopped)
    program.read_until(VISUAL, at)
    assert program.leave() == 0


def test_a_note_being_written_outlives_sigterm(start: Callable[..., PtyProgram]) -> None:
    program = start(VTE)
    program.read_until(VISUAL)
    for key in (b"a", b"m", "\u0628".encode()):
        program.answer(key)
        program.read_until_quiet()
    program.signal(signal.SIGTERM)
    assert program.wait() == 143
    [path] = store_files(program.folder / "annotations")
    tables = json.loads(path.read_bytes())
    assert [each["note"] for each in tables["annotations"].values()] == [""]
    assert tables["drafts"]["1"]["note"] == "\u0628"


def test_three_hundred_resizes_end_in_the_last_size(start: Callable[..., PtyProgram]) -> None:
    program = start(VTE)
    program.read_until(VISUAL)
    for size in 50 * [(1, 1), (500, 200), (80, 24), (10, 3), (40, 10), (2, 60)]:
        program.resize(*size)
    at = program.read_until_quiet()
    program.resize(60, 8)
    program.read_until_quiet()
    frame = program.sent[at:]
    assert {int(row) for row in re.findall(rb"\x1b\[(\d+);1H", frame)} == set(range(1, 9))
    assert VISUAL in frame
    assert program.leave() == 0


@pytest.mark.parametrize(
    "locale", [{"LC_ALL": "C"}, {"LC_ALL": "ar_EG.ISO-8859-6"}, {"PYTHONIOENCODING": "ascii"}]
)
def test_letters_are_sent_as_utf_8_whatever_the_locale(
    start: Callable[..., PtyProgram], locale: dict[str, str]
) -> None:
    program = start({**VTE, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", **locale})
    program.read_until(VISUAL)
    assert program.leave() == 0


def test_only_konsole_is_sent_what_is_konsoles(start: Callable[..., PtyProgram]) -> None:
    program = start({"TERM": "xterm-256color", "KONSOLE_VERSION": "221203"})
    program.read_until(b"\x1b]50;BidiRenderingEnabled=false\a")
    program.read_until(VISUAL)
    program.leave()
    assert b"\x1b]50;BidiRenderingEnabled=true\a" in program.sent
    assert BIDI_OFF not in program.sent


def test_a_terminal_that_is_not_told_is_asked_before_the_screen_is_taken(
    start: Callable[..., PtyProgram],
) -> None:
    program = start(UNTOLD)
    at = program.read_until(QUESTIONS_END)
    program.answer(KITTY_ANSWERS)
    program.read_until(LOGICAL)
    assert at < program.sent.index(ENTER)
    assert VISUAL not in program.sent
    assert program.leave() == 0
    assert program.echoes()


def test_late_answers_change_the_rows_and_are_no_keys(
    start: Callable[..., PtyProgram], tmp_path: Path
) -> None:
    program = start(UNTOLD)
    program.read_until(VISUAL)
    at = program.read_until_quiet()
    program.answer(KITTY_ANSWERS[:9])
    program.answer(KITTY_ANSWERS[9:])
    program.read_until(LOGICAL, at)
    program.answer(b"e")  # the only key: of the answers "k" and "x" are keys too
    program.read_until("saved ✓".encode(), program.read_until(b"1"))
    assert program.leave() == 0
    assert annotations_in(tmp_path / "annotations") == [("EVENT", "\u0643\u062a\u0627\u0628")]


EIGHT_COLOURS = {"TERM": "xterm"}


@pytest.mark.parametrize(
    ("answers", "background"),
    [
        (b"\x1bP>|XTerm(379)\x1b\\\x1b[>41;379;0c\x1b[?64;1;2c", FULL),
        (b"\x1b[>65;7006;1c\x1b[8;1$y\x1b[?65;1;9c", FULL),
        (KITTY_ANSWERS, FULL),
        (b"\x1b[>0;136;0c\x1b[?6c", INDEXED),
        (b"\x1b[>83;40900;0c\x1b[?1;2c", INDEXED),
        (b"\x1bP>|tmux 3.3a\x1b\\\x1b[>84;0;0c\x1b[?1;2;4c", INDEXED),
        (b"\x1b[?6c", EIGHT),
    ],
    ids=["xterm", "VTE", "kitty", "PuTTY", "GNU screen", "tmux", "unknown"],
)
@pytest.mark.parametrize("is_late", [False, True], ids=["in time", "late"])
def test_a_terminal_known_by_its_answers_gets_the_colours_that_it_is_known_for(
    start: Callable[..., PtyProgram], answers: bytes, background: re.Pattern[bytes], is_late: bool
) -> None:
    program = start(EIGHT_COLOURS)
    program.read_until(QUESTIONS_END)
    at = 0
    if is_late:
        program.read_until(VISUAL)
        at = program.read_until_quiet()
        assert backgrounds(program.sent) == {EIGHT}
    program.answer(answers)
    if background is not EIGHT or not is_late:
        program.read_until(KITAB[answers is KITTY_ANSWERS], at)
    program.read_until_quiet()
    assert backgrounds(program.sent[at:]) <= {background}
    at = len(program.sent)
    program.answer(b"t")
    program.read_until(KITAB[answers is KITTY_ANSWERS], at)
    program.read_until_quiet()
    assert backgrounds(program.sent[at:]) == {background}
    assert program.leave() == 0


def test_no_colours_are_sent_where_none_are_wanted_whatever_the_terminal_answers(
    start: Callable[..., PtyProgram],
) -> None:
    program = start({**EIGHT_COLOURS, "NO_COLOR": "1"})
    program.read_until(VISUAL)
    at = program.read_until_quiet()
    program.answer(KITTY_ANSWERS)
    program.read_until(LOGICAL, at)
    program.answer(b"t")
    program.read_until_quiet()
    assert backgrounds(program.sent) == set()


def test_keys_typed_while_the_program_loads_are_not_lost(
    start: Callable[..., PtyProgram], tmp_path: Path
) -> None:
    program = start(UNTOLD)
    program.read_until(QUESTIONS_END)
    program.answer(b"a" + KITTY_ANSWERS)
    program.read_until(LOGICAL)
    assert program.leave() == 0
    assert annotations_in(tmp_path / "annotations") == [("ACTOR", "\u0643\u062a\u0627\u0628")]


def test_a_terminal_that_never_answers_is_shown_the_article(start: Callable[..., PtyProgram]) -> None:
    program = start(UNTOLD)
    program.read_until(VISUAL)
    program.answer(b"\x1b")
    assert program.leave() == 0
    assert program.echoes()


def test_putty_is_told_of_its_setting_once(start: Callable[..., PtyProgram]) -> None:
    for times in (1, 0):
        program = start(UNTOLD)
        program.read_until(QUESTIONS_END)
        program.answer(b"\x1b[>0;136;0c\x1b[?6c")
        program.read_until(VISUAL)
        if times:
            program.read_until(b"Disable bidirectional text display")
        program.read_until_quiet(1.2)  # what is said of the terminal is said by now
        assert program.leave() == 0
        assert (b"Disable bidirectional text display" in program.sent) is bool(times)


def test_a_named_mode_is_obeyed_without_asking(start: Callable[..., PtyProgram]) -> None:
    program = start(UNTOLD, "--terminal-mode", "words")
    program.read_until(LOGICAL + LRM)
    program.leave()
    assert QUESTIONS_END not in program.sent
    assert BIDI_OFF not in program.sent


def test_the_environment_names_a_mode(start: Callable[..., PtyProgram]) -> None:
    program = start({**UNTOLD, "HASHIYA_TERMINAL_MODE": "words"})
    program.read_until(LOGICAL + LRM)


@pytest.mark.parametrize("term", ["dumb", ""])
def test_a_terminal_without_a_screen_is_refused(start: Callable[..., PtyProgram], term: str) -> None:
    program = start({"TERM": term})
    assert program.wait() == 2
    assert b"hashiya show" in program.sent
    assert b"\x1b" not in program.sent
