"""Keys, answers and pastes in any order, cut anywhere with any pause."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from hashiya.terminal.input.patience import AFTER_ESCAPE
from tests.terminals.input.answers import ALL, TITLES, eight_bit
from tests.terminals.input.playing import Terminal
from tests.terminals.input.test_keys import SEQUENCES

if TYPE_CHECKING:
    from collections.abc import Sequence

ESCAPE = "\x1b"
_PASTES = ["", "aeq", "قال\r", "\x1b[A\x11\x1b", "\x1b[200~m"]


class Part(NamedTuple):
    """What is sent, and the keys and the paste that it is."""

    data: bytes
    keys: tuple[str, ...] = ()
    pasted: tuple[str, ...] = ()


def _paste(text: str) -> Part:
    return Part(b"\x1b[200~" + text.encode() + b"\x1b[201~", pasted=(text,))


letters = st.sampled_from("aeqxmu/?1\r\x11\x00شقé€😀").map(lambda key: Part(key.encode(), (key,)))
sequences = st.sampled_from(SEQUENCES).map(lambda key: Part(key.encode(), (key,)))
_asked = st.sampled_from([answer for answer in ALL if answer not in TITLES])
answers = _asked.map(Part) | _asked.map(lambda answer: Part(eight_bit(answer)))
parts = st.lists(letters | sequences | answers | st.sampled_from(_PASTES).map(_paste), max_size=8)
pauses = st.sampled_from([0.0, 0.005, 0.04, 0.06, 0.1, 0.3, 0.5])


def _keys(parts: Sequence[Part]) -> list[str]:
    return [key for part in parts for key in part.keys]


def _pasted(parts: Sequence[Part]) -> list[str]:
    return [text for part in parts for text in part.pasted]


@given(parts, st.data())
@settings(max_examples=200)
def test_it_does_not_matter_how_the_bytes_come_in(parts: list[Part], data: st.DataObject) -> None:
    whole = b"".join(part.data for part in parts)
    cuts = sorted(data.draw(st.sets(st.integers(1, max(1, len(whole) - 1)), max_size=12)))
    terminal = Terminal()
    for start, end in zip([0, *cuts], [*cuts, len(whole)], strict=True):
        # every cut is longer than a quick connection makes one, but not right behind an escape character
        pause = data.draw(pauses) if whole[max(0, start - 1) : start] != b"\x1b" else 0.04
        terminal.send(whole[start:end], pause=pause)
    assert terminal.typed() == _keys(parts)
    assert terminal.pastes == _pasted(parts)


@given(parts, st.data())
@settings(max_examples=200)
def test_only_escape_may_come_out_of_a_cut_and_no_key_is_lost(parts: list[Part], data: st.DataObject) -> None:
    whole = b"".join(part.data for part in parts)
    cuts = sorted(data.draw(st.sets(st.integers(1, max(1, len(whole) - 1)), max_size=12)))
    terminal = Terminal()
    for start, end in zip([0, *cuts], [*cuts, len(whole)], strict=True):
        terminal.send(whole[start:end], pause=data.draw(pauses))
    assert [key for key in terminal.typed() if key != ESCAPE] == _keys(parts)
    assert "".join(terminal.pastes) == "".join(_pasted(parts))


@given(st.lists(st.sampled_from("aeq[]?/OPG;1شx\x1b\r\x11{"), max_size=12), st.data())
@settings(max_examples=200)
def test_what_a_person_types_comes_out_in_order(keys: list[str], data: st.DataObject) -> None:
    """Keys with Escape among them, typed too slowly for a sequence and too fast for any deadline."""
    terminal = Terminal()
    gap = st.sampled_from([0.06, 0.1, 0.3, 0.7, AFTER_ESCAPE + 0.6])
    for key in keys:
        terminal.send(key.encode(), pause=data.draw(gap))
    typed = "".join(keys)
    if not any(
        each in typed for each in ("\x1b[[", "\x1b[1", "\x1b[O", "\x1b[P", "\x1bOP", "\x1b]1", "\x1bP1")
    ):
        assert terminal.typed() == keys


@given(st.lists(st.binary(max_size=12), max_size=8), st.data())
@settings(max_examples=200)
def test_whatever_comes_keys_work_again_in_the_end(pieces: list[bytes], data: st.DataObject) -> None:
    terminal = Terminal()
    for piece in pieces:
        terminal.send(piece, pause=data.draw(pauses))
    terminal.wait(60)
    before = len(terminal.events)
    terminal.send("a\x11ش\x1b[A".encode())
    assert [event[0] for event in terminal.events[before:]] == ["a\x11ش", "\x1b[A"]
