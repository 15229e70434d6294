from __future__ import annotations

import json
from pathlib import Path

import pytest

from hashiya.codebook.label import DEFAULT as DEFAULT_LABELS
from hashiya.exchange import qdc
from hashiya.exchange.choosing import format_to_read, format_to_write
from hashiya.exchange.formats import FORMATS
from hashiya.exchange.losses import Losses
from hashiya.messages import Message
from tests.refusals import refused

JSONL = b'{"label": "ACTOR", "start": 0, "end": 3}\n'
IN = Path("in.x")
CSV = b"label,start,end\r\nACTOR,0,3\r\n"


READ = tuple(name for name, each in FORMATS.items() if each.read is not None)


def none_of(kind: Message | str) -> Message:
    return Message("exchange.no_format", path=IN, names=READ, kind=kind)


@pytest.mark.parametrize(
    ("path", "named", "chosen", "remark"),
    [
        (None, None, "jsonl", None),
        ("out.jsonl", None, "jsonl", None),
        ("out.ndjson", None, "jsonl", None),
        ("out.csv", None, "csv", None),
        ("OUT.CSV", None, "csv", None),
        ("out", None, "jsonl", None),
        (
            "out.docx",
            None,
            "jsonl",
            Message("exchange.written_as_default", path=Path("out.docx"), format="jsonl", ending=".docx"),
        ),
        ("out.csv", "csv", "csv", None),
        ("out.txt", "csv", "csv", None),
        (
            "out.csv",
            "jsonl",
            "jsonl",
            Message("exchange.written_as_named", path=Path("out.csv"), format="jsonl"),
        ),
        (
            "out.jsonl",
            "csv",
            "csv",
            Message("exchange.written_as_named", path=Path("out.jsonl"), format="csv"),
        ),
        (None, "csv", "csv", None),
    ],
)
def test_the_format_to_write(
    path: str | None, named: str | None, chosen: str, remark: Message | None
) -> None:
    choice = format_to_write(Path(path) if path else None, named)
    assert (choice.format.name, choice.remark) == (chosen, remark)


@pytest.mark.parametrize(
    ("path", "source", "named", "chosen", "remark"),
    [
        ("in.jsonl", JSONL, None, "jsonl", None),
        ("in.csv", CSV, None, "csv", None),
        ("in.CSV", b"\xef\xbb\xbf" + CSV, None, "csv", None),
        ("in.txt", CSV, None, "csv", None),
        ("-", CSV, None, "csv", None),
        ("-", JSONL, None, "jsonl", None),
        (
            "in.csv",
            JSONL,
            None,
            "jsonl",
            Message("exchange.read_by_content", path=Path("in.csv"), format="jsonl"),
        ),
        (
            "in.csv",
            b"\xef\xbb\xbf \n" + JSONL,
            None,
            "jsonl",
            Message("exchange.read_by_content", path=Path("in.csv"), format="jsonl"),
        ),
        (
            "in.jsonl",
            CSV,
            None,
            "csv",
            Message("exchange.read_by_content", path=Path("in.jsonl"), format="csv"),
        ),
        ("in.csv", b"no header\n", None, "csv", None),
        ("in.csv", b"", None, "csv", None),
        ("in.jsonl", b"broken", None, "jsonl", None),
        ("in.ndjson", b"broken", None, "jsonl", None),
        ("in", b" \n", None, "jsonl", None),
        ("in.txt", b"broken", "csv", "csv", None),
        (
            "in.csv",
            JSONL,
            "jsonl",
            "jsonl",
            Message("exchange.read_as_named", path=Path("in.csv"), format="jsonl"),
        ),
        (
            "in.jsonl",
            b"broken",
            "csv",
            "csv",
            Message("exchange.read_as_named", path=Path("in.jsonl"), format="csv"),
        ),
    ],
)
def test_the_format_to_read(
    path: str, source: bytes, named: str | None, chosen: str, remark: Message | None
) -> None:
    choice = format_to_read(Path(path), source, named)
    assert (choice.format.name, choice.remark) == (chosen, remark)


