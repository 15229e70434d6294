"""CSV and workbooks are read by pandas, DuckDB and openpyxl."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import duckdb
import openpyxl
import pandas as pd

from hashiya.annotation.annotation import KEYS
from tests.readers.conftest import articles

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.readers.conftest import Exported

COLUMNS = ("id", "article", "label", "start", "end", "text", "note", "annotator")


def expected() -> Sequence[tuple[Any, ...]]:
    records = [each.to_record() for document in articles() for each in document.annotations]
    return [tuple(record[column] for column in COLUMNS) for record in records]


def unguarded(row: Sequence[Any]) -> tuple[Any, ...]:
    """A row without the apostrophes before texts that a spreadsheet would run."""
    return tuple(value[1:] if isinstance(value, str) and value.startswith("'") else value for value in row)


def test_pandas_reads_every_cell_of_csv(exported: Exported) -> None:
    frame = pd.read_csv(exported("csv"), keep_default_na=False)
    assert list(frame.columns) == [*KEYS, "extra"]
    rows = frame[list(COLUMNS)].itertuples(index=False, name=None)
    assert [unguarded(row) for row in rows] == expected()
    assert [json.loads(each) for each in frame["attributes"]] == [
        dict(each.attributes) for document in articles() for each in document.annotations
    ]


def test_duckdb_reads_every_cell_of_csv(exported: Exported) -> None:
    table = duckdb.read_csv(str(exported("csv")), all_varchar=True)
    places = [table.columns.index(column) for column in COLUMNS]
    rows = [tuple(row[place] for place in places) for row in table.fetchall()]
    texts = [tuple("" if value is None else value for value in row) for row in rows]
    assert [unguarded(row) for row in texts] == [tuple(map(str, row)) for row in expected()]


def test_openpyxl_reads_the_sheet_of_records(exported: Exported) -> None:
    sheet = openpyxl.load_workbook(exported("xlsx")).worksheets[-1]
    header, *rows = sheet.iter_rows(values_only=True)
    places = [header.index(column) for column in COLUMNS]
    found = [tuple("" if row[place] is None else row[place] for place in places) for row in rows]
    assert [row[:5] for row in found] == [row[:5] for row in expected()]


def test_pandas_reads_a_sheet_for_each_label(exported: Exported) -> None:
    sheets = pd.read_excel(exported("xlsx"), sheet_name=None)
    assert list(sheets) == ["EVENT", "ACTOR", "QUOTE", "records"]
    assert sum(len(sheets[label]) for label in ("EVENT", "ACTOR", "QUOTE")) == len(sheets["records"])


def test_pandas_and_duckdb_read_the_rows_of_parquet(exported: Exported) -> None:
    path = exported("parquet")
    frame = pd.read_parquet(path)
    assert list(frame["text"]) == [document.text for document in articles()]
    assert [len(spans) for spans in frame["spans"]] == [len(each.annotations) for each in articles()]
    query = (
        "SELECT article, span.start, span.end, span.label FROM (SELECT article, unnest(spans) AS span FROM ?)"
    )
    rows = duckdb.execute(query.replace("?", f"'{path}'")).fetchall()
    assert rows == [
        (document.key, each.start, each.end, each.label)
        for document in articles()
        for each in document.annotations
    ]
