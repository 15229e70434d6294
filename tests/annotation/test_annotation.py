from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from hashiya.annotation.annotation import Annotation, changed, moved, new_annotation
from hashiya.errors import HashiyaError
from hashiya.messages import Message
from hashiya.text.spans import Span
from tests.refusals import refused

NOON = datetime(2026, 11, 22, 12, 0, 0, tzinfo=UTC)
TEXT = "زار اللواء علي النعسان موسكو"

# the contract's own order
KEYS = [
    "id", "article", "sha256", "label", "start", "end", "text", "prefix", "suffix", "attributes", "relations",
    "note", "annotator", "status", "created", "modified", "rev", "schema", "offset_unit",
]  # fmt: skip


def record(**values: Any) -> dict[str, Any]:
    return {
        "id": "0193a000-0000-7000-8000-000000000001",
        "article": "seeds/a.txt",
        "sha256": "ab",
        "label": "ACTOR",
        "start": 4,
        "end": 10,
        "text": "اللواء",
        "prefix": "زار ",
        "suffix": " علي",
        "attributes": {"kind": "person"},
        "relations": [{"type": "speaker", "target": "0193a000-0000-7000-8000-000000000002", "sure": True}],
        "note": "ملاحظة",
        "annotator": "م",
        "status": "accepted",
        "created": "2026-11-22T10:00:00Z",
        "modified": "2026-11-22T10:00:00Z",
        "rev": 1,
        "schema": 1,
        "offset_unit": "codepoint",
    } | values


def test_a_record_comes_back_as_it_was_with_unknown_keys_last() -> None:
    given = {"colour": "red", **record(), "confidence": 0.5}
    made = Annotation.from_record(given).to_record()
    assert made == given
    assert list(made) == [*KEYS, "colour", "confidence"]


def test_a_record_needs_no_more_than_an_id_a_label_and_offsets() -> None:
    made = Annotation.from_record({"id": "x", "label": "EVENT", "start": 0, "end": 2})
    assert (made.span, made.status, made.rev, made.attributes) == (Span(0, 2), "accepted", 1, {})


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ({"start": "4"}, "start"),
        ({"start": 4.0}, "start"),
        ({"end": True}, "end"),
        ({"label": 3}, "label"),
        ({"label": ""}, "label"),
        ({"id": ""}, "id"),
        ({"attributes": []}, "attributes"),
        ({"relations": {}}, "relations"),
        ({"relations": [{"type": "speaker"}]}, "relation"),
        ({"relations": ["x"]}, "relation"),
        ({"note": None}, "note"),
        ({"rev": "1"}, "rev"),
        ({"start": -1}, "-1"),
        ({"start": 10}, "10"),
        ({"start": 11}, "11"),
        ({"offset_unit": "utf-16"}, "utf-16"),
    ],
)
def test_a_record_with_a_wrong_value_is_refused_by_name(values: dict[str, Any], named: str) -> None:
    with pytest.raises(HashiyaError, match=named):
        Annotation.from_record(record(**values))


@pytest.mark.parametrize("key", ["id", "label", "start", "end"])
def test_a_record_without_a_needed_key_is_refused(key: str) -> None:
    given = record()
    del given[key]
    with pytest.raises(HashiyaError, match=key):
        Annotation.from_record(given)


def test_a_new_annotation_quotes_its_span_and_what_surrounds_it() -> None:
    made = new_annotation("a.txt", "ff", TEXT, Span(4, 22), "ACTOR", note="n", annotator="me", now=NOON)
    assert made.text == "اللواء علي النعسان"
    assert (made.prefix, made.suffix) == ("زار ", " موسكو")
    assert (made.created, made.modified, made.rev) == ("2026-11-22T12:00:00Z", "2026-11-22T12:00:00Z", 1)
    assert (made.article, made.sha256, made.note, made.annotator) == ("a.txt", "ff", "n", "me")
    assert made.id[14] == "7"


def test_an_id_can_be_given() -> None:
    assert new_annotation("a", "f", TEXT, Span(0, 3), "ACTOR", id="mine").id == "mine"


@pytest.mark.parametrize("span", [Span(0, 29), Span(-1, 3), Span(5, 4), Span(5, 5), Span(28, 28)])
def test_a_span_that_is_empty_or_outside_of_the_text_is_refused(span: Span) -> None:
    with pytest.raises(HashiyaError, match=r"a\.txt"):
        new_annotation("a.txt", "ff", TEXT, span, "ACTOR")


def test_an_empty_article_has_nothing_to_annotate() -> None:
    with refused(Message("annotation.article_empty", article="a.txt")):
        new_annotation("a.txt", "ff", "", Span(0, 0), "ACTOR")


def test_a_change_raises_the_revision_and_keeps_the_creation() -> None:
    before = new_annotation("a.txt", "ff", TEXT, Span(0, 3), "ACTOR", now=NOON)
    after = changed(before, now=NOON.replace(hour=13), label="EVENT")
    assert (after.label, after.rev, after.id) == ("EVENT", 2, before.id)
    assert (after.created, after.modified) == ("2026-11-22T12:00:00Z", "2026-11-22T13:00:00Z")


def test_a_moved_annotation_is_anchored_anew() -> None:
    before = new_annotation("a.txt", "ff", TEXT, Span(0, 3), "ACTOR", now=NOON)
    after = moved(before, TEXT, "ee", Span(23, 28), now=NOON, note="n")
    assert (after.text, after.prefix[-4:], after.suffix) == ("موسكو", "سان ", "")
    assert (after.sha256, after.rev, after.note) == ("ee", 2, "n")
    with pytest.raises(HashiyaError):
        moved(before, TEXT, "ee", Span(23, 99))
