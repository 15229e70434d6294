"""Label Studio's tasks."""

from __future__ import annotations

import json
from typing import Any

from hashiya.exchange import labelstudio
from hashiya.exchange.losses import ANNOTATORS, ATTRIBUTES, RELATIONS, Losses
from hashiya.messages import Message
from tests.exchange.texts import DOCUMENT, MEETING, TEXT, annotation


def written(losses: Losses | None = None) -> list[dict[str, Any]]:
    tasks: list[dict[str, Any]] = json.loads(
        b"".join(labelstudio.write([DOCUMENT], Losses() if losses is None else losses))
    )
    return tasks


def test_a_task_has_the_text_regions_attributes_and_relations() -> None:
    (task,) = written(losses := Losses())
    assert task["data"] == {"text": TEXT, "article": "a.txt"}
    result = task["annotations"][0]["result"]
    region, kind = result[:2]
    assert region["value"] == {"start": 4, "end": 10, "text": "الوزير", "labels": ["ACTOR"]}
    assert region["meta"] == {"text": ["من هو؟"]}
    assert (kind["id"], kind["from_name"], kind["value"]["text"]) == ("m", "kind", ["person"])
    (relation,) = [each for each in result if each["type"] == "relation"]
    assert (relation["from_id"], relation["to_id"], relation["labels"]) == ("q", "m", ["speaker"])
    assert losses.counts == {ANNOTATORS: 1}


def test_offsets_are_utf_16_units_behind_an_emoji() -> None:
    result = written()[0]["annotations"][0]["result"]
    (meeting,) = [each for each in result if each.get("id") == "l"]
    assert meeting["value"]["start"] == MEETING.start + 1


def test_a_value_that_is_no_text_is_lost() -> None:
    odd = annotation("o", "ACTOR", "الوزير", attributes={"n": 1, "all": ["a", "b"]})
    list(labelstudio.write([DOCUMENT._replace(annotations=[odd])], losses := Losses()))
    assert losses.counts == {ATTRIBUTES: 1}


def test_a_relation_to_an_annotation_that_is_not_in_the_file_is_lost() -> None:
    related = annotation("o", "QUOTE", "الوزير", relations=({"type": "speaker", "target": "gone"},))
    list(labelstudio.write([DOCUMENT._replace(annotations=[related])], losses := Losses()))
    assert losses.counts == {RELATIONS: 1}


def test_regions_attributes_notes_and_relations_come_back() -> None:
    found = labelstudio.read(b"".join(labelstudio.write([DOCUMENT], Losses())))
    minister, quote, *_, meeting = [each.record for each in found.incoming]
    assert minister["attributes"] == {"kind": "person"}
    assert minister["note"] == "من هو؟"
    assert quote["relations"] == [{"type": "speaker", "target": "m"}]
    assert (meeting["start"], meeting["end"]) == (MEETING.start, MEETING.end)
    assert found.texts == {"a.txt": TEXT}


def test_offsets_in_code_points_are_known_by_the_words() -> None:
    value = {"start": MEETING.start, "end": MEETING.end, "text": "لقاء", "labels": ["EVENT"]}
    region = {"id": "x", "type": "labels", "from_name": "label", "to_name": "text", "value": value}
    task = {"data": {"text": TEXT}, "predictions": [{"result": [region]}]}
    (incoming,) = labelstudio.read(json.dumps([task]).encode()).incoming
    assert (incoming.record["start"], incoming.record["end"]) == (MEETING.start, MEETING.end)


def test_a_cancelled_annotation_gives_way_to_the_one_before_it() -> None:
    region = {"id": "x", "type": "labels", "value": {"start": 0, "end": 3, "labels": ["EVENT"]}}
    runs = [{"result": [region]}, {"result": [], "was_cancelled": True}]
    task = {"data": {"body": TEXT}, "annotations": runs}
    (incoming,) = labelstudio.read(json.dumps(task).encode()).incoming
    assert incoming.record == {"id": "x", "article": "1", "label": "EVENT", "start": 0, "end": 3}


def test_what_is_no_task_is_refused_by_its_number() -> None:
    found = labelstudio.read(b'[{"data": {}}, 1]')
    told = Message("exchange.not_labelstudio")
    assert found.refusals == [(1, told), (2, told)]
    assert not labelstudio.tells(b'[{"data": {}}]')
