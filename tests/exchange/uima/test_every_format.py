"""XMI, CAS JSON and WebAnno TSV hold all that an annotation says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hashiya.annotation.annotation import Annotation
from hashiya.exchange import casjson, webanno, xmi
from hashiya.exchange.archive import names_in
from hashiya.exchange.document import Document
from hashiya.exchange.losses import CONTROLS, MARGINS, SPACES, Losses
from hashiya.text.spans import Span
from tests.exchange.test_round_trips import HARD, spans_over
from tests.exchange.texts import DOCUMENT, MINISTER, QUOTE, TEXT, annotation
from tests.exchange.uima.contents import comparable, document_of

if TYPE_CHECKING:
    from types import ModuleType

FORMATS = pytest.mark.parametrize("format_", [xmi, casjson, webanno], ids=["xmi", "casjson", "webanno"])

_UNSEEN = " \t\r\n\u2028\u200f"
EVERYTHING = annotation(
    "e",
    "EVENT",
    "موسكو».\n\nردّ لافروف 😀",
    attributes={
        "type": "MEET",
        "place": "_*;|[x]->\\t\n",
        "all": ["a", "b|c"],
        "none": [],
        "number": 1.5,
        "status": "",
        "odd name": "\x00\ud800\ufffe",
        "begin": "hashiya",
    },
    relations=(
        {"type": "agent", "target": "m"},
        {"type": "أين", "target": "m"},
        {"type": "far", "target": "elsewhere"},
        {"type": "sure", "target": "q", "degree": 3},
    ),
    note="سطر\r\nسطر",
    annotator="سلمى; *|_",
    status="proposed",
    created="2025-10-02T10:00:00Z",
    modified="2025-10-03T10:00:00Z",
    rev=4,
    extra={"source": "rule", "hashiyaId": [None, True]},
)


@FORMATS
def test_every_field_comes_back(format_: ModuleType) -> None:
    odd = annotation(
        "o", "A–B / ١", "وفد", attributes={"الاسم": "وفد"}, relations=({"type": "x", "target": "e"},)
    )
    given = DOCUMENT._replace(annotations=[*DOCUMENT.annotations, EVERYTHING, odd])
    source = b"".join(format_.write([given], losses := Losses()))
    assert losses.counts == ({SPACES: 1} if format_ is webanno else {})  # which only other programs lose
    found = format_.read(source)
    assert found.refusals == []
    assert list(found.texts.values()) == [TEXT]
    back = comparable(document_of(found).annotations)
    for each in back.values():
        if each["id"] != "e":  # an import dates what has no date
            each["created"] = each["modified"] = ""
    assert back == comparable(given.annotations)


@FORMATS
@pytest.mark.parametrize("text", [HARD, HARD.replace("\r", "")], ids=["CR LF", "LF"])
def test_places_between_the_edges_of_words_and_inside_them_come_back(format_: ModuleType, text: str) -> None:
    spans = [each for each in spans_over(text) if text[slice(*each)].strip(_UNSEEN) == text[slice(*each)]]
    made = [
        Annotation(id=f"id-{number}", label=f"L{number % 2}", start=start, end=end, text=text[start:end])
        for number, (start, end) in enumerate(spans)
    ]
    source = b"".join(format_.write([Document("a.txt", made, text)], losses := Losses()))
    assert losses.counts == ({SPACES: 1} if format_ is webanno else {})
    found = format_.read(source)
    assert list(found.texts.values()) == [text]
    assert {each.id: each.span for each in document_of(found).annotations} == {
        f"id-{number}": Span(*span) for number, span in enumerate(spans)
    }


@FORMATS
def test_several_articles_are_files_of_an_archive_by_their_paths(format_: ModuleType) -> None:
    other = Document("مجلد/b.html", [], "نص\r\n")
    source = b"".join(format_.write([DOCUMENT, other], Losses()))
    assert {name for name in names_in(source) if name != "TypeSystem.xml"} == {
        f"{name}{format_._ENDING}" for name in ("a.txt", "مجلد/b.html")
    }
    assert format_.tells(source)
    found = format_.read(source)
    assert found.texts == {"a.txt": TEXT, "مجلد/b.html": "نص\r\n"}
    assert {each.record["article"] for each in found.incoming} == {"a.txt"}


def test_xml_cannot_hold_control_characters() -> None:
    text = "نص\x07 \ufffe آخر"
    source = b"".join(xmi.write([Document("a.txt", [], text)], losses := Losses()))
    assert losses.counts == {CONTROLS: 1}
    assert xmi.read(source).texts == {"a.txt": "نص\ufffd \ufffd آخر"}
    assert casjson.read(b"".join(casjson.write([Document("a.txt", [], text)], Losses()))).texts == {
        "a.txt": text
    }


def test_webanno_has_no_place_for_edges_in_spaces() -> None:
    text = " \n قال  الوزير "
    made = [Annotation(id="i", label="ACTOR", start=7, end=14, text=text[7:14])]
    made.append(Annotation(id="j", label="ACTOR", start=6, end=7, text=text[6:7]))
    source = b"".join(webanno.write([Document("a.txt", made, text)], losses := Losses()))
    assert losses.counts == {SPACES: 1, MARGINS: 2}
    found = webanno.read(source)
    assert list(found.texts.values()) == [text]
    assert [(each.record["start"], each.record["end"]) for each in found.incoming] == [(3, 6), (8, 14)]


@pytest.mark.parametrize("text", ["", " \n"])
def test_an_article_without_a_word_has_no_line_in_webanno(text: str) -> None:
    made = [Annotation(id="i", label="ACTOR", start=0, end=1, text=" ")] if text else []
    source = b"".join(webanno.write([Document("a.txt", made, text)], losses := Losses()))
    assert losses.counts == ({SPACES: 1, MARGINS: 1} if text else {})
    assert webanno.read(source).incoming == []


@FORMATS
def test_an_annotation_may_be_alone_with_its_relation_to_one_of_another_layer(format_: ModuleType) -> None:
    given = DOCUMENT._replace(annotations=[MINISTER, QUOTE])
    minister, quote = format_.read(b"".join(format_.write([given], Losses()))).incoming
    assert quote.record["relations"] == [{"type": "speaker", "target": minister.record["id"]}]
