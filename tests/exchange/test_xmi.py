"""XMI of UIMA, with dkpro-cassis as the other reader and writer."""

from __future__ import annotations

import io
from pathlib import Path

import cassis
import pytest

from hashiya.exchange import xmi
from hashiya.exchange.archive import files_in, zipped
from hashiya.exchange.losses import Losses
from hashiya.messages import Message
from tests.exchange.texts import DOCUMENT, MINISTER, QUOTE, TEXT
from tests.exchange.uima.contents import comparable, document_of, facts
from tests.exchange.uima.test_every_format import EVERYTHING

FOLDER = Path(__file__).parent / "inception"
GIVEN = DOCUMENT._replace(annotations=[*DOCUMENT.annotations, EVERYTHING])
OF_CASSIS = pytest.mark.filterwarnings("ignore:Trying to add feature `type`:UserWarning")
SPACES = (
    'xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore" '
    'xmlns:c="http:///webanno/custom.ecore" xmlns:t="http:///uima/noNamespace.ecore"'
)
SOFA = '<cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" sofaString="قال 😀 الوزير"/>'


def written() -> dict[str, bytes]:
    return dict(files_in(b"".join(xmi.write([GIVEN], Losses()))))


def document(*elements: str, sofa: str = SOFA) -> bytes:
    return f"<xmi:XMI {SPACES}>{sofa}{''.join(elements)}</xmi:XMI>".encode()


def types(*described: str) -> bytes:
    return f"<typeSystemDescription><types>{''.join(described)}</types></typeSystemDescription>".encode()


def described(name: str, parent: str, **ranges: str) -> str:
    features = "".join(
        f"<featureDescription><name>{feature}</name><rangeTypeName>{range_}</rangeTypeName></featureDescription>"
        for feature, range_ in ranges.items()
    )
    return (
        f"<typeDescription><name>{name}</name><supertypeName>{parent}</supertypeName>"
        f"<features>{features}</features></typeDescription>"
    )


def with_types(source: bytes, *of_types: str) -> bytes:
    return b"".join(zipped([("a.xmi", [source]), ("TypeSystem.xml", [types(*of_types)])]))


@OF_CASSIS
def test_cassis_reads_texts_spans_attributes_relations_tokens_and_sentences() -> None:
    files = written()
    assert list(files) == ["a.txt.xmi", "TypeSystem.xml"]
    system = cassis.load_typesystem(io.BytesIO(files["TypeSystem.xml"]))
    cas = cassis.load_cas_from_xmi(io.BytesIO(files["a.txt.xmi"]), typesystem=system)
    assert cas.sofa_string == TEXT
    (minister,) = cas.select("webanno.custom.ACTOR")
    assert (minister.get_covered_text(), minister.kind, minister.hashiyaNote) == (
        "الوزير",
        "person",
        "من هو؟",
    )
    quote = cas.select("webanno.custom.QUOTE")[0]
    assert (quote.begin, quote.end) == (QUOTE.start, QUOTE.end)
    (link,) = quote.relations.elements
    assert (link.role, link.target.xmiID) == ("speaker", minister.xmiID)
    last = cas.select("webanno.custom.EVENT")[-1]
    assert (last.get_covered_text(), last.type) != ("", "")
    everything = next(each for each in cas.select("webanno.custom.EVENT") if each.hashiyaId == "e")
    assert everything.get_covered_text() == EVERYTHING.text
    assert everything.all.elements == ["a", "b|c"]
    segments = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type."
    assert [each.get_covered_text() for each in cas.select(f"{segments}Sentence")] == [
        TEXT.partition("\n")[0],
        TEXT.rpartition("\n")[2],
    ]
    assert "😀" in [each.get_covered_text() for each in cas.select(f"{segments}Token")]


@OF_CASSIS
def test_a_file_that_cassis_wrote_says_the_same() -> None:
    files = written()
    system = cassis.load_typesystem(io.BytesIO(files["TypeSystem.xml"]))
    cas = cassis.load_cas_from_xmi(io.BytesIO(files["a.txt.xmi"]), typesystem=system)
    again = [("x.xmi", [cas.to_xmi().encode()]), ("TypeSystem.xml", [system.to_xml().encode()])]
    found = xmi.read(b"".join(zipped(again)))
    assert found.refusals == []
    assert found.texts == {"a.txt": TEXT}
    back = comparable(document_of(found).annotations)
    assert back["e"] == comparable(GIVEN.annotations)["e"]


