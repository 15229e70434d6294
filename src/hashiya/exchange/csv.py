"""CSV for spreadsheets (RFC 4180, UTF-8, a header): the keys of a record as columns, and no formulas.

A cell that a spreadsheet would run as a formula gets an apostrophe in front. So does a cell that looks like
one with its apostrophe: reading removes one apostrophe, so every text comes back exactly.
"""

from __future__ import annotations

import csv
import io
import re
import sys
from typing import TYPE_CHECKING, Any

from hashiya.annotation.annotation import KEYS
from hashiya.annotation.strict_json import decode, encode
from hashiya.errors import HashiyaError
from hashiya.exchange.incoming import Incoming, Read, Refusal
from hashiya.exchange.numbered_lines import decoded, too_many
from hashiya.messages import Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from hashiya.exchange.document import Document
    from hashiya.exchange.losses import Losses

EXTRA = "extra"
"""The last column: the keys that hashiya does not know, as one JSON object, or empty."""

_LINE = re.compile("[^\\r\\n]*(?:\\r\\n|\\n|\\r)|[^\\r\\n]+")
_SURROGATE = re.compile("[\ud800-\udfff]")
_FORMULA = re.compile("'*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
"""The beginnings of formulas, in full width too (OWASP, CSV Injection), after any apostrophes."""
_NUMBER = re.compile(r"-?[0-9]{1,20}")
_SEPARATORS = {
    "\t": Message("exchange.separated_by_tabs"),
    ";": Message("exchange.separated_by_semicolons"),
}
"""Separators other than the comma, each with its refusal."""


def write(documents: Iterable[Document], _: Losses) -> Iterator[bytes]:
    """Write the header and a row for each annotation; a lone surrogate, which UTF-8 lacks, becomes U+FFFD."""
    yield row([*KEYS, EXTRA])
    for document in documents:
        for annotation in document.annotations:
            record = annotation.to_record()
            yield row([*(record[key] for key in KEYS), annotation.extra or ""])


def row(values: Sequence[object]) -> bytes:
    """Write one row; a cell that a spreadsheet would run as a formula gets an apostrophe in front."""
    written = io.StringIO()
    csv.writer(written, lineterminator="\r\n").writerow([_cell(value) for value in values])
    return written.getvalue().encode()


def tells(source: bytes) -> bool:
    """Tell whether a file begins with a header that has the label and no unknown column."""
    try:
        header = source.partition(b"\n")[0].decode("utf-8-sig")
        columns = next(csv.reader([header], strict=True), [])
    except (UnicodeDecodeError, csv.Error):
        return False
    return "label" in columns and not wrong_header(columns)


def read(source: bytes) -> Read:
    """Read the records of a file; columns may come in any order, and an empty cell counts as missing."""
    found = Read([], [])
    text = decoded(source, found)
    csv.field_size_limit(sys.maxsize)  # a note may be long
    rows = csv.reader((match[0] for match in _LINE.finditer(text)), strict=True)
    columns: list[str] | None = None
    line = 1
    try:
        for cells in rows:
            if columns is None:
                columns = cells
                if problem := wrong_header(columns):
                    found.refusals.append(Refusal(line, problem))
                    break
            elif refusal := too_many(found):
                found.refusals.append(Refusal(line, refusal))
                break
            elif any(cells):
                take_row(found, line, columns, cells)
            line = rows.line_num + 1
    except csv.Error as error:
        found.refusals.append(Refusal(line, Message("exchange.not_csv", reason=str(error))))
    return found


def _cell(value: object) -> str:
    if isinstance(value, str):
        text = _SURROGATE.sub("\ufffd", value)
        return "'" + text if _FORMULA.match(text) else text
    return encode(value).decode() if isinstance(value, (dict, list)) else str(value)


def wrong_header(columns: Sequence[str]) -> Message | None:
    """Return the fault of the first row; None if it is a header."""
    for separator, told in _SEPARATORS.items():
        if len(columns) == 1 and set(columns[0].split(separator)) & set(KEYS) and separator in columns[0]:
            return told
    unknown = [column for column in columns if column not in KEYS and column != EXTRA]
    if unknown:
        return Message("exchange.column_unknown", column=unknown[0], names=tuple(KEYS))
    twice = [column for column in (*KEYS, EXTRA) if columns.count(column) > 1]
    return Message("exchange.column_repeated", column=twice[0]) if twice else None


def take_row(found: Read, line: int, columns: Sequence[str], cells: Sequence[str]) -> None:
    """Add the record of a row to those that were found, or its refusal."""
    if len(cells) != len(columns):
        told = Message("exchange.cells_differ", cells=len(cells), columns=len(columns))
        found.refusals.append(Refusal(line, told))
        return
    record: dict[str, Any] = {}
    try:
        for column, cell in zip(columns, cells, strict=True):
            if cell and column == EXTRA:
                record |= _extra(cell)
            elif cell:
                record[column] = _value(column, cell)
    except HashiyaError as error:
        found.refusals.append(Refusal(line, error.told))
    else:
        found.incoming.append(Incoming(line, record))


def _value(column: str, cell: str) -> Any:
    kind = KEYS[column]
    if kind is str:
        return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
    if kind is int:
        if not _NUMBER.fullmatch(cell):
            raise HashiyaError(Message("exchange.not_whole_number", column=column))
        return int(cell)
    return _json(column, cell)


def _extra(cell: str) -> dict[str, Any]:
    value = _json(EXTRA, cell)
    if not isinstance(value, dict):
        raise HashiyaError(Message("exchange.extra_not_object", column=EXTRA))
    for key in KEYS:
        if key in value:
            raise HashiyaError(Message("exchange.extra_holds_column", column=EXTRA, key=key))
    return value


def _json(column: str, cell: str) -> Any:
    try:
        return decode(cell.encode("utf-8", "surrogatepass"))
    except HashiyaError as error:
        raise HashiyaError(Message("exchange.column_invalid", column=column, problem=error.told)) from error
