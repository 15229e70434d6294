"""REFI-QDA projects."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from hashiya.annotation.annotation import Annotation
from hashiya.exchange import qdpx
from hashiya.exchange.archive import files_in, zipped
from hashiya.exchange.document import Document
from hashiya.exchange.losses import FREE_VALUES, LINE_ENDS, RELATIONS, Losses
from hashiya.exchange.xml import each_of, parse
from hashiya.messages import Message
from tests.exchange.texts import DOCUMENT, MINISTER, QUOTE, TEXT, annotation

if TYPE_CHECKING:
    from xml.etree import ElementTree

    from hashiya.exchange.incoming import Read

SCHEMA = Path(__file__).parent / "refi-qda-project.xsd"
FOREIGN = """<Project xmlns="urn:QDA-XML:project:1.0" name="p"><Users><User guid="U" name="سلمى"/></Users>
<CodeBook><Codes>
<Code guid="C1" name="ACTOR"><Code guid="C2" name="minister"/></Code></Codes></CodeBook><Sources>
<TextSource guid="S" name="خبر" plainTextPath="internal://S.txt">
<PlainTextSelection guid="{ABCDEF00-0000-4000-8000-000000000001}" startPosition="2" endPosition="5"
 creatingUser="U">
<Description>ملاحظة</Description>
<Coding guid="X"><CodeRef targetGUID="C1"/></Coding><Coding guid="Y"><CodeRef targetGUID="C2"/></Coding>
</PlainTextSelection></TextSource>
<PictureSource guid="P" name="photo"/></Sources></Project>"""


def written(document: Document = DOCUMENT, losses: Losses | None = None) -> dict[str, bytes]:
    return dict(files_in(b"".join(qdpx.write([document], Losses() if losses is None else losses))))


def project(files: dict[str, bytes]) -> ElementTree.Element:
    return parse(files["project.qde"])


def read_back(document: Document) -> Read:
    return qdpx.read(b"".join(qdpx.write([document], Losses())))


def test_a_label_is_a_code_and_an_attribute_a_code_below_it() -> None:
    codes = {
        code.get("name"): [inner.get("name") for inner in code]
        for code in each_of(project(written()), "Code")
    }
    assert codes == {"ACTOR": ["kind: person"], "kind: person": [], "QUOTE": [], "EVENT": []}


def test_a_selection_has_its_place_note_annotator_and_codes() -> None:
    files = written(losses=(losses := Losses()))
    first = next(each_of(project(files), "PlainTextSelection"))
    assert (first.get("startPosition"), first.get("endPosition")) == (str(MINISTER.start), str(MINISTER.end))
    assert [each.text for each in each_of(first, "Description")] == ["من هو؟"]
    assert len(list(each_of(first, "CodeRef"))) == 2
    (user,) = each_of(project(files), "User")
    assert user.get("name") == "سلمى"
    assert first.get("creatingUser") == user.get("guid")
    (link,) = each_of(project(files), "Link")
    assert link.get("name") == "speaker"
    assert link.get("targetGUID") == first.get("guid")
    assert not losses


def test_a_project_is_valid_by_the_schema_of_the_standard() -> None:
    schema = etree.XMLSchema(etree.parse(SCHEMA))
    for document in (DOCUMENT, DOCUMENT._replace(annotations=[]), Document("b.txt", [], "")):
        schema.assertValid(etree.fromstring(written(document)["project.qde"]))


def test_every_guid_is_one_and_stays_the_same() -> None:
    guids = re.findall(rb'\bguid="([^"]*)"', written()["project.qde"])
    assert len(set(guids)) == len(guids) > 10
    assert all(re.fullmatch(rb"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", guid) for guid in guids)
    assert written() == written()


def test_texts_have_line_feeds_only_and_places_move_with_them() -> None:
    text = "سطر\r\nآخر😀 هنا\r\n"
    start = text.index("هنا")
    there = Annotation(id="x", label="ACTOR", start=start, end=start + 3, text="هنا")
    files = written(Document("a.txt", [there], text), losses := Losses())
    (source,) = [content.decode() for name, content in files.items() if name.startswith("sources/")]
    assert source == text.replace("\r", "")
    selection = next(each_of(project(files), "PlainTextSelection"))
    assert source[int(selection.get("startPosition", "")) :][:3] == "هنا"
    assert losses.counts == {LINE_ENDS: 1}


def test_everything_of_the_annotations_comes_back() -> None:
    found = read_back(DOCUMENT)
    assert found.refusals == []
    assert found.texts == {"a.txt": TEXT}
    minister, quote, *_ = [each.record for each in found.incoming]
    assert minister["attributes"] == {"kind": "person"}
    assert (minister["note"], minister["annotator"]) == ("من هو؟", "سلمى")
    assert quote["relations"] == [{"type": "speaker", "target": minister["id"]}]
    assert (quote["start"], quote["end"]) == (QUOTE.start, QUOTE.end)


def test_what_a_project_cannot_hold_is_counted() -> None:
    odd = annotation("o", "ACTOR", "الوزير", attributes={"n": 3, "all": ["a", "b"]})
    written(DOCUMENT._replace(annotations=[odd, QUOTE]), losses := Losses())
    assert losses.counts == {FREE_VALUES: 1, RELATIONS: 1}
    (incoming,) = read_back(DOCUMENT._replace(annotations=[odd])).incoming
    assert incoming.record["attributes"] == {"all": ["a", "b"]}


def test_a_project_of_another_program_gives_a_record_for_each_code() -> None:
    source = b"".join(
        zipped([("project.qde", [FOREIGN.encode()]), ("sources/S.txt", ["\ufeffيا وطن".encode()])])
    )
    found = qdpx.read(source)
    actor, minister = [each.record for each in found.incoming]
    assert (actor["label"], minister["label"]) == ("ACTOR", "minister")
    assert (actor["start"], actor["end"], actor["note"], actor["annotator"]) == (2, 5, "ملاحظة", "سلمى")
    assert actor["id"] == "abcdef00-0000-4000-8000-000000000001"
    assert "id" not in minister
    assert found.texts == {"خبر": "يا وطن"}
    assert found.refusals == [(2, Message("exchange.no_text_source"))]


def test_entities_and_deep_nesting_are_refused() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><Project>&b;</Project>'
    deep = "<a>" * 5000 + "</a>" * 5000
    for source, told in (
        (bomb, "exchange.xml_with_doctype"),
        (deep, "exchange.xml_too_deep"),
        ("<", "exchange.not_xml"),
    ):
        (refusal,) = qdpx.read(b"".join(zipped([("project.qde", [source.encode()])]))).refusals
        assert refusal.reason.id == told
    (refusal,) = qdpx.read(b"".join(zipped([("a.txt", [])]))).refusals
    assert refusal.reason == Message("exchange.no_project")


def test_a_path_leads_to_no_file_outside_the_archive() -> None:
    source = FOREIGN.replace("internal://S.txt", "internal://../../etc/passwd")
    found = qdpx.read(b"".join(zipped([("project.qde", [source.encode()])])))
    assert len(found.refusals) == 2
    assert found.incoming == []


def test_control_characters_do_not_break_the_project() -> None:
    odd = annotation("o", "ACTOR", "الوزير", note="a\x00b\x1b\ud800<&>\"'")
    (incoming,) = read_back(DOCUMENT._replace(annotations=[odd])).incoming
    assert incoming.record["note"] == "a\ufffdb\ufffd\ufffd<&>\"'"
