"""Values of any kind where a format has ids, labels and places are refused, not raised."""

from __future__ import annotations

import itertools
import json
from typing import TYPE_CHECKING, Any

import pytest

from hashiya.codebook.label import DEFAULT
from hashiya.errors import HashiyaError
from hashiya.exchange import doccano, labelstudio, prodigy, w3c
from hashiya.exchange.accepting import Target, accept, with_quotation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hashiya.exchange.incoming import Read

TEXT = "وصل الوفد إلى موسكو"
ODD: tuple[Any, ...] = (None, True, -1, 10**15, 0.5, "x", "", [], [[]], {}, {"a": []})
LABELSTUDIO = [
    {
        "data": {"text": TEXT},
        "annotations": [
            {
                "result": [
                    {
                        "id": "a",
                        "to_name": "text",
                        "from_name": "label",
                        "type": "labels",
                        "value": {"start": 0, "end": 3, "text": "وصل", "labels": ["ACTOR"]},
                        "meta": {"text": ["note"]},
                    },
                    {"id": "a", "from_name": "kind", "type": "textarea", "value": {"text": ["person"]}},
                    {"type": "relation", "from_id": "a", "to_id": "a", "labels": ["agent"]},
                ]
            }
        ],
    }
]
SPAN = {"start": 0, "end": 3, "label": "ACTOR", "id": "a"}
PRODIGY = {
    "text": TEXT,
    "meta": {"article": "a.txt"},
    "spans": [SPAN],
    "relations": [{"head_span": SPAN, "child_span": SPAN, "label": "agent"}],
    "answer": "accept",
}
DOCCANO = {
    "id": 1,
    "text": TEXT,
    "entities": [{"id": 1, "label": "ACTOR", "start_offset": 0, "end_offset": 3}],
    "relations": [{"id": 1, "from_id": 1, "to_id": 1, "type": "agent"}],
}
W3C = {
    "@context": "http://www.w3.org/ns/anno.jsonld",
    "items": [
        {
            "id": "urn:uuid:a",
            "body": [{"purpose": "tagging", "value": "ACTOR"}],
            "creator": {"name": "me"},
            "target": {
                "source": "a.txt",
                "selector": [{"type": "TextPositionSelector", "start": 0, "end": 3}],
            },
        }
    ],
}


def paths(value: Any, before: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of every value inside another one."""
    if before:
        yield before
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in inner:
        yield from paths(each, (*before, key))


def changed(value: Any, path: tuple[Any, ...], odd: Any) -> Any:
    """A copy in which another value is at a path."""
    copy = json.loads(json.dumps(value))
    place = copy
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = odd
    return copy


@pytest.mark.parametrize(
    ("read", "content"),
    [(labelstudio.read, LABELSTUDIO), (prodigy.read, PRODIGY), (doccano.read, DOCCANO), (w3c.read, W3C)],
    ids=["labelstudio", "prodigy", "doccano", "w3c"],
)
def test_any_value_in_any_place_is_taken_or_refused(read: Callable[[bytes], Read], content: Any) -> None:
    taken = refused = 0
    for path, odd in itertools.product(paths(content), ODD):
        found = read(json.dumps(changed(content, path, odd)).encode())
        refused += len(found.refusals)
        for each in found.incoming:
            try:
                record = with_quotation(each.record, found.texts, TEXT)
                accept(record, Target("a.txt", "0", TEXT), DEFAULT.names)
                taken += 1
            except HashiyaError:
                refused += 1
    assert taken
    assert refused


def test_relations_are_found_by_their_ends_without_comparing_all() -> None:
    count = 30_000
    spans = [{"id": each, "label": "ACTOR", "start_offset": 0, "end_offset": 3} for each in range(count)]
    links = [{"id": each, "from_id": each, "to_id": 0, "type": "agent"} for each in range(count)]
    found = doccano.read(json.dumps({"text": TEXT, "entities": spans, "relations": links}).encode())
    assert all(len(each.record["relations"]) == 1 for each in found.incoming)
    examples = [SPAN | {"id": f"a{each}", "start": each} for each in range(count)]
    links = [{"head_span": each, "child_span": examples[0], "label": "agent"} for each in examples]
    found = prodigy.read(json.dumps({"text": TEXT, "spans": examples, "relations": links}).encode())
    assert all(len(each.record["relations"]) == 1 for each in found.incoming)


def test_a_line_of_many_megabytes_is_recognised() -> None:
    example = {"text": TEXT * 100_000, "spans": [SPAN]}
    assert prodigy.tells(json.dumps(example).encode())
    assert doccano.tells(json.dumps({"text": TEXT * 100_000, "label": [[0, 3, "ACTOR"]]}).encode())
