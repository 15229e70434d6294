"""Workbooks."""

from __future__ import annotations

import importlib
import io
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from hashiya.annotation.annotation import KEYS, Annotation
from hashiya.errors import HashiyaError
from hashiya.exchange import extras, xlsx
from hashiya.exchange.archive import zipped
from hashiya.exchange.losses import CUT, Losses
from hashiya.messages import Message
from tests.exchange.texts import DOCUMENT, annotation
from tests.refusals import refused

if TYPE_CHECKING:
    from hashiya.exchange.document import Document


def written(document: Document = DOCUMENT, losses: Losses | None = None) -> bytes:
    return b"".join(xlsx.write([document], Losses() if losses is None else losses))


def sheets(source: bytes) -> dict[str, list[dict[str, Any]]]:
    """The rows of each sheet by the names of its columns."""
    book = openpyxl.load_workbook(io.BytesIO(source))
    found = {}
    for sheet in book.worksheets:
        assert sheet.sheet_view.rightToLeft
        header, *rows = sheet.iter_rows(values_only=True)
        found[sheet.title] = [dict(zip(header, row, strict=True)) for row in rows]
    return found


def test_each_label_has_a_sheet_and_the_records_come_last() -> None:
    found = sheets(written())
    assert list(found) == ["ACTOR", "QUOTE", "EVENT", "records"]
    assert list(found["records"][0]) == [*KEYS, "extra"]
    assert len(found["records"]) == 4


def test_a_row_has_the_words_the_date_the_values_and_the_source_of_a_quote() -> None:
    found = sheets(written())
    (quote,) = found["QUOTE"]
    assert (quote["article"], quote["published"]) == ("a.txt", "2025-10-02")
    assert (quote["text"], quote["speaker"]) == ("زار وفدٌ موسكو", "الوزير")
    (actor,) = found["ACTOR"]
    assert (actor["kind"], actor["note"], actor["annotator"]) == ("person", "من هو؟", "سلمى")


def test_nothing_is_a_formula() -> None:
    odd = annotation("o", "ACTOR", "الوزير", note="=1+1", attributes={"canonical": "@SUM(A1)"})
    source = written(DOCUMENT._replace(annotations=[odd]))
    book = openpyxl.load_workbook(io.BytesIO(source))
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            assert [cell.data_type for cell in row if cell.data_type not in ("s", "n", "inlineStr")] == []
    (incoming,) = xlsx.read(source).incoming
    assert incoming.record["note"] == "=1+1"


def test_everything_comes_back() -> None:
    found = xlsx.read(written())
    assert found.refusals == []
    assert [Annotation.from_record(each.record) for each in found.incoming] == list(DOCUMENT.annotations)
    assert [each.line for each in found.incoming] == [2, 3, 4, 5]


def test_what_a_cell_cannot_hold_is_replaced_or_cut_and_counted() -> None:
    odd = annotation("o", "ACTOR", "الوزير", note="a\x00b\ud800" + "ن" * 40_000)
    (row,) = sheets(written(DOCUMENT._replace(annotations=[odd]), losses := Losses()))["ACTOR"]
    assert row["note"].startswith("a\ufffdb\ufffdن")
    assert len(row["note"]) == 32_767
    assert losses.counts == {CUT: 2}


def test_a_label_that_is_no_name_of_a_sheet_gets_another() -> None:
    made = [annotation("1", "a/b[c]:*?'" + "x" * 40, "الوزير"), annotation("2", "Records", "زار")]
    found = sheets(written(DOCUMENT._replace(annotations=made)))
    assert list(found) == ["a_b_c_____" + "x" * 21, "Records_", "records"]


def test_a_sheet_that_a_person_made_is_read() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["label", "text", "start", None],
        ["ACTOR", "الوزير", 4, None],
        [None],
        ["EVENT", "زار", 12.0],
    ):
        sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    found = xlsx.read(file.getvalue())
    assert [each.record for each in found.incoming] == [
        {"label": "ACTOR", "text": "الوزير", "start": 4},
        {"label": "EVENT", "text": "زار", "start": 12},
    ]


@pytest.mark.parametrize(
    ("source", "told"),
    [
        (b"PK\x03\x04broken", "exchange.archive_damaged"),
        (b"".join(zipped([("xl/workbook.xml", [b"<a>"])])), "exchange.not_workbook"),
        (
            b"".join(zipped([("xl/workbook.xml", [b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"])])),
            "exchange.xml_with_doctype",
        ),
    ],
)
def test_what_is_no_workbook_is_refused(source: bytes, told: str) -> None:
    (refusal,) = xlsx.read(source).refusals
    assert refusal.reason.id == told


def test_a_workbook_without_a_column_of_labels_is_refused() -> None:
    file = io.BytesIO()
    openpyxl.Workbook().save(file)
    assert xlsx.read(file.getvalue()).refusals == [(1, Message("exchange.no_sheet"))]
    assert xlsx.tells(file.getvalue())
    assert not xlsx.tells(b"".join(zipped([("a", [])])))


def test_a_missing_package_is_named_with_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(extras, "import_module", missing)
    with refused(Message("exchange.package_missing", package="openpyxl")) as caught:
        xlsx.read(b"")
    assert isinstance(caught.value, HashiyaError)
    assert caught.value.advice == Message("exchange.install_extra", extra="hashiya[xlsx]")
    monkeypatch.setattr(extras, "import_module", importlib.import_module)
    assert extras.extra_module("openpyxl", "xlsx") is openpyxl


def test_more_rows_than_a_sheet_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "_MOST_ROWS", 2)
    with refused(Message("exchange.too_many_rows", count=2)):
        written()
