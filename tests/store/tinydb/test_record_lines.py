"""Reading a store file again by its lines gives what parsing the whole file gives, whoever wrote it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hashiya.annotation.strict_json import DEEPEST, decode
from hashiya.errors import HashiyaError
from hashiya.store.tinydb import record_lines
from hashiya.store.tinydb.record_lines import Lines, encode_record, encode_tables, parse_lines

if TYPE_CHECKING:
    from collections.abc import Mapping

    Plain = Mapping[str, Mapping[str, Any]]

RECORDS: st.SearchStrategy[dict[str, Any]] = st.dictionaries(
    st.sampled_from(("id", "note", "}", "")),
    st.one_of(
        st.integers(),
        st.floats(allow_nan=False, allow_infinity=False),
        st.text(),
        st.just({"a": [{}]}),
        st.none(),
    ),
    max_size=2,
)
TABLES = st.dictionaries(
    st.sampled_from(("article", "annotations", "conflicts", 'odd " name', "},")),
    st.dictionaries(st.integers(0, 30).map(str), RECORDS, max_size=6),
    max_size=4,
)
LINES = st.sampled_from(
    (
        b"",
        b" ",
        b"},",
        b"}}",
        b"}}}",
        b"{",
        b'"t": {',
        b'{"t": {',
        b'"t": {"1": {',
        b'"t": {}, "u": {',
        b'"1": {},',
        b'"1": {}',
        b'"\\u0031": {},',
        b' "2" : { } ,',
        b'"3": {},,',
        b'"3": {}, "4": {},',
        b'"3": {}}, "4": {"5": {},',
        b'"3": {"a": [,',
        b'"3": 3,',
        b'"03": {},',
        b'"3": {"a": 1, "a": 2},',
        b'"3": {"a": NaN},',
        b'"3": {"a": 1e999},',
        b'"3": {"a": "\xff"},',
        b'\xef\xbb\xbf"3": {},',
        b'"3": {"a": %b%b},' % (b"[" * (DEEPEST - 4), b"]" * (DEEPEST - 4)),
        b'"3": {"a": %b%b},' % (b"[" * (DEEPEST - 3), b"]" * (DEEPEST - 3)),
        b'"3": {"a": %b%b},' % (b"[" * (DEEPEST - 2), b"]" * (DEEPEST - 2)),
    )
)


@st.composite
def damaged(draw: st.DrawFn, content: bytes) -> bytes:
    """The content after a few edits by hand, or another kind of accident."""
    lines = content.split(b"\n")
    for _ in range(draw(st.integers(1, 3))):
        first, second = (draw(st.integers(0, len(lines) - 1)) for _ in range(2))
        match draw(st.sampled_from(("insert", "remove", "repeat", "swap", "join", "replace", "carriage"))):
            case "insert":
                lines.insert(first, draw(LINES))
            case "remove" if len(lines) > 1:
                del lines[first]
            case "repeat":
                lines.insert(second, lines[first])
            case "swap":
                lines[first], lines[second] = lines[second], lines[first]
            case "join" if first + 1 < len(lines):
                lines[first : first + 2] = [lines[first] + lines[first + 1]]
            case "replace":
                lines[first] = draw(LINES)
            case "carriage":
                lines[first] += b"\r"
    joined = b"\n".join(lines)
    return joined[: draw(st.integers(0, len(joined)))] if draw(st.integers(0, 9)) == 0 else joined


@st.composite
def writings(draw: st.DrawFn) -> list[bytes]:
    """What several writers made of a file, one after the other."""
    tables: dict[str, dict[str, dict[str, Any]]] = draw(TABLES)
    contents = []
    for _ in range(draw(st.integers(1, 5))):
        for name, changes in draw(TABLES).items():
            tables = {**tables, name: {**tables.get(name, {}), **changes}}
        writer = draw(st.sampled_from(("ours", "ours", "TinyDB", "indented", "by hand", "by hand")))
        if writer == "TinyDB":
            contents.append(json.dumps(tables).encode())
        elif writer == "indented":
            contents.append(json.dumps(tables, indent=0).encode())
        else:
            content = encoded(tables)
            contents.append(content if writer == "ours" else draw(damaged(content)))
    return contents


def encoded(tables: Plain) -> bytes:
    return encode_tables(
        {name: [encode_record(*each) for each in table.items()] for name, table in tables.items()}
    )


def as_a_whole(content: bytes) -> object:
    """What the file says, or None if it is no valid JSON."""
    try:
        return decode(content)
    except HashiyaError:
        return None


def records_of(lines: Lines) -> object:
    return {
        name: {number: dict(line.record) for number, line in table.items()} for name, table in lines.items()
    }


@given(writings())
def test_lines_say_the_same_as_the_whole_file(contents: list[bytes]) -> None:
    known: Lines = {}
    for content in contents:
        lines = parse_lines(content, known)
        if lines is None:
            continue
        assert repr(records_of(lines)) == repr(as_a_whole(content))
        assert decode(encode_tables({name: [x.encoded for x in lines[name].values()] for name in lines})) == (
            as_a_whole(content)
        )
        known = lines


@given(TABLES, TABLES)
def test_a_file_of_ours_is_read_by_its_lines_and_known_records_are_kept(first: Plain, second: Plain) -> None:
    known = parse_lines(encoded(first), {})
    again = parse_lines(encoded({**first, **second}), known or {})
    if not first:
        assert known is None
        return
    assert known is not None
    assert again is not None
    for name, table in first.items():
        for number in table:
            is_kept = again[name].get(number) is known[name][number]
            assert is_kept == (
                name not in second or encode_of(second, name, number) == known[name][number][2]
            )


def encode_of(tables: Plain, name: str, number: str) -> bytes | None:
    record = tables[name].get(number)
    return None if record is None else encode_record(number, record)


def nested(levels: int) -> bytes:
    """A file with a list of so many levels, which is in a record, in a table, in the object of all tables."""
    return b'{"t": {\n"1": {"a": %b%b}\n}}\n' % (b"[" * levels, b"]" * levels)


def test_a_record_is_nested_as_deeply_as_the_whole_file_lets_it() -> None:
    assert DEEPEST == 3 + 107
    assert parse_lines(nested(107), {}) is not None
    assert as_a_whole(nested(107)) is not None
    assert as_a_whole(nested(108)) is None


@pytest.mark.parametrize(
    "content",
    [
        b'{"t": {\n"1": {}}, "u": {"2": {}\n}}\n',
        b'{"t": {\n"1": {}\n"2": {}\n}}\n',
        b'{"t": {\n"1": {}}\n"2": {}\n}}\n',
        b'{"t": {\n"1": {},\n}}\n',
        nested(108),
        b'{"t": {\n"1": {},\n"1": {}\n}}\n',
        b'{"t": {\n"1": {}\n},\n"t": {\n"1": {}\n}}\n',
        b'{"t": {\n"1": {}\n}}\n\n',
        b'{"t": {\n"1": {}\n}}',
        b'\xef\xbb\xbf{"t": {\n"1": {}\n}}\n',
        b'{"t": {\r\n"1": {}\r\n}}\r\n',
        b'["t": {\n"1": {}\n}}\n',
        b"{}\n",
        b"",
    ],
)
def test_any_other_layout_is_left_to_the_parser_of_the_whole(content: bytes) -> None:
    assert parse_lines(content, {}) is None


@given(
    content=st.lists(st.sampled_from([b"\n", b"a", b"bc", b"\n\n", b"d" * 9])).map(b"".join),
    block=st.integers(0, 12),
)
def test_blocks_split_a_file_as_one_call_does(content: bytes, block: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(record_lines, "_BLOCK", block)
        assert record_lines._split(content) == content.split(b"\n")
