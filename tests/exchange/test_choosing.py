from __future__ import annotations

from pathlib import Path

import pytest

from hashiya.errors import HashiyaError
from hashiya.exchange.choosing import format_to_read, format_to_write

JSONL = b'{"label": "ACTOR", "start": 0, "end": 3}\n'
NOT_AS = "in spite of its ending, and is read so"
CSV = b"label,start,end\r\nACTOR,0,3\r\n"


@pytest.mark.parametrize(
    ("path", "named", "chosen", "remark"),
    [
        (None, None, "jsonl", ""),
        ("out.jsonl", None, "jsonl", ""),
        ("out.ndjson", None, "jsonl", ""),
        ("out.csv", None, "csv", ""),
        ("OUT.CSV", None, "csv", ""),
        ("out", None, "jsonl", ""),
        ("out.xlsx", None, "jsonl", "out.xlsx is written as jsonl: .xlsx is the ending of no format"),
        ("out.csv", "csv", "csv", ""),
        ("out.txt", "csv", "csv", ""),
        ("out.csv", "jsonl", "jsonl", "out.csv is written as jsonl, as --format says"),
        ("out.jsonl", "csv", "csv", "out.jsonl is written as csv, as --format says"),
        (None, "csv", "csv", ""),
    ],
)
def test_the_format_to_write(path: str | None, named: str | None, chosen: str, remark: str) -> None:
    choice = format_to_write(Path(path) if path else None, named)
    assert (choice.format.name, choice.remark) == (chosen, remark)


@pytest.mark.parametrize(
    ("path", "source", "named", "chosen", "remark"),
    [
        ("in.jsonl", JSONL, None, "jsonl", ""),
        ("in.csv", CSV, None, "csv", ""),
        ("in.CSV", b"\xef\xbb\xbf" + CSV, None, "csv", ""),
        ("in.txt", CSV, None, "csv", ""),
        ("-", CSV, None, "csv", ""),
        ("-", JSONL, None, "jsonl", ""),
        ("in.csv", JSONL, None, "jsonl", f"in.csv is jsonl {NOT_AS}"),
        (
            "in.csv",
            b"\xef\xbb\xbf \n" + JSONL,
            None,
            "jsonl",
            f"in.csv is jsonl {NOT_AS}",
        ),
        ("in.jsonl", CSV, None, "csv", f"in.jsonl is csv {NOT_AS}"),
        ("in.csv", b"no header\n", None, "csv", ""),
        ("in.csv", b"", None, "csv", ""),
        ("in.jsonl", b"broken", None, "jsonl", ""),
        ("in", b"broken", None, "jsonl", ""),
        ("in.txt", b"broken", "csv", "csv", ""),
        ("in.csv", JSONL, "jsonl", "jsonl", "in.csv is read as jsonl, as --format says"),
        ("in.jsonl", b"broken", "csv", "csv", "in.jsonl is read as csv, as --format says"),
    ],
)
def test_the_format_to_read(path: str, source: bytes, named: str | None, chosen: str, remark: str) -> None:
    choice = format_to_read(Path(path), source, named)
    assert (choice.format.name, choice.remark) == (chosen, remark)


@pytest.mark.parametrize(
    ("source", "named", "message"),
    [
        (JSONL, "csv", "in.x is jsonl, not csv"),
        (CSV, "jsonl", "in.x is csv, not jsonl"),
        (
            b'[\n {"label": "ACTOR"}\n]\n',
            None,
            "in none of the formats jsonl, csv: it is one JSON array",
        ),
        (b"PK\x03\x04....", None, "it is zip, or a document of an office program"),
        (b"%PDF-1.7", "csv", "it is PDF"),
    ],
)
def test_what_is_clearly_something_else_is_named(source: bytes, named: str | None, message: str) -> None:
    with pytest.raises(HashiyaError) as caught:
        format_to_read(Path("in.x"), source, named)
    assert message in caught.value.message


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(HashiyaError, match="docx is not known"):
        format_to_write(None, "docx")
    with pytest.raises(HashiyaError, match="docx is not known"):
        format_to_read(Path("a.csv"), CSV, "docx")
