"""Answers and pastes that come late and in pieces, played to the program on a real article.

The store stays as it is, and every key that is typed takes effect.
"""

from __future__ import annotations

import shutil
import signal
import time
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from hashiya.terminal.input.patience import QUICK
from hashiya.terminal.input.sign_of_life import SILENCE
from tests.shares import sampled
from tests.storing import store_files
from tests.terminals.input.answers import ANSWERS_OF, eight_bit
from tests.terminals.pty_program import PtyProgram
from tests.terminals.relay import Relay
from tests.tui.driving import annotations_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytestmark = sampled(3)

SEED = Path(__file__).parents[2] / "seeds" / "003_f22616ff3d8ce778.txt"
UNTOLD = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
TOLD = {**UNTOLD, "XTERM_VERSION": "XTerm(379)"}
QUESTIONS_END = b"\x1b[c"
SAVED = "saved ✓".encode()
KITTY = b"".join(ANSWERS_OF["kitty"])


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., PtyProgram]]:
    programs: list[PtyProgram] = []
    shutil.copy(SEED, tmp_path / "a.txt")

    def make(environment: dict[str, str], ends: tuple[int, int] | None = None) -> PtyProgram:
        programs.append(PtyProgram(tmp_path, environment, "a.txt", ends=ends))
        return programs[-1]

    yield make
    for program in programs:
        program.close()


def words(program: PtyProgram) -> list[str]:
    """The first words of the article, without the comma."""
    return (program.folder / "a.txt").read_text(encoding="utf-8-sig").replace(",", "").split()


def stored(program: PtyProgram) -> list[tuple[str, str]]:
    return annotations_in(program.folder / "annotations")


def label_two_words(program: PtyProgram) -> None:
    """Types keys whose effects are told apart, and sees that each had its own."""
    at = program.read_until_quiet()
    program.answer(b"ga")
    program.read_until(SAVED, program.read_until(b"1", at))
    at = program.read_until_quiet()
    program.answer(b"\x1b[De")
    program.read_until(SAVED, at)
    program.read_until_quiet()
    first, second, *_ = words(program)
    assert program.leave() == 0
    assert stored(program) == [("ACTOR", first), ("EVENT", second)]


def play(program: PtyProgram, data: bytes, pause: float, *cuts: int) -> None:
    """Write what a terminal sends in pieces, with a pause between them and a moment after the last one."""
    for begin, end in pairwise((0, *cuts, len(data))):
        program.answer(data[begin:end])
        time.sleep(pause if end < len(data) else 1.2 * QUICK)


@pytest.mark.parametrize("name", ["kitty", "xterm", "GNOME Terminal", "Windows Terminal"])
@pytest.mark.parametrize("pause", [0.08, 0.3])
def test_answers_in_pieces_change_nothing(start: Callable[..., PtyProgram], name: str, pause: float) -> None:
    program = start(TOLD)
    program.read_until(b"quit")
    for number, answer in enumerate(ANSWERS_OF[name]):
        play(program, answer, pause, 1 + number % (len(answer) - 1))
    program.answer(2 * b"".join(ANSWERS_OF[name]))
    program.answer(b"".join(map(eight_bit, ANSWERS_OF[name])))
    program.read_until_quiet()
    assert stored(program) == []
    label_two_words(program)


@pytest.mark.exhaustive
def test_an_answer_in_single_bytes_changes_nothing(start: Callable[..., PtyProgram]) -> None:
    program = start(UNTOLD)
    program.read_until(b"quit")
    play(program, b"\x1bP>|xterm\x1b\\", 0.3, *range(1, 11))
    play(program, b"\x1b[?6;9c", 0.3, *range(1, 7))
    label_two_words(program)


def test_late_answers_that_are_asked_for_change_nothing_and_count(start: Callable[..., PtyProgram]) -> None:
    program = start(UNTOLD)
    program.read_until(QUESTIONS_END)
    program.read_until(b"quit")
    play(program, KITTY, 0.3, 1, 4, 18, 19, 20, 36)
    # each run is sent in logical order now, as kitty wants it: the headline's first word
    program.read_until("\ufeaf\ufef3\ufe8e\ufead\ufe93".encode())
    label_two_words(program)


def test_a_version_of_a_megabyte_changes_nothing(start: Callable[..., PtyProgram]) -> None:
    program = start(TOLD)
    program.read_until(b"quit")
    program.answer_much(b"\x1bP>|" + b"e" * 1_000_000 + b"\x1b\\")
    label_two_words(program)


