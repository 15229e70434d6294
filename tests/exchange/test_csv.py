from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hashiya.annotation.annotation import KEYS, Annotation
from hashiya.exchange import csv as exchanged
from hashiya.exchange.document import Document
from hashiya.exchange.incoming import Read
from hashiya.exchange.losses import Losses
from hashiya.messages import Message

if TYPE_CHECKING:
    from collections.abc import Iterator

ANY_TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1)
FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
ONE = Annotation(
    id="1",
    label="ACTOR",
    start=0,
    end=3,
    text="قال",
    attributes={"kind": "person", "=x": "\ud800"},
    relations=({"type": "speaker", "target": "2"},),
    note='a, "b"\r\nc\u2028;',
    created="2026-11-22T10:00:00Z",
)
TWO = Annotation(id="2", label="QUOTE", start=1, end=2, extra={"k": [1, "=2"]})


def written(*annotations: Annotation) -> bytes:
    return b"".join(exchanged.write([Document("a.txt", annotations)], Losses()))


def rows_of(source: bytes) -> list[list[str]]:
    csv.field_size_limit(1 << 30)
    return list(csv.reader(io.StringIO(source.decode(), newline=""), strict=True))


def read_back(*annotations: Annotation) -> list[Annotation]:
    found = exchanged.read(written(*annotations))
    assert found.refusals == []
    return [Annotation.from_record(incoming.record) for incoming in found.incoming]


def test_the_columns_are_the_keys_of_a_record() -> None:
    header, row = rows_of(written(ONE))
    assert header == [*KEYS, "extra"]
    assert dict(zip(header, row, strict=True)) | {"attributes": "", "relations": ""} == {
        "id": "1",
        "article": "",
        "sha256": "",
        "label": "ACTOR",
        "start": "0",
        "end": "3",
        "text": "قال",
        "prefix": "",
        "suffix": "",
        "attributes": "",
        "relations": "",
        "note": 'a, "b"\r\nc\u2028;',
        "annotator": "",
        "status": "accepted",
        "created": "2026-11-22T10:00:00Z",
        "modified": "",
        "rev": "1",
        "schema": "1",
        "offset_unit": "codepoint",
        "extra": "",
    }
    assert row[header.index("attributes")] == '{"kind": "person", "=x": "\\ud800"}'
    assert row[header.index("relations")] == '[{"type": "speaker", "target": "2"}]'


@pytest.mark.parametrize("start", FORMULAS)
@pytest.mark.parametrize("apostrophes", ["", "'", "''"])
def test_no_cell_is_a_formula_and_its_text_comes_back(start: str, apostrophes: str) -> None:
    text = f"{apostrophes}{start}cmd|' /C calc'!A0"
    annotation = Annotation(
        id="1",
        article=f"{start}.txt",
        label=f"{start}X",
        start=0,
        end=1,
        text=text,
        prefix=text,
        suffix=text,
        note=text,
        annotator=text,
        status=text,
    )
    cells = rows_of(written(annotation))[1]
    assert "'" + text in cells
    assert not any(cell.startswith(FORMULAS) for cell in cells)
    assert read_back(annotation) == [annotation]


def test_an_apostrophe_before_anything_else_is_left_alone() -> None:
    annotation = Annotation(id="1", label="A", start=0, end=1, text="'قال", note="'")
    assert "'قال" in rows_of(written(annotation))[1]
    assert read_back(annotation) == [annotation]


@given(ANY_TEXT, ANY_TEXT, st.dictionaries(ANY_TEXT, ANY_TEXT))
def test_what_is_written_is_read_again(text: str, note: str, attributes: dict[str, str]) -> None:
    annotation = Annotation(
        id="1", label="A", start=0, end=len(text), text=text, note=note, attributes=attributes
    )
    assert read_back(annotation, ONE) == [annotation, ONE]


def test_keys_of_other_programs_stand_in_the_last_column() -> None:
    assert [row[-1] for row in rows_of(written(ONE, TWO))] == ["extra", "", '{"k": [1, "=2"]}']
    assert read_back(ONE, TWO) == [ONE, TWO]


