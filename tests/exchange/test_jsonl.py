from __future__ import annotations

import json

from hashiya.annotation.annotation import Annotation
from hashiya.exchange import jsonl
from hashiya.exchange.document import Document
from hashiya.exchange.incoming import Read
from hashiya.exchange.losses import Losses
from hashiya.messages import Message

ONE = Annotation(id="1", label="ACTOR", start=0, end=3, text="قال", note='a\n"b"', extra={"k": [1]})
TWO = Annotation(id="2", label="QUOTE", start=1, end=2, note="\udce9\u2028")


def test_each_annotation_is_a_line_as_json_dumps_writes_it() -> None:
    lines = list(jsonl.write([Document("a.txt", [ONE, TWO])], Losses()))
    assert lines[0].decode() == json.dumps(ONE.to_record(), ensure_ascii=False) + "\n"
    assert [line.count(b"\n") for line in lines] == [1, 1]
    assert json.loads(lines[1].decode("utf-8")) == TWO.to_record()


def test_what_is_written_is_read_again() -> None:
    found = jsonl.read(b"".join(jsonl.write([Document("a.txt", [ONE, TWO])], Losses())))
    assert [(incoming.line, Annotation.from_record(incoming.record)) for incoming in found.incoming] == [
        (1, ONE),
        (2, TWO),
    ]
    assert found.refusals == []


def test_a_byte_order_mark_crlf_and_blank_lines_are_let_pass() -> None:
    found = jsonl.read(b'\xef\xbb\xbf{"a": 1}\r\n\r\n  \n{"b": 2}\r\n')
    assert [(incoming.line, dict(incoming.record)) for incoming in found.incoming] == [
        (1, {"a": 1}),
        (4, {"b": 2}),
    ]


def test_every_line_that_is_no_record_is_named() -> None:
    found = jsonl.read(b'{"a": 1}\n{"a":\n[]\n{"a": NaN}\n{"a": 1, "a": 2}\n\xff\n{"b": 1}')
    assert [refusal.line for refusal in found.refusals] == [2, 3, 4, 5, 6]
    assert found.refusals[0].reason == Message(
        "annotation.json_invalid", place=Message("annotation.json_column", column=6)
    )
    assert [incoming.line for incoming in found.incoming] == [1, 7]


def test_utf16_is_refused() -> None:
    assert jsonl.read('{"a": 1}\n'.encode("utf-16")).refusals[0].reason == Message(
        "annotation.not_utf8", byte=0
    )


def test_an_empty_file_holds_nothing() -> None:
    assert jsonl.read(b"") == Read([], [])
