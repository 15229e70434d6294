"""The lines of an export that are read from a store file are those that its annotations give."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from hashiya.annotation.edits import Edit
from hashiya.exchange.document import Document
from hashiya.exchange.jsonl import write
from hashiya.exchange.losses import Losses
from tests.storing import apply

if TYPE_CHECKING:
    from hashiya.annotation.annotation import Annotation
    from tests.store.conftest import Desk

KEY = "articles/a.txt"


def add(desk: Desk, *variants: dict[str, Any]) -> None:
    made = (replace(desk.annotation(40 - place, 60), **each) for place, each in enumerate(variants))
    apply(desk.open(), [Edit(None, annotation) for annotation in made])


def parsed(desk: Desk) -> bytes:
    annotations: tuple[Annotation, ...] = desk.store.load(KEY).annotations
    return b"".join(write([Document(KEY, annotations)], Losses()))


def written(desk: Desk) -> bytes | None:
    found = desk.store.written(KEY)
    return None if found is None else b"".join(each.line for each in found)


def test_lines_are_those_of_the_annotations_in_their_order(desk: Desk) -> None:
    add(
        desk,
        {"note": 'قال: "نعم"\n\t\\ \x01 \ud83d \u2028 {"a": 1}, "b": ['},
        {"attributes": {"kind": "person", "canonical": "علي", "n": -3, "x": 0.25, "is": True, "no": None}},
        {"attributes": {"of": ["أ", 'ب"'], "none": []}},
        {"relations": ({"type": "speaker", "target": "x"}, {"type": "agent", "target": 'y"'})},
        {"extra": {"source": "rules", "score": 0.931, "mine": "1"}},
        {"label": "حدث", "annotator": "مها", "rival": 0.5, "rev": 10**20 - 1},
        {"status": "proposed"},
    )
    found = desk.store.written(KEY)
    assert found is not None
    assert [each.start for each in found] == sorted(each.start for each in found)
    assert {each.label for each in found} == {"ACTOR", "حدث"}
    assert written(desk) == parsed(desk)
    assert len(parsed(desk).splitlines()) == 7


def test_a_rejected_proposal_is_not_among_them(desk: Desk) -> None:
    add(desk, {}, {"status": "rejected", "extra": {"source": "rules"}}, {"status": "rejected"})
    assert written(desk) == parsed(desk)
    assert len(parsed(desk).splitlines()) == 2


def test_an_article_without_annotations_has_no_lines(desk: Desk) -> None:
    assert written(desk) is None
    annotation = desk.add()
    apply(desk.open(), [Edit(annotation, None)])
    assert (written(desk), parsed(desk)) == (b"", b"")


@pytest.mark.parametrize(
    "unusual",
    [
        {"attributes": {"deep": {"a": [1]}}},
        {"attributes": {"large": 1e300}},
        {"relations": ({"type": "speaker", "target": "x", "more": 1},)},
        {"extra": {"deep": [[]]}},
        {"id": 'a"b'},
        {"label": "a\\b"},
        {"schema": 2},
    ],
)
def test_a_file_with_an_unusual_value_is_left_to_those_who_parse_it(
    desk: Desk, unusual: dict[str, Any]
) -> None:
    add(desk, {}, unusual)
    assert written(desk) is None
    assert len(parsed(desk).splitlines()) == 2


def test_no_damage_passes_that_parsing_notices(desk: Desk) -> None:
    add(desk, {"attributes": {"kind": "person", "canonical": "علي"}, "extra": {"own": "1"}}, {"note": "قال"})
    whole = desk.file.read_bytes()
    assert written(desk) == parsed(desk)
    passed = 0
    for at in range(len(whole)):
        for byte in (b"", b'"', b"\xff", b"}", b"\n"):
            desk.file.write_bytes(whole[:at] + byte + whole[at + 1 :])
            if (lines := written(desk)) is not None:
                passed += 1
                assert lines == parsed(desk), (at, byte)
    assert passed > 100  # a letter of a text was changed


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b'"kind": "person"', b'"canonical": "person"'),
        (b'"own": "1"', b'"label": "EVENT"'),
        (b'"own": "1"', b'"offset_unit": "codepoint"'),
        (b'"own": "1"', b'"own": "1", "own": "2"'),
        (b'"path": "articles/a.txt"', b'"path": "articles/b.txt"'),
        (b'"schema": 1, "inode"', b'"schema": 2, "inode"'),
        (b'"start": 39', b'"start": 60'),
        (b'"2": {"id"', b'"1": {"id"'),
    ],
)
def test_what_no_program_of_this_version_wrote_is_parsed(desk: Desk, before: bytes, after: bytes) -> None:
    add(desk, {"attributes": {"kind": "person", "canonical": "علي"}, "extra": {"own": "1"}}, {"note": "قال"})
    whole = desk.file.read_bytes()
    assert before in whole
    desk.file.write_bytes(whole.replace(before, after, 1))
    assert written(desk) is None


def test_an_id_that_comes_twice_is_parsed(desk: Desk) -> None:
    add(desk, {}, {})
    first, second = (json.loads(line)["id"] for line in parsed(desk).splitlines())
    desk.file.write_bytes(desk.file.read_bytes().replace(first.encode(), second.encode()))
    assert written(desk) is None
