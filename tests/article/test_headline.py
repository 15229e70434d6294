from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hashiya.article.headline import HEADLINE_LENGTH, TITLE_LENGTH, headline_span, title_of
from hashiya.text.spans import Span

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.mark.parametrize(
    ("seed", "beginning", "headline"),
    [
        ("000_a462ab21ebc8e5b1", "في مشهد يعكس استمرار التقارب", None),
        ("001_5618ad3d74eb7e63", "زيارة يفيكروف إلى دمشق", Span(0, 63)),
        ("002_71cf752dea56cd4a", "العلاقات السورية الروسية..", Span(0, 67)),
        ("003_f22616ff3d8ce778", "زيارة وفد عسكري سوري إلى روسيا:", Span(32, 106)),
        ("004_1725e08aa941cd27", "تمثل زيارة وزارة الدفاع السوري", None),
    ],
)
def test_the_seeds(seed: str, beginning: str, headline: Span | None) -> None:
    text = (SEEDS / f"{seed}.txt").read_text(encoding="utf-8")
    assert title_of(text).startswith(beginning)
    assert len(title_of(text)) <= TITLE_LENGTH
    assert headline_span(text) == headline
    if headline:
        assert headline.cut(text).startswith(beginning)


def test_a_dateline_is_no_title() -> None:
    text = "الجمعة, 3 أكتوبر 2025\n\n  عنوان قصير  \n\nنص طويل."
    assert title_of(text) == "عنوان قصير"
    assert headline_span(text) == Span(23, 37)


def test_a_text_of_nothing_but_a_dateline_is_called_by_it() -> None:
    assert title_of("3 أكتوبر 2025") == "3 أكتوبر 2025"


@pytest.mark.parametrize("text", ["", "\n \t\r\n\u2029", "\u00a0"])
def test_a_text_without_words_has_no_title(text: str) -> None:
    assert title_of(text) == ""
    assert headline_span(text) is None


def test_a_long_paragraph_is_called_by_its_first_sentence() -> None:
    assert title_of("وصل الوفد إلى موسكو. " + "كلمة " * 60) == "وصل الوفد إلى موسكو."
    assert title_of("هل وصل الوفد؟ " + "كلمة " * 60) == "هل وصل الوفد؟"


def test_a_long_sentence_is_cut_at_a_word() -> None:
    title = title_of("أربعة، " * 40)  # words of 6 with a comma, 7 with the space
    assert title == ("أربعة، " * 16 + "أربعة").strip() + "…"


def test_a_word_that_is_too_long_is_cut() -> None:
    assert title_of("ق" * 500) == "ق" * (TITLE_LENGTH - 1) + "…"


def test_white_space_in_a_title_becomes_one_space() -> None:
    assert title_of("عنوان\tمن \u00a0 كلمات\n\nنص") == "عنوان من كلمات"


def test_a_headline_is_short_and_not_all_there_is() -> None:
    assert headline_span("عنوان وحده") is None
    assert headline_span("عنوان وحده\n\n  \n") is None
    assert headline_span("3 أكتوبر 2025\nعنوان وحده") is None
    assert headline_span("ق" * HEADLINE_LENGTH + "\nنص") == Span(0, HEADLINE_LENGTH)
    assert headline_span("ق" * (HEADLINE_LENGTH + 1) + "\nنص") is None


def test_numbers_times_and_signs_are_no_title() -> None:
    assert title_of("1\n00:00:01,000 --> 00:00:04,000\nمرحبا بكم\n\n2\n") == "مرحبا بكم"
    assert title_of("WEBVTT\nKind: captions\n\n00:01.000 --> 00:04.000 align:start\n- مرحبا") == "مرحبا"
    assert title_of("* * *\n\n---\n# عنوان #\n") == "عنوان"
    assert title_of("1\n" * 150 + "عنوان") == "عنوان"


def test_a_text_without_letters_is_called_by_its_first_line() -> None:
    assert title_of("\n 123 \n456") == "123"
    assert title_of("1\n" * 100_000) == "1"


def test_the_title_of_front_matter_is_the_title_but_not_the_headline() -> None:
    text = "---\ntitle: عنوان\n---\nأول\nثان"
    assert title_of(text) == "عنوان"
    assert headline_span(text) == Span(21, 24)
    assert title_of("---\nقال الوزير إن المدارس\n---\nنص") == "قال الوزير إن المدارس"


@given(st.text(alphabet="اب .،\n\r\u2029\x00؟1/2025-#*>", max_size=400))
def test_a_title_never_grows_too_long_and_a_headline_is_a_paragraph(text: str) -> None:
    assert len(title_of(text)) <= TITLE_LENGTH
    span = headline_span(text)
    if span:
        assert text[: span.start].endswith(("\n", "\r", "\u2029")) or span.start == 0
        assert text[span.end] in "\n\r\u2029"


@pytest.mark.parametrize(
    "kicker", ["عاجل", "عاجل |", "خاص:", "تقريـر", "حصرياً", "# تحليل", "Breaking", "بِالفيديو"]
)
def test_a_word_over_the_headline_is_no_title(kicker: str) -> None:
    text = f"{kicker}\n\nوزير الخارجية يزور بكين\n\nنص طويل."
    assert title_of(text) == "وزير الخارجية يزور بكين"
    headline = headline_span(text)
    assert headline is not None
    assert headline.cut(text) == "وزير الخارجية يزور بكين"


@pytest.mark.parametrize("title", ["عاجل: وفاة الوزير", "تقرير مطول عن الاقتصاد", "العاجل"])
def test_a_headline_may_begin_with_such_a_word(title: str) -> None:
    assert title_of(f"{title}\n\nنص طويل.") == title


def test_a_text_of_nothing_but_such_a_word_is_called_by_it() -> None:
    assert title_of("عاجل\n") == "عاجل"
