from __future__ import annotations

import time

import pytest

from hashiya.article.web.source import as_html, declared_encoding


@pytest.mark.parametrize(
    ("source", "declared"),
    [
        (b"<meta charset=windows-1256>", "windows-1256"),
        (b'<head>\n<META http-equiv="Content-Type" content="text/html; charset=ISO-8859-6">', "ISO-8859-6"),
        (b"<?xml version='1.0' encoding='utf-16'?>", "utf-16"),
        (b"<meta charset='latin1'>", "cp1252"),
        (b"<meta name=description content=x><p>charset=no</p>", ""),
        (b" " * 5000 + b"<meta charset=utf-8>", ""),
        (b"<meta " * 100_000, ""),
    ],
)
def test_what_a_page_declares_is_found_at_its_beginning(source: bytes, declared: str) -> None:
    assert declared_encoding(source) == declared


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("<!DOCTYPE html [<!ENTITY x 'y'>]><p>x", "<p>x"),
        (" \n<?xml version='1.0'?>\n<!DOCTYPE html [\n]\n>\n<p>x", "<?xml version='1.0'?>\n\n<p>x"),
        ("<!doctype html [<p>x", "<!doctype html [<p>x"),
        ("<?xml?><title/><script src='x'/><p>x", "<?xml?><title></title><script></script><p>x"),
        ("<title/>", "<title/>"),
        ("<?xml?><![CDATA[a<b]]>c<![CDATA[", "<?xml?>a&lt;bc<![CDATA["),
    ],
)
def test_what_xml_writes_otherwise_is_written_for_html(source: str, html: str) -> None:
    assert as_html(source, is_xml=False) == html


@pytest.mark.parametrize(
    "source",
    [
        " " * 1_000_000 + "<p>x",
        "<!doctype " * 100_000,
        "<?xml " + " " * 1_000_000,
        "<script " * 100_000,
        "<![CDATA[" * 100_000,
    ],
)
def test_a_long_beginning_takes_time_in_proportion(source: str) -> None:
    begin = time.process_time()
    as_html(source, is_xml=True)
    assert time.process_time() - begin < 2
