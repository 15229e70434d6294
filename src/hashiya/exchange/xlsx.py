"""Workbooks for spreadsheet programs: sheets run right to left, and no text is run as a formula.

A sheet for each label has a row for each annotation, for people. The last sheet has the columns of a record,
as CSV has them, and is read.
"""

from __future__ import annotations

import io
import re
import tempfile
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

from hashiya.annotation.annotation import KEYS
from hashiya.annotation.strict_json import encode
from hashiya.errors import HashiyaError
from hashiya.exchange.archive import MAGIC, files_in, names_in
from hashiya.exchange.csv import EXTRA, take_row, wrong_header
from hashiya.exchange.extras import extra_module
from hashiya.exchange.incoming import Read, Refusal
from hashiya.exchange.losses import CUT
from hashiya.exchange.numbered_lines import too_many
from hashiya.exchange.pieces import pieces_of
from hashiya.exchange.xml import has_entities
from hashiya.messages import Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from hashiya.annotation.annotation import Annotation
    from hashiya.exchange.document import Document
    from hashiya.exchange.losses import Losses

EXTRA_NAME = "xlsx"
_LONGEST = 32_767
"""Characters of a cell."""
_MOST_ROWS = 1_048_576
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_XML = (".xml", ".rels", ".vml")
_MOST_COLUMNS = 100
_SHEET_NAME = re.compile(r"[\[\]:*?/\\']")
_LONGEST_NAME = 31
_RECORDS = "records"
_COLUMNS = {
    "article": 24,
    "published": 12,
    "text": 60,
    "kind": 14,
    "canonical": 24,
    "type": 14,
    "date": 12,
    "place": 18,
    "status": 12,
    "mode": 10,
    "cue": 12,
    "speaker": 24,
    "agent": 24,
    "recipient": 24,
    "more": 30,
    "note": 30,
    "annotator": 14,
}
"""Columns of the sheets for people, with their widths in characters."""
_OF_RECORDS = dict.fromkeys((*KEYS, EXTRA), 14)
_ATTRIBUTES = ("kind", "canonical", "type", "date", "place", "status", "mode", "cue")
_RELATIONS = ("speaker", "agent", "recipient", "place")
_DAMAGE = (BadZipFile, KeyError, ValueError, TypeError, AttributeError, IndexError, SyntaxError, OSError)
"""Errors with which openpyxl answers a workbook that is damaged."""


def write(documents: Iterable[Document], losses: Losses) -> Iterator[bytes]:
    """Write a workbook, one article after another; its rows wait on the disk.

    Raises:
        HashiyaError: openpyxl is not installed, or there are more annotations than a sheet has rows.
    """
    workbook = _Workbook(losses)
    try:
        for document in documents:
            workbook.add(document)
        workbook.sheet(_RECORDS, _OF_RECORDS)
        with tempfile.TemporaryFile() as whole:
            workbook.book.save(whole)
            yield from pieces_of(whole)
    finally:
        workbook.close()


def tells(source: bytes) -> bool:
    """Tell whether an archive has a workbook."""
    return source.startswith(MAGIC) and "xl/workbook.xml" in names_in(source)


def read(source: bytes) -> Read:
    """Read the records of the last sheet whose first row is a header with a label.

    Raises:
        HashiyaError: openpyxl is not installed.
    """
    openpyxl = extra_module("openpyxl", EXTRA_NAME)
    try:
        files = files_in(source).items()
        if any(name.lower().endswith(_XML) and has_entities(content) for name, content in files):
            return Read([], [Refusal(1, Message("exchange.xml_with_doctype"))])
        book = openpyxl.load_workbook(io.BytesIO(source), read_only=True, keep_links=False, data_only=True)
        try:
            return _records(book)
        finally:
            book.close()
    except HashiyaError as error:
        return Read([], [Refusal(1, error.told)])
    except _DAMAGE:
        return Read([], [Refusal(1, Message("exchange.not_workbook"))])


def _records(book: Any) -> Read:
    for sheet in reversed(book.worksheets):
        # a sheet may claim any size, such as by a single cell in its last row
        heads = sheet.iter_rows(max_row=1, max_col=_MOST_COLUMNS, values_only=True)
        columns = [name for name in map(_text, next(heads, ())) if name]
        if "label" not in columns or wrong_header(columns):
            continue
        found = Read([], [])
        for line, row in enumerate(sheet.iter_rows(2, max_col=len(columns), values_only=True), 2):
            if not any(row):
                continue
            if refusal := too_many(found):
                found.refusals.append(Refusal(line, refusal))
                break
            cells = [*map(_text, row), *("" for _ in columns)]
            take_row(found, line, columns, cells[: len(columns)])
        return found
    return Read([], [Refusal(1, Message("exchange.no_sheet"))])


