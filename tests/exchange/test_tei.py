"""TEI P5."""

from __future__ import annotations

from hashiya.exchange import tei
from hashiya.exchange.losses import ATTRIBUTES, CONTROLS, RELATIONS, Losses
from hashiya.exchange.xml import each_of, parse
from hashiya.messages import Message
from tests.exchange.texts import DOCUMENT, MINISTER, QUOTE, TEXT, annotation

FOREIGN = """<?xml version="1.0"?><TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc>
<sourceDesc><p>مجلة</p></sourceDesc></fileDesc></teiHeader><text><body><pb n="1"/>
<head>خبر   اليوم</head><p>قال
<persName ref="x"><forename>علي</forename>
  <surname>النعسان</surname></persName> إن
<q>الزيارة <orgName>لوزارة الدفاع</orgName> مهمة</q>.<fw>12</fw></p>
</body></text></TEI>"""


def written(losses: Losses | None = None) -> bytes:
    return b"".join(tei.write([DOCUMENT], Losses() if losses is None else losses))


def test_the_text_is_whole_and_spans_point_into_it() -> None:
    root = parse(written(losses := Losses()))
    (text,) = each_of(root, "ab")
    assert text.text == TEXT
    spans = list(each_of(root, "span"))
    assert spans[0].get("target") == f"#string-range(text-1,{MINISTER.start},{MINISTER.end - MINISTER.start})"
    assert [(span.get("type"), span.text) for span in spans] == [
        (each.label, each.text) for each in DOCUMENT.annotations
    ]
    assert not losses


def test_everything_of_the_annotations_comes_back() -> None:
    found = tei.read(written())
    assert found.texts == {"a.txt": TEXT}
    minister, quote, *_ = [each.record for each in found.incoming]
    assert minister["attributes"] == {"kind": "person"}
    assert (minister["note"], minister["annotator"]) == ("من هو؟", "سلمى")
    assert quote["relations"] == [{"type": "speaker", "target": minister["id"]}]
    assert (quote["start"], quote["end"]) == (QUOTE.start, QUOTE.end)


def test_carriage_returns_and_lists_come_back_and_control_characters_are_counted() -> None:
    text = TEXT.replace("\n", "\r\n") + "\x00"
    odd = annotation("o", "ACTOR", "الوزير", attributes={"all": ["a", "b"], "n": 1})
    source = b"".join(tei.write([DOCUMENT._replace(text=text, annotations=[odd, QUOTE])], losses := Losses()))
    assert losses.counts == {CONTROLS: 1, ATTRIBUTES: 1, RELATIONS: 1}
    found = tei.read(source)
    assert found.texts == {"a.txt": text.replace("\x00", "\ufffd")}
    assert found.incoming[0].record["attributes"] == {"all": ["a", "b"]}


def test_names_and_quotations_inside_a_text_of_another_program_are_read() -> None:
    found = tei.read(FOREIGN.encode())
    text = found.texts["1"]
    assert text == "خبر اليوم\nقال علي النعسان إن الزيارة لوزارة الدفاع مهمة."
    assert [
        (each.record["label"], text[each.record["start"] : each.record["end"]]) for each in found.incoming
    ] == [
        ("ACTOR", "علي النعسان"),
        ("ACTOR", "لوزارة الدفاع"),
        ("QUOTE", "الزيارة لوزارة الدفاع مهمة"),
    ]
    assert found.incoming[1].record["attributes"] == {"kind": "organisation"}


def test_what_is_no_tei_is_refused() -> None:
    for source, told in (
        (b"<a/>", "exchange.no_tei_text"),
        (b"<a", "exchange.not_xml"),
        (b"<!DOCTYPE a><a/>", "exchange.xml_with_doctype"),
    ):
        (refusal,) = tei.read(source).refusals
        assert refusal.reason.id == told
    assert isinstance(refusal.reason, Message)
    assert tei.tells(written())
    assert not tei.tells(b"<a/>")
