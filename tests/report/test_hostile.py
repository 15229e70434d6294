"""A report on hostile articles: no markup gets through, and size and time stay within bounds."""

from __future__ import annotations

import random
import re
import time
from typing import TYPE_CHECKING

import pytest

from hashiya.annotation.annotation import Annotation
from hashiya.exchange.document import Document
from hashiya.messages import speak
from tests.report.reading import FIRST, Reading, mark, markdown_links, page

if TYPE_CHECKING:
    from collections.abc import Iterator

PIECES = (
    *("<script>alert(1)</script>", "</title>", "</style>", "</article></main>", "<!--", "-->", "<![CDATA["),
    *("<img src=x onerror=y>", "<svg/onload=z>", "<a href=javascript:q>", "&lt;", "&#60;", "&#x3c;b&#x3e;"),
    *('"', "'", '" onclick="k', "' style='x", "`", "javascript:1", "](javascript:1)", "[x](y)", "|", "*b*"),
    *("\u202e", "\u202d", "\u2066", "\u2067", "\u2069", "\u200f", "\u061c", "\x1b[31m", "\x00", "\x07"),
    *("\n", "\r\n", "\t", "\u2028", "\ud800", "\uffff", "\u0300" * 3, "الوزير", "دمشق", "abc", " ", "%00"),
)
NAMES = {
    *("html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "h3", "h4", "p", "a", "b", "bdi"),
    *(
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "div",
        "article",
        "header",
        "mark",
        "sup",
        "span",
        "section",
    ),
    *("ul", "li"),
}
DATES = ("9999-12-31", "0001-01-01", "-5000", "Y1700000002", "2024-13-45")
ATTRIBUTES = {
    *("id", "class", "href", "style", "title", "aria-label", "dir", "lang", "charset", "name", "content"),
    *("http-equiv", "scope"),
}


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    speak("en")
    yield
    speak(None)


def hostile(dice: random.Random) -> str:
    return "".join(dice.choices(PIECES, k=dice.randrange(1, 7)))


def hostile_article(dice: random.Random) -> Document:
    """Make an article in which everything that comes from outside is hostile."""
    text = "".join(hostile(dice) for _ in range(20)) + FIRST
    ids = [hostile(dice) for _ in range(8)]
    names = (hostile(dice), "ب")
    found = []
    for number, id_ in enumerate(ids):
        start = dice.randrange(len(text) - 10)
        end = dice.randrange(start + 1, len(text))
        values = {
            "canonical": hostile(dice),
            "date": dice.choice(
                (hostile(dice), "9999-12-31", "0001-01-01", "-5000", "Y1700000002", "2024-13-45")
            ),
            hostile(dice): dice.choice((hostile(dice), [hostile(dice)], {hostile(dice): 1}, None, 1e308)),
        }
        relation = {"type": dice.choice(("speaker", hostile(dice))), "target": dice.choice(ids)}
        found.append(
            Annotation(
                id=f"{id_}{number}",
                label=dice.choice(("ACTOR", "EVENT", "QUOTE", hostile(dice))),
                start=start,
                end=end,
                text=text[start:end],
                attributes=values,
                relations=(relation,),
                note=hostile(dice),
                annotator=names[number % 2],
                modified=hostile(dice),
            )
        )
    return Document(hostile(dice), found, text, hostile(dice), hostile(dice), readers=names)


def check(source: str) -> None:
    reading = Reading(source)
    assert {*reading.names} <= NAMES
    for _, each in reading.attributes:
        assert each.keys() <= ATTRIBUTES
        assert str(each.get("href", "#")).startswith("#")
        assert re.fullmatch(r"[\w-]*", str(each.get("id", "")))
    assert re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202d\u202e]", source) is None
    assert "<!--" not in source
    assert len(reading.ids) == len(set(reading.ids))
    assert {anchor for anchor, _ in reading.links} <= {*reading.ids}


