"""Read the page of a report as a browser does, and articles whose numbers are counted by hand."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from hashiya.annotation.annotation import Annotation
from hashiya.codebook.label import DEFAULT
from hashiya.exchange.document import Document
from hashiya.report.page import pages

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hashiya.messages import Message

FIRST = "قال لافروف: «زارت دمشق موسكو». وأكد الوزير: «لا»."
SECOND = "اجتمعت موسكو ودمشق."


def mark(text: str, id_: str, label: str, words: str, nth: int = 0, **values: object) -> Annotation:
    """Make an annotation of the first or a later place of some words in a text."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    fields = {"text": words, "modified": "2026-01-02T03:04:05Z", "annotator": "سلمى", **values}
    return Annotation(id=id_, label=label, start=start, end=start + len(words), **fields)  # type: ignore[arg-type]


def documents() -> list[Document]:
    """Make two articles: 5 actors of 3 names and one without, 3 events, 2 quotations."""
    lavrov = mark(FIRST, "b", "ACTOR", "لافروف", attributes={"canonical": "سيرغي لافروف"})
    speaker = ({"type": "speaker", "target": "b"},)
    first = [
        lavrov,
        mark(FIRST, "c", "QUOTE", "«زارت دمشق موسكو»", relations=speaker),
        mark(FIRST, "d", "EVENT", "زارت", attributes={"date": "2025-10-02", "canonical": "زيارة"}),
        mark(FIRST, "e", "ACTOR", "دمشق", attributes={"canonical": "سوريا"}),
        mark(FIRST, "f", "ACTOR", "موسكو", attributes={"canonical": "روسيا"}),
        mark(FIRST, "g", "ACTOR", "الوزير"),
        mark(FIRST, "h", "QUOTE", "«لا»"),
        mark(FIRST, "i", "NOTHING", "وأكد"),
    ]
    second = [
        mark(SECOND, "b", "EVENT", "اجتمعت", attributes={"date": "قريبًا"}),
        mark(SECOND, "c", "ACTOR", "موسكو", attributes={"canonical": "روسيا"}),
        mark(SECOND, "d", "EVENT", "ودمشق", attributes={"date": "2024-12", "canonical": "زيارة ٢"}),
    ]
    return [
        Document("a.txt", first, FIRST, "عنوان أول", "2025-10-03"),
        Document("b.txt", second, SECOND, "عنوان ثان", ""),
    ]


def page(
    articles: Sequence[Document],
    format_: str = "html",
    annotators: Sequence[str] = (),
    losses: Sequence[Message] = (),
) -> str:
    """Write the report on some articles."""
    return b"".join(pages(articles, DEFAULT, format_, annotators, lambda: losses)).decode()


class Reading(HTMLParser):
    """The page as a browser reads it.

    Attributes:
        names: of all elements.
        attributes: the attributes of each element, with its name.
        text: all text, without the style.
        ids: the anchors.
        words: the text within the element of each anchor.
        links: the anchor and the text of each link.
        cells: the text of each row of the tables, by cell.
    """

    def __init__(self, source: str) -> None:
        super().__init__()
        self.names: list[str] = []
        self.attributes: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.ids: list[str] = []
        self.words: dict[str, str] = {}
        self.links: list[tuple[str, str]] = []
        self.cells: list[list[str]] = []
        self._open: list[tuple[str, str | None]] = []
        self.feed(source)
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        assert len(given) == len(attrs)
        self.names.append(tag)
        self.attributes.append((tag, given))
        if tag == "meta":
            return
        self._open.append((tag, given.get("id")))
        if given.get("id"):
            self.ids.append(str(given["id"]))
            self.words[self.ids[-1]] = ""
        if tag == "a":
            self.links.append((str(given["href"]).removeprefix("#"), ""))
        if tag == "tr":
            self.cells.append([])
        if tag in ("td", "th"):
            self.cells[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        name, _ = self._open.pop()
        assert name == tag

    def handle_data(self, data: str) -> None:
        tags = [name for name, _ in self._open]
        if "style" in tags:
            return
        self.text += data
        for _, anchor in self._open:
            if anchor:
                self.words[anchor] += data
        if "a" in tags:
            anchor, words = self.links[-1]
            self.links[-1] = anchor, words + data
        if "td" in tags or "th" in tags:
            self.cells[-1][-1] += data


def markdown_links(source: str) -> tuple[list[str], list[str]]:
    """Return the anchors of a page of Markdown, and the anchors to which its links lead."""
    return re.findall(r'<a id="([^"]*)"></a>', source), re.findall(r"\]\(#([^)]*)\)", source)