def _text(value: object) -> str:
    """Return the value of a cell as CSV would have it; a whole number has no point."""
    if value is None:
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


class _Workbook:
    """A workbook that is written row by row.

    Attributes:
        book: openpyxl's.
    """

    def __init__(self, losses: Losses) -> None:
        openpyxl = extra_module("openpyxl", EXTRA_NAME)
        styles = extra_module("openpyxl.styles", EXTRA_NAME)
        self.book = openpyxl.Workbook(write_only=True)
        self._make_cell = extra_module("openpyxl.cell", EXTRA_NAME).WriteOnlyCell
        self._bold = styles.Font(bold=True)
        self._wrapped = styles.Alignment(wrap_text=True, vertical="top")
        self._losses = losses
        self._sheets: dict[str, Any] = {}
        self._rows: dict[str, int] = {}

    def add(self, document: Document) -> None:
        """Add the annotations of an article."""
        words = {each.id: each.attributes.get("canonical") or each.text for each in document.annotations}
        for annotation in document.annotations:
            self._append(_sheet_name(annotation.label), _COLUMNS, _row(annotation, document, words))
            record = annotation.to_record()
            values = [*(record[key] for key in KEYS), dict(annotation.extra) or ""]
            self._append(_RECORDS, _OF_RECORDS, values)

    def close(self) -> None:
        """Close the files of a workbook that was not saved."""
        for sheet in self._sheets.values():
            if not sheet.closed:
                sheet.close()

    def sheet(self, name: str, columns: Mapping[str, int]) -> Any:
        """Return the sheet of a name, and make it with its header first.

        Args:
            name: of the sheet.
            columns: their widths in characters by name.
        """
        if name not in self._sheets:
            # before the sheet of records, which is the last one
            place = len(self.book.worksheets) - (_RECORDS in self._sheets)
            sheet = self._sheets[name] = self.book.create_sheet(name, None if name == _RECORDS else place)
            sheet.sheet_view.rightToLeft = True
            sheet.freeze_panes = "A2"
            for number, width in enumerate(columns.values()):
                sheet.column_dimensions[_letters(number)].width = width
            sheet.append([self._cell(sheet, column, is_head=True) for column in columns])
            self._rows[name] = 1
        return self._sheets[name]

    def _append(self, name: str, columns: Mapping[str, int], values: Sequence[object]) -> None:
        sheet = self.sheet(name, columns)
        self._rows[name] += 1
        if self._rows[name] > _MOST_ROWS:
            raise HashiyaError(Message("exchange.too_many_rows", count=_MOST_ROWS))
        sheet.append([self._cell(sheet, value) for value in values])

    def _cell(self, sheet: Any, value: object, *, is_head: bool = False) -> Any:
        if isinstance(value, int):
            return self._make_cell(sheet, value)
        text = value if isinstance(value, str) else encode(value).decode()  # type: ignore[arg-type]
        text = _FORBIDDEN.sub("\ufffd", text)
        self._losses.add(CUT, len(text) > _LONGEST)
        cell = self._make_cell(sheet, text[:_LONGEST])
        cell.data_type = "s"  # not a formula, whatever it begins with
        cell.alignment = self._wrapped
        if is_head:
            cell.font = self._bold
        return cell


def _row(annotation: Annotation, document: Document, words: Mapping[str, str]) -> Sequence[object]:
    """Return the values of a row for people; of a relation, the name of the other end."""
    attributes = {name: _plain(value) for name, value in annotation.attributes.items()}
    row: dict[str, object] = {name: attributes.pop(name, "") for name in _ATTRIBUTES}
    for relation in annotation.relations:
        end = words.get(relation["target"], "")
        kind = relation["type"] if relation["type"] in _RELATIONS else ""
        if kind:
            row[kind] = " · ".join(filter(None, (str(row.get(kind, "")), end)))
        else:
            attributes[relation["type"]] = end
    row |= {"article": document.key, "published": document.date, "text": annotation.text}
    row["more"] = " · ".join(f"{name}: {value}" for name, value in attributes.items())
    row |= {"note": annotation.note, "annotator": annotation.annotator}
    return [row.get(name, "") for name in _COLUMNS]


def _plain(value: object) -> str:
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return " · ".join(value)
    return value if isinstance(value, str) else str(value)


def _sheet_name(label: str) -> str:
    name = _SHEET_NAME.sub("_", _FORBIDDEN.sub("_", label))[:_LONGEST_NAME]
    return name if name.lower() != _RECORDS else f"{name}_"


def _letters(number: int) -> str:
    """Return the name of a column by its number from 0."""
    return (chr(ord("A") + number // 26 - 1) if number >= 26 else "") + chr(ord("A") + number % 26)
