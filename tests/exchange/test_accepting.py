from __future__ import annotations

from typing import Any

import pytest

from hashiya.annotation.annotation import new_annotation
from hashiya.exchange.accepting import Target, accept
from hashiya.messages import Message
from hashiya.text.spans import Span
from tests.refusals import refused

TEXT = "قال نجار: نعم. قال لافروف: نعم."
TARGET = Target("a.txt", "ff", TEXT)
LABELS = ("ACTOR", "QUOTE")


def test_a_full_record_is_taken_as_it_is() -> None:
    record = new_annotation("a.txt", "ff", TEXT, Span(4, 8), "ACTOR", note="n").to_record() | {"later": 1}
    accepted = accept(record, TARGET, LABELS)
    assert accepted.annotation.to_record() == record
    assert not accepted.moved


def test_a_label_and_offsets_are_enough() -> None:
    made = accept({"label": "ACTOR", "start": 4, "end": 8}, TARGET, LABELS).annotation
    assert (made.text, made.prefix, made.suffix[:2]) == ("نجار", "قال ", ": ")
    assert (made.article, made.sha256, made.rev) == ("a.txt", "ff", 1)
    assert made.id[14] == "7"
    assert made.created == made.modified
    assert made.created.endswith("Z")


def test_a_label_and_a_quotation_that_stands_once_are_enough() -> None:
    made = accept({"label": "ACTOR", "text": "لافروف"}, TARGET, LABELS).annotation
    assert made.span == Span(19, 25)


def test_context_tells_which_of_several_is_meant() -> None:
    made = accept({"label": "QUOTE", "text": "نعم", "prefix": "لافروف: "}, TARGET, LABELS).annotation
    assert made.span == Span(27, 30)
    made = accept({"label": "QUOTE", "text": "نعم", "suffix": ". قال"}, TARGET, LABELS).annotation
    assert made.span == Span(10, 13)


def test_offsets_that_do_not_fit_give_way_to_the_quotation() -> None:
    record = {"label": "ACTOR", "start": 0, "end": 6, "text": "لافروف", "rev": 3, "modified": "old"}
    accepted = accept(record, TARGET, LABELS)
    assert accepted.moved
    assert accepted.annotation.span == Span(19, 25)
    assert accepted.annotation.rev == 4
    assert accepted.annotation.modified != "old"
    assert accept({"label": "ACTOR", "start": 900, "end": 906, "text": "لافروف"}, TARGET, LABELS).moved


def test_another_version_of_the_text_is_no_hindrance_if_the_quotation_fits() -> None:
    record = {"label": "ACTOR", "start": 4, "end": 8, "text": "نجار", "sha256": "other"}
    assert accept(record, TARGET, LABELS).annotation.sha256 == "ff"


ARTICLE = (
    "أوضح اللواء علي النعسان في حديث إلى الصحافة أن زيارة الوفد إلى موسكو كانت مهمة. "
    "وقال حسام نجار إن العلاقة مع روسيا لا بد منها، وإن الاجتماع المقبل سيعقد في دمشق."
)


def test_a_record_of_another_version_of_the_text_is_anchored_where_that_is_certain() -> None:
    start = ARTICLE.index("نجار")
    record = new_annotation("a.txt", "old", ARTICLE, Span(start, start + 4), "ACTOR").to_record()
    accepted = accept(record, Target("a.txt", "new", "عاجل: " + ARTICLE), LABELS)
    assert (accepted.annotation.start, accepted.annotation.sha256, accepted.moved) == (start + 6, "new", True)
    accepted = accept(record, Target("a.txt", "new", ARTICLE + " انتهى."), LABELS)
    assert (accepted.annotation.start, accepted.moved) == (start, False)


def test_the_same_words_at_the_same_offsets_of_another_text_are_not_enough() -> None:
    period = "قال نجار: نعم. "
    record = new_annotation("a.txt", "old", period * 9, Span(64, 68), "ACTOR").to_record()
    assert record["text"] == "نجار"
    with refused(Message("exchange.place_uncertain", article="a.txt")):
        accept(record, Target("a.txt", "new", period * 10), LABELS)


@pytest.mark.parametrize(
    ("record", "said"),
    [
        ({"start": 0, "end": 3}, "exchange.label_missing"),
        ({"label": "", "start": 0, "end": 3}, "exchange.label_missing"),
        (
            {"label": "PLACE", "start": 0, "end": 3},
            Message("exchange.label_unknown", label="PLACE", names=LABELS),
        ),
        ({"label": "ACTOR"}, "exchange.no_place"),
        ({"label": "ACTOR", "text": ""}, "exchange.no_place"),
        ({"label": "ACTOR", "start": 3}, "exchange.half_place"),
        ({"label": "ACTOR", "end": 3, "text": "قال"}, "exchange.half_place"),
        (
            {"label": "ACTOR", "start": 0, "end": 32},
            Message("annotation.span_outside", start=0, end=32, article="a.txt", count=31),
        ),
        ({"label": "ACTOR", "start": 3, "end": 3}, "annotation.span_empty"),
        ({"label": "ACTOR", "start": -2, "end": 3}, "annotation.span_outside"),
        ({"label": "ACTOR", "start": 0, "end": 3, "sha256": "other"}, "exchange.offsets_of_other_text"),
        ({"label": "ACTOR", "text": "نعم"}, "exchange.text_repeated"),
        ({"label": "ACTOR", "text": "بوتين"}, "exchange.text_missing"),
        ({"label": "ACTOR", "text": "نعم", "prefix": "بوتين: "}, "exchange.text_missing_between"),
        ({"label": "ACTOR", "start": 0, "end": 3, "text": "نعم"}, "exchange.text_repeated"),
        ({"label": "ACTOR", "start": "0", "end": 3}, "annotation.wrong_type"),
        ({"label": "ACTOR", "start": True, "end": 3}, "annotation.wrong_type"),
        ({"label": ["ACTOR"], "start": 0, "end": 3}, "annotation.wrong_type"),
        ({"label": "ACTOR", "start": 0, "end": 3, "attributes": 1}, "annotation.wrong_type"),
        ({"label": "ACTOR", "start": 0, "end": 3, "id": 7}, "annotation.wrong_type"),
        ({"label": "ACTOR", "start": 0, "end": 3, "offset_unit": "utf16"}, "annotation.wrong_unit"),
        ({"label": "ACTOR", "start": 0, "end": 3, "schema": 2}, "exchange.newer_version"),
        ({"label": "ACTOR", "start": 0, "end": 3, "relations": [{}]}, "annotation.relation_incomplete"),
        ({"label": "ACTOR", "start": 0, "end": 3, "rev": 10**4299}, "annotation.bad_value"),
        ({"label": "ACTOR", "start": 10**20, "end": 10**20 + 3}, "annotation.bad_value"),
        ({"label": "ACTOR", "start": 0, "end": 3, "x": [float("inf")]}, "annotation.bad_value"),
    ],
)
def test_what_is_not_certain_is_refused(record: dict[str, Any], said: Message | str) -> None:
    with refused(said):
        accept(record, TARGET, LABELS)


def test_an_empty_text_says_nothing_as_an_empty_cell_does() -> None:
    empty = dict.fromkeys(("id", "status", "created", "modified", "offset_unit", "note", "ours"), "")
    annotation = accept({"label": "ACTOR", "start": 0, "end": 3, **empty}, TARGET, LABELS).annotation
    assert len(annotation.id) == 36
    assert (annotation.status, annotation.offset_unit, annotation.note) == ("accepted", "codepoint", "")
    assert annotation.created == annotation.modified != ""
    assert annotation.extra == {"ours": ""}
