"""Prodigy's JSON Lines."""

from __future__ import annotations

import json

from hashiya.annotation.annotation import Annotation
from hashiya.exchange import prodigy
from hashiya.exchange.losses import RELATIONS, Losses
from hashiya.messages import Message
from tests.exchange.texts import DOCUMENT, QUOTE, TEXT

KEPT = ("label", "start", "end", "attributes", "relations", "note", "annotator")


def test_tokens_end_at_the_edges_of_spans() -> None:
    (line,) = prodigy.write([DOCUMENT], losses := Losses())
    example = json.loads(line)
    assert not losses
    words = [token["text"] for token in example["tokens"]]
    assert words[-4:] == ["ووعد", "ب", "لقاء", "."]
    for token in example["tokens"]:
        assert TEXT[token["start"] : token["end"]] == token["text"]
        assert token["ws"] == TEXT[token["end"] : token["end"] + 1].isspace()
    for span in example["spans"]:
        first, last = example["tokens"][span["token_start"]], example["tokens"][span["token_end"]]
        assert (first["start"], last["end"]) == (span["start"], span["end"])


def test_a_relation_leads_from_the_last_token_of_its_head() -> None:
    example = json.loads(next(prodigy.write([DOCUMENT], Losses())))
    (relation,) = example["relations"]
    assert relation["label"] == "speaker"
    assert example["tokens"][relation["head"]]["text"] == "موسكو"
    assert example["tokens"][relation["child"]]["text"] == "الوزير"
    spans = {span["label"]: span for span in example["spans"]}
    for end, label in (("head_span", "QUOTE"), ("child_span", "ACTOR")):
        assert relation[end] == {key: spans[label][key] for key in relation[end]}
        assert relation[end].keys() == {"start", "end", "token_start", "token_end", "label"}
    list(prodigy.write([DOCUMENT._replace(annotations=[QUOTE])], losses := Losses()))
    assert losses.counts == {RELATIONS: 1}


def test_attributes_notes_and_relations_come_back() -> None:
    found = prodigy.read(b"".join(prodigy.write([DOCUMENT], Losses())))
    back = [Annotation.from_record(each.record).to_record() for each in found.incoming]
    for one, other in zip(back, DOCUMENT.annotations, strict=True):
        assert {key: one[key] for key in KEPT} == {key: other.to_record()[key] for key in KEPT}


def test_rejected_examples_are_rejected_and_ignored_ones_left_out() -> None:
    spans = [{"start": 0, "end": 3, "label": "X"}]
    lines = [{"text": "abc", "spans": spans, "answer": answer} for answer in ("accept", "reject", "ignore")]
    found = prodigy.read("\n".join(map(json.dumps, lines)).encode())
    assert [each.record.get("status") for each in found.incoming] == [None, "rejected"]
    assert list(found.texts) == ["1", "2", "3"]


def test_a_line_that_is_no_example_is_refused() -> None:
    found = prodigy.read(b'{"text": "a"}\n')
    assert found.refusals == [(1, Message("exchange.not_prodigy"))]
    assert not prodigy.tells(b'{"text": "a"}\n')
    assert not prodigy.tells(b"{")
