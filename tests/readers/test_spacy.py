"""spaCy reads a DocBin, and writes one that is read back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import spacy
from spacy.strings import get_string_id
from spacy.symbols import NAMES
from spacy.tokens import DocBin, Span

from hashiya.exchange import spacy as exchange
from hashiya.exchange.flat import flat
from hashiya.exchange.spacy_strings import SYMBOLS, number_of
from tests.readers.conftest import articles

if TYPE_CHECKING:
    from tests.readers.conftest import Exported


def docs(exported: Exported) -> list[Any]:
    vocab = spacy.blank("ar").vocab
    return list(DocBin().from_disk(exported("spacy")).get_docs(vocab))


def test_texts_are_whole_and_every_annotation_is_a_span(exported: Exported) -> None:
    for doc, document in zip(docs(exported), articles(), strict=True):
        assert doc.text == document.text
        assert [(span.label_, span.start_char, span.end_char, span.text) for span in doc.spans["sc"]] == [
            (each.label, each.start, each.end, each.text) for each in document.annotations
        ]


def test_annotations_that_do_not_overlap_are_entities(exported: Exported) -> None:
    for doc, document in zip(docs(exported), articles(), strict=True):
        assert [(each.label_, each.start_char, each.end_char) for each in doc.ents] == [
            (each.label, each.start, each.end) for each in flat(document.annotations)
        ]


def test_what_spacy_writes_is_read() -> None:
    nlp = spacy.blank("ar")
    doc = nlp("قال الوزير إن وفدا زار  موسكو.\n\nثم غادر 😀")
    doc.set_ents([Span(doc, 1, 2, "PERSON"), Span(doc, 5, 7, "ORG")])
    doc.spans["sc"] = [Span(doc, 1, 2, "PERSON"), Span(doc, 0, 4, "QUOTE")]
    doc.spans["other"] = [Span(doc, 3, 5, "EVENT")]
    doc.user_data["x"] = {"y": (1, 2)}
    source = DocBin(store_user_data=True, docs=[doc, nlp("")]).to_bytes()
    assert exchange.tells(source)
    found = exchange.read(source)
    assert found.refusals == []
    assert found.texts == {"1": doc.text, "2": ""}
    places = {(each.record["label"], each.record["start"], each.record["end"]) for each in found.incoming}
    spans = (*doc.ents, *doc.spans["sc"], *doc.spans["other"])
    assert places == {(span.label_, span.start_char, span.end_char) for span in spans}
    assert len(found.incoming) == len(places)


def test_strings_have_spacys_numbers() -> None:
    assert list(SYMBOLS) == NAMES
    for length in range(20):
        string = "وزير 😀 الدفاع، ACTOR"[:length]
        assert number_of(string) == get_string_id(string)
