"""Walking through a report: from numbers to places, from places to articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hashiya.codebook.label import DEFAULT
from hashiya.messages import Message, speak
from hashiya.report.blocks import Axis, Heading, Linked, Prose
from hashiya.report.outline import Target, outlined
from hashiya.report.summary import Counting
from hashiya.session.report_browser import Entry, Mention, ReportBrowser, TableRow
from hashiya.text.spans import Span
from tests.report.reading import FIRST, SECOND, documents, mark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hashiya.session.report_browser import Row


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    speak("en")
    yield
    speak(None)


@pytest.fixture
def browser() -> ReportBrowser:
    """The report on the articles that are counted by hand."""
    counting = Counting()
    for each in documents():
        counting.add(each)
    return ReportBrowser(outlined(counting, DEFAULT, []))


def section(browser: ReportBrowser, name: Message) -> list[Row]:
    """Return the rows of a section of the first page."""
    rows = browser.page.rows
    first = next(n for n, row in enumerate(rows) if isinstance(row, Heading) and row.told == name)
    after = (n for n, row in enumerate(rows) if n > first and isinstance(row, Heading))
    return [*rows[first + 1 : next(after, len(rows))]]


def row_named(browser: ReportBrowser, name: Message, words: str) -> TableRow:
    """Return the row of a section whose first cell says some words."""
    for row in section(browser, name):
        if isinstance(row, TableRow):
            first = row.cells[0]
            if str(first.told if isinstance(first, Linked) else first) == words:
                return row
    raise AssertionError(words)


def test_a_count_of_a_label_leads_to_its_articles_and_on_to_its_words(browser: ReportBrowser) -> None:
    assert browser.open(row_named(browser, Message("report.by_label"), "actor")) is None
    assert browser.page.rows == [
        Entry("عنوان أول", 4, "l0-a000001"),
        Entry("عنوان ثان", 1, "l0-a000002"),
    ]
    browser.open(browser.page.rows[1])
    (place,) = browser.page.rows
    assert place == Mention("موسكو", "عنوان ثان", "a000002-00002")
    start = SECOND.index("موسكو")
    assert browser.open(place) == Target("b.txt", "عنوان ثان", Span(start, start + 5), "ACTOR")
    assert browser.back()
    assert browser.back()
    assert not browser.back()


def test_an_article_leads_to_each_of_its_counts_and_to_itself(browser: ReportBrowser) -> None:
    browser.open(row_named(browser, Message("report.by_article"), "عنوان ثان"))
    told = [(str(row.told), row.value) for row in browser.page.rows if isinstance(row, Entry)]
    assert told == [("عنوان ثان", ""), ("actor", 1), ("event", 2)]
    assert browser.open(browser.page.rows[0]) == Target("b.txt", "عنوان ثان")


def test_an_actor_leads_to_all_mentions(browser: ReportBrowser) -> None:
    browser.open(row_named(browser, Message("report.actors"), "روسيا"))
    assert [row.text for row in browser.page.rows if isinstance(row, Mention)] == ["موسكو", "موسكو"]


def test_who_quotes_whom_leads_to_the_quotation(browser: ReportBrowser) -> None:
    browser.open(row_named(browser, Message("report.quoting"), "سيرغي لافروف"))
    (quotation,) = browser.page.rows
    target = browser.open(quotation)
    assert target is not None
    assert target.span is not None
    assert target.span.cut(FIRST) == "«زارت دمشق موسكو»"


def test_the_axis_leads_to_its_events(browser: ReportBrowser) -> None:
    axis = next(row for row in browser.page.rows if isinstance(row, Axis))
    browser.open(axis)
    assert [str(row.told) for row in browser.page.rows if isinstance(row, Entry)] == [
        "2024-12 زيارة ٢",
        "2025-10-02 زيارة",
    ]
    browser.open(browser.page.rows[1])
    assert [row.text for row in browser.page.rows if isinstance(row, Mention)] == ["زارت"]


def test_a_sentence_leads_to_the_lists_behind_its_numbers(browser: ReportBrowser) -> None:
    sentences = [row for row in browser.page.rows if isinstance(row, Prose)]
    counted = next(row for row in sentences if "quotations" in row.links)
    browser.open(counted)
    values = [row.value for row in browser.page.rows if isinstance(row, Entry)]
    assert values == [2, 1, 1, 2]
    section_of_pairs = browser.page.rows[-1]
    browser.open(section_of_pairs)
    heading = browser.page.rows[browser.page.cursor]
    assert isinstance(heading, Heading)
    assert heading.told == Message("report.quoting"), "the section of the first page"


def test_everything_that_leads_on_leads_somewhere(browser: ReportBrowser) -> None:
    waiting, seen = [link.anchor for row in browser.page.rows for link in browser.links(row)], set[str]()
    places = 0
    while waiting:
        anchor = waiting.pop()
        if anchor in seen:
            continue
        seen.add(anchor)
        depth = len(browser._pages)
        target = browser.open(Entry("", "", anchor))
        if target is not None:
            places += 1
        elif len(browser._pages) > depth:
            assert browser.page.rows, anchor
            waiting += [link.anchor for row in browser.page.rows for link in browser.links(row)]
        while browser.back():
            pass
    assert places == 12, "ten annotations, two articles"


def test_differences_lead_to_the_words_on_which_annotators_differ() -> None:
    from hashiya.exchange.document import Document

    names = ("أ", "ب")
    marks = [
        mark(FIRST, "x", "ACTOR", "لافروف", annotator="أ"),
        mark(FIRST, "y", "ACTOR", "دمشق", annotator="أ"),
        mark(FIRST, "z", "ACTOR", "دمشق", annotator="ب"),
    ]
    counting = Counting(names)
    counting.add(Document("a.txt", marks, FIRST, "t", readers=names))
    browser = ReportBrowser(outlined(counting, DEFAULT, []))
    browser.open(row_named(browser, Message("report.agreement"), "ACTOR"))
    assert [row.text for row in browser.page.rows if isinstance(row, Mention)] == ["لافروف"]


def test_sections_follow_one_another_and_begin_again(browser: ReportBrowser) -> None:
    headings = [index for index, row in enumerate(browser.page.rows) if isinstance(row, Heading)]
    reached = []
    for _ in headings:
        browser.go_to_next_section()
        reached.append(browser.page.cursor)
    assert reached == [*headings[1:], 0]
