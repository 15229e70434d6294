"""MessagePack from strangers."""

from __future__ import annotations

from typing import Any

import pytest

from hashiya.exchange import msgpack
from hashiya.messages import Message
from tests.refusals import refused


@pytest.mark.parametrize(
    ("source", "value"),
    [
        (b"\x05", 5),
        (b"\xff", -1),
        (b"\xc0", None),
        (b"\xc3", True),
        (b"\xcb\x3f\xf8" + bytes(6), 1.5),
        (b"\xcd\x01\x00", 256),
        (b"\xd1\xff\xff", -1),
        (b"\xcf" + b"\xff" * 8, 2**64 - 1),
        (b"\xa2\xd9\x88", "و"),
        (b"\xd9\x01a", "a"),
        (b"\xc4\x02ab", b"ab"),
        (b"\x92\x01\xa1a", [1, "a"]),
        (b"\xdc\x00\x01\x01", [1]),
        (b"\x82\xa1a\x01\xc4\x01b\x90", {"a": 1, b"b": []}),
        (b"\xde\x00\x01\x01\x02", {1: 2}),
    ],
)
def test_plain_values_are_decoded(source: bytes, value: Any) -> None:
    assert msgpack.decode(source) == value
    assert type(msgpack.decode(source)) is type(value)


def test_what_is_written_is_decoded() -> None:
    source = msgpack.map_of(2) + msgpack.text("قال") + msgpack.binary(b"\x00\xff")
    source += msgpack.text("") + msgpack.list_of(2) + msgpack.binary_of(1) + b"x" + msgpack.text("ي")
    assert msgpack.decode(source) == {"قال": b"\x00\xff", "": [b"x", "ي"]}


@pytest.mark.parametrize(
    "source",
    [
        b"",
        b"\x01\x01",
        b"\xc1",
        b"\xd4\x01\x00",  # extension types, of which readers make objects
        b"\xc7\x01\x01\x00",
        b"\xdb\xff\xff\xff\xffabc",
        b"\xdd\xff\xff\xff\xff\x01",
        b"\x81\x90\x01",
        b"\xcf\x01",
    ],
)
def test_what_is_no_plain_value_is_refused(source: bytes) -> None:
    with refused(Message("exchange.msgpack_damaged")):
        msgpack.decode(source)


@pytest.mark.parametrize(
    "source", [b"\x91" * 1000 + b"\x01", b"\xdd\x00\x50\x00\x00" + b"\xc0" * 0x50_0000], ids=["deep", "many"]
)
def test_depth_and_number_of_values_are_bounded(source: bytes) -> None:
    with refused(Message("exchange.msgpack_too_large")):
        msgpack.decode(source)
