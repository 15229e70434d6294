from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hashiya.annotation.strict_json import decode, encode
from hashiya.errors import HashiyaError
from hashiya.messages import Message
from tests.memory import peak_of
from tests.refusals import refused

# a surrogate pair in one string would come back as one character, so lone ones only
texts = st.text() | st.text(alphabet=st.characters(min_codepoint=0xDC80, max_codepoint=0xDCFF))


def test_arabic_is_written_as_it_is() -> None:
    assert encode({"text": "قال"}) == '{"text": "قال"}'.encode()


def test_a_lone_surrogate_is_escaped() -> None:
    assert encode({"a": "\\\udce9"}) == b'{"a": "\\\\\\udce9"}'


@given(st.dictionaries(texts, texts | st.integers() | st.lists(texts)))
def test_what_is_encoded_is_one_line_of_utf8_and_comes_back(record: dict[str, Any]) -> None:
    line = encode(record)
    assert b"\n" not in line
    assert json.loads(line.decode("utf-8")) == decode(line) == record


def test_a_byte_order_mark_is_let_pass() -> None:
    assert decode(b"\xef\xbb\xbf{}") == {}


def at(line: int, column: int) -> Message:
    return Message("annotation.json_place", line=line, column=column)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (b'{"a": 1,}', "annotation.json_invalid"),  # at which column depends on Python's version
        (b'{"a": 1}\n{"b"', Message("annotation.json_invalid", place=at(2, 1))),
        (b'{"a": "\xe9"}', Message("annotation.not_utf8", byte=7)),
        (
            b'{"a": 1, "b": {"c": 1, "c": 2}}',
            Message("annotation.json_repeated_key", key="c", place=at(1, 24)),
        ),
        (b'{"a": NaN}', Message("annotation.json_constant", constant="NaN", place=at(1, 7))),
        (b'{"a": -Infinity}', Message("annotation.json_constant", constant="-Infinity", place=at(1, 7))),
        (b"[" * 100_000, Message("annotation.json_too_deep")),
        (b'{"a": ' + b"9" * 5000 + b"}", Message("annotation.number_too_long")),
        (b'{"a": "\x00"}', Message("annotation.json_invalid", place=at(1, 8))),
        (b"", Message("annotation.json_invalid", place=at(1, 1))),
    ],
)
def test_dubious_json_is_refused_with_its_place(source: bytes, said: Message | str) -> None:
    with refused(said):
        decode(source)


def test_in_a_line_of_a_file_the_column_is_the_place() -> None:
    with refused(Message("annotation.json_invalid", place=Message("annotation.json_column", column=8))):
        decode(b'{"a": "\x00"}', is_line=True)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (b'{"NaN": "NaN",\n "a": NaN}', Message("annotation.json_constant", constant="NaN", place=at(2, 7))),
        (
            b'{"a": [1, -Infinity]}',
            Message("annotation.json_constant", constant="-Infinity", place=at(1, 11)),
        ),
        (
            b'{"a": {"b": 1},\n "b": 2, "c": "}",\n  "b": 3}',
            Message("annotation.json_repeated_key", key="b", place=at(3, 3)),
        ),
        (
            b'{"x": "a\\"b:", "y": {"x": 1, "x": 2}}',
            Message("annotation.json_repeated_key", key="x", place=at(1, 30)),
        ),
        (b'{"a": 1,\n "b": "\xc7"}', Message("annotation.not_utf8_in_line", byte=16, line=2)),
    ],
)
def test_what_the_parser_does_not_place_is_placed(source: bytes, said: Message) -> None:
    with refused(said):
        decode(source)


def nested(levels: int) -> bytes:
    return b"[" * levels + b"]" * levels


def test_a_document_is_read_to_the_level_from_which_it_can_be_written() -> None:
    for opening, closing in ((b"[", b"]"), (b'{"a": [', b"]}")):
        levels = 110 // opening.count(b"[") // (1 + opening.count(b"{"))
        deepest = opening * levels + closing * levels
        assert encode(decode(deepest)) == deepest
        with refused("annotation.json_too_deep"):
            decode(opening + deepest + closing)
    assert decode(b"1") == 1


@pytest.mark.parametrize("levels", [111, 500, 976, 980, 984, 1000, 100_000])
def test_a_document_that_is_nested_too_deeply_is_refused(levels: int) -> None:
    with refused("annotation.json_too_deep"):
        decode(nested(levels))


@pytest.mark.parametrize("number", [b"1e999", b"-1e999", b"[1, 1E400]", b'{"a": 2e308}'])
def test_a_number_that_no_float_holds_is_refused(number: bytes) -> None:
    with refused("annotation.number_too_large"):
        decode(number)


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ([float("inf")], "annotation.json_cannot_write"),
        ([float("nan")], "annotation.json_cannot_write"),
        ([10**5000], "annotation.json_cannot_write"),
        ([b"bytes"], "annotation.json_cannot_write"),
        (["\ud83d\ude00"], "annotation.json_surrogates"),
        (["\ude00 \ud83d\ude00"], "annotation.json_surrogates"),
    ],
)
def test_what_would_not_be_read_again_is_not_written(value: list[object], reason: str) -> None:
    with refused(reason):
        encode(value)


def test_what_is_too_deep_to_write_is_refused() -> None:
    value: list[object] = []
    for _ in range(100_000):
        value = [value]
    with refused("annotation.json_too_deep"):
        encode(value)
    while value:  # so that freeing it needs no stack either
        (value,) = value  # type: ignore[assignment]


@pytest.mark.parametrize("mistake", ['"b": NaN', '"a": 1'])
def test_a_mistake_behind_a_long_string_is_found_within_a_few_times_its_memory(mistake: str) -> None:
    line = ('{"a": "' + "ب\\n" * 100_000 + '", ' + mistake + "}").encode()

    def read() -> None:
        with pytest.raises(HashiyaError):
            decode(line)

    assert peak_of(read) < 20 * len(line)
