"""XML of strangers, whole and element by element."""

from __future__ import annotations

import pytest

from hashiya.exchange import xml
from hashiya.messages import Message
from tests.refusals import refused


@pytest.mark.parametrize("size", [1, 7, 1 << 20])
def test_elements_come_one_by_one_as_they_are_in_the_tree(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    source = '<r a="&#10;x">t<a b="ا😀">نص<i>1</i>2<i/></a>u<!-- c --><b/>\n<c>3</c></r>'.encode()
    whole = [(each.tag, each.attrib, "".join(each.itertext()), len(each)) for each in xml.parse(source)]
    monkeypatch.setattr(xml, "_PIECE", size)
    found = [(each.tag, each.attrib, "".join(each.itertext()), len(each)) for each in xml.each_child(source)]
    assert found == whole
    assert len(found) == 3


def test_what_is_no_xml_is_refused_where_it_is_wrong() -> None:
    children = xml.each_child(b"<r><a/>" + b" " * (1 << 20) + b"<b></r>")
    assert next(children).tag == "a"
    with refused("exchange.not_xml"):
        list(children)
    with refused("exchange.not_xml"):
        list(xml.each_child(b""))


@pytest.mark.parametrize("read", [xml.parse, lambda source: list(xml.each_child(source))])
@pytest.mark.parametrize(
    ("source", "told"),
    [
        (b"<!DOCTYPE a><a/>", Message("exchange.xml_with_doctype")),
        ('<?xml version="1.0"?><a/>'.encode("utf-16"), Message("exchange.xml_with_doctype")),
        (b"<a>" * 101, Message("exchange.xml_too_deep", levels=100)),
    ],
)
def test_entities_and_depth_are_refused(read: object, source: bytes, told: Message) -> None:
    with refused(told):
        read(source)  # type: ignore[operator]


def test_an_attribute_keeps_its_line_ends() -> None:
    text = "a\t\r\n'\"<&>\x00"
    (element,) = xml.each_child(f"<r><a b={xml.quoted(text)}/></r>".encode())
    assert element.get("b") == text.replace("\x00", "\ufffd")
