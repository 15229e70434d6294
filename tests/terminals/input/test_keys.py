"""Every key comes out, in order, and soon."""

from __future__ import annotations

import pytest

from hashiya.terminal.input.patience import AFTER_ESCAPE, BEGUN, QUICK, Patience, escape_wait
from hashiya.terminal.input.receiver import Receiver
from tests.terminals.input.playing import Terminal, bytewise, cuts

ESCAPE = "\x1b"
SEQUENCES = [
    "\x1b[A", "\x1bOA", "\x1b[H", "\x1b[1;2D", "\x1b[1;5C", "\x1b[1;6B", "\x1b[3~", "\x1b[3;5~", "\x1b[5~",
    "\x1b[15~", "\x1b[24;2~", "\x1bOP", "\x1bOS", "\x1b[[A", "\x1b[Z", "\x1b[3$", "\x1b[7^", "\x1b[23@",
    "\x1b[27;5;105~", "\x1b[97u", "\x1b[97;5u", "\x1b[1588;1;1588u", "\x1b[27u", "\x1b[57361u",
    "\x1b[<0;10;5M", "\x1b[<0;10;5m", "\x1b[<35;100;40M", "\x1b[<0;-1;5M", "\x1b[I", "\x1b[O",
]  # fmt: skip
"""Keys, the mouse and the focus as xterm, rxvt, the Linux console and kitty send them."""


@pytest.mark.parametrize("sequence", SEQUENCES)
def test_a_sequence_comes_out_at_once_and_whole(sequence: str) -> None:
    terminal = Terminal().send(b"a" + sequence.encode() + b"b")
    assert terminal.receiver.deadline is None
    assert terminal.typed() == ["a", sequence, "b"]


@pytest.mark.parametrize("sequence", SEQUENCES)
def test_a_sequence_comes_out_whole_however_it_is_cut(sequence: str) -> None:
    for pause in (0.005, 0.08, 0.3, 0.5):
        for first, second in cuts(sequence.encode()):
            keys = Terminal().send(first).send(second, pause=pause).typed()
            assert keys[-1] == sequence
            assert keys[:-1] == ([ESCAPE] if first == b"\x1b" and pause > QUICK else [])
        keys = Terminal().send(*bytewise(sequence.encode()), pause=pause).typed()
        assert keys[-1] == sequence
        assert set(keys[:-1]) <= {ESCAPE}


def test_letters_and_controls_are_keys_at_once() -> None:
    text = "aش\r\t\x7f\x00\x11é€😀"
    terminal = Terminal().send(text.encode())
    assert terminal.receiver.deadline is None
    assert terminal.typed() == list(text)


@pytest.mark.parametrize("letter", ["ش", "€", "😀"])
def test_a_letter_cut_between_its_bytes_is_one_key(letter: str) -> None:
    assert Terminal().send(*bytewise(letter.encode()), pause=0.5).typed() == [letter]


def test_a_letter_that_is_never_finished_is_left_out() -> None:
    assert Terminal().send(b"\xd8a", b"\xe2\x82", b"b").typed() == ["a", "b"]


def test_escape_alone_is_a_key_after_a_moment() -> None:
    terminal = Terminal().send(b"\x1b")
    terminal.wait(0.04)
    assert terminal.events == []
    terminal.wait(0.011)
    assert len(terminal.events) == 1


@pytest.mark.parametrize("times", [2, 3, 5])
def test_escape_several_times_in_one_piece_is_as_many_keys(times: int) -> None:
    assert Terminal().send(times * b"\x1b").typed() == times * [ESCAPE]


@pytest.mark.parametrize("pause", [0.0, 0.06, 0.2, 0.5, 0.9, 1.5])
@pytest.mark.parametrize(
    "key", ["a", "e", "q", "\r", "\x11", "/", "?", "1", "ش", "]", "[", "G", "P", "_", "N"]
)
def test_a_key_typed_behind_escape_is_a_key(key: str, pause: float) -> None:
    assert Terminal().send(b"\x1b").send(key.encode(), pause=pause).typed() == [ESCAPE, key]


