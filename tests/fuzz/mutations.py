"""Bytes that begin as a good file and were damaged: the way to what lies behind a parser's first check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Sequence

# what parsers trip over: quotes, brackets, escapes, numbers, controls, byte-order marks, broken UTF-8, markup
_HOSTILE = (
    *(bytes([byte]) for byte in b"\"'{}[]:,\\<>&=\0\n\t\xd9"),
    *(b"\\u0000", b"\\ud800", b"null", b"true", b"NaN", b"-1", b"1e999", b"0.5", b"9" * 5000),
    *(b"\x1b[31m", b"\r\n", b"\xff\xfe", b"\xef\xbb\xbf", b"\xc2\x9b", b"\xe2\x80\xae"),
    *(b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xd8\xa7" * 300),
    *(b"&#0;", b"&#x202e;", b"&lt;", b"<!--", b"<![CDATA[", b"<!DOCTYPE", b"<script>", b"</p>", b"[[", b"]]"),
    *(b"[" * 2000, b"{" * 2000, b"<p>" * 2000, b'{"a":' * 1000),
)


@st.composite
def damaged(draw: st.DrawFn, good: Sequence[bytes]) -> bytes:
    """One of some good files with a few pieces cut out, put in, doubled or swapped."""
    data = bytearray(draw(st.sampled_from(good)))
    for _ in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.sampled_from((0, 1, 1, 2, 8, 64))))
        piece = draw(
            st.one_of(
                st.just(b""),
                st.sampled_from(_HOSTILE),
                st.binary(max_size=6),
                st.just(bytes(data[start:end]) * 2),
            )
        )
        data[start:end] = piece
    return bytes(data)


def hostile_files(*good: bytes) -> st.SearchStrategy[bytes]:
    """Damaged files, and now and then bytes that were never one."""
    return st.one_of(damaged(good), damaged(good), damaged(good), st.binary(max_size=200))