@pytest.mark.parametrize("name", ["cas-rtl-debug.xmi", "cas-emoji-debug.xmi"])
def test_files_of_cassis_have_their_places_in_code_points(name: str) -> None:
    source = (FOLDER / name).read_bytes()
    system = cassis.load_typesystem((FOLDER / name.replace(".xmi", "-typesystem.xml")).read_bytes().decode())
    cas = cassis.load_cas_from_xmi(io.BytesIO(source), typesystem=system)
    found = xmi.read(source)
    assert list(found.texts.values()) == [cas.sofa_string]
    places = sorted((each.begin, each.end) for each in cas.select("uima.tcas.Annotation"))
    whole = (0, len(cas.sofa_string))  # the description of the text is no annotation
    assert sorted([*((start, end) for _, start, end, _, _ in facts(found)), whole]) == places


def test_a_file_with_many_emoji_is_read_without_its_types() -> None:
    found = xmi.read((FOLDER / "cas_with_smileys.xmi").read_bytes())
    assert found.refusals == []
    (text,) = found.texts.values()
    words = [text[each.record["start"] : each.record["end"]] for each in found.incoming]
    assert words == ["Transformers", "Transformers", "Transformers", "PyTorch", "TensorFlow"]


def test_types_tell_references_and_numbers_from_text() -> None:
    source = document(
        '<c:A xmi:id="2" sofa="1" begin="0" end="3" other="4" count="4" size="1.5" '
        'sure="true" word="4" kind="4" many="2 4"/>',
        '<c:A xmi:id="4" sofa="1" begin="4" end="6" count="-5" size="x" all="6" words="7"/>',
        '<cas:FSArray xmi:id="6" elements="2 4 6"/>',
        '<cas:StringArray xmi:id="7"><elements>a</elements><elements>ب</elements></cas:StringArray>',
    )
    base = {"other": "webanno.custom.A", "count": "uima.cas.Integer", "size": "uima.cas.Double"}
    more = {
        "many": "uima.cas.IntegerArray",
        "sure": "uima.cas.Boolean",
        "word": "uima.cas.String",
        "kind": "webanno.custom.Kind",
    }
    lists = {"all": "uima.cas.FSArray", "words": "uima.cas.StringArray"}
    found = xmi.read(
        with_types(
            source,
            described("webanno.custom.A", "webanno.custom.Base", **lists),
            described("webanno.custom.Base", "uima.tcas.Annotation", **base, **more),
            described("webanno.custom.Kind", "uima.cas.String"),
        )
    )
    assert found.refusals == []
    first, second = [each.record for each in found.incoming]
    assert first["attributes"] == {
        "count": 4,
        "size": 1.5,
        "sure": True,
        "word": "4",
        "kind": "4",
        "many": "2 4",
    }
    assert second["attributes"] == {"count": -5, "size": "x", "words": ["a", "ب"]}
    assert (second["start"], second["end"]) == (4, 5)
    assert first["relations"] == [{"type": "other", "target": second["id"]}]
    assert second["relations"] == [{"type": "all", "target": each["id"]} for each in (first, second)]


def test_the_types_beside_a_file_count_more_than_those_of_the_whole_archive() -> None:
    source = document('<c:A xmi:id="2" sofa="1" begin="0" end="3" count="4"/>')
    number, text = (
        types(described("webanno.custom.A", "uima.tcas.Annotation", count=f"uima.cas.{each}"))
        for each in ("Integer", "String")
    )
    files = {"a.xmi": source, "d/b.xmi": source, "d/TypeSystem.xml": text, "TypeSystem.xml": number}
    found = xmi.read(b"".join(zipped((name, [content]) for name, content in files.items())))
    assert [each.record["attributes"] for each in found.incoming] == [{"count": 4}, {"count": "4"}]


