from __future__ import annotations

import pytest

from hashiya.terminal.replies import Replies, read_replies
from tests.terminals.input.playing import Terminal

# as the terminals answered to the questions
ANSWERS = {
    "alacritty": (b"\x1b[>0;1700;1c\x1b[?6c", ""),
    "gnome-terminal 3.46": (b"\x1b[>65;7006;1c\x1b[8;1$y\x1b[?65;1;9c", "vte"),
    "kitty 0.26": (b"\x1bP>|kitty(0.26.5)\x1b\\\x1b[>1;4000;26c\x1b[8;0$y\x1b[?62;c", "kitty"),
    "konsole 22.12": (b"\x1bP>|Konsole 22.12.3\x1b\\\x1b[>1;115;0c\x1b[?62;1;4c", "konsole"),
    "mlterm 3.9": (b"\x1b[>24;279;0c\x1b[8;0$y\x1b[?63;1;2;3;4;6;7;15;18;22;29c", "mlterm"),
    "qterminal 1.2": (b"\x1b[>0;115;0c\x1b[?1;2c", "qterminal"),
    "urxvt 9.30": (b"\x1b[>85;95;0c\x1b[?1;2c", "urxvt"),
    "xterm 379": (b"\x1bP>|XTerm(379)\x1b\\\x1b[>41;379;0c\x1b[8;0$y\x1b[?64;1;2;6;9;15c", "xterm"),
}


def taken(data: bytes) -> Replies:
    replies = Replies()
    for answer in Terminal().send(data).answers:
        replies.take(answer)
    return replies


@pytest.mark.parametrize("name", ANSWERS)
def test_a_terminal_is_told_by_its_answers(name: str) -> None:
    answers, key = ANSWERS[name]
    replies = taken(answers)
    assert replies.complete
    assert read_replies(replies).key == key


def test_answers_count_in_any_order_until_the_last() -> None:
    replies = taken(b"a\x1b[>65;7006;1cb\x1b[A")
    assert vars(replies) == vars(Replies(secondary="65;7006;1"))
    assert vars(taken(b"\x1b[?65;1;9c")) == vars(Replies(complete=True))


def test_a_mode_report_that_was_asked_by_another_is_not_taken() -> None:
    assert vars(taken(b"\x1b[?2026;2$y\x1b[?8;2$y\x1b[4;2$y")) == vars(Replies())


def test_a_name_of_a_megabyte_is_cut_and_has_no_controls() -> None:
    replies = taken(b"\x1bP>|kitty\x1be\x01" + b"e" * 1_000_000 + b"\x1b\\")
    assert replies.version.startswith("kittyee")
    assert replies.version.isprintable()
    assert len(replies.version) <= 100
    assert read_replies(replies).key == "kitty"


@pytest.mark.parametrize(
    "answer", [b"\x1b[8;$y", b"\x1b[8;9999999$y", b"\x1b[>c", b"\x1bP>|\x1b\\", b"\x1bP>|"]
)
def test_an_answer_that_says_nothing_is_taken_for_nothing(answer: bytes) -> None:
    assert read_replies(taken(answer + b"\x1b[?6c")).key == ""


def test_mode_8_alone_tells_a_terminal_with_the_bidi_of_vte() -> None:
    assert read_replies(Replies(bidi=2)).key == "vte"
    assert read_replies(Replies(bidi=0)).key == ""


def test_a_name_goes_before_numbers() -> None:
    assert read_replies(Replies(version="XTerm(379)", secondary="65;379;0")).key == "xterm"
    assert read_replies(Replies(version="New(1)", secondary="65;1;0")).key == ""
