"""``hashiya terminal``: what is said, what is kept."""

from __future__ import annotations

import json
import re
import time
from typing import TYPE_CHECKING

import pytest

from hashiya.cli.terminal_command import card
from hashiya.messages import Message
from tests.terminals.pty_program import PtyProgram

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.cli.conftest import Shell

VARIABLES = (
    "VTE_VERSION",
    "KONSOLE_VERSION",
    "MLTERM",
    "KITTY_WINDOW_ID",
    "XTERM_VERSION",
    "TERM_PROGRAM",
    "TMUX",
)
LRM = "\u200e"

QUESTION = str(Message("cli.which_line", last=4)).encode()


@pytest.fixture(autouse=True)
def _vte(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in (*VARIABLES, "STY", "HASHIYA_TERMINAL_MODE", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("VTE_VERSION", "7006")


@pytest.fixture
def program(tmp_path: Path) -> Iterator[PtyProgram]:
    environment = {"TERM": "xterm-256color", "VTE_VERSION": "7006"}
    program = PtyProgram(tmp_path, environment, "terminal")
    yield program
    program.close()


def test_without_a_terminal_what_is_known_is_said_without_escapes(shell: Shell) -> None:
    answer = shell("terminal")
    assert (answer.status, answer.err) == (0, "")
    assert "VTE" in answer.out
    assert "visual" in answer.out
    assert str(Message("terminal.variable_set", name="VTE_VERSION")) in answer.out
    assert "\x1b" not in answer.out


def test_what_is_chosen_is_kept_under_the_terminals_name(shell: Shell) -> None:
    assert shell("terminal", "--choose", 2).status == 0
    path = shell.folder / ".local/state/hashiya/terminals.json"
    assert json.loads(path.read_text()) == {"vte": {"mode": "words"}}
    said = shell("terminal").out
    assert "words" in said
    assert str(Message("terminal.mode_chosen")) in said


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("number", [2, 0])
def test_a_choice_is_told_with_the_terminals_name_as_it_is_described(
    shell: Shell, monkeypatch: pytest.MonkeyPatch, language: str, number: int
) -> None:
    monkeypatch.setenv("STY", "1.screen")
    described = shell("--language", language, "terminal").out.splitlines()[0]
    name = described.split(maxsplit=1)[1]
    assert name in shell("--language", language, "terminal", "--choose", number).out.replace("\n", " ")


def test_choosing_none_forgets(shell: Shell) -> None:
    shell("terminal", "--choose", 2)
    shell("terminal", "--choose", 0)
    assert str(Message("terminal.mode_chosen")) not in shell("terminal").out


@pytest.mark.parametrize("number", [5, -1, "x"])
def test_a_line_that_is_not_on_the_card_is_refused(shell: Shell, number: object) -> None:
    answer = shell("terminal", f"--choose={number}")
    assert answer.status == 2
    assert len(answer.err.splitlines()) == 2


def test_without_a_home_the_answer_cannot_be_kept_and_that_is_said(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("HOME")
    answer = shell("terminal", "--choose", 2)
    assert answer.status == 1
    assert "HASHIYA_TERMINAL_MODE=words" in answer.err


def test_a_mode_named_before_the_command_is_obeyed(shell: Shell) -> None:
    named = Message("terminal.mode_named", where="--terminal-mode", mode="runs")
    assert str(named) in shell("--terminal-mode", "runs", "terminal").out


def test_the_card_has_the_line_in_each_mode() -> None:
    lines = [re.sub(r"\x1b\[[\d;]*m", "", line) for line in card().splitlines() if line]
    assert [line.split()[0] for line in lines] == ["1", "2", "3", "4"]
    visual, words, runs, split = (line[5:] for line in lines)
    assert split == visual
    assert LRM in words
    # the last word seen, which is the first read, is a book
    book = "\ufe8f\ufe8e\ufe98\ufedb"
    assert f"{book}\u00bb" in visual
    assert f"{book[::-1]}{LRM}" in words
    assert f"\u00ab{book[::-1]}\u00bb" in runs


def test_a_person_picks_a_line(program: PtyProgram, tmp_path: Path) -> None:
    at = program.read_until(b"\x1b[8l")
    assert program.sent.find(b"\x1b[2J") < 0
    program.read_until(QUESTION, at)
    program.answer(b"2\n")
    assert program.wait() == 0
    assert program.sent.index(b"\x1b[8h") > at
    path = tmp_path / ".local/state/hashiya/terminals.json"
    assert json.loads(path.read_text()) == {"vte": {"mode": "words"}}


@pytest.mark.parametrize(("typed", "status"), [(b"\n", 0), (b"\x04", 0), (b"9\n", 1)])
def test_a_person_who_picks_none_changes_nothing(
    program: PtyProgram, tmp_path: Path, typed: bytes, status: int
) -> None:
    program.read_until(QUESTION)
    program.answer(typed)
    assert program.wait() == status
    assert program.sent.count(b"\x1b[8l") == program.sent.count(b"\x1b[8h") == 1
    assert not (tmp_path / ".local").exists()


def test_answers_that_come_while_one_picks_a_line_are_no_part_of_the_choice(tmp_path: Path) -> None:
    program = PtyProgram(tmp_path, {"TERM": "xterm-256color"}, "terminal")
    program.read_until(QUESTION)
    for piece in (
        b"\x1bP>|ki",
        b"tty(0.26.5)\x1b\\\x1b",
        b"[>1;4000;26c3\x1b[?62",
        b";c\x7f2",
        b"\x1b[?0u\r",
    ):
        program.answer(piece)
        time.sleep(0.1)
    assert program.wait() == 0
    assert program.echoes()
    program.close()
    assert b"62" not in program.sent.partition(QUESTION)[2]
    path = tmp_path / ".local/state/hashiya/terminals.json"
    assert json.loads(path.read_text()) == {"xterm-256color": {"mode": "words"}}


def test_what_is_picked_before_the_card_is_shown_counts(tmp_path: Path) -> None:
    program = PtyProgram(tmp_path, {"TERM": "xterm-256color"}, "terminal")
    program.read_until(b"\x1b[c")
    program.answer(b"3\r")
    assert program.wait() == 0
    assert program.echoes()
    program.close()
    assert b"runs" in program.sent