def test_types_that_inherit_from_each_other_in_a_circle_have_no_end() -> None:
    source = document('<c:A xmi:id="2" sofa="1" begin="0" end="3" x="5"/>')
    found = xmi.read(
        with_types(
            source, described("webanno.custom.A", "b", x="b"), described("b", "webanno.custom.A", y="b")
        )
    )
    assert found.refusals == [(2, Message("exchange.relation_without_ends"))]


def test_lists_and_arrays_in_circles_have_no_end() -> None:
    source = document(
        '<c:A xmi:id="2" sofa="1" begin="0" end="3" Governor="8" next="9"/>',
        '<cas:FSArray xmi:id="8" elements="8 9 2"/>',
        '<cas:NonEmptyFSList xmi:id="9" head="8" tail="9"/>',
    )
    found = xmi.read(source)
    assert len(found.incoming) == 1
    assert {each["type"] for each in found.incoming[0].record["relations"]} == {"Governor", "next"}


def test_arrays_that_multiply_each_other_are_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hashiya.exchange.uima.reading.MOST_STRUCTURES", 1000)
    spans = "".join(f'<c:A xmi:id="{n}" sofa="1" begin="0" end="3" next="999"/>' for n in range(10, 110))
    members = " ".join(map(str, range(10, 110)))
    found = xmi.read(document(spans, f'<cas:FSArray xmi:id="999" elements="{members}"/>'))
    assert found.refusals == [(1, Message("exchange.too_many_structures", count=1000))]


def test_structures_without_number_are_left_early(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hashiya.exchange.uima.files.MOST_STRUCTURES", 100)
    found = xmi.read(document("<c:A/>" * 200))
    assert (found.incoming, found.refusals) == ([], [(1, Message("exchange.too_many_structures", count=100))])


def test_an_endless_list_of_references_is_a_text() -> None:
    (read,) = xmi.read(
        document(f'<c:A xmi:id="2" sofa="1" begin="0" end="3" next="{"1 " * 600_000}"/>')
    ).incoming
    assert list(read.record["attributes"]) == ["next"]


def test_a_name_of_a_class_is_a_name(capsys: pytest.CaptureFixture[str]) -> None:
    spaces = 'xmlns:o="http:///this.ecore" xmlns:b="http:///builtins.ecore"'
    source = document(
        '<o:s xmi:id="2" sofa="1" begin="0" end="3"/>', '<b:print xmi:id="3" sofa="1" begin="0" end="3"/>'
    )
    found = xmi.read(source.replace(b"<xmi:XMI ", f"<xmi:XMI {spaces} ".encode()))
    assert [each.record["label"] for each in found.incoming] == ["s", "print"]
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("element", "told"),
    [
        ('<c:A xmi:id="2" sofa="1" begin="0" end="14"/>', "exchange.outside_text"),
        ('<c:A xmi:id="2" sofa="1" begin="-1" end="3"/>', "exchange.outside_text"),
        ('<c:A xmi:id="2" sofa="1" begin="0"/>', "exchange.outside_text"),
        ('<c:A xmi:id="2" sofa="1" begin="0" end="x"/>', "exchange.outside_text"),
        (f'<c:A xmi:id="2" sofa="1" begin="0" end="{"9" * 5000}"/>', "exchange.outside_text"),
        ('<c:A xmi:id="2" sofa="1" begin="5" end="6"/>', "exchange.inside_character"),
        ('<c:A xmi:id="2" sofa="1" begin="4" end="5"/>', "exchange.inside_character"),
        ('<c:A xmi:id="2" sofa="7" begin="0" end="3"/>', "exchange.without_view"),
        ('<c:A xmi:id="2" sofa="1" begin="0" end="3" hashiyaOther="{"/>', "annotation.json_invalid"),
        ('<c:A xmi:id="2" sofa="1" begin="0" end="3" hashiyaOther="[]"/>', "exchange.not_object"),
        (
            '<c:A xmi:id="2" sofa="1" begin="0" end="3" hashiyaOther=\'{"attributes": 1}\'/>',
            "exchange.not_object",
        ),
        (
            f'<c:A xmi:id="2" sofa="1" begin="0" end="3" hashiyaOther=\'{"[" * 200}\'/>',
            "annotation.json_invalid",
        ),
        (
            '<c:A xmi:id="2" sofa="1" begin="0" end="3" Governor="2" Dependent="99"/>',
            "exchange.relation_without_ends",
        ),
    ],
)
def test_an_annotation_that_is_wrong_is_refused_by_its_id(element: str, told: str) -> None:
    (refusal,) = xmi.read(document(element)).refusals
    assert (refusal.line, refusal.reason.id) == (2, told)