@pytest.mark.parametrize(
    ("source", "named", "told"),
    [
        (JSONL, "csv", Message("exchange.other_format", path=IN, format="jsonl", named="csv")),
        (CSV, "jsonl", Message("exchange.other_format", path=IN, format="csv", named="jsonl")),
        (b'[\n {"label": "ACTOR"}\n]\n', None, none_of(Message("exchange.json_array"))),
        (b'{"name": "x"}\n', None, none_of(Message("exchange.other_json"))),
        (b'{"name": "x"}\n', "jsonl", none_of(Message("exchange.other_json"))),
        (b'{\n  "label": "ACTOR",\n  "start": 0\n}\n', None, none_of(Message("exchange.other_json"))),
        (b'<?xml version="1.0"?><GateDocument/>', None, none_of(Message("exchange.other_xml"))),
        (b"<typeSystemDescription/>", "tei", none_of(Message("exchange.other_xml"))),
        (b"PK\x03\x04....", None, none_of(Message("article.zip_or_office"))),
        (b"%PDF-1.7", "csv", none_of("PDF")),
    ],
)
def test_what_is_clearly_something_else_is_named(source: bytes, named: str | None, told: Message) -> None:
    with refused(told):
        format_to_read(IN, source, named)


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("GATE (bdocjs)", {"annotation_sets": {"": {"name": "", "annotations": []}}, "text": "x"}),
        ("GATE (JSON)", {"text": "x", "entities": {"Person": [{"indices": [0, 1]}]}}),
        ("brat (JSON)", {"text": "x", "entities": [["T1", "Person", [[0, 1]]]], "relations": []}),
        ("doccano (JSON)", {"id": 1, "text": "x", "annotations": [{"label": 2, "start_offset": 0}]}),
        ("spaCy (JSON)", {"text": "x", "ents": [{"start": 0, "end": 1, "label": "ORG"}], "tokens": []}),
        ("spaCy (JSON)", [{"id": 0, "paragraphs": [{"raw": "x", "sentences": []}]}]),
        ("Label Studio (JSON-MIN)", [{"id": 1, "text": "x", "label": [], "annotation_id": 3}]),
        ("PubAnnotation", {"text": "x", "denotations": [{"span": {"begin": 0, "end": 1}, "obj": "A"}]}),
        ("Prodigy", {"text": "x", "label": "POLITICS", "answer": "accept", "_task_hash": 7}),
        ("BioC", {"source": "x", "documents": []}),
    ],
)
@pytest.mark.parametrize("indent", [None, 1])
def test_json_of_other_programs_is_called_by_their_names(
    kind: str, content: object, indent: int | None
) -> None:
    for name, ending in ((None, "jsonl"), (None, "json"), ("jsonl", "jsonl")):
        path = IN.with_suffix(f".{ending}")
        with refused(Message("exchange.no_format", path=path, names=READ, kind=kind)):
            format_to_read(path, json.dumps(content, indent=indent).encode(), name)


@pytest.mark.parametrize(
    "source",
    [
        b'{"label": "ACTOR", "sta',
        b'{"id": "x", "lab\n' + JSONL,
        b'{"name": "x"}\n' + JSONL,
        b"{]\n",
    ],
)
def test_damaged_json_lines_are_read_as_such(source: bytes) -> None:
    assert format_to_read(IN, source).format.name == "jsonl"


def test_an_unknown_name_is_refused() -> None:
    with refused("exchange.format_unknown"):
        format_to_write(None, "docx")
    with refused("exchange.format_unknown"):
        format_to_read(Path("a.csv"), CSV, "docx")


def test_a_codebook_is_no_file_of_annotations() -> None:
    with refused(Message("exchange.is_codebook", path=IN)):
        format_to_read(IN, b"".join(qdc.write(DEFAULT_LABELS, Losses())))
