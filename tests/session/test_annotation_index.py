from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from hashiya.annotation.annotation import Annotation, changed
from hashiya.annotation.edits import Edit
from hashiya.session.annotation_index import AnnotationIndex


def note(identifier: str, start: int, end: int, label: str = "ACTOR") -> Annotation:
    return Annotation(id=identifier, label=label, start=start, end=end)


# one over all, two alike inside it, one that laps over their end, one apart
OUTER, TWIN, SECOND_TWIN, LAPPING, APART = (
    note("5", 0, 30, "QUOTE"),
    note("2", 4, 10),
    note("3", 4, 10, "EVENT"),
    note("1", 8, 14),
    note("4", 40, 44),
)
ALL = [OUTER, TWIN, SECOND_TWIN, LAPPING, APART]


def index_of(*annotations: Annotation) -> AnnotationIndex:
    return AnnotationIndex(annotations)


def ids(annotations: list[Annotation]) -> str:
    return "".join(annotation.id for annotation in annotations)


def test_the_outer_comes_before_the_inner_and_of_equals_the_earlier_id() -> None:
    index = index_of(APART, LAPPING, SECOND_TWIN, TWIN, OUTER)
    assert list(index) == ALL
    assert len(index) == 5
    assert [index.position(annotation) for annotation in ALL] == [0, 1, 2, 3, 4]
    assert index[3] == LAPPING


def test_an_annotation_is_found_by_its_id() -> None:
    index = index_of(*ALL)
    assert index.get("3") == SECOND_TWIN
    assert index.get("6") is None


def test_overlapping_takes_half_open_spans_at_their_word() -> None:
    index = index_of(*ALL)
    assert ids(index.overlapping(10, 11)) == "51"
    assert ids(index.overlapping(9, 10)) == "5231"
    assert ids(index.overlapping(30, 40)) == ""
    assert ids(index.overlapping(29, 41)) == "54"
    assert ids(index.overlapping(0, 4)) == "5"


def test_at_gives_the_innermost_and_of_equals_the_one_made_last() -> None:
    index = index_of(*ALL)
    assert index.at(4, 6) == SECOND_TWIN
    assert index.at(12, 14) == LAPPING
    assert index.at(20, 21) == OUTER
    assert index.at(30, 40) is None


def test_neighbours_are_one_after_the_other_even_of_the_same_span() -> None:
    index = index_of(*ALL)
    assert [index.neighbour(annotation, 1) for annotation in ALL] == [*ALL[1:], None]
    assert [index.neighbour(annotation, -1) for annotation in ALL] == [None, *ALL[:-1]]


def test_after_and_before_go_by_where_annotations_begin() -> None:
    index = index_of(*ALL)
    assert index.after(-1) == OUTER
    assert index.after(0) == TWIN
    assert index.after(5) == LAPPING
    assert index.after(40) is None
    assert index.before(40) == LAPPING
    assert index.before(8) == SECOND_TWIN
    assert index.before(0) is None


def test_edits_add_change_and_remove() -> None:
    index = index_of(OUTER)
    assert index.overlapping(40, 44) == []
    index.apply(Edit(None, APART))
    assert index.overlapping(40, 44) == [APART]
    index.apply(Edit(None, TWIN))
    assert ids(list(index)) == "524"
    moved = changed(TWIN, start=50, end=60)
    index.apply(Edit(TWIN, moved))
    assert ids(list(index)) == "542"
    assert index.overlapping(4, 10) == [OUTER]
    assert index.overlapping(55, 56) == [moved]
    index.apply(Edit(OUTER, None))
    assert ids(list(index)) == "42"
    assert index.get("5") is None


def test_an_edit_replaces_what_has_its_id_whatever_that_looks_like_by_now() -> None:
    index = index_of(changed(TWIN, note="theirs"))
    mine = changed(TWIN, label="EVENT")
    index.apply(Edit(TWIN, mine))
    assert list(index) == [mine]
    index.apply(Edit(None, TWIN))
    assert list(index) == [TWIN]
    index.apply(Edit(SECOND_TWIN, None))
    assert list(index) == [TWIN]


def test_labels_are_counted() -> None:
    assert index_of(*ALL).counts() == {"QUOTE": 1, "ACTOR": 3, "EVENT": 1}
    assert index_of().counts() == {}


spans = st.tuples(st.integers(0, 12), st.integers(1, 6)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@settings(max_examples=60)
@given(st.lists(spans, max_size=10), spans, st.integers(0, 9))
def test_questions_are_answered_as_a_look_at_each_annotation_would(
    starts_and_ends: list[tuple[int, int]], asked: tuple[int, int], removed: int
) -> None:
    annotations = [note(str(number), *span) for number, span in enumerate(starts_and_ends)]
    index = AnnotationIndex(annotations)
    if removed < len(annotations):
        index.apply(Edit(annotations.pop(removed), None))
    start, end = asked
    overlapping = [a for a in annotations if a.start < end and start < a.end]
    assert {a.id for a in index.overlapping(start, end)} == {a.id for a in overlapping}
    innermost = index.at(start, end)
    if innermost is None:
        assert overlapping == []
    else:
        assert innermost in overlapping
        assert all(a.end - a.start >= innermost.end - innermost.start for a in overlapping)
    assert [a.start for a in index] == sorted(a.start for a in annotations)


@given(
    st.lists(st.tuples(st.integers(0, 6).map(str), st.none() | spans, st.sampled_from(("ACTOR", "EVENT"))))
)
def test_edits_leave_the_index_as_one_made_anew(
    edits: list[tuple[str, tuple[int, int] | None, str]],
) -> None:
    index = AnnotationIndex(ALL)
    version = index.version
    for name, span, label in edits:
        after = None if span is None else note(name, *span, label)
        index.apply(Edit(None if after else note(name, 0, 1), after))
    anew = AnnotationIndex(index)
    assert list(index) == list(anew)
    assert index.counts() == anew.counts()
    for start in range(20):
        assert index.overlapping(start, start + 1) == anew.overlapping(start, start + 1)
    assert index.changed_since(version) == {name for name, _, _ in edits}


def test_a_rejected_proposal_is_found_by_its_id_alone() -> None:
    rejected = replace(note("6", 5, 9), status="rejected", extra={"source": "actors"})
    index = index_of(rejected, *ALL)
    assert list(index) == ALL
    assert list(index.rejected) == [rejected]
    assert index.get("6") == rejected
    assert "6" in index.ids
    index.apply(Edit(rejected, None))
    assert list(index.rejected) == []
    index.apply(Edit(None, rejected))
    assert list(index.rejected) == [rejected]
    assert list(index) == ALL
    assert index.counts() == index_of(*ALL).counts()
    accepted = replace(rejected, status="accepted")
    index.apply(Edit(rejected, accepted))
    assert (list(index.rejected), index.get("6"), len(index)) == ([], accepted, 6)
