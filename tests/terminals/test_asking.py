from __future__ import annotations

import os
import pty
import termios
from typing import TYPE_CHECKING

import pytest

from hashiya.terminal.asking import TerminalQuestion
from hashiya.terminal.replies import QUESTIONS
from tests.terminals.input.playing import keys_of

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def ends() -> Iterator[tuple[int, int]]:
    """The terminal's end and the program's."""
    master, slave = pty.openpty()
    yield master, slave
    os.close(master)
    os.close(slave)


def test_the_questions_are_sent_and_answers_read_without_an_echo(ends: tuple[int, int]) -> None:
    master, slave = ends
    before = termios.tcgetattr(slave)
    question = TerminalQuestion(slave, slave)
    assert os.read(master, 100) == QUESTIONS
    os.write(master, b"x\x1b[>24;279;0c\r\x1b[?62c")
    question.finish(10)
    assert question.replies.secondary == "24;279;0"
    assert keys_of(question.typed) == ["x", "\r"]
    assert os.read(master, 100) == b"\r\x1b[K"
    question.restore()
    assert termios.tcgetattr(slave) == before


def test_a_terminal_that_does_not_answer_is_not_waited_for(ends: tuple[int, int]) -> None:
    _, slave = ends
    question = TerminalQuestion(slave, slave)
    question.finish(0)
    assert not question.replies.complete
    question.restore()


def test_what_is_no_terminal_is_not_asked() -> None:
    read, write = os.pipe()
    with pytest.raises(OSError, match="Inappropriate ioctl"):
        TerminalQuestion(read, write)
    os.close(write)
    assert os.read(read, 10) == b""
    os.close(read)
