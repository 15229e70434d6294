"""Renaming, merging and splitting actors."""

from __future__ import annotations

import pytest

from hashiya.messages import Message
from hashiya.registry.changes import merged, renamed, split
from hashiya.registry.entries import actors_in
from tests.refusals import refused
from tests.registry.test_entries import annotation

ANNOTATIONS = [
    annotation("1", "موسكو", canonical="موسكو", kind="state"),
    annotation("2", "الروس", canonical="روسيا"),
    annotation("3", "موسكو", canonical="موسكو"),
]


def test_a_merge_renames_the_annotations_and_keeps_the_rest() -> None:
    moscow, russia = (
        next(a for a in actors_in(ANNOTATIONS) if a.canonical == name) for name in ("موسكو", "روسيا")
    )
    edits = merged(moscow, russia, ANNOTATIONS)
    after = {edit.id: edit.after for edit in edits}
    assert set(after) == {"1", "3"}
    assert after["1"] is not None
    assert after["1"].attributes == {"canonical": "روسيا", "kind": "state"}
    assert [edit.inverse().after for edit in edits] == [ANNOTATIONS[0], ANNOTATIONS[2]]


def test_a_split_takes_only_its_own_mentions() -> None:
    [moscow, _] = actors_in(ANNOTATIONS)
    edits = split(moscow, {"3", "2"}, "مدينة موسكو", ANNOTATIONS)
    assert [edit.id for edit in edits] == ["3"]


def test_an_actor_is_not_merged_with_itself() -> None:
    [moscow, _] = actors_in(ANNOTATIONS)
    with refused(Message("registry.merged_with_itself", name="موسكو")):
        merged(moscow, moscow, ANNOTATIONS)


def test_a_split_needs_another_name() -> None:
    [moscow, _] = actors_in(ANNOTATIONS)
    with refused(Message("registry.split_keeps_name", name="موسكو")):
        split(moscow, {"3"}, " موسكو ", ANNOTATIONS)


@pytest.mark.parametrize("name", ["", "  "])
def test_a_name_is_not_empty(name: str) -> None:
    [moscow, _] = actors_in(ANNOTATIONS)
    with refused("registry.name_empty"):
        renamed(moscow, name, ANNOTATIONS)
