"""Changing label and bounds, splitting and joining."""

from __future__ import annotations

from typing import Any

import pytest

from hashiya.annotation.annotation import Annotation, changed, new_annotation
from hashiya.annotation.relations import targets
from hashiya.annotation.reshaping import joined, relabelled, resized, split
from hashiya.messages import Message
from hashiya.text.spans import Span
from tests.refusals import refused

TEXT = "وفد عسكري سوري إلى موسكو"
SHA = "0" * 64


def _annotation(part: str, label: str = "ACTOR", **fields: Any) -> Annotation:
    start = TEXT.index(part)
    made = new_annotation("a.txt", SHA, TEXT, Span(start, start + len(part)), label, annotator="b")
    return changed(made, **fields)


def test_another_label_keeps_the_rest() -> None:
    old = _annotation(
        "موسكو", note="n", attributes={"kind": "state"}, relations=({"type": "x", "target": "y"},)
    )
    edit = relabelled(old, "EVENT")
    assert edit is not None
    assert edit.after is not None
    kept = ("id", "start", "end", "text", "note", "attributes", "relations", "created")
    assert [getattr(edit.after, name) for name in kept] == [getattr(old, name) for name in kept]
    assert (edit.after.label, edit.after.rev) == ("EVENT", old.rev + 1)
    assert relabelled(old, "ACTOR") is None


def test_other_bounds_keep_the_rest() -> None:
    old = _annotation("عسكري", note="n")
    span = Span(0, old.end)
    edit = resized(old, TEXT, SHA, span)
    assert edit is not None
    assert edit.after is not None
    assert (edit.after.id, edit.after.text, edit.after.note) == (old.id, "وفد عسكري", "n")
    assert resized(old, TEXT, SHA, old.span) is None


def test_both_parts_of_a_split_keep_what_was_said() -> None:
    old = _annotation(
        "وفد عسكري سوري", note="n", attributes={"kind": "group"}, relations=({"type": "x", "target": "y"},)
    )
    first, second = split(old, TEXT, SHA, TEXT.index("سوري"))
    assert first.after is not None
    assert second.after is not None
    assert (first.after.id, first.after.text, targets(first.after)) == (old.id, "وفد عسكري", ["y"])
    assert (second.before, second.after.text, targets(second.after)) == (None, "سوري", [])
    for part in (first.after, second.after):
        assert (part.label, part.note, part.attributes, part.annotator) == (
            "ACTOR",
            "n",
            {"kind": "group"},
            "b",
        )


@pytest.mark.parametrize("offset", [0, 3, 14, 15, 99])
def test_no_part_of_a_split_is_empty(offset: int) -> None:
    old = _annotation(" عسكري سوري")
    with refused("annotation.split_empty"):
        split(old, TEXT, SHA, offset)


def test_two_annotations_are_joined_with_the_text_between_them() -> None:
    first = _annotation("وفد", note="n", attributes={"kind": "group"})
    second = _annotation("سوري", note="m", attributes={"kind": "state", "canonical": "سوريا"})
    quote = _annotation("موسكو", "QUOTE", relations=({"type": "speaker", "target": second.id},))
    edits = {edit.id: edit for edit in joined(first, second, [first, second, quote], TEXT, SHA)}
    whole, gone, redirected = edits[first.id].after, edits[second.id].after, edits[quote.id].after
    assert whole is not None
    assert redirected is not None
    assert (whole.text, whole.note) == ("وفد عسكري سوري", "n\nm")
    assert whole.attributes == {"kind": "group", "canonical": "سوريا"}
    assert gone is None
    assert targets(redirected) == [first.id]


def test_annotations_of_two_labels_are_not_joined() -> None:
    first, second = _annotation("وفد"), _annotation("سوري", "EVENT")
    with refused(Message("annotation.join_labels", first="ACTOR", second="EVENT")):
        joined(first, second, [first, second], TEXT, SHA)