@pytest.mark.parametrize(
    ("source", "told"),
    [
        (document(sofa=""), "exchange.not_cas"),
        (document(sofa='<cas:Sofa xmi:id="1" sofaURI="file:/etc/passwd"/>'), "exchange.not_cas"),
        (b"<a/>", "exchange.not_cas"),
        (b"<a", "exchange.not_xml"),
        (b"", "exchange.not_xml"),
        (b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>', "exchange.xml_with_doctype"),
        (document("<c:A>" * 200 + "</c:A>" * 200), "exchange.xml_too_deep"),
        (
            b"".join(zipped([("a.xmi", [document()]), ("TypeSystem.xml", [b"<!DOCTYPE a><a/>"])])),
            "exchange.xml_with_doctype",
        ),
        (b"".join(zipped([("a.txt", [b"x"])])), "exchange.archive_without"),
        (b"PK\x03\x04", "exchange.archive_damaged"),
    ],
)
def test_what_is_no_cas_is_refused(source: bytes, told: str) -> None:
    (refusal,) = xmi.read(source).refusals
    assert (refusal.line, refusal.reason.id) == (1, told)


def test_every_view_is_a_text_with_its_annotations() -> None:
    second = '<cas:Sofa xmi:id="7" sofaNum="2" sofaID="plain" sofaString="نص"/>'
    found = xmi.read(document('<c:A xmi:id="2" sofa="7" begin="0" end="2"/>', second))
    assert found.texts == {"1": "قال 😀 الوزير", "1-plain": "نص"}
    assert found.incoming[0].record["article"] == "1-plain"


def test_an_export_of_inception_names_its_article_and_annotator() -> None:
    space = 'xmlns:m="http:///de/tudarmstadt/ukp/dkpro/core/api/metadata/type.ecore"'
    meta = (
        '<m:DocumentMetaData xmi:id="9" sofa="1" begin="0" end="12" documentTitle="أخبار/1.txt.xmi" '
        'documentId="سلمى" collectionId="p" documentBaseUri="p" documentUri="p/أخبار/1.txt.xmi"/>'
    )
    spans = [
        '<c:A xmi:id="2" sofa="1" begin="0" end="3"/>',
        '<c:A xmi:id="3" sofa="1" begin="4" end="6" hashiyaAnnotator="علي"/>',
    ]
    source = document(meta, *spans).replace(b"<xmi:XMI ", f"<xmi:XMI {space} ".encode())
    found = xmi.read(source)
    assert list(found.texts) == ["أخبار/1.txt"]
    assert [each.record["annotator"] for each in found.incoming] == ["سلمى", "علي"]
    curated = xmi.read(source.replace("سلمى".encode(), b"CURATION_USER"))
    assert "annotator" not in curated.incoming[0].record


def test_the_format_is_known_by_the_namespace_and_by_the_names_of_files() -> None:
    assert xmi.tells(b"".join(xmi.write([DOCUMENT], Losses())))
    assert xmi.tells(document())
    assert xmi.tells((FOLDER / "SimpleChain.xmi").read_bytes())
    assert not xmi.tells(b"<a/>")
    assert not xmi.tells(b"".join(zipped([("a.xml", [document()])])))


def test_a_named_entity_has_its_value_as_label() -> None:
    space = 'xmlns:n="http:///de/tudarmstadt/ukp/dkpro/core/api/ner/type.ecore"'
    source = document(
        '<n:NamedEntity xmi:id="2" sofa="1" begin="0" end="3" value="ACTOR" identifier="Q1"/>',
        '<n:NamedEntity xmi:id="3" sofa="1" begin="0" end="3"/>',
    ).replace(b"<xmi:XMI ", f"<xmi:XMI {space} ".encode())
    assert [(each[0], each[3]) for each in facts(xmi.read(source))] == [
        ("ACTOR", {"identifier": "Q1"}),
        ("NamedEntity", {}),
    ]
    assert MINISTER.label == "ACTOR"
