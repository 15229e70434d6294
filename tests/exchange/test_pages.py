"""HTML and Markdown for readers."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser

from hashiya.exchange import html, markdown
from hashiya.exchange.document import Document
from hashiya.exchange.losses import ANNOTATORS, PLACES, RELATIONS, Losses
from hashiya.exchange.marking import marked
from tests.exchange.texts import DOCUMENT, TEXT, annotation

HOSTILE = "<script>alert(1)</script> [x](y) `c` *b* \x1b[31m"


class Page(HTMLParser):
    """The elements and the text of a page."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.names: list[str] = []
        self.text = ""
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.names.append(tag)
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open[-1:] in (["p"], ["mark"]):
            self.text += data


def page_of(document: Document) -> Page:
    return Page(b"".join(html.write([document], Losses())).decode())


def test_the_whole_text_is_on_the_page_and_every_element_is_closed() -> None:
    page = page_of(DOCUMENT)
    assert page.text == TEXT
    assert page.open == []
    assert page.names.count("mark") == 5  # the quote has three pieces: before, over and behind the visit
    html_source = b"".join(html.write([DOCUMENT], losses := Losses())).decode()
    assert 'dir="rtl"' in html_source
    assert losses.counts == {RELATIONS: 1}


def test_a_line_that_begins_with_a_latin_word_or_a_date_runs_as_on_the_screen() -> None:
    lines = ["18-11-2025 | 06:00", "SDF قالت إن القرار نهائي", "وقالت SDF", "", "Reuters in English"]
    text = "\n".join(lines)
    source = "".join(
        marked(text, [replace(annotation("1", "ACTOR", "الوزير"), start=19, end=22)], {"ACTOR": 0})
    )
    page = Page(f"<p>{source}</p>")
    assert page.text.replace("ACTOR", "") == text
    turned = [unescape(re.sub("<[^>]*>", "", line)) for line in source.split("\n") if 'class="rtl"' in line]
    assert [each.replace("ACTOR", "") for each in turned] == lines[:2]


def test_spans_that_cross_are_nested_piece_by_piece() -> None:
    crossing = [annotation("1", "ACTOR", "زار وفدٌ"), annotation("2", "EVENT", "وفدٌ موسكو")]
    page = page_of(DOCUMENT._replace(annotations=crossing))
    assert page.open == []
    assert page.text == TEXT


def test_nothing_of_an_article_is_markup() -> None:
    odd = annotation("o", "A<b>", "الوزير", note=HOSTILE, attributes={"x": HOSTILE})
    source = b"".join(html.write([Document("k<i>", [odd], TEXT, HOSTILE)], Losses())).decode()
    assert "<script>" not in source
    assert "\x1b" not in source
    assert HOSTILE.replace("\x1b", "\ufffd") in unescape(source)


def test_markdown_lists_words_values_the_other_ends_and_notes() -> None:
    text = b"".join(markdown.write([DOCUMENT], losses := Losses())).decode()
    assert text.startswith("## عنوان (2025-10-02)\n")
    assert "- **ACTOR** الوزير (kind: person)\n  > من هو؟\n" in text
    assert "- **QUOTE** زار وفدٌ موسكو (speaker: الوزير)\n" in text
    assert losses.counts == {PLACES: 4, ANNOTATORS: 1}


def test_no_character_of_an_article_has_a_meaning_in_markdown() -> None:
    odd = annotation("o", "ACTOR", "الوزير", note=HOSTILE)
    text = b"".join(markdown.write([Document("k`x", [odd], TEXT, HOSTILE)], Losses())).decode()
    assert not re.search(r"(?<!\\)<script|(?<!\\)\[x|\x1b", text)