def test_a_row_is_written_before_the_next_annotation_is_asked_for() -> None:
    asked: list[str] = []

    def annotations() -> Iterator[Annotation]:
        for each in (ONE, TWO):
            asked.append(each.id)
            yield each

    rows = exchanged.write((Document("a.txt", [each]) for each in annotations()), Losses())
    assert (b"extra" in next(rows), asked) == (True, [])
    assert (next(rows)[:2], asked) == (b"1,", ["1"])


def test_a_lone_surrogate_becomes_a_character_that_utf_8_has() -> None:
    (found,) = read_back(Annotation(id="1", label="A", start=0, end=1, note="x\ud800"))
    assert found.note == "x\ufffd"


def test_a_note_of_a_megabyte_is_read_again() -> None:
    annotation = Annotation(id="1", label="A", start=0, end=1, note="ملاحظة\n" * 150_000)
    assert read_back(annotation) == [annotation]


def test_a_table_made_by_hand_needs_only_some_columns_in_any_order() -> None:
    found = exchanged.read("\ufefftext,label,note,start\nقال,ACTOR,,\n,,,\nثم,EVENT,x,7\n".encode())
    assert [(incoming.line, dict(incoming.record)) for incoming in found.incoming] == [
        (2, {"text": "قال", "label": "ACTOR"}),
        (4, {"text": "ثم", "label": "EVENT", "note": "x", "start": 7}),
    ]
    assert found.refusals == []


NO_JSON = Message("annotation.json_invalid", place=Message("annotation.json_place", line=1, column=2))


def test_every_row_that_is_no_record_is_named_by_its_line() -> None:
    found = exchanged.read(
        b'id,start,attributes,extra\n1,0,"{}",\n2,"0\n",{},\n'
        b'3,x,{},\n4,1,{,\n5,1\n6,1,{},[]\n7,1,{},"{""k"": 1}"\n'
    )
    assert [(refusal.line, refusal.reason) for refusal in found.refusals] == [
        (3, Message("exchange.not_whole_number", column="start")),
        (5, Message("exchange.not_whole_number", column="start")),
        (6, Message("exchange.column_invalid", column="attributes", problem=NO_JSON)),
        (7, Message("exchange.cells_differ", cells=2, columns=4)),
        (8, Message("exchange.extra_not_object", column="extra")),
    ]
    assert [incoming.record for incoming in found.incoming] == [
        {"id": "1", "start": 0, "attributes": {}},
        {"id": "7", "start": 1, "attributes": {}, "k": 1},
    ]


@pytest.mark.parametrize(
    ("source", "line", "id_"),
    [
        (b"id;label\n1;A\n", 1, "exchange.separated_by_semicolons"),
        (b"id\tlabel\n1\tA\n", 1, "exchange.separated_by_tabs"),
        (b"id,lable\n1,A\n", 1, "exchange.column_unknown"),
        (b"id,label,id\n1,A,2\n", 1, "exchange.column_repeated"),
        (b"id,extra,extra\n1,{},{}\n", 1, "exchange.column_repeated"),
        (b'id,extra\n1,"{""k"": 1, ""note"": ""x""}"\n', 2, "exchange.extra_holds_column"),
        (b'id,label\n1,A\n2,"A', 3, "exchange.not_csv"),
        (b"id\n1\n\xff\n", 3, "exchange.not_utf8_in_file"),
        ("id\n1\n".encode("utf-16"), 1, "exchange.not_utf8_in_file"),
    ],
)
def test_what_is_no_table_of_annotations_is_refused(source: bytes, line: int, id_: str) -> None:
    (refusal,) = exchanged.read(source).refusals
    assert refusal.line == line
    assert isinstance(refusal.reason, Message)
    assert refusal.reason.id == id_


def test_an_empty_file_holds_nothing_and_no_annotations_are_a_header() -> None:
    assert exchanged.read(b"") == Read([], [])
    assert rows_of(written()) == [[*KEYS, "extra"]]