@pytest.mark.parametrize("pause", [0.06, 0.2, 0.5, 0.9])
@pytest.mark.parametrize("first", "[]OP_")
@pytest.mark.parametrize("second", "aeqxumcdnt]['; /?")
def test_what_looks_like_a_beginning_comes_out_with_the_next_key(
    first: str, second: str, pause: float
) -> None:
    terminal = Terminal().send(b"\x1b").send(first.encode(), second.encode(), pause=pause)
    terminal.wait(BEGUN + 0.5)
    assert terminal.typed() == [ESCAPE, first, second]


def test_a_bracket_behind_escape_is_held_back_for_less_than_a_second() -> None:
    terminal = Terminal().send(b"\x1b").send(b"[", pause=0.2)
    terminal.wait(BEGUN + 0.01)
    assert len(terminal.events) == 2


def test_a_bracket_long_after_escape_is_a_key_at_once() -> None:
    terminal = Terminal().send(b"\x1b").send(b"[", pause=AFTER_ESCAPE + 0.1)
    assert len(terminal.events) == 2


def test_a_bracket_is_a_key_at_once_where_another_key_came_between() -> None:
    terminal = Terminal().send(b"\x1b").send(b"a", b"[", pause=0.2)
    assert len(terminal.events) == 3


def test_an_escape_in_a_sequence_begins_another() -> None:
    assert Terminal().send(b"\x1b[1\x1b[A\x1b\x1b[B").typed() == ["\x1b[A", ESCAPE, "\x1b[B"]


def test_alt_with_an_arrow_as_a_mac_sends_it_is_one_key() -> None:
    assert Terminal().send(b"\x1bb\x1bf\x1b\x7f\x1b\t").typed() == ["\x1bb", "\x1bf", "\x1b\x7f", "\x1b\t"]


@pytest.mark.parametrize("sequence", [b"\x1b[97;5:3u", b"\x1b[1;1:3A", b"\x1b[3;1:3~"])
def test_a_key_that_is_let_go_is_none(sequence: bytes) -> None:
    assert Terminal().send(sequence).typed() == []


@pytest.mark.parametrize(
    ("sequence", "key"),
    [
        (b"\x1b[97:65:1588;2:1;65u", "\x1b[97;2;65u"),
        (b"\x1b[97;1:2u", "\x1b[97;1u"),
        (b"\x1b[1;5:1A", "\x1b[1;5A"),
        (b"\x1b[5C", "\x1b[1;5C"),
        (b"\x1b[3;1:2~", "\x1b[3~"),
    ],
)
def test_a_key_is_told_without_what_nobody_asked_for(sequence: bytes, key: str) -> None:
    assert Terminal().send(sequence).typed() == [key]


@pytest.mark.parametrize(
    "sequence",
    [
        b"\x1b[1114112u",
        b"\x1b[55296u",
        b"\x1b[9999999999u",
        b"\x1b[97;1;1114112u",
        b"\x1b[97~",  # Textual would take the number for a letter
        b"\x1b[101~",
        b"\x1b[27;5;1114112~",
        b"\x1b[<99999999999;1;1M",
        b"\x1b[<;;M",
        b"\x1b[48;0;0;0;0t",
        b"\x1b[65;1;97;1;0;1_",
        b"\x1b[;u",
        b"\x1b[;;;;u",
    ],
)
def test_a_sequence_that_makes_no_sense_is_no_key(sequence: bytes) -> None:
    assert Terminal().send(sequence + b"q").typed() == ["q"]


@pytest.mark.parametrize(
    ("wanted", "seconds"),
    [
        ("", QUICK),
        ("25", 0.025),
        ("1000", 1.0),
        ("0", 0.001),
        ("x", QUICK),
        ("-5", QUICK),
        ("9" * 5000, 999.999),
    ],
)
def test_the_wait_behind_escape_is_read_from_the_environment(wanted: str, seconds: float) -> None:
    assert escape_wait({"ESCDELAY": wanted}) == seconds
    assert escape_wait({}) == QUICK


def test_the_wait_behind_escape_that_a_person_wants_is_kept() -> None:
    receiver = Receiver(Patience(0.5))
    assert receiver.feed(b"\x1b", 1.0) == []
    assert receiver.expire(1.4) == []
    assert len(receiver.expire(1.5)) == 1


def test_bytes_that_waited_behind_a_deadline_are_not_cut_off_by_it() -> None:
    receiver = Receiver()
    receiver.feed(b"\x1b", 1.0)
    # the program was busy: the rest had been there all the time
    assert [event[0] for event in receiver.feed(b"[A", 2.0)] == ["\x1b[A"]
