"""doccano's JSON Lines in both dialects."""

from __future__ import annotations

import json

import pytest

from hashiya.exchange import doccano
from hashiya.exchange.losses import ANNOTATORS, ATTRIBUTES, NOTES, RELATIONS, Losses
from hashiya.messages import Message
from tests.exchange.texts import DOCUMENT, MINISTER, QUOTE, TEXT

ONE = {"text": "Peter Blackburn", "label": [[0, 5, "PERSON"]]}


def test_an_article_is_a_line_with_its_text_spans_and_relations() -> None:
    (line,) = doccano.write([DOCUMENT], losses := Losses())
    article = json.loads(line)
    assert (article["id"], article["text"], article["article"]) == (1, TEXT, "a.txt")
    entities = {each["id"]: TEXT[each["start_offset"] : each["end_offset"]] for each in article["entities"]}
    assert entities == {1: "الوزير", 2: "زار وفدٌ موسكو", 3: "زار", 4: "لقاء"}
    assert article["relations"] == [{"id": 1, "from_id": 2, "to_id": 1, "type": "speaker"}]
    assert losses.counts == {ATTRIBUTES: 1, NOTES: 1, ANNOTATORS: 1}


def test_without_relations_an_article_has_triples() -> None:
    alone = DOCUMENT._replace(annotations=[MINISTER])
    (line,) = doccano.write([alone], Losses())
    place = [MINISTER.start, MINISTER.end, "ACTOR"]
    assert json.loads(line) == {"id": 1, "text": TEXT, "article": "a.txt", "label": [place]}
    lines = [json.loads(line) for line in doccano.write([alone, DOCUMENT], Losses())]
    assert [sorted(line) for line in lines] == 2 * [["article", "entities", "id", "relations", "text"]]


def test_a_relation_to_an_annotation_that_is_not_exported_is_lost() -> None:
    list(doccano.write([DOCUMENT._replace(annotations=[QUOTE])], losses := Losses()))
    assert losses.counts == {RELATIONS: 1}


def test_ids_count_up_over_all_articles() -> None:
    lines = [json.loads(line) for line in doccano.write([DOCUMENT, DOCUMENT], Losses())]
    assert [(line["id"], line["entities"][0]["id"], line["relations"][0]["id"]) for line in lines] == [
        (1, 1, 1),
        (2, 5, 2),
    ]


def test_reading_gives_back_places_labels_and_relations() -> None:
    found = doccano.read(b"".join(doccano.write([DOCUMENT], Losses())))
    assert found.texts == {"a.txt": TEXT}
    minister, quote, *_ = [each.record for each in found.incoming]
    assert (minister["label"], minister["start"], minister["end"]) == ("ACTOR", MINISTER.start, MINISTER.end)
    assert quote["relations"] == [{"type": "speaker", "target": minister["id"]}]
    assert found.refusals == []


def test_sequence_labelling_has_triples() -> None:
    (incoming,) = doccano.read(json.dumps(ONE).encode()).incoming
    assert incoming.record == {"article": "1", "start": 0, "end": 5, "label": "PERSON"}


@pytest.mark.parametrize(
    "layout",
    [
        lambda one, two: f"{json.dumps(one)}\n{json.dumps(two)}\n",
        lambda one, two: json.dumps([one, two]),
        lambda one, two: f"{json.dumps(one, indent=4)}\n{json.dumps(two, indent=4)}\n",
    ],
    ids=["lines", "array", "objects over many lines"],
)
def test_articles_may_be_lines_an_array_or_objects(layout) -> None:  # type: ignore[no-untyped-def]
    source = layout(ONE, {**ONE, "text": "President Obama"}).encode()
    found = doccano.read(source)
    assert list(found.texts.values()) == ["Peter Blackburn", "President Obama"]
    assert len(found.incoming) == 2
    assert found.refusals == []


def test_two_articles_of_one_name_are_told_apart() -> None:
    line = json.dumps({**ONE, "filename": "a"})
    assert list(doccano.read(f"{line}\n{line}\n".encode()).texts) == ["a", "2"]


def test_what_is_no_article_is_refused_with_its_line() -> None:
    source = json.dumps(ONE) + '\n{"text": 1}\n{"x\n'
    found = doccano.read(source.encode())
    assert [(each.line, each.reason.id) for each in found.refusals] == [
        (2, "exchange.not_doccano"),
        (3, found.refusals[1].reason.id),
    ]
    assert isinstance(found.refusals[1].reason, Message)


def test_the_format_is_known_by_its_first_article() -> None:
    assert doccano.tells(json.dumps(ONE).encode())
    assert doccano.tells(json.dumps(ONE, indent=4).encode() + b"\n{}")
    assert not doccano.tells(b'{"id": "1", "label": "ACTOR", "start": 0, "end": 3, "text": "abc"}')
    assert not doccano.tells(b"{")
    assert not doccano.tells(b"")
