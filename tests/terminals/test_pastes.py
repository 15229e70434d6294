from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hashiya.terminal.pastes import MOST_BYTES, PasteFilter

START, END = b"\x1b[200~", b"\x1b[201~"


def together(parts: list[bytes | str]) -> list[bytes | str]:
    """Typed bytes that follow one another as one."""
    result: list[bytes | str] = []
    for part in parts:
        if result and isinstance(part, bytes) and isinstance(result[-1], bytes):
            result[-1] += part
        else:
            result.append(part)
    return result


def fed(*chunks: bytes) -> list[bytes | str]:
    pastes = PasteFilter()
    parts = [part for chunk in chunks for part in pastes.feed(chunk)]
    return together([*parts, *filter(None, [pastes.release()])])


def test_a_paste_is_parted_from_what_is_typed_before_and_after_it() -> None:
    assert fed("ا".encode() + START + "قال\r\n".encode() + END + b"\x1b[A" + START + END + b"q") == [
        "ا".encode(),
        "قال\r\n",
        b"\x1b[A",
        "",
        b"q",
    ]


def test_no_key_is_read_out_of_a_paste() -> None:
    hostile = "\x1b\r\x1b[A\x11\x03\x1b[200~q\x1b[20"
    assert fed(START + hostile.encode() + END) == [hostile]


def test_an_escape_alone_is_a_key_at_once() -> None:
    assert PasteFilter().feed(b"\x1b") == [b"\x1b"]


def test_what_only_began_like_a_paste_is_released() -> None:
    pastes = PasteFilter()
    assert pastes.feed(b"x\x1b[2") == [b"x"]
    assert pastes.release() == b"\x1b[2"
    assert pastes.release() == b""
    assert pastes.feed(b"q") == [b"q"]


@given(
    st.lists(st.binary(max_size=5).filter(lambda data: b"\x1b" not in data), max_size=4),
    st.data(),
)
def test_it_does_not_matter_how_the_bytes_come_in(pasted: list[bytes], data: st.DataObject) -> None:
    whole = b"k" + b"j".join(START + each + END for each in pasted) + b"l"
    wanted = fed(whole)
    cuts = sorted(data.draw(st.sets(st.integers(1, len(whole) - 1))))
    # an escape that comes alone is a key at once, so no cut leaves one alone
    cuts = [cut for cut in cuts if not (cut - 1 in cuts and whole[cut - 1 : cut] == b"\x1b")]
    chunks = [whole[a:b] for a, b in zip([0, *cuts], [*cuts, len(whole)], strict=True)]
    if b"\x1b" in chunks:
        return
    assert fed(*chunks) == wanted


@pytest.mark.parametrize("chunk", [4095, 1 << 16])
def test_ten_megabytes_are_cut_at_a_letter_and_what_follows_is_typed(chunk: int) -> None:
    data = START + b"x" + "ق".encode() * 5_000_000 + END + b"q"
    text, typed = fed(*[data[at : at + chunk] for at in range(0, len(data), chunk)])
    assert text == "x" + "ق" * ((MOST_BYTES - 1) // 2)
    assert typed == b"q"


def test_bytes_that_are_no_utf_8_become_the_replacement_character() -> None:
    assert fed(START + b"a\xff\xed\xa0\x80b" + END) == ["a\ufffd\ufffd\ufffd\ufffdb"]
