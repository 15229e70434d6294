"""The layout of a store file, one record a line, so that known lines are not parsed again."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from hashiya.annotation.strict_json import DEEPEST, decode, encode
from hashiya.errors import HashiyaError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

NUMBER = re.compile(r"0|[1-9][0-9]{0,14}")
"""The name of a record in its table."""

Record = MappingProxyType[str, Any]
"""A record, never changed in place, so that the same object is the same record."""

_BEGINNING, _ENDING = b'{"article": {\n', b"\n}}\n"
_END_OF_TABLE, _END_OF_TABLES = b"},", b"}}"

_BLOCK = 200_000
"""Bytes that are split into lines at a time."""


class Line(NamedTuple):
    """A record with its line in the file, so that neither is made twice.

    Attributes:
        number: the name of the record in its table.
        record: its keys and values.
        encoded: the line with a comma at the end; the file has none after the last record of a table.
    """

    number: str
    record: Record
    encoded: bytes


Lines = dict[str, dict[str, Line]]
"""Lines by number by table, in the order of the file."""


def encode_record(number: str, record: Mapping[str, Any]) -> bytes:
    """Encode a record as a line."""
    return b'"%b": %b,' % (number.encode("ascii"), encode(dict(record)))


def encode_tables(tables: Mapping[str, Iterable[bytes]]) -> bytes:
    """Encode a whole file: a JSON object of tables, each with the lines of its records."""
    parts = [
        b"%b: {\n%b\n}" % (encode({name: 0})[1:-4], b"\n".join(lines).removesuffix(b","))
        for name, lines in tables.items()
    ]
    return b"{" + b",\n".join(parts) + b"}\n"


def line_of(number: str, record: Mapping[str, Any], known: Mapping[str, Line]) -> Line:
    """Encode a record as a line, unless it is the known record of its number."""
    line = known.get(number)
    if line is not None and line.record is record:
        return line
    fixed = record if isinstance(record, MappingProxyType) else MappingProxyType(record)
    return Line(number, fixed, encode_record(number, fixed))


def lines_of_table(content: bytes, name: str) -> list[bytes] | None:
    """Find the lines of the records of a table, unchecked; None if the file has another layout than ours."""
    bounds = table_bounds(content, name)
    if bounds is None:
        return None
    begin, end = bounds
    return content[begin:end].split(b"\n") if begin else []


def table_bounds(content: bytes, name: str) -> tuple[int, int] | None:
    """Find where the lines of a table begin and end, unchecked; None if the file has another layout.

    Returns:
        The end is before the last newline. Both are 0 if there is no such table.
    """
    if not content.startswith(_BEGINNING) or not content.endswith(_ENDING):
        return None
    head = b"\n%b: {\n" % encode({name: 0})[1:-4]
    begin = content.find(head)
    if begin < 0:
        return 0, 0
    begin += len(head)
    return begin, content.find(b"\n}", begin - 1)


def parse_lines(content: bytes, known: Mapping[str, Mapping[str, Line]]) -> Lines | None:
    """Parse a file with the layout of `encode_tables`; None for any other layout or a damaged file.

    The line of each record is a complete member of its table, so the lines hold the whole content.

    Args:
        content: the file.
        known: lines of an earlier reading; a record whose line is among them is taken from there.
    """
    lines = _split(content)
    if lines[-2:] != [_END_OF_TABLES, b""] or not lines[0].startswith(b"{"):
        return None
    lines[0], lines[-2] = lines[0][1:], _END_OF_TABLE
    tables: Lines = {}
    start = 0
    try:
        while start < len(lines) - 1:
            end = lines.index(_END_OF_TABLE, start)
            name = _name_of_table(lines[start])
            if name in tables:
                return None
            tables[name] = _table(lines[start + 1 : end], known.get(name, {}))
            start = end + 1
    except (HashiyaError, ValueError):
        return None
    return tables


def _split(content: bytes) -> list[bytes]:
    """Split a file into lines, block by block.

    One call for the whole of a large file would hold the interpreter for milliseconds, and a key would wait.
    """
    lines: list[bytes] = []
    begin = 0
    while (end := content.find(b"\n", begin + _BLOCK)) >= 0:
        lines += content[begin:end].split(b"\n")
        begin = end + 1
    return lines + content[begin:].split(b"\n")


def _table(lines: list[bytes], known: Mapping[str, Line]) -> dict[str, Line]:
    """Parse the lines of a table.

    Raises:
        ValueError: a line is not a record, or two have one number.
        HashiyaError: a line is not valid JSON.
    """
    if not any(lines):
        return {}
    lines[-1] += b","
    by_line = {line.encoded: line for line in known.values()}
    found = (by_line.get(encoded) or _parsed(encoded) for encoded in lines)
    table = {line.number: line for line in found}
    if len(table) != len(lines):
        raise ValueError(lines)
    return table


def _parsed(encoded: bytes) -> Line:
    """Parse the line of a record, which must be a whole member of an object.

    Raises:
        ValueError: it is not a record.
        HashiyaError: it is not valid JSON.
    """
    if not encoded.endswith(b","):
        raise ValueError(encoded)
    # one object around the record, where the file has two
    ((number, record),) = decode(b"{%b}" % encoded[:-1], deepest=DEEPEST - 1).items()
    if not NUMBER.fullmatch(number) or not isinstance(record, dict):
        raise ValueError(encoded)
    return Line(number, MappingProxyType(record), encoded)


def _name_of_table(head: bytes) -> str:
    """Parse the line that begins a table.

    Raises:
        ValueError: it is another line.
        HashiyaError: it is not valid JSON.
    """
    ((name, table),) = decode(b"{%b}}" % head).items()
    if table != {}:
        raise ValueError(head)
    return str(name)
