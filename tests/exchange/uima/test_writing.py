"""The feature structures of an article, as INCEpTION takes them."""

from __future__ import annotations

import pytest

from hashiya.exchange import casjson, webanno
from hashiya.exchange.document import Document
from hashiya.exchange.losses import Losses
from hashiya.exchange.uima.structures import SENTENCE, SOFA, TOKEN
from hashiya.exchange.uima.writing import FIRST_KEY, Layers, cas_of, members_of, sentences_of
from tests.exchange.texts import DOCUMENT, TEXT, VISIT, annotation

UNSEEN = "\u200fقال\u200f الوزير\u2069. \u200e\u200b\nردّ\u200c"


def test_no_token_or_sentence_begins_or_ends_with_a_character_that_is_not_seen() -> None:
    words = [[UNSEEN[token.start : token.end] for token in tokens] for tokens in sentences_of(UNSEEN)]
    assert words == [["قال", "الوزير", "."], ["ردّ"]]
    assert sentences_of("\u200f \n\u2060") == []
    written = b"".join(webanno.write([Document("a", [], UNSEEN)], Losses()))
    assert list(webanno.read(written).texts.values()) == [UNSEEN]


def test_a_view_lists_all_but_the_text_and_tokens_lie_in_sentences() -> None:
    cas = cas_of(DOCUMENT, Layers())
    texts = [key for key, each in cas.items() if each.type == SOFA]
    assert texts + list(members_of(cas)) == list(cas)
    tokens, sentences = (
        [(each.values["begin"], each.values["end"]) for each in cas.values() if each.type == type_]
        for type_ in (TOKEN, SENTENCE)
    )
    assert all(any(first <= begin < end <= last for first, last in sentences) for begin, end in tokens)


@pytest.mark.parametrize(
    ("label", "layer"),
    [
        ("ACTOR", "ACTOR"),
        ("NEWS_ACTOR", "NEWSACTOR"),
        ("فاعل", "فاعل"),
        ("2nd", "Label2nd"),
        ("++", "Label"),
        ("\U0001f600 x", "x"),
    ],
)
def test_a_label_is_the_name_of_a_layer_and_comes_back(label: str, layer: str) -> None:
    given = DOCUMENT._replace(annotations=[annotation("a", label, "زار")])
    layers = Layers()
    assert layers.structures(given)[FIRST_KEY].type == f"webanno.custom.{layer}"
    for format_ in (casjson, webanno):
        (read,) = format_.read(b"".join(format_.write([given], Losses()))).incoming
        assert read.record["label"] == label


def test_a_feature_has_values_of_one_kind() -> None:
    many = annotation("m", "ACTOR", "الوزير", attributes={"kind": ["a", "b"]})
    one = annotation("o", "ACTOR", "زار", attributes={"kind": "a"})
    layers = Layers()
    cas = layers.structures(Document("a", [many, one], TEXT))
    assert layers.features["webanno.custom.ACTOR"]["kind"] == "uima.cas.StringArray"
    assert cas[FIRST_KEY].values["kind"] == ["a", "b"]
    assert cas[FIRST_KEY + 1].values["hashiyaOther"] == '{"attributes": {"kind": "a"}}'


def test_annotations_of_a_layer_on_one_token_have_numbers_in_webanno() -> None:
    again = VISIT.__class__.from_record({**VISIT.to_record(), "id": "w"})
    source = b"".join(webanno.write([DOCUMENT._replace(annotations=[VISIT, again])], Losses()))
    assert b"\tv[3]|w[4]\t" in source
    assert b"\tv\t" in b"".join(webanno.write([DOCUMENT._replace(annotations=[VISIT])], Losses()))
