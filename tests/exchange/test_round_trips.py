"""Whatever a format writes it reads back: no offset moves, or the loss was counted."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from hashiya.annotation.annotation import Annotation
from hashiya.exchange.accepting import Target, accept, with_quotation
from hashiya.exchange.document import Document
from hashiya.exchange.formats import FORMATS
from hashiya.exchange.losses import (
    ANNOTATORS,
    ATTRIBUTES,
    EDGES,
    FREE_VALUES,
    LINE_ENDS,
    LISTS,
    NOTE_LINES,
    NOTES,
    OTHER_VALUES,
    OVERLAPS,
    REVISIONS,
    SPACES,
    STATUSES,
    Losses,
)
from hashiya.text.digests import sha256_of
from hashiya.text.spans import Span

LABELS = ("ACTOR", "EVENT", "QUOTE")
HARD = "\ufeffقال\r\nلا إله 😀👍🏽 «اللّٰه» ﻻ\u200f [x]\tو\u0640فد\n\n\n a\u0301b ١٢\u2028٪ <b>&amp;\n"


def spans_over(text: str) -> list[Span]:
    """Spans that nest, overlap, touch, cross lines, and begin at each kind of character."""
    return [
        Span(start, end)
        for start in range(0, len(text), 3)
        for end in (start + 1, start + 4, start + 17)
        if end <= len(text) and text[start:end].strip() and text[start:end].strip("\n") == text[start:end]
    ]


def document(text: str, spans: list[Span]) -> Document:
    made = [
        Annotation(
            id=f"id-{number:03}",
            article="a.txt",
            label=LABELS[number % 3],
            start=start,
            end=end,
            text=text[start:end],
        )
        for number, (start, end) in enumerate(spans)
    ]
    return Document("a.txt", made, text)


@pytest.mark.parametrize("text", [HARD, HARD.replace("\r", "")], ids=["CR LF", "LF"])
@pytest.mark.parametrize("name", [name for name, each in FORMATS.items() if each.read and each.holds_text])
def test_places_and_labels_come_back(name: str, text: str) -> None:
    format_ = FORMATS[name]
    given = document(text, spans_over(text))
    source = b"".join(format_.write([given], losses := Losses()))
    assert format_.tells is None or format_.tells(source)
    assert format_.read is not None
    found = format_.read(source)
    assert found.refusals == []
    if losses.counts.keys() & {OVERLAPS, EDGES, SPACES, LINE_ENDS}:
        assert format_.lacks
        return
    assert list(found.texts.values()) == [text]
    target = Target("a.txt", sha256_of(text.encode("utf-8", "surrogatepass")), text)
    back = [
        accept(with_quotation(each.record, found.texts, target.text), target, LABELS).annotation
        for each in found.incoming
    ]
    places = [(each.label, each.start, each.end) for each in given.annotations]
    assert sorted((each.label, each.start, each.end) for each in back) == sorted(places)


TOLD_BY = {
    "attributes": {ATTRIBUTES, FREE_VALUES, LISTS},
    "note": {NOTES, NOTE_LINES},
    "annotator": {ANNOTATORS},
    "status": {STATUSES},
    "source": {OTHER_VALUES},
    "score": {OTHER_VALUES},
    "rev": {REVISIONS},
}
"""The losses that tell that a value did not come back."""


@pytest.mark.parametrize("name", [name for name, each in FORMATS.items() if each.read])
@pytest.mark.parametrize(
    "values",
    [
        {"status": "proposed", "extra": {"source": "rule", "score": 0.5}},
        {"attributes": {"cue": ["قال"], "kind": "person"}},
        {"attributes": {"cue": []}},
        {"attributes": {"cue": ""}},
        {"rev": 3},
        {"attributes": {"cue": ["قال", "أكد"]}},
        {"note": " سطر\n  \tآخر \\n ", "annotator": "سارة"},
    ],
    ids=[
        "proposal",
        "list of one",
        "empty list",
        "empty text",
        "revision",
        "list of two",
        "note of two lines",
    ],
)
def test_each_value_comes_back_or_its_loss_is_counted_and_declared(name: str, values: dict[str, Any]) -> None:
    format_ = FORMATS[name]
    given = document("قال الوفد\n", [Span(0, 3)])
    whole = replace(given.annotations[0], **values)
    losses = Losses()
    source = b"".join(format_.write([given._replace(annotations=[whole])], losses))
    assert format_.read is not None
    (found,) = format_.read(source).incoming
    defaults = {"attributes": {}, "note": "", "annotator": "", "status": "accepted", "rev": 1}
    changed = {
        key for key in TOLD_BY if whole.to_record().get(key) != found.record.get(key, defaults.get(key))
    }
    counted = losses.counts.keys()
    assert [key for key in changed if not TOLD_BY[key] & counted] == []
    assert {loss for loss in counted if not any(loss in TOLD_BY[key] for key in changed)} <= {SPACES}
    assert counted <= set(format_.lacks)


@pytest.mark.parametrize("name", [name for name, each in FORMATS.items() if each.read])
def test_nothing_is_a_file_of_nothing(name: str) -> None:
    format_ = FORMATS[name]
    assert format_.read is not None
    found = format_.read(b"".join(format_.write([], Losses())))
    assert (found.incoming, found.refusals) == ([], [])


@pytest.mark.parametrize("name", [name for name, each in FORMATS.items() if each.read])
@pytest.mark.parametrize(
    "source",
    [
        b"",
        b"\xff\xfe\x00",
        b"PK\x03\x04broken",
        b"{}",
        b"[]",
        b"[[[[",
        b'{"text": 1, "spans": 2}',
        b"T1\tx\n",
        b"a" * 100_000,
    ],
)
def test_any_bytes_are_read_or_refused(name: str, source: bytes) -> None:
    format_ = FORMATS[name]
    assert format_.read is not None
    found = format_.read(source)
    assert all(refusal.line >= 1 for refusal in found.refusals)
    assert format_.tells is None or format_.tells(source) in (True, False)
