from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hashiya.annotation.strict_json import decode, encode
from hashiya.errors import HashiyaError

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


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (b'{"a": 1,}', r"line 1, column [89]\b"),
        (b'{"a": 1}\n{"b"', "line 2, column 1"),
        (b'{"a": "\xe9"}', "UTF-8 at byte 7"),
        (b'{"a": 1, "b": {"c": 1, "c": 2}}', "“c” is given twice"),
        (b'{"a": NaN}', "NaN"),
        (b'{"a": -Infinity}', "-Infinity"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"a": ' + b"9" * 5000 + b"}", "too long"),
        (b'{"a": "\x00"}', "line 1, column 8"),
        (b"", "line 1, column 1"),
    ],
)
def test_dubious_json_is_refused_with_its_place(source: bytes, said: str) -> None:
    with pytest.raises(HashiyaError, match=said):
        decode(source)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (b'{"NaN": "NaN",\n "a": NaN}', "NaN is not JSON, at line 2, column 7"),
        (b'{"a": [1, -Infinity]}', "-Infinity is not JSON, at line 1, column 11"),
        (
            b'{"a": {"b": 1},\n "b": 2, "c": "}",\n  "b": 3}',
            "“b” is given twice in one object, at line 3, column 3",
        ),
        (b'{"x": "a\\"b:", "y": {"x": 1, "x": 2}}', "at line 1, column 30"),
        (b'{"a": 1,\n "b": "\xc7"}', "not valid UTF-8 at byte 16, in line 2"),
    ],
)
def test_what_the_parser_does_not_place_is_placed(source: bytes, said: str) -> None:
    with pytest.raises(HashiyaError) as caught:
        decode(source)
    assert said in caught.value.message


def nested(levels: int) -> bytes:
    return b"[" * levels + b"]" * levels


def test_a_document_is_read_to_the_level_from_which_it_can_be_written() -> None:
    for opening, closing in ((b"[", b"]"), (b'{"a": [', b"]}")):
        levels = 110 // opening.count(b"[") // (1 + opening.count(b"{"))
        deepest = opening * levels + closing * levels
        assert encode(decode(deepest)) == deepest
        with pytest.raises(HashiyaError, match=r"^nested too deeply$"):
            decode(opening + deepest + closing)
    assert decode(b"1") == 1


@pytest.mark.parametrize("levels", [111, 500, 976, 980, 984, 1000, 100_000])
def test_a_document_that_is_nested_too_deeply_is_refused(levels: int) -> None:
    with pytest.raises(HashiyaError, match=r"^nested too deeply$"):
        decode(nested(levels))


@pytest.mark.parametrize("number", [b"1e999", b"-1e999", b"[1, 1E400]", b'{"a": 2e308}'])
def test_a_number_that_no_float_holds_is_refused(number: bytes) -> None:
    with pytest.raises(HashiyaError, match=r"^a number is too large$"):
        decode(number)


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ([float("inf")], "JSON has no word"),
        ([float("nan")], "JSON has no word"),
        ([10**5000], "JSON has no word"),
        ([b"bytes"], "JSON has no word"),
        (["\ud83d\ude00"], "a surrogate pair"),
        (["\ude00 \ud83d\ude00"], "a surrogate pair"),
    ],
)
def test_what_would_not_be_read_again_is_not_written(value: list[object], reason: str) -> None:
    with pytest.raises(HashiyaError, match=reason):
        encode(value)


def test_what_is_too_deep_to_write_is_refused() -> None:
    value: list[object] = []
    for _ in range(100_000):
        value = [value]
    with pytest.raises(HashiyaError, match="nested too deeply"):
        encode(value)
    while value:  # so that freeing it needs no stack either
        (value,) = value  # type: ignore[assignment]
