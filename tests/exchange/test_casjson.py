"""JSON of UIMA, with dkpro-cassis as the other reader and writer."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import cassis
import pytest

from hashiya.exchange import casjson
from hashiya.exchange.archive import zipped
from hashiya.exchange.losses import Losses
from hashiya.messages import Message
from tests.exchange.texts import DOCUMENT, TEXT
from tests.exchange.uima.contents import comparable, document_of, facts
from tests.exchange.uima.test_every_format import EVERYTHING

FOLDER = Path(__file__).parent / "inception"
GIVEN = DOCUMENT._replace(annotations=[*DOCUMENT.annotations, EVERYTHING])
SOFA = {"%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaID": "_InitialView", "sofaString": "قال 😀 الوزير"}
SPAN = {"%ID": 2, "%TYPE": "webanno.custom.A", "@sofa": 1, "begin": 0, "end": 3}


def source(*structures: Any) -> bytes:
    return json.dumps({"%TYPES": {}, "%FEATURE_STRUCTURES": [SOFA, *structures], "%VIEWS": {}}).encode()


@pytest.mark.filterwarnings("ignore:Trying to add feature `type`:UserWarning")
def test_cassis_reads_what_is_written_and_its_own_file_says_the_same() -> None:
    cas = cassis.load_cas_from_json(io.BytesIO(b"".join(casjson.write([GIVEN], Losses()))))
    assert cas.sofa_string == TEXT
    everything = next(each for each in cas.select("webanno.custom.EVENT") if each.hashiyaId == "e")
    assert everything.get_covered_text() == EVERYTHING.text
    assert everything.all.elements == ["a", "b|c"]
    assert [(link.role, link.target.hashiyaId) for link in everything.relations.elements] == [
        ("agent", "m"),
        ("أين", "m"),
    ]
    found = casjson.read(cas.to_json().encode())
    assert found.refusals == []
    assert found.texts == {"a.txt": TEXT}
    assert comparable(document_of(found).annotations)["e"] == comparable(GIVEN.annotations)["e"]


@pytest.mark.parametrize("name", ["cas-rtl-data.json", "cas-emoji-data.json"])
def test_files_of_cassis_have_their_places_in_code_points(name: str) -> None:
    given = (FOLDER / name).read_bytes()
    cas = cassis.load_cas_from_json(io.BytesIO(given))
    found = casjson.read(given)
    assert casjson.tells(given)
    assert list(found.texts.values()) == [cas.sofa_string]
    assert sorted((start, end) for _, start, end, _, _ in facts(found)) == sorted(
        (each.begin, each.end)
        for each in cas.select("uima.tcas.Annotation")
        if each.type.name == "uima.tcas.Annotation"
    )


def test_references_lists_and_numbers_are_told_by_their_names() -> None:
    found = casjson.read(
        source(
            {
                **SPAN,
                "@to": 3,
                "count": 4,
                "^size": "NaN",
                "sure": False,
                "none": None,
                "@words": 6,
                "@all": 7,
            },
            {**SPAN, "%ID": 3, "begin": 4, "end": 6, "@none": None, "@all": 8},
            {"%ID": 6, "%TYPE": "uima.cas.String[]", "%ELEMENTS": ["a", "ب"]},
            {"%ID": 7, "%TYPE": "webanno.custom.A[]", "%ELEMENTS": [3, None, 7]},
            {"%ID": 8, "%TYPE": "uima.cas.IntegerArray", "%ELEMENTS": [2, 3]},
        )
    )
    assert found.refusals == []
    first, second = [each.record for each in found.incoming]
    assert first["attributes"] == {"count": 4, "size": "NaN", "sure": False, "words": ["a", "ب"]}
    assert first["relations"] == [{"type": each, "target": second["id"]} for each in ("to", "all")]
    assert (second["start"], second["end"], second["attributes"]) == (4, 5, {"all": [2, 3]})


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (b"{}", "exchange.not_cas"),
        (b"[]", "exchange.not_cas"),
        (b'{"%FEATURE_STRUCTURES": {}}', "exchange.not_cas"),
        (b'{"%FEATURE_STRUCTURES": []}', "exchange.not_cas"),
        (source(1), "exchange.not_cas"),
        (source({"%ID": [], "%TYPE": "a"}), "exchange.not_cas"),
        (source({"%ID": 2, "%TYPE": None}), "exchange.not_cas"),
        (b'{"%FEATURE_STRUCTURES": ' + b"[" * 100_000, "annotation.json_too_deep"),
        (b'{"%FEATURE_STRUCTURES": [' + b"9" * 5000 + b"]}", "annotation.number_too_long"),
        (b'{"%FEATURE_STRUCTURES": [1e999]}', "annotation.number_too_large"),
        (b'{"a": 1, "a": 2}', "annotation.json_repeated_key"),
        (b"".join(zipped([("a.json", [b"{"])])), "annotation.json_invalid"),
    ],
)
def test_what_is_no_cas_is_refused(given: bytes, told: str) -> None:
    (refusal,) = casjson.read(given).refusals
    assert (refusal.line, refusal.reason.id) == (1, told)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"end": 10**30}, "exchange.outside_text"),
        ({"end": 1.0}, "exchange.outside_text"),
        ({"end": True}, "exchange.outside_text"),
        ({"end": "3"}, "exchange.outside_text"),
        ({"begin": 5, "end": 6}, "exchange.inside_character"),
        ({"@sofa": 5}, "exchange.without_view"),
        ({"hashiyaOther": "{"}, "annotation.json_invalid"),
        ({"@next": 99}, "exchange.relation_without_ends"),
    ],
)
def test_an_annotation_that_is_wrong_is_refused_by_its_place_in_the_file(
    changed: dict[str, Any], told: str
) -> None:
    (refusal,) = casjson.read(source({**SPAN, **changed})).refusals
    assert (refusal.line, refusal.reason.id) == (2, told)


def test_structures_without_number_are_refused_before_they_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hashiya.exchange.uima.files.MOST_STRUCTURES", 100)
    (refusal,) = casjson.read(source(*[{}] * 200)).refusals
    assert refusal == (1, Message("exchange.too_many_structures", count=100))


def test_odd_values_reach_no_further_than_the_record() -> None:
    other = json.dumps({"relations": 1, "article": "/etc/passwd", "start": 9, "label": "ACTOR"})
    found = casjson.read(source({**SPAN, "hashiyaId": 1, "hashiyaOther": other, "@to": 2}))
    record = found.incoming[0].record
    assert (record["article"], record["start"], record["label"]) == ("1", 0, "ACTOR")
    assert (record["id"], record["relations"]) == (1, 1)  # which are refused when they are accepted


def test_a_relation_may_have_further_values() -> None:
    relation = {
        "%ID": 9,
        "%TYPE": "x.Dep",
        "@sofa": 1,
        "begin": 4,
        "end": 6,
        "DependencyType": "nsubj",
        "flavor": "b",
    }
    found = casjson.read(
        source(
            {**SPAN},
            {**SPAN, "%ID": 3},
            {**relation, "@Governor": 2, "@Dependent": 3},
            {**relation, "%ID": 10, "@Governor": 2, "@Dependent": 77},
        )
    )
    first, second = [each.record for each in found.incoming]
    assert first["relations"] == [{"flavor": "b", "type": "nsubj", "target": second["id"]}]
    assert found.refusals == [(5, Message("exchange.relation_without_ends"))]


def test_the_format_is_known_by_its_first_keys() -> None:
    assert casjson.tells(b"".join(casjson.write([DOCUMENT], Losses())))
    assert casjson.tells(b"".join(casjson.write([DOCUMENT, DOCUMENT._replace(key="b")], Losses())))
    assert not casjson.tells(b"{}")
    assert not casjson.tells(b'[{"%TYPES": 1}]')
    assert not casjson.tells(b"".join(zipped([("a.txt", [b'{"%TYPES": 1}'])])))
