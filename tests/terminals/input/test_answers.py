"""No byte of an answer is a key, however late, cut, doubled or long."""

from __future__ import annotations

from itertools import product

import pytest

from hashiya.terminal.input.patience import ANSWERED_IN, BEGUN
from tests.terminals.input.answers import ALL, ANSWERS_OF, TITLES, eight_bit
from tests.terminals.input.playing import Terminal, bytewise, cuts

PAUSES = (0.005, 0.04, 0.08, 0.2, 0.3, 0.5)
ESCAPE, UP = "\x1b", "\x1b[A"
LETTER = "\u0634"


def less_escape(keys: list[str]) -> list[str]:
    """The keys but for Escape, which a cut right behind the escape character may let out."""
    return [key for key in keys if key != ESCAPE]


@pytest.mark.parametrize("answer", ALL)
def test_an_answer_is_no_key(answer: bytes) -> None:
    terminal = Terminal().send(answer)
    assert terminal.typed() == []
    assert len(terminal.answers) == 1


@pytest.mark.parametrize("answer", ALL)
def test_an_answer_cut_anywhere_is_no_key(answer: bytes) -> None:
    for (first, second), pause in product(cuts(answer), PAUSES):
        terminal = Terminal().send(b"a", first).send(second, pause=pause).send(b"e")
        expected = ["a", ESCAPE, "e"] if first == b"\x1b" and pause > 0.05 else ["a", "e"]
        assert terminal.typed() == expected, (first, second)


@pytest.mark.parametrize("answer", [each for each in ALL if each not in TITLES])
def test_an_answer_cut_behind_every_byte_is_no_key(answer: bytes) -> None:
    for pause in PAUSES:
        terminal = Terminal().send(b"a").send(*bytewise(answer), pause=pause).send(b"e", pause=pause)
        assert less_escape(terminal.typed()) == ["a", "e"]


@pytest.mark.parametrize("answer", ALL)
@pytest.mark.parametrize("in_utf_8", [False, True], ids=["a byte", "UTF-8"])
def test_an_answer_in_8_bit_form_is_no_key_and_lets_no_escape_out(answer: bytes, in_utf_8: bool) -> None:
    data = eight_bit(answer, in_utf_8=in_utf_8)
    for pause in PAUSES:
        for first, second in cuts(data):
            terminal = Terminal().send(LETTER.encode(), first).send(second, pause=pause)
            assert terminal.send(LETTER.encode()).typed() == [LETTER, LETTER]
        assert Terminal().send(*bytewise(data), pause=pause).typed() == []


@pytest.mark.parametrize("answers", ANSWERS_OF.values(), ids=ANSWERS_OF)
@pytest.mark.parametrize("pause", PAUSES)
def test_all_answers_of_a_terminal_twice_cut_and_with_keys_between(
    answers: list[bytes], pause: float
) -> None:
    terminal = Terminal()
    for answer in 2 * answers:
        half = len(answer) // 2
        terminal.send(answer[:half]).send(answer[half:] + b"a\x1b[A", pause=pause)
    assert terminal.typed() == 2 * len(answers) * ["a", UP]
    assert len(terminal.answers) == 2 * len(answers)


@pytest.mark.parametrize("answer", ALL)
def test_an_answer_that_is_awaited_lets_no_escape_out(answer: bytes) -> None:
    for first, second in cuts(answer):
        terminal = Terminal()
        terminal.receiver.patience.expect(answer[:3], answer[-1:], terminal.now)
        terminal.send(first).send(second, pause=0.5).send(b"e")
        assert terminal.typed() == ["e"]


@pytest.mark.parametrize("answer", ALL)
def test_a_connection_that_has_cut_one_answer_lets_no_escape_of_the_next_out(answer: bytes) -> None:
    terminal = Terminal().send(b"\x1b[?6", b"2c", pause=0.3)
    for first, second in cuts(answer):
        terminal.send(first, second, pause=0.3).send(b"e")
    assert terminal.typed() == (len(answer) - 1) * ["e"]


@pytest.mark.parametrize("answer", ALL)
def test_an_answer_in_a_letter_leaves_the_letter_whole(answer: bytes) -> None:
    first, second = bytewise(LETTER.encode())
    assert Terminal().send(first + answer + second).typed() == [LETTER]
    assert Terminal().send(first, answer, second, pause=0.3).typed() == [LETTER]


@pytest.mark.parametrize(
    "begins", [b"\x1bP>|", b"\x1b]11;", b"\x1b]l", b"\x1b_G", b"\x90>|", b"\x1bX", b"\x1b^"]
)
@pytest.mark.parametrize("ends", [b"\x1b\\", b"\x9c", b"\xc2\x9c", b"\x07"])
@pytest.mark.parametrize("length", [200, 5000, 1_000_000])
def test_a_long_string_is_no_key_and_is_not_kept(begins: bytes, ends: bytes, length: int) -> None:
    data = begins + b"e" * length + ends
    terminal = Terminal().send(*(data[at : at + 4096] for at in range(0, len(data), 4096)), pause=0.001)
    assert terminal.send(b"q").typed() == ["q"]
    [answer] = terminal.answers
    assert len(answer) < 5000


