"""Attributes and relations of matched spans."""

from __future__ import annotations

from typing import Any

from hashiya.agreement.counting import count_pair, marks_of
from hashiya.agreement.measures import coding_measures
from hashiya.annotation.annotation import Annotation


def mark(id_: str, start: int, end: int, label: str = "ACTOR", **fields: Any) -> Annotation:
    return Annotation(id=id_, label=label, start=start, end=end, **fields)


def measured(*versions: list[Annotation]) -> dict[str, Any]:
    first, second = (marks_of(each, None) for each in versions)
    return coding_measures(count_pair(first, second, 100, None).coding)


def test_attributes_are_compared_of_spans_that_overlap() -> None:
    first = [mark("1", 0, 5, attributes={"kind": "person"}), mark("2", 9, 14, attributes={"kind": "state"})]
    second = [mark("3", 0, 6, attributes={"kind": "person"}), mark("4", 9, 14, attributes={"kind": "group"})]
    assert measured(first, second)["attributes"]["kind"] | {"kappa": 0, "alpha": 0} == {
        "spans": 2,
        "equal": 0.5,
        "kappa": 0,
        "alpha": 0,
    }


def test_spans_of_other_labels_or_far_away_are_not_matched() -> None:
    first = [mark("1", 0, 5, attributes={"kind": "person"})]
    assert measured(first, [mark("2", 0, 5, "EVENT", attributes={"kind": "x"})])["attributes"] == {}
    assert measured(first, [mark("2", 6, 11, attributes={"kind": "person"})])["attributes"] == {}


def test_a_value_that_one_lacks_differs_and_one_that_both_lack_does_not_count() -> None:
    first = [mark("1", 0, 5, attributes={"kind": "person", "date": ""})]
    second = [mark("2", 0, 5, attributes={"date": ""})]
    assert measured(first, second)["attributes"]["kind"]["equal"] == 0
    assert "date" not in measured(first, second)["attributes"]


def test_lists_are_equal_in_any_order() -> None:
    first = [mark("1", 0, 5, attributes={"with": ["a", "b"]})]
    second = [mark("2", 0, 5, attributes={"with": ["b", "a"]})]
    assert measured(first, second)["attributes"]["with"]["equal"] == 1


def test_relations_are_equal_if_their_targets_are_matched() -> None:
    def version(prefix: str, speaker: str, end: int) -> list[Annotation]:
        to = ({"type": "speaker", "target": f"{prefix}{speaker}"},)
        return [
            mark(f"{prefix}ali", 0, 5),
            mark(f"{prefix}mona", 10, end),
            mark(f"{prefix}quote", 20, 40, "QUOTE", relations=to),
        ]

    same = measured(version("a", "mona", 14), version("b", "mona", 15))["relations"]
    assert same == {"speaker": {"first": 1, "second": 1, "equal": 1, "f1": 1.0}}
    other = measured(version("a", "mona", 14), version("b", "ali", 15))["relations"]
    assert other == {"speaker": {"first": 1, "second": 1, "equal": 0, "f1": 0.0}}


def test_the_same_span_and_label_twice_counts_once() -> None:
    marks = marks_of([mark("1", 3, 5), mark("2", 0, 2), mark("3", 3, 5)], None)
    assert [each.id for each in marks.annotations] == ["2", "1"]
    assert len(marks.units) == 2
