"""Where annotators differ, and what they agree on."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from hashiya.agreement.differences import Kind, compared
from hashiya.annotation.annotation import Annotation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hashiya.agreement.differences import Difference

ARTICLE = "a.txt"
_numbers = count()


def mark(label: str, start: int, end: int, **fields: Any) -> Annotation:
    return Annotation(**{"id": f"id{next(_numbers)}", "label": label, "start": start, "end": end, **fields})


def shape(difference: Difference) -> tuple[Kind, list[list[tuple[str, int, int]]]]:
    """Return the kind of a difference and, by annotator, label and span of the annotations."""
    return difference.kind, [
        [(each.label, each.start, each.end) for each in version.annotations]
        for version in difference.versions
    ]


def shapes(*versions: Sequence[Annotation]) -> list[tuple[Kind, list[list[tuple[str, int, int]]]]]:
    by_annotator = {str(number): version for number, version in enumerate(versions)}
    return [shape(each) for each in compared(ARTICLE, by_annotator).differences]


def test_equal_annotations_agree_although_their_ids_differ() -> None:
    first, second = mark("ACTOR", 0, 4), mark("ACTOR", 0, 4)
    assert compared(ARTICLE, {"a": [first], "b": [second]}).agreed == [(first, second)]
    assert compared(ARTICLE, {"a": [first], "b": [second]}).differences == []


def test_versions_keep_the_order_of_the_annotators() -> None:
    [difference] = compared(ARTICLE, {"z": [], "a": [mark("EVENT", 3, 9)]}).differences
    assert [version.annotator for version in difference.versions] == ["z", "a"]
    assert (difference.article, difference.start, difference.end) == (ARTICLE, 3, 9)
    assert difference.label == "EVENT"


def test_an_annotation_that_one_lacks_is_missing() -> None:
    assert shapes([mark("ACTOR", 0, 4)], []) == [(Kind.MISSING, [[("ACTOR", 0, 4)], []])]


def test_two_of_three_are_not_all() -> None:
    found = shapes([mark("ACTOR", 0, 4)], [mark("ACTOR", 0, 4)], [])
    assert found == [(Kind.MISSING, [[("ACTOR", 0, 4)], [("ACTOR", 0, 4)], []])]


def test_overlapping_spans_differ_in_their_boundaries() -> None:
    assert shapes([mark("EVENT", 0, 4)], [mark("EVENT", 2, 9)]) == [
        (Kind.BOUNDARY, [[("EVENT", 0, 4)], [("EVENT", 2, 9)]])
    ]


def test_one_span_and_its_two_halves_are_one_difference() -> None:
    found = shapes([mark("EVENT", 0, 26)], [mark("EVENT", 0, 4), mark("EVENT", 13, 26)])
    assert found == [(Kind.BOUNDARY, [[("EVENT", 0, 26)], [("EVENT", 0, 4), ("EVENT", 13, 26)]])]


def test_spans_that_only_touch_are_two_differences() -> None:
    assert len(shapes([mark("EVENT", 0, 4)], [mark("EVENT", 4, 9)])) == 2


def test_another_label_on_the_same_words_is_a_disagreement_about_the_label() -> None:
    found = shapes([mark("ACTOR", 0, 10)], [mark("EVENT", 0, 12)])
    assert found == [(Kind.LABEL, [[("ACTOR", 0, 10)], [("EVENT", 0, 12)]])]
    [difference] = compared(ARTICLE, {"a": [mark("ACTOR", 0, 10)], "b": [mark("EVENT", 0, 12)]}).differences
    assert difference.label == ""


def test_an_actor_within_a_quote_is_no_disagreement() -> None:
    found = shapes([mark("QUOTE", 0, 90), mark("ACTOR", 10, 20)], [mark("QUOTE", 0, 90)])
    assert found == [(Kind.MISSING, [[("ACTOR", 10, 20)], []])]
    assert len(shapes([mark("QUOTE", 0, 90)], [mark("ACTOR", 10, 20)])) == 2


def test_who_has_both_labels_on_nearly_the_same_words_means_both() -> None:
    both = [mark("EVENT", 46, 64), mark("ACTOR", 50, 64)]
    assert shapes(both, [mark("ACTOR", 50, 64)]) == [(Kind.MISSING, [[("EVENT", 46, 64)], []])]
    assert [kind for kind, _ in shapes(both, [mark("ACTOR", 50, 63)])] == [Kind.MISSING, Kind.BOUNDARY]


def test_a_span_nested_in_one_of_the_same_label_is_decided_apart() -> None:
    nested = [mark("QUOTE", 0, 100), mark("QUOTE", 20, 40)]
    assert shapes(nested, [mark("QUOTE", 0, 98)]) == [
        (Kind.BOUNDARY, [[("QUOTE", 0, 100)], [("QUOTE", 0, 98)]]),
        (Kind.MISSING, [[("QUOTE", 20, 40)], []]),
    ]
    assert shapes(nested, [mark("QUOTE", 21, 40)]) == [
        (Kind.MISSING, [[("QUOTE", 0, 100)], []]),
        (Kind.BOUNDARY, [[("QUOTE", 20, 40)], [("QUOTE", 21, 40)]]),
    ]


def test_the_same_annotation_twice_agrees_once() -> None:
    assert shapes([mark("ACTOR", 0, 4), mark("ACTOR", 0, 4)], [mark("ACTOR", 0, 4)]) == [
        (Kind.MISSING, [[("ACTOR", 0, 4)], []])
    ]


def test_attributes_differ_by_their_values_without_empty_ones_and_order_of_lists() -> None:
    def pair(first: dict[str, Any], second: dict[str, Any]) -> list[Kind]:
        found = shapes([mark("EVENT", 0, 4, attributes=first)], [mark("EVENT", 0, 4, attributes=second)])
        return [kind for kind, _ in found]

    assert pair({"type": "MEET"}, {"type": "AID"}) == [Kind.ATTRIBUTE]
    assert pair({"type": "MEET"}, {}) == [Kind.ATTRIBUTE]
    assert pair({"type": "MEET", "date": ""}, {"type": "MEET"}) == []
    assert pair({"parties": ["س", "ص"]}, {"parties": ["ص", "س"]}) == []
    assert pair({"certain": False}, {}) == [Kind.ATTRIBUTE]


def test_relations_agree_if_their_targets_are_annotations_of_one_group() -> None:
    def said(actor: Annotation, relation: str = "speaker") -> list[Annotation]:
        return [actor, mark("QUOTE", 20, 50, relations=({"type": relation, "target": actor.id},))]

    assert shapes(said(mark("ACTOR", 0, 4)), said(mark("ACTOR", 0, 4))) == []
    assert [kind for kind, _ in shapes(said(mark("ACTOR", 0, 4)), said(mark("ACTOR", 0, 6)))] == [
        Kind.BOUNDARY
    ]
    assert Kind.RELATION in dict(shapes(said(mark("ACTOR", 0, 4)), said(mark("ACTOR", 8, 12))))
    other = said(mark("ACTOR", 0, 4), "addressee")
    assert [kind for kind, _ in shapes(said(mark("ACTOR", 0, 4)), other)] == [Kind.RELATION]
    assert [kind for kind, _ in shapes(said(mark("ACTOR", 0, 4)), [mark("ACTOR", 0, 4)])] == [Kind.MISSING]


def test_what_is_no_annotation_of_this_text_is_left_out() -> None:
    rejected = mark("ACTOR", 0, 4, status="rejected", extra={"source": "actors"})
    nothing = mark("NOTHING", 0, 90)
    elsewhere, here = mark("ACTOR", 5, 9, sha256="old"), mark("ACTOR", 5, 9, sha256="new")
    found = compared(ARTICLE, {"a": [rejected, nothing, elsewhere], "b": [here]}, sha256="new")
    assert [shape(each) for each in found.differences] == [(Kind.MISSING, [[], [("ACTOR", 5, 9)]])]


marks = st.lists(
    st.builds(
        lambda label, start, length: mark(label, start, start + length),
        st.sampled_from(("ACTOR", "EVENT", "QUOTE")),
        st.integers(0, 60),
        st.integers(1, 20),
    ),
    max_size=12,
)


@given(st.lists(marks, min_size=2, max_size=4))
def test_every_annotation_is_in_one_place_and_the_order_is_that_of_the_text(
    versions: list[list[Annotation]],
) -> None:
    by_annotator = {str(number): version for number, version in enumerate(versions)}
    same, found = compared(ARTICLE, by_annotator)
    ids = [each.id for group in same for each in group]
    ids += [each.id for one in found for version in one.versions for each in version.annotations]
    assert sorted(ids) == sorted(each.id for version in versions for each in version)
    assert [(each.start, each.end) for each in found] == sorted((each.start, each.end) for each in found)
    assert all(len(one.versions) == len(versions) for one in found)


@given(marks)
def test_nobody_differs_from_themselves(annotations: list[Annotation]) -> None:
    assert compared(ARTICLE, {"a": annotations, "b": annotations}).differences == []
