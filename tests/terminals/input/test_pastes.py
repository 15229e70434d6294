"""Nothing pasted is a key, and no paste is endless."""

from __future__ import annotations

import pytest

from hashiya.terminal.input.bodies import MOST_PASTED
from hashiya.terminal.input.patience import AFTER_ESCAPE, QUICK, SILENT, UNENDED
from tests.terminals.input.answers import ALL
from tests.terminals.input.playing import Terminal, bytewise, cuts

START, END = b"\x1b[200~", b"\x1b[201~"
PASTED = "aeq قال\r\n\x1b[A\x11 \x1b m"


def test_a_paste_is_parted_from_what_is_typed_before_and_behind_it() -> None:
    terminal = Terminal().send("ا".encode() + START + PASTED.encode() + END + b"\x1b[A" + START + END + b"q")
    assert terminal.typed() == ["ا", "\x1b[A", "q"]
    assert terminal.pastes == [PASTED, ""]


def test_no_key_is_read_out_of_a_paste() -> None:
    hostile = "\x1b\r\x1b[A\x11\x03\x1b[200~q\x1b[20"
    terminal = Terminal().send(START + hostile.encode() + END)
    assert terminal.typed() == []
    assert terminal.pastes == [hostile]


@pytest.mark.parametrize("pause", [0.005, 0.08, 0.3, 0.5, 0.9, 1.4])
def test_a_paste_may_be_cut_anywhere(pause: float) -> None:
    for first, second in cuts(START + PASTED.encode() + END):
        if first == b"\x1b" and pause > AFTER_ESCAPE - QUICK:
            continue
        terminal = Terminal().send(first).send(second, pause=pause).send(b"q")
        assert [key for key in terminal.typed() if key != "\x1b"] == ["q"]
        assert "".join(terminal.pastes) == PASTED


@pytest.mark.parametrize("pause", [0.005, 0.08, 0.3, 0.5])
def test_a_paste_may_be_cut_behind_every_byte(pause: float) -> None:
    terminal = Terminal().send(*bytewise(START + PASTED.encode() + END), pause=pause).send(b"q")
    assert [key for key in terminal.typed() if key != "\x1b"] == ["q"]
    assert terminal.pastes == [PASTED]


@pytest.mark.parametrize("pause", [2.0, 5.0, 9.0])
def test_the_marks_of_a_paste_may_be_cut_for_seconds(pause: float) -> None:
    for at in range(3, len(START)):
        terminal = Terminal().send(START[:at]).send(START[at:] + b"aeq" + END + b"q", pause=pause)
        assert (terminal.typed(), terminal.pastes) == (["q"], ["aeq"])
    for at in range(1, len(END)):
        terminal = Terminal().send(START + b"aeq" + END[:at]).send(END[at:] + b"q", pause=pause)
        assert (terminal.typed(), terminal.pastes) == (["q"], ["aeq"])
    terminal = Terminal().send(START + b"aeq" + END[:2]).send(*bytewise(END[2:]), pause=pause)
    assert (terminal.typed(), terminal.pastes) == ([], ["aeq"])


@pytest.mark.parametrize("start", [b"\x9b200~", b"\xc2\x9b200~"])
@pytest.mark.parametrize("end", [b"\x9b201~", b"\xc2\x9b201~", END])
def test_the_marks_may_come_in_8_bit_form(start: bytes, end: bytes) -> None:
    for pieces in ([start + b"aeq" + end], bytewise(start + b"aeq" + end)):
        terminal = Terminal().send(*pieces, pause=0.3).send(b"q")
        assert (terminal.typed(), terminal.pastes) == (["q"], ["aeq"])


def test_keys_work_again_after_a_paste_that_never_ends() -> None:
    terminal = Terminal().send(START + b"aeq").wait(SILENT + 0.1)
    assert terminal.pastes == ["aeq"]
    for key in ("\x11", "a", "\x1b[A", "ش", "\x1b[97;1;97u", "\x1b[<35;100;40M"):
        before = len(terminal.events)
        terminal.wait(0.1).send(key.encode())
        assert len(terminal.events) == before + 1, key
    assert terminal.typed() == ["\x11", "a", "\x1b[A", "ش", "\x1b[97;1;97u", "\x1b[<35;100;40M"]


def test_a_paste_that_goes_on_after_a_long_silence_is_still_one() -> None:
    terminal = Terminal().send(START + b"aeq").send(b"more than one types", pause=5.0).send(b"aeq", END, b"q")
    assert (terminal.typed(), terminal.pastes) == (["q"], ["aeq", "more than one typesaeq"])
    terminal = Terminal().send(START + b"aeq").send(b"xx" + END + b"q", pause=5.0)
    assert (terminal.typed(), terminal.pastes) == (["q"], ["aeq", "xx"])


def test_a_paste_that_never_ended_is_forgotten_in_the_end() -> None:
    terminal = Terminal().send(START + b"aeq").wait(SILENT + UNENDED + 1)
    assert terminal.send(b"a fast typist").typed() == list("a fast typist")


def test_an_end_without_a_beginning_is_no_key() -> None:
    assert Terminal().send(b"a" + END + b"q").typed() == ["a", "q"]


def test_an_answer_that_falls_into_a_paste_is_not_pasted() -> None:
    for answer in (each for each in ALL if each.startswith((b"\x1b[?", b"\x1b[>", b"\x1bP>|", b"\x1b]1"))):
        if answer.endswith((b"S", b"R")):
            continue
        terminal = Terminal().send(START + "قا".encode() + answer + "ل".encode() + END)
        assert (terminal.typed(), terminal.pastes) == ([], ["قال"])


@pytest.mark.parametrize("chunk", [4095, 1 << 16])
def test_ten_megabytes_are_cut_at_a_letter_and_what_follows_is_typed(chunk: int) -> None:
    data = START + b"x" + "ق".encode() * 5_000_000 + END + b"q"
    terminal = Terminal().send(*(data[at : at + chunk] for at in range(0, len(data), chunk)))
    assert terminal.typed() == ["q"]
    assert terminal.pastes == ["x" + "ق" * ((MOST_PASTED - 1) // 2)]


def test_bytes_that_are_no_utf_8_become_the_replacement_character() -> None:
    terminal = Terminal().send(START + b"a\xff\xed\xa0\x80b" + END)
    terminal.wait(1)
    assert terminal.pastes == ["a\ufffd\ufffd\ufffd\ufffdb"]
