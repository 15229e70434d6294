from __future__ import annotations

from typing import Any

import pytest

from hashiya.annotation.annotation import KEYS, Annotation, changed, check_record
from hashiya.annotation.record import LARGEST, json_types
from hashiya.messages import Message
from tests.refusals import refused

NAMED = Message("annotation.of_id", id="x")
WHOLE = {"id": "x", "label": "ACTOR", "start": 0, "end": 3}


def nested(levels: int, bottom: Any = 1) -> Any:
    """Lists and objects by turns, so many in all."""
    value = bottom
    for level in range(levels):
        value = [value] if level % 2 else {"a": value}
    return value


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("ours", None),
        ("ours", True),
        ("ours", 0.1),
        ("ours", LARGEST),
        ("ours", -LARGEST),
        ("ours", 2**64 - 1),
        ("ours", "x" * 1_000_000),
        ("ours", "\0\ud800"),
        ("ours", nested(99)),
        ("attributes", {"ids": [2**63, nested(96)]}),
        ("rev", LARGEST),
        ("rev", -1),
    ],
)
def test_what_can_be_written_and_read_again_is_kept(key: str, value: Any) -> None:
    annotation = Annotation.from_record({**WHOLE, key: value})
    assert annotation.to_record()[key] == value


@pytest.mark.parametrize(
    ("key", "value", "problem"),
    [
        ("ours", float("inf"), Message("annotation.not_finite")),
        ("ours", [{"a": float("nan")}], Message("annotation.not_finite")),
        ("ours", LARGEST + 1, Message("annotation.too_many_digits")),
        ("ours", -LARGEST - 1, Message("annotation.too_many_digits")),
        ("attributes", {"a": [10**4299]}, Message("annotation.too_many_digits")),
        ("rev", 10**4299, Message("annotation.too_many_digits")),
        ("end", 10**20, Message("annotation.too_many_digits")),
        ("ours", nested(100), Message("annotation.too_many_levels", levels=100)),
        ("attributes", nested(101), Message("annotation.too_many_levels", levels=100)),
        (
            "relations",
            [{"type": "t", "target": "x", "more": nested(98)}],
            Message("annotation.too_many_levels", levels=100),
        ),
        ("ours", nested(10_000), Message("annotation.too_many_levels", levels=100)),
        ("ours", b"bytes", Message("annotation.not_json")),
        ("ours", [{1}], Message("annotation.not_json")),
        ("ours", {1: 2}, Message("annotation.key_not_text")),
    ],
)
def test_what_could_not_be_read_again_as_it_is_is_refused(key: str, value: Any, problem: Message) -> None:
    with refused(Message("annotation.bad_value", annotation=NAMED, problem=problem, key=key)):
        Annotation.from_record({**WHOLE, key: value})


@pytest.mark.parametrize(
    ("key", "value", "kind"),
    [
        ("start", 1.0, Message("annotation.whole_number")),
        ("rev", True, Message("annotation.whole_number")),
        ("note", None, Message("annotation.some_text")),
        ("id", 7, Message("annotation.some_text")),
    ],
)
def test_a_known_key_of_another_type_is_refused(key: str, value: Any, kind: Message) -> None:
    with refused("annotation.wrong_type") as caught:
        check_record({**WHOLE, key: value})
    assert isinstance(caught.value.told, Message)
    assert caught.value.told.parameters["type"] == kind
    assert caught.value.told.parameters["key"] == key


def test_the_largest_revision_is_followed_by_itself_so_that_a_change_can_be_written() -> None:
    annotation = Annotation.from_record({**WHOLE, "rev": LARGEST - 1})
    for _ in range(3):
        annotation = changed(annotation, note="n")
    assert annotation.rev == LARGEST
    check_record(annotation.to_record())


def test_the_keys_and_their_types_are_those_of_the_fields() -> None:
    assert list(KEYS.items()) == [
        ("id", str),
        ("article", str),
        ("sha256", str),
        ("label", str),
        ("start", int),
        ("end", int),
        ("text", str),
        ("prefix", str),
        ("suffix", str),
        ("attributes", dict),
        ("relations", list),
        ("note", str),
        ("annotator", str),
        ("status", str),
        ("created", str),
        ("modified", str),
        ("rev", int),
        ("schema", int),
        ("offset_unit", str),
    ]
    assert json_types(Annotation, without=(*KEYS, "rival")) == {"extra": dict}


def test_a_record_has_a_value_of_its_own_for_what_can_be_changed() -> None:
    annotation = Annotation.from_record({**WHOLE, "attributes": {"a": 1}, "relations": []})
    annotation.to_record()["attributes"]["a"] = 2
    annotation.to_record()["relations"].append({})
    assert annotation.to_record()["attributes"] == {"a": 1}
    assert annotation.to_record()["relations"] == []
