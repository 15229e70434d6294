"""The page of a report: its numbers, its links, and text from outside."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from hashiya.exchange import html, markdown
from hashiya.exchange.document import Document
from hashiya.messages import LANGUAGES, Message, speak
from hashiya.report.page import FORMATS
from tests.report.reading import FIRST, SECOND, Reading, documents, mark, markdown_links, page

if TYPE_CHECKING:
    from collections.abc import Iterator

HOSTILE = (
    "</title></style><script>alert(1)</script>\"'><img src=x onerror=y> [x](y) |`c` *b* &lt;"
    " \x1b[31m\u202e\x00"
)
ANNOTATION = re.compile(r"a\d{6}-\d{5}")


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    speak("en")
    yield
    speak(None)


def row_of(reading: Reading, name: str) -> list[str]:
    return next(row for row in reading.cells if row[0] == name)


def test_the_numbers_are_those_counted_by_hand() -> None:
    reading = Reading(page(documents()))
    assert row_of(reading, "actor")[-1] == "5"
    assert row_of(reading, "event")[-1] == "3"
    assert row_of(reading, "quote")[-1] == "2"
    assert row_of(reading, "عنوان أول") == ["عنوان أول", "2025-10-03", "4", "1", "2", "7"]
    assert row_of(reading, "عنوان ثان") == ["عنوان ثان", "", "1", "2", "0", "3"]
    assert row_of(reading, "روسيا")[-1] == "2"
    quoting = [row for row in reading.cells if row[0] == "سيرغي لافروف" and len(row) == 4]
    assert quoting == [["سيرغي لافروف", "روسيا", "", "1"], ["سيرغي لافروف", "سوريا", "", "1"]]
    dated = [row for row in reading.cells if row[0] in ("2024-12", "2025-10-02", "قريبًا")]
    assert [row[1] for row in dated] == ["زيارة ٢", "زيارة", "اجتمعت"]
    for told in (
        "Material: 2 articles, 10 annotations, one annotator.",
        "By label: actor: 5, event: 3, quote: 2.",
        "Actors with a canonical name: 3, in 4 mentions; mentions without such a name: 1.",
        "Quotations: 2; with a speaker: 1; without: 1; pairs of speaker and actor: 2.",
        "Events: 3; with a date: 2; without one that can be read: 1.",
        "Last change of an annotation: 2026-01-02.",
    ):
        assert told in reading.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_leads_to_a_place_that_is_there_once(language: str) -> None:
    speak(language)
    reading = Reading(page(documents()))
    assert len(reading.ids) == len(set(reading.ids))
    assert {anchor for anchor, _ in reading.links} <= {*reading.ids}
    anchors, targets = markdown_links(page(documents(), "markdown"))
    assert len(anchors) == len(set(anchors))
    assert {*targets} <= {*anchors}


def test_each_annotation_has_an_anchor_at_its_words() -> None:
    reading = Reading(page(documents()))
    anchors = [each for each in reading.ids if ANNOTATION.fullmatch(each)]
    assert len(anchors) == 10
    for anchor, words in reading.links:
        if ANNOTATION.fullmatch(anchor):  # a nested mark begins in the first piece of the outer one
            assert words.startswith(reading.words[anchor].partition("ACTOR")[0][:2])


def test_a_number_leads_to_as_many_spans_as_it_says() -> None:
    source = page(documents())
    reading = Reading(source)
    lists = dict(re.findall(r'<p class="spans" id="([^"]*)">(.*?)</p>', source))
    numbers = [(anchor, int(text)) for anchor, text in reading.links if text.isdigit() and anchor in lists]
    assert len(numbers) > 10
    for anchor, number in numbers:
        assert len(set(re.findall(r'href="#(a\d{6}-\d{5})"', lists[anchor]))) == number


def test_the_page_is_of_one_piece_and_may_load_nothing() -> None:
    source = page(documents())
    reading = Reading(source)
    policies = [each["content"] for tag, each in reading.attributes if each.get("http-equiv")]
    assert len(policies) == 1
    assert str(policies[0]).startswith("default-src 'none'; style-src 'unsafe-inline'")
    assert {"script", "link", "img", "iframe", "form"}.isdisjoint(reading.names)
    assert not [each for _, each in reading.attributes if "src" in each]
    assert "url(" not in source
    assert "@import" not in source


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("en", "ltr")])
def test_the_page_has_the_direction_of_its_language(language: str, direction: str) -> None:
    speak(language)
    reading = Reading(page(documents()))
    _, whole = next(each for each in reading.attributes if each[0] == "html")
    assert (whole["lang"], whole["dir"]) == (language, direction)
    assert f'dir="{direction}"' in page(documents(), "markdown").partition("\n")[0]


def test_arabic_counts_in_its_plural_forms() -> None:
    speak("ar")
    told = Reading(page(documents())).text
    assert "المادة: مقالان، 10 وسوم، محلِّل واحد." in told


def test_text_from_outside_stays_text_everywhere() -> None:
    text = f"{HOSTILE} {FIRST}"
    values = {"canonical": HOSTILE, "date": HOSTILE, HOSTILE: HOSTILE}
    hostile = [
        mark(text, HOSTILE, "ACTOR", HOSTILE, attributes=values, note=HOSTILE, annotator=HOSTILE),
        mark(text, "x", HOSTILE, "لافروف", attributes=values, annotator="عمر"),
        mark(text, "y", "EVENT", "زارت", attributes=values, annotator=HOSTILE),
        mark(
            text,
            "z",
            "QUOTE",
            HOSTILE,
            relations=({"type": "speaker", "target": HOSTILE},),
            annotator=HOSTILE,
        ),
    ]
    article = Document(HOSTILE, hostile, text, HOSTILE, HOSTILE)
    clean = [Document("a", [replace(each, label="ACTOR", annotator="ب") for each in hostile], text, "a")]
    losses = [Message("report.mark", label=HOSTILE, text=HOSTILE)]
    reading = Reading(page([article], losses=losses))
    assert "script" not in reading.names
    assert "img" not in reading.names
    assert {*reading.names} <= {*Reading(page([*documents(), *clean])).names}
    assert "<script>alert(1)</script>" in reading.text
    allowed = {
        "id",
        "class",
        "href",
        "style",
        "title",
        "aria-label",
        "dir",
        "lang",
        "charset",
        "name",
        "content",
    }
    for _, each in reading.attributes:
        assert each.keys() <= {*allowed, "http-equiv", "scope"}
    source = page([article], losses=losses)
    assert re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", source) is None
    assert {anchor for anchor, _ in reading.links} <= {*reading.ids}


def test_text_from_outside_is_no_markdown() -> None:
    text = f"{HOSTILE} {FIRST}"
    hostile = [mark(text, "x", HOSTILE, HOSTILE, attributes={"canonical": HOSTILE}, note=HOSTILE)]
    source = page([Document("a\n\n<script>`", hostile, text, HOSTILE, "")], "markdown")
    plain = re.sub(r"\\.", "", re.sub(r"`[^`\n]*`", "", source))
    assert {*re.findall(r"<[^>]*>", plain)} <= {'<div id="hashiya" dir="ltr">', "</div>", "</a>"} | {
        *re.findall(r'<a id="[\w-]+">|<bdi>|<bdi dir="ltr">|</bdi>', plain)
    }
    assert "](y)" not in plain
    assert re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", source) is None


def test_a_name_in_a_sentence_of_markdown_is_isolated() -> None:
    pair = [mark(FIRST, name, "ACTOR", "دمشق", annotator=name) for name in ("سارة", "عمر")]
    lines = page([Document("a.txt", pair, FIRST, "t")], "markdown").splitlines()
    [sentence] = [line for line in lines if line.startswith("By annotator")]
    assert re.sub(r"\[(\d)\]\(#\w+\)", r"\1", sentence).endswith("<bdi>سارة</bdi>: 1, <bdi>عمر</bdi>: 1.")


@pytest.mark.parametrize("format_", FORMATS)
def test_the_same_articles_give_the_same_bytes(format_: str) -> None:
    assert page(documents(), format_) == page(documents(), format_)


def test_nothing_annotated_is_a_page_without_numbers_to_follow() -> None:
    reading = Reading(page([]))
    assert "0 articles" in reading.text
    assert {anchor for anchor, _ in reading.links} <= {*reading.ids}


def test_a_report_is_known_as_an_export() -> None:
    for language in LANGUAGES:
        speak(language)
        assert html.tells(page(documents()).encode())
        assert markdown.tells(page(documents(), "markdown").encode())


def test_annotations_of_several_annotators_with_one_id_are_two() -> None:
    pair = [
        mark(FIRST, "one", "ACTOR", "دمشق", annotator=name, attributes={"canonical": name})
        for name in ("أ", "ب")
    ]
    reading = Reading(page([Document("a.txt", pair, FIRST, "t")]))
    assert row_of(reading, "actor")[-1] == "2"
    assert len([each for each in reading.ids if ANNOTATION.fullmatch(each)]) == 2
    assert "أ: 1, ب: 1" in reading.text


def test_what_is_left_out_is_told() -> None:
    losses = [Message("exchange.stale_left_out", count=3)]
    assert str(losses[0]) in Reading(page(documents(), losses=losses)).text


def compared() -> str:
    """Write a report on two articles in which three annotators differ in five places, as counted by hand."""
    names = ("أ", "ب", "ج")
    first = [
        *(mark(FIRST, name, "ACTOR", "دمشق", annotator=name) for name in names),
        *(mark(FIRST, f"{name}2", "EVENT", "زارت", annotator=name) for name in names[:2]),
        mark(FIRST, "l", "ACTOR", "لافروف", annotator="أ"),
        mark(FIRST, "m", "EVENT", "لافروف", annotator="ب"),
    ]
    second = [
        mark(SECOND, "n", "EVENT", "اجتمعت", annotator="أ"),
        mark(SECOND, "o", "ACTOR", "موسكو", annotator="أ"),
        mark(SECOND, "p", "ACTOR", "موسكو ودمشق", annotator="ب"),
    ]
    articles = [
        Document("a.txt", first, FIRST, "t", readers=names),
        Document("b.txt", second, SECOND, "u", readers=names[:2]),
        Document("c.txt", [], SECOND, "v", readers=names[:1]),
    ]
    return page(articles, annotators=names)


def test_every_number_of_the_agreement_leads_to_its_differences() -> None:
    source = compared()
    reading = Reading(source)
    lists = dict(re.findall(r'<p class="spans" id="([^"]*)">(.*?)</p>', source))

    def words(anchor: str) -> list[str]:
        return re.findall(r'href="#a[^"]*">([^<]*)<', lists[anchor])

    assert words("compared") == ["t", "u"]
    assert words("agreed") == ["دمشق"]
    assert words("d0") == ["لافروف", "موسكو"]
    assert words("d1") == ["لافروف", "زارت", "اجتمعت"]
    assert sorted(words("d2")) == sorted(["زارت", "لافروف", "اجتمعت", "موسكو"])
    # the first two annotators agree on «زارت», the third has marked nothing there
    assert words("d1-0") == ["لافروف", "اجتمعت"]
    assert words("d1-1") == ["لافروف", "زارت"]
    numbers = [each for each in reading.links if re.fullmatch(r"[dk]\d.*|agreed|compared", each[0])]
    assert len(numbers) > 20
    assert {anchor for anchor, _ in numbers} <= {*lists}
    assert row_of(reading, "ACTOR")[1].startswith("0.")
    assert ("compared", "2 articles") in numbers
    assert ("d2", "4") in numbers


def test_notes_are_below_their_article_for_those_who_have_paper() -> None:
    noted = [
        mark(FIRST, "a", "ACTOR", "دمشق", note="راجع <الأصل>", annotator="سلمى"),
        mark(FIRST, "b", "ACTOR", "موسكو"),
    ]
    source = page([Document("a.txt", noted, FIRST, "t"), Document("b.txt", [], FIRST, "u")])
    notes = re.findall(r'<section class="notes">(.*?)</section>', source, flags=re.DOTALL)
    assert len(notes) == 1
    assert re.sub("<[^>]*>", "", notes[0]).split("\n") == ["Notes", "دمشق (سلمى): راجع &lt;الأصل&gt;", ""]
    assert 'href="#a000001-00001"' in notes[0]
    _, _, paper = source.partition("@media print")
    assert ".notes" not in paper.partition("</style>")[0], "they are not hidden on paper"


def test_a_list_on_the_page_is_bounded_and_leads_to_all() -> None:
    text = "دمشق " * 500
    found = [
        mark(text, str(nth), "ACTOR", "دمشق", nth, attributes={"canonical": "سوريا"}) for nth in range(500)
    ]
    source = page([Document("a.txt", found, text, "t")])
    lists = dict(re.findall(r'<p class="spans" id="([^"]*)">(.*?)</p>', source))
    assert lists["l0-a000001"].count("<a") == 501
    assert lists["p0"].count("<a") == 201
    assert "<b>500</b>" in lists["p0"]
    assert '<a href="#spans">300 more</a>' in lists["p0"]


def test_a_speaker_does_not_quote_himself_nor_an_actor_of_another_annotator() -> None:
    text = "قال لافروف: «لافروف في موسكو»."
    name = {"canonical": "لافروف"}
    speaker = ({"type": "speaker", "target": "a"},)
    found = [
        mark(text, "a", "ACTOR", "لافروف", attributes=name),
        mark(text, "b", "QUOTE", "«لافروف في موسكو»", relations=speaker),
        mark(text, "c", "ACTOR", "لافروف", 1, attributes=name),
        mark(text, "d", "ACTOR", "موسكو", annotator="عمر"),
    ]
    told = Reading(page([Document("a.txt", found, text, "t")])).text
    assert "with a speaker: 1; without: 0; pairs of speaker and actor: 0." in told


def test_the_line_of_an_outer_annotation_is_below_those_of_the_inner_ones() -> None:
    nested = [
        mark(FIRST, "a", "QUOTE", "زارت دمشق موسكو"),
        mark(FIRST, "b", "EVENT", "زارت دمشق"),
        mark(FIRST, "c", "ACTOR", "زارت"),
    ]
    source = page([Document("a.txt", nested, FIRST, "t")])
    classes = [each["class"] for tag, each in Reading(source).attributes if tag == "mark"]
    assert classes == ["l2 over2", "l1 over1", "l0", "l2 over1", "l1", "l2"]