def test_answers_and_a_cut_paste_leave_a_note_open(start: Callable[..., PtyProgram]) -> None:
    program = start(TOLD)
    program.read_until(b"quit")
    program.answer(b"am")
    program.read_until(b"Note on")
    program.answer(b"x")
    for cut in (2, 4, 9):
        play(program, KITTY, 0.3, cut)
    play(program, b"\x1b[200~aeq\x1b[201~", 0.3, 4, 9, 12)
    program.answer(b"y\r")
    program.read_until_quiet()
    assert program.leave() == 0
    [path] = store_files(program.folder / "annotations")
    assert '"note": "xaeqy"' in path.read_text(encoding="utf-8")
    assert [label for label, _ in stored(program)] == ["ACTOR"]


@pytest.mark.exhaustive
def test_a_paste_in_pieces_changes_nothing(start: Callable[..., PtyProgram]) -> None:
    program = start(TOLD)
    program.read_until(b"quit")
    paste = b"\x1b[200~aeq x\r\x11\x1b[201~"
    for cut in (1, 2, 5, 8, 14, 18):
        play(program, paste, 0.3, cut)
    label_two_words(program)


def test_keys_work_again_after_a_paste_that_never_ends(start: Callable[..., PtyProgram]) -> None:
    program = start(TOLD)
    program.read_until(b"quit")
    program.answer(b"\x1b[200~aeq")
    time.sleep(1.5)
    label_two_words(program)


def test_answers_after_ctrl_z_and_fg_change_nothing(start: Callable[..., PtyProgram]) -> None:
    program = start(UNTOLD)
    program.read_until(b"quit")
    program.answer(KITTY[:2])
    program.answer(b"\x1a")
    program.wait_until_stopped()
    at = program.read_until_quiet()
    program.signal(signal.SIGCONT)
    program.read_until(b"quit", at)
    for cut in (1, 9, 19):
        play(program, KITTY, 0.3, cut)
    label_two_words(program)


def test_end_of_input_with_an_answer_that_takes_its_time_changes_nothing(
    start: Callable[..., PtyProgram],
) -> None:
    program = start(UNTOLD)
    program.read_until(QUESTIONS_END)
    program.answer(KITTY)
    program.read_until(b"quit")
    at = program.read_until_quiet()
    program.answer(b"\x04")
    program.read_until(QUESTIONS_END, at)
    time.sleep(1.2)
    program.answer(b"\x1b[?62;c")
    time.sleep(SILENCE)
    label_two_words(program)


@pytest.mark.exhaustive
def test_end_of_input_changes_nothing_where_nothing_was_ever_answered(
    start: Callable[..., PtyProgram],
) -> None:
    program = start(UNTOLD)
    program.read_until(b"quit")
    at = program.read_until_quiet()
    program.answer(b"\x04")
    program.read_until_quiet(SILENCE + 1)
    assert QUESTIONS_END not in program.sent[at:]
    label_two_words(program)


def test_end_of_input_and_silence_end_the_reader_with_everything_saved(
    start: Callable[..., PtyProgram],
) -> None:
    program = start(UNTOLD)
    program.read_until(QUESTIONS_END)
    program.answer(KITTY)
    program.read_until(b"quit")
    program.answer(b"e\x04")
    assert program.wait() == 129
    assert b"\x1b[?1049l" in program.sent
    assert program.echoes()
    assert stored(program) == [("EVENT", words(program)[0])]


def test_escape_and_a_bracket_are_keys(start: Callable[..., PtyProgram]) -> None:
    program = start(TOLD)
    program.read_until(b"quit")
    first, _, third, *_ = words(program)
    for key in (b"g", b"w", b"\x1b", b"w", b"[", b"a"):  # without the word's last letter
        program.answer(key)
        program.read_until_quiet()
    program.read_until(SAVED, program.read_until(b"1"))
    at = program.read_until_quiet()
    program.answer(b"\x1b")
    program.read_until_quiet()
    for key in (b"\x1b[D", b"\x1b[D", b"w", b"[", b"e"):
        program.answer(key)
        program.read_until_quiet()
    program.read_until(SAVED, at)
    program.read_until_quiet()
    assert program.leave() == 0
    assert stored(program) == [("ACTOR", first[:-1]), ("EVENT", third[:-1])]


def test_a_connection_of_a_third_of_a_second_each_way_loses_no_key(start: Callable[..., PtyProgram]) -> None:
    with Relay(0.3) as relay:
        program = start(UNTOLD, (relay.near, relay.far))
        program.read_until(QUESTIONS_END)
        program.answer(KITTY)
        program.read_until(b"quit")
        for key in (b"?", b"\x1b", b"g", b"a", b"m", b"n", b"o", b"\r", b"\x1b[D", b"e", b"\x1b", b"u", b"e"):
            program.answer(key)
            time.sleep(0.1)
        program.read_until_quiet(1.5)
        first, second, *_ = words(program)
        assert program.leave() == 0
        assert stored(program) == [("ACTOR", first), ("EVENT", second)]
