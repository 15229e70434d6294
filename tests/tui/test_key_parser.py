"""Whole sequences become Textual's messages, and nothing is left over for the next key."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.events import AppBlur, AppFocus, Key, MouseDown, MouseMove, MouseUp, Paste

from hashiya.terminal.input.events import Answer, Characters, KeySequence, Pasted
from hashiya.tui.key_parser import KeyParser
from tests.terminals.input.answers import ALL
from tests.terminals.input.playing import Terminal
from tests.terminals.input.test_keys import SEQUENCES

if TYPE_CHECKING:
    from textual.message import Message


def keys(messages: list[Message]) -> list[tuple[str, str | None]]:
    return [(message.key, message.character) for message in messages if isinstance(message, Key)]


@pytest.mark.parametrize(
    ("sequence", "key"),
    [
        ("\x1b", "escape"),
        ("\x1b[A", "up"),
        ("\x1bOA", "up"),
        ("\x1b[1;2D", "shift+left"),
        ("\x1b[1;5C", "ctrl+right"),
        ("\x1b[1;6B", "ctrl+shift+down"),
        ("\x1b[3~", "delete"),
        ("\x1b[19~", "f8"),
        ("\x1b[21~", "f10"),
        ("\x1bOP", "f1"),
        ("\x1b[[B", "f2"),
        ("\x1b[13~", "f3"),
        ("\x1b[Z", "shift+tab"),
        ("\x1b[d", "shift+left"),
        ("\x1bb", "ctrl+left"),
        ("\x1b\x7f", "ctrl+w"),
        ("\x1b[97u", "a"),
        ("\x1b[113;5u", "ctrl+q"),
        ("\x1b[27u", "escape"),
        ("\x1b[13u", "enter"),
        ("\x1b[1588;1;1588u", "ش"),
        ("\x1b[27;5;113~", "ctrl+q"),
    ],
)
def test_a_sequence_is_its_key(sequence: str, key: str) -> None:
    assert [name for name, _ in keys(list(KeyParser().read(KeySequence(sequence))))] == [key]


def test_the_mouse_and_the_focus_are_told() -> None:
    parser = KeyParser()
    kinds = []
    for sequence in ("\x1b[<0;10;5M", "\x1b[<0;10;5m", "\x1b[<35;11;5M", "\x1b[I", "\x1b[O"):
        kinds += [type(message) for message in parser.read(KeySequence(sequence))]
    assert kinds == [MouseDown, MouseUp, MouseMove, AppFocus, AppBlur]


@pytest.mark.parametrize("sequence", [*SEQUENCES, "\x1bO!", "\x1b[99^", "\x1b[1;77A", "\x1b[99$", "\x1bOz"])
def test_a_key_behind_any_sequence_is_itself(sequence: str) -> None:
    parser = KeyParser()
    list(parser.read(KeySequence(sequence)))
    assert keys(list(parser.read(Characters("aش")))) == [("a", "a"), ("ش", "ش")]


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        ("\u0644\u0627", ["\ufefb"]),
        ("\ufefb", ["\ufefb"]),
        ("\u0644\u0623", ["\ufef7"]),
        ("\u0644\u0628\u0627", list("\u0644\u0628\u0627")),
    ],
)
def test_the_two_letters_of_one_key_are_that_key(typed: str, sent: list[str]) -> None:
    assert [character for _, character in keys(list(KeyParser().read(Characters(typed))))] == sent


def test_the_text_of_kittys_protocol_with_the_two_letters_of_one_key_is_that_key() -> None:
    parser = KeyParser()
    events = Terminal().send(b"\x1b[0;;1604:1575u").events
    assert [character for event in events for _, character in keys(list(parser.read(event)))] == ["\ufefb"]


@pytest.mark.parametrize("answer", ALL)
def test_an_answer_is_no_message_but_for_the_one_that_textual_asked_for(answer: bytes) -> None:
    parser = KeyParser()
    messages = list(parser.read(Answer(answer)))
    assert len(messages) == (answer == b"\x1b[?2026;2$y")
    assert keys(list(parser.read(Characters("e")))) == [("e", "e")]


def test_a_paste_is_told_whole() -> None:
    [message] = KeyParser().read(Pasted("a\x1b[Aق"))
    assert isinstance(message, Paste)
    assert message.text == "a\x1b[Aق"


@pytest.mark.parametrize(
    "data",
    [
        b"\x1b[" + parameters + final
        for parameters in (b"", b"1", b"0", b"97", b"99", b"1;5", b"1;;97", b"97:98;5:1;99:100", b"5;5;5;5")
        for final in (b"u", b"~", b"A", b"H", b"P", b"R", b"S", b"Z", b"M", b"m", b"t", b"e", b"^", b"@")
        if parameters or final != b"M"  # a report of the mouse, of which three bytes follow
    ],
)
def test_no_sequence_ends_the_parser_and_none_is_a_letter_but_as_kitty_writes_one(data: bytes) -> None:
    parser = KeyParser()
    events = Terminal().send(data + b"q").events
    told = [key for event in events for key in keys(list(parser.read(event)))]
    assert told.pop() == ("q", "q")
    if not data.endswith(b"u"):
        assert all(len(name) > 1 and character is None for name, character in told)