@pytest.mark.parametrize("seed", range(20))
def test_no_markup_gets_through(seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311  the same articles every time
    for _ in range(10):  # of 8 annotations each with 9 hostile values, so 14,000 in all
        articles = [hostile_article(dice)]
        annotators = articles[0].readers
        check(page(articles, annotators=annotators))
        anchors, targets = markdown_links(page(articles, "markdown", annotators=annotators))
        assert {*targets} <= {*anchors}


def test_a_name_of_a_megabyte_does_not_make_the_page_longer_each_time() -> None:
    name = "<b>\u202e" + "ا" * 1_000_000
    text = f"{name} {FIRST}"
    found = [
        mark(text, name, "ACTOR", "دمشق", attributes={"canonical": name, name: name}, annotator=name),
        mark(text, "b", name, "موسكو", attributes={"date": name}, annotator=name),
        mark(text, "c", "QUOTE", "«زارت دمشق موسكو»", relations=({"type": "speaker", "target": name},)),
        mark(text, "d", "EVENT", name, attributes={"canonical": name, "date": name}),
    ]
    names = (name, "ب")
    article = Document(name, found, text, name, name, readers=names)
    assert len(page([article], annotators=names)) < 3 * len(name), "twice in the text"
    # Markdown tells each value of an annotation once
    assert len(page([article], "markdown", names)) < 12 * len(name)
    check(page([Document(name, found, text, name, name)]))


def test_a_hundred_thousand_annotations_upon_one_another_take_linear_time() -> None:
    text = "كلمة " * 40_000
    labels = ("ACTOR", "QUOTE", "EVENT")

    def report_on(count: int) -> tuple[float, int]:
        found = [
            Annotation(
                id=str(n),
                label=labels[n % 3],
                start=n,
                end=n + 100_000,
                text=text[n : n + 8],
                attributes={"canonical": str(n % 50)},
                annotator="أب"[n % 2],
            )
            for n in range(count)
        ]
        begun = time.process_time()
        source = page([Document("a.txt", found, text, "t", readers=("أ", "ب"))], annotators=("أ", "ب"))
        taken = time.process_time() - begun
        assert source.count('id="a000001-') == count
        return taken, len(source)

    few, small = report_on(5_000)
    many, large = report_on(20_000)
    assert many < 12 * few + 2
    assert large < 6 * small


def test_a_thousand_labels_and_annotators_do_not_make_a_table_of_a_thousand_columns() -> None:
    found = [mark(FIRST, str(n), f"LABEL{n:04}", "دمشق", annotator=f"annotator {n}") for n in range(1_000)]
    source = page([Document(f"{n}.txt", found if n == 0 else [], FIRST, "t") for n in range(200)])
    check(source)
    reading = Reading(source)
    assert max(map(len, reading.cells)) < 40
    assert "LABEL0029: 1, 970 more: 970." in reading.text
    assert reading.text.count(", 970 more: 970.") == 2, "labels, annotators"
    assert len([row for row in reading.cells if row[0].startswith("LABEL")]) == 1_000, "the chart has all"


def test_relations_in_a_circle_end() -> None:
    first = mark(FIRST, "a", "QUOTE", "زارت", relations=({"type": "speaker", "target": "b"},))
    second = mark(FIRST, "b", "QUOTE", "دمشق", relations=({"type": "speaker", "target": "a"},))
    third = mark(FIRST, "c", "QUOTE", "موسكو", relations=({"type": "speaker", "target": "c"},))
    reading = Reading(page([Document("a.txt", [first, second, third], FIRST, "t")]))
    assert "with a speaker: 3; without: 0" in reading.text


def test_dates_out_of_range_are_told_as_no_dates() -> None:
    dates = ("99999-01-01", "2024-02-30", "Y-17e7", "0000", "9999-12-31/0001-01-01", "∞", "٢٠٢٤")
    found = [
        mark(FIRST, str(n), "EVENT", word, attributes={"date": date})
        for n, (word, date) in enumerate(zip(FIRST.split(), dates, strict=False))
    ]
    source = page([Document("a.txt", found, FIRST, "t", "99999-99-99")])
    check(source)
    assert "with a date: 0" in Reading(source).text or "without one that can be read" in Reading(source).text
