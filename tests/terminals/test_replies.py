from __future__ import annotations

import pytest

from hashiya.terminal.replies import Replies, ReplyFilter, read_replies

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


@pytest.mark.parametrize("name", ANSWERS)
def test_a_terminal_is_told_by_its_answers(name: str) -> None:
    answers, key = ANSWERS[name]
    replies = ReplyFilter()
    assert replies.feed(answers) == b""
    assert replies.replies.complete
    assert read_replies(replies.replies).key == key


@pytest.mark.parametrize("name", ANSWERS)
def test_answers_may_come_in_any_pieces(name: str) -> None:
    answers, _ = ANSWERS[name]
    whole, piecewise = ReplyFilter(), ReplyFilter()
    whole.feed(answers)
    assert b"".join(piecewise.feed(answers[i : i + 1]) for i in range(len(answers))) == b""
    assert piecewise.replies == whole.replies


def test_what_is_typed_between_answers_is_handed_on_in_order() -> None:
    replies = ReplyFilter()
    handed = (
        replies.feed(b"a\x1b[>65;7006;1cb\x1b[A")
        + replies.feed(b"c\x1b[?65;1;9cd")
        + replies.feed(b"e\x1b[?1;2c")
    )
    assert handed == b"ab\x1b[Acde\x1b[?1;2c"
    assert replies.replies.secondary == "65;7006;1"


def test_an_escape_alone_is_released_as_a_key() -> None:
    replies = ReplyFilter()
    assert replies.feed(b"\x1b") == b""
    assert replies.release() == b"\x1b"
    assert replies.release() == b""


def test_a_mode_report_that_was_asked_by_another_is_not_taken() -> None:
    assert ReplyFilter().feed(b"\x1b[?2026;2$y") == b"\x1b[?2026;2$y"


def test_mode_8_alone_tells_a_terminal_with_the_bidi_of_vte() -> None:
    assert read_replies(Replies(bidi=2)).key == "vte"
    assert read_replies(Replies(bidi=0)).key == ""


def test_a_name_goes_before_numbers() -> None:
    assert read_replies(Replies(version="XTerm(379)", secondary="65;379;0")).key == "xterm"
    assert read_replies(Replies(version="New(1)", secondary="65;1;0")).key == ""
