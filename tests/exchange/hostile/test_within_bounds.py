"""A stranger's file takes no more memory than a bound, however many lines or elements it has."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest

from hashiya.exchange import brat, conll, csv, jsonl, numbered_lines, prodigy, tei, xlsx, xml
from hashiya.exchange.incoming import Read
from hashiya.exchange.numbered_lines import numbered_lines as lines_of
from hashiya.exchange.numbered_lines import numbered_text_lines
from hashiya.messages import Message

if TYPE_CHECKING:
    from collections.abc import Callable

RECORDS = Message("exchange.too_many_records", count=3)
REFUSALS = Message("exchange.too_many_refusals", count=3)
OF_TEI = 'xmlns="http://www.tei-c.org/ns/1.0"'


@pytest.fixture(autouse=True)
def _few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(numbered_lines, "_MOST_RECORDS", 3)
    monkeypatch.setattr(numbered_lines, "_MOST_REFUSALS", 3)


@pytest.mark.parametrize(
    ("read", "head", "good"),
    [
        (jsonl.read, b"", b'{"label": "ACTOR"}\n'),
        (csv.read, b"label,text\n", b"ACTOR,x\n"),
        (prodigy.read, b"", b'{"text": "a", "spans": [{}]}\n'),
        (conll.read, b"", b"a B-ACTOR\n-DOCSTART- O\n"),
    ],
)
def test_records_after_the_most_are_refused_together(
    read: Callable[[bytes], Read], head: bytes, good: bytes
) -> None:
    found = read(head + 3 * good)
    assert (len(found.incoming), found.refusals) == (3, [])
    found = read(head + 20 * good)
    assert len(found.incoming) == 3
    assert [refusal.reason for refusal in found.refusals] == [RECORDS]


@pytest.mark.parametrize(
    ("read", "head", "wrong"),
    [
        (jsonl.read, b"", b"x\n"),
        (csv.read, b"label,text\n", b"x\n"),
        (prodigy.read, b"", b"{}\n"),
        (conll.read, b"a O\n", b"x\n"),
        (brat.read, b"", b"T1\tx\n"),
    ],
)
def test_wrong_lines_after_the_most_are_refused_together(
    read: Callable[[bytes], Read], head: bytes, wrong: bytes
) -> None:
    found = read(head + 20 * wrong)
    assert found.incoming == []
    assert [refusal.reason for refusal in found.refusals][3:] == [REFUSALS]


def test_lines_are_those_that_a_file_is_split_into() -> None:
    for text in ("", "\n", "a", "a\n", "\r\na \r\n\n\x85ب\u2028c\n \nd", "\ufeffa\nb"):
        source = text.encode()
        split = enumerate(source.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1)
        expected = [(number, line.strip()) for number, line in split if line.strip()]
        assert list(lines_of(source, Read([], []))) == expected
        found = list(numbered_text_lines(text, Read([], [])))
        assert found == list(enumerate(text.removesuffix("\n").split("\n") if text else [], 1))


def test_xml_of_too_many_elements_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml, "_MOST_ELEMENTS", 20)
    body = f"<TEI {OF_TEI}><text><body>{'<p/>' * 20}</body></text></TEI>"
    assert [each.reason for each in tei.read(body.encode()).refusals] == [
        Message("exchange.xml_too_large", count=20)
    ]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8"])
def test_entities_are_refused_in_every_encoding(encoding: str) -> None:
    declared = f'<?xml version="1.0" encoding="{encoding.removesuffix("-le").removesuffix("-be")}"?>'
    source = f'{declared}<!DOCTYPE a [<!ENTITY e "x">]><TEI {OF_TEI}><text><p>&e;</p></text></TEI>'
    found = tei.read(source.encode(encoding))
    assert [each.reason for each in found.refusals] == [Message("exchange.xml_with_doctype")]
    assert found.texts == {}


def with_sheet(rows: str, dimension: str) -> bytes:
    """A workbook of openpyxl whose only sheet has other rows."""
    openpyxl = pytest.importorskip("openpyxl")
    written, changed = io.BytesIO(), io.BytesIO()
    openpyxl.Workbook().save(written)
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f'<dimension ref="{dimension}"/><sheetData>{rows}</sheetData></worksheet>'
    )
    with zipfile.ZipFile(written) as book, zipfile.ZipFile(changed, "w") as copy:
        for name in book.namelist():
            copy.writestr(name, sheet if name == "xl/worksheets/sheet1.xml" else book.read(name))
    return changed.getvalue()


def cells(number: int, *values: str) -> str:
    inner = "".join(
        f'<c r="{column}{number}" t="inlineStr"><is><t>{value}</t></is></c>'
        for column, value in zip("ABCD", values, strict=False)
    )
    return f'<row r="{number}">{inner}</row>'


def test_a_sheet_that_claims_to_be_large_is_read_as_far_as_its_columns_go() -> None:
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    rows = cells(1, "label", "text") + cells(3, "ACTOR", "x") + far
    found = xlsx.read(with_sheet(rows, "A1:XFD1048576"))
    assert found.refusals == []
    assert [(each.line, each.record) for each in found.incoming] == [(3, {"label": "ACTOR", "text": "x"})]


def test_rows_after_the_most_are_refused_together() -> None:
    rows = "".join(cells(number, "ACTOR", "x") for number in range(2, 20))
    found = xlsx.read(with_sheet(cells(1, "label", "text") + rows, "A1:B19"))
    assert (len(found.incoming), [each.reason for each in found.refusals]) == (3, [RECORDS])


def test_of_a_formula_the_value_counts_that_a_spreadsheet_computed() -> None:
    formulas = (
        '<row r="2"><c r="A2" t="str"><f>A1</f><v>ACTOR</v></c><c r="B2"><f>HYPERLINK("x")</f></c></row>'
    )
    found = xlsx.read(with_sheet(cells(1, "label", "text") + formulas, "A1:B2"))
    assert [each.record for each in found.incoming] == [{"label": "ACTOR"}]