@pytest.mark.parametrize("begins", [b"\x1b[?", b"\x1b[>", b"\x1b[", b"\x9b?"])
@pytest.mark.parametrize("ends", [b"c", b"u", b"$y", b"t", b"~", b"M"])
def test_a_control_sequence_of_a_megabyte_is_no_key(begins: bytes, ends: bytes) -> None:
    data = begins + b"1;" * 500_000 + ends
    terminal = Terminal().send(*(data[at : at + 65536] for at in range(0, len(data), 65536)), pause=0.3)
    assert terminal.send(b"q").typed() == ["q"]


@pytest.mark.parametrize(
    "answer",
    [
        b"\x1bP>|kitty\x1bexterm\x1b\\",
        b"\x1bP>|kitty\x1b[31me\x1b[A\x1b\\",
        b"\x1bP>|kitty\x11\x03\re\x1b\\",
        b"\x1bP>|\x00e\x00\x1b\\",
        b"\x1bP>|kitty\x07e\x1b\\",
        b"\x1bP>|kitty\x07\xc2\x9b31me\x1b\\",
        b"\x1bP>|\xff\xfe\xd8\x1b\\",
        b"\x1b]L\xd9\x83\xd8\x9c\xe2\x80\x9c\xd8\xaa\x1b\\",  # of letters whose last byte is that of ST
        b"\x1b[?6\x002c",
        b"\x1b[1;2;3e",
        b"\x1b[?1;2e",
        b'\x1b[1"q',
        b"\x1b[e",
        b"\x1b\\",
        b"\x9c",
        b"\x84\x85\x8d\x9a",
        b"\xff\xfe\xa0\xbf\x80",
        b"\x1bP\x1b\\",
        b"\x90\x9c",
        b"\x1b]e\x1b\\",
        b"\x1bPq\x1b\\",
    ],
)
def test_nothing_that_an_answer_may_hold_is_a_key(answer: bytes) -> None:
    assert Terminal().send(b"a" + answer + b"e").typed() == ["a", "e"]


def test_a_string_that_bell_ends_is_over_before_the_next_sequence() -> None:
    for begins in (b"\x1bP>|", b"\x1b]11;", b"\x1b_G"):
        for follows in (b"", b"\x1b[?6c", b"\x9b?6c", b"\x1bP>|x\x1b\\", b"\x90>|x\x9c"):
            assert Terminal().send(begins + b"x\x07e" + follows + b"q").typed() == ["e", "q"]
        assert Terminal().send(begins + b"x\x07e\x1b[Aq").typed() == ["e", UP, "q"]
        # the last byte of the vowel is that of DCS
        assert Terminal().send(begins + b"x\x07\xd9\x90q").typed() == ["\u0650", "q"]


def test_a_string_that_never_ends_is_over_after_a_silence() -> None:
    terminal = Terminal().send(b"\x1bP>|kitty").send(b"e", pause=0.5)
    assert terminal.wait(1.0).send(b"\x11").typed() == ["\x11"]


def test_the_end_of_a_string_that_was_given_up_is_no_key_when_it_comes() -> None:
    terminal = Terminal().send(b"\x1bP>|kitty").wait(3.0).send(b"ee\x1b\\q", pause=0.0)
    assert terminal.typed() == ["q"]
    terminal = Terminal().send(b"\x1bP>|kitty").wait(3.0).send(b"q").wait(1.0).send(b"a")
    assert terminal.typed() == ["q", "a"]


def test_an_answer_whose_end_is_lost_swallows_no_key_that_cannot_be_of_it() -> None:
    for key in (b"a", b"e", b"q", b"\x11", b"\r", b"\x1b[A", LETTER.encode()):
        assert Terminal().send(b"\x1b[?6").send(key, pause=1.0).typed() == [key.decode()]


def test_an_answer_whose_end_is_lost_is_forgotten_in_the_end() -> None:
    assert Terminal().send(b"\x1b[?6").wait(11.0).send(b"c").typed() == ["c"]


def test_an_answer_may_stop_for_seconds_in_its_middle() -> None:
    assert Terminal().send(b"\x1b[?6").send(b"2;1c", pause=5.0).send(b"e").typed() == ["e"]


def test_the_rest_of_an_answer_behind_its_escape_is_known_for_a_while_only() -> None:
    assert Terminal().send(b"\x1b").send(b"[?62c", pause=0.9).typed() == [ESCAPE]
    assert Terminal().send(b"\x1b").send(b"[", pause=3.0).send(b"a").typed() == [ESCAPE, "[", "a"]


def test_what_is_awaited_is_not_waited_for_longer_than_a_while() -> None:
    terminal = Terminal()
    terminal.receiver.patience.expect(b"\x1b[?", b"c", terminal.now)
    terminal.send(b"\x1b").wait(BEGUN - 0.01)
    assert terminal.events == []
    terminal.wait(ANSWERED_IN)
    assert len(terminal.events) == 1
    terminal.send(b"\x1b").wait(0.06)
    assert len(terminal.events) == 2
