"""The facts about an annotation: values by the codebook, relations at both ends."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from hashiya.annotation.edits import Edit
from hashiya.messages import Message
from hashiya.session.commands.annotating import remove, undo
from hashiya.session.describing import ends_of, values_of
from tests.session.marking import made

if TYPE_CHECKING:
    from hashiya.annotation.annotation import Annotation
    from hashiya.session.reader import Reader
    from tests.conftest import ReaderOf

TEXT = "قال الوزير إن الوفد وصل."
PERSON = Message("codebook.value_person")


def reader_with(reader_of: ReaderOf, *annotations: Annotation) -> Reader:
    reader = reader_of(TEXT)
    here = [replace(each, sha256=reader.article.sha256) for each in annotations]
    reader.working_copy.commit([Edit(None, each) for each in here], "test")
    return reader


@pytest.mark.parametrize(
    ("attributes", "values"),
    [
        ({}, []),
        ({"canonical": "أحمد", "kind": "person"}, [PERSON, "أحمد"]),
        ({"canonical": "الوزير"}, []),
        (
            {"kind": "unheard-of", "other": ["a", "b", "a"], "none": None, "number": 3},
            ["unheard-of", "a", "b", "3"],
        ),
    ],
)
def test_values_are_named_by_the_codebook_in_its_order(
    reader_of: ReaderOf, attributes: dict[str, Any], values: list[object]
) -> None:
    annotation = made(TEXT, "الوزير", attributes=attributes)
    assert values_of(reader_with(reader_of, annotation), annotation) == values


def test_some_values_may_come_first(reader_of: ReaderOf) -> None:
    annotation = made(TEXT, "الوزير", attributes={"kind": "person", "canonical": "أحمد"})
    reader = reader_with(reader_of, annotation)
    assert values_of(reader, annotation, first=["canonical"]) == ["أحمد", PERSON]


def related(reader_of: ReaderOf) -> tuple[Reader, Annotation, Annotation]:
    actor = made(TEXT, "الوزير")
    quote = replace(made(TEXT, "الوفد وصل", "QUOTE"), relations=({"type": "speaker", "target": actor.id},))
    reader = reader_with(reader_of, actor, quote)
    actor, quote = reader.annotations
    return reader, actor, quote


def test_a_relation_is_seen_from_both_ends(reader_of: ReaderOf) -> None:
    reader, actor, quote = related(reader_of)
    speaker = Message("codebook.relation_speaker")
    assert ends_of(reader, quote) == [(actor, speaker, False)]
    assert ends_of(reader, actor) == [(quote, speaker, True)]
    for each, other in ((actor, quote), (quote, actor)):
        reader.go_to(each.start)
        assert reader.related == [other]
        assert reader.lit == {other.id}


def test_a_relation_to_an_annotation_that_is_gone_is_left_out(reader_of: ReaderOf) -> None:
    quote = replace(
        made(TEXT, "الوفد وصل", "QUOTE"), relations=({"type": "speaker", "target": "gone"}, {"type": "odd"})
    )
    assert ends_of(reader_with(reader_of, quote), quote) == []


def test_a_relation_goes_and_comes_back_with_either_end(reader_of: ReaderOf) -> None:
    reader, actor, quote = related(reader_of)
    reader.go_to(actor.start)
    remove(reader)
    [left] = reader.annotations
    assert (left.id, left.relations) == (quote.id, ())
    assert reader.annotations.related(left) == []
    undo(reader)
    assert [each.id for each in reader.annotations] == [actor.id, quote.id]
    assert reader.annotations.sources(actor) == [reader.annotations[1]]
