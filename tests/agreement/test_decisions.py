"""Records of decisions, also as other programs may have changed them."""

from __future__ import annotations

from typing import Any

import pytest

from hashiya.agreement.decisions import (
    SETTLED,
    Choice,
    Decision,
    Origin,
    Reason,
    Seen,
    decision_of,
    digest_of,
    origins_of,
    told_in,
)
from hashiya.annotation.annotation import Annotation

DECISION = Decision(
    Choice.TAKEN,
    of=("سارة",),
    reason=Reason.SLIP,
    by="mona",
    seen=frozenset({Seen("سارة", "1", "ab"), Seen("omar", "2", "cd")}),
    made=("3",),
    id="9",
)


def record(**extra: Any) -> Annotation:
    return Annotation(id="9", label="NOTHING", start=0, end=4, status="rejected", extra=extra)


def test_a_decision_is_read_as_it_was_written() -> None:
    made = record(**DECISION.to_extra())
    assert made.is_rejection
    assert decision_of(Annotation.from_record(made.to_record())) == DECISION


@pytest.mark.parametrize("told", [None, [], {}, 5, {"choice": "taken"}, {"choice": "other", "seen": []}])
def test_what_tells_no_decision_is_none(told: object) -> None:
    assert decision_of(record(source="settling", **{SETTLED: told})) is None
    assert decision_of(record(**DECISION.to_extra() | {"source": "actors"})) is None


@pytest.mark.parametrize("seen", [[[]], [["a", "b"]], [["a", "b", 5]], ["abc"], [{"a": "b"}], "abc", None])
def test_versions_of_other_types_are_no_decision(seen: object) -> None:
    told = DECISION.to_extra()[SETTLED] | {"seen": seen}
    assert decision_of(record(source="settling", **{SETTLED: told})) is None


def test_other_values_of_other_types_are_left_out() -> None:
    told = DECISION.to_extra()[SETTLED] | {"of": 5, "by": [], "reason": {}, "made": ["1", 2]}
    decision = decision_of(record(source="settling", **{SETTLED: told}))
    assert decision == DECISION._replace(of=(), by="", reason=Reason.UNTOLD, made=())


def test_origins_are_read_as_they_were_written_or_left_out() -> None:
    origins = (Origin("سارة", "1"), Origin("omar", "2"))
    assert origins_of(record(**told_in(DECISION, origins))) == origins
    for told in (None, 5, {"from": 5}, {"from": [5, {}, {"annotator": "a"}, {"annotator": "a", "id": 5}]}):
        assert origins_of(record(**{SETTLED: told})) == ()


def test_a_digest_changes_with_what_is_said_alone() -> None:
    mark = Annotation(id="1", label="ACTOR", start=0, end=4, text="روسيا", attributes={"kind": "state"})
    record = mark.to_record()

    def digest(**fields: Any) -> str:
        return digest_of(Annotation.from_record(record | fields))

    assert digest(start=7, end=11, note="x", rev=5, modified="2026") == digest_of(mark)
    assert digest(attributes={"kind": "state", "canonical": ""}) == digest_of(mark)
    assert digest(label="EVENT") != digest_of(mark)
    assert digest(text="موسكو") != digest_of(mark)
    assert digest(attributes={}) != digest_of(mark)
    assert digest(relations=[{"type": "x", "target": "2"}]) != digest_of(mark)
