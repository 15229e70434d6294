from __future__ import annotations

import pytest

from tests.article.web.pages import FIRST, HEADLINE, SECOND, page_of

BODY = f"<p>{FIRST}</p><p>{SECOND}</p>"


def json_ld(content: str) -> str:
    return f'<script type="application/ld+json">{content}</script>'


def dated(day: str, **more: str) -> str:
    return f'{{"@type": "NewsArticle", "datePublished": "{day}"}}'


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2019-02-08T00:00:00+01:00">',
        '<META NAME="DC.date.issued" CONTENT="2019-02-08">',
        '<meta itemprop="datePublished" content="2019-02-08T23:30:00-05:00">',
        '<meta name="pubdate" content="20190208">',
        '<meta name="date" content="8 فيفري 2019">',
        '<meta name="parsely-pub-date" content="2019-02-08T10:00:00Z">',
        json_ld(dated("2019-02-08T10:00:00+03:00")),
        json_ld(f'[{{"@type": "WebPage"}}, {dated("2019-02-08")}]'),
        json_ld(f'{{"@graph": [{{"@type": "Organization"}}, {dated("2019-02-08")}]}}'),
        json_ld('{"@type": ["ReportageNewsArticle", "Thing"], "datePublished": "2019-02-08"}'),
        json_ld(f"\n<!-- {dated('2019-02-08')} -->\n"),
        json_ld(f"//<![CDATA[\n{dated('2019-02-08')}\n//]]>"),
        json_ld('{"@type": "NewsArticle", "description": "سطر\nآخر", "datePublished": "2019-02-08"}'),
        json_ld("{no json}") + json_ld(dated("2019-02-08")),
        json_ld("[" * 100_000) + json_ld(dated("2019-02-08")),
    ],
)
def test_the_date_of_publishing_is_read_of_what_the_page_states(head: str) -> None:
    page = page_of(f"<h1>{HEADLINE}</h1><p>آخر تحديث: 3 أكتوبر 2025</p>{BODY}", head)
    assert page.date == "2019-02-08"


@pytest.mark.parametrize(
    "shown",
    [
        "<p>الجمعة 8 فيفري 2019</p>",
        "<header><p>الجمعة 8 فيفري 2019</p></header>",
        "<footer><span>8/2/2019</span></footer>",
        '<span itemprop="datePublished" content="2019-02-08">أمس</span>',
        '<time pubdate datetime="2019-02-08T10:00">أمس</time>',
        '<p><time datetime="2019-02-08">أمس</time></p>',
        "<p>نشر في <time>8 فيفري 2019</time></p>",
    ],
)
def test_the_date_is_read_of_what_the_page_shows(shown: str) -> None:
    assert page_of(f"<article><h1>{HEADLINE}</h1>{shown}{BODY}</article>").date == "2019-02-08"


@pytest.mark.parametrize("wrong", ["", "أمس", "2019-13-40", "0000-00-00", "2019", "[date]", "9" * 5000])
def test_a_date_that_is_none_is_passed_over(wrong: str) -> None:
    head = f'<meta property="article:published_time" content="{wrong}">'
    assert page_of(f"<h1>{HEADLINE}</h1>{BODY}", head).date == ""
    assert page_of(f"<h1>{HEADLINE}</h1>{BODY}", head + json_ld(dated("2019-02-08"))).date == "2019-02-08"


@pytest.mark.parametrize(
    ("stated", "shown", "date"),
    [
        ("2019-02-08T22:30:00Z", "9 فيفري 2019", "2019-02-09"),
        ("2019-02-08T22:30:00+00:00", "9 فيفري 2019", "2019-02-09"),
        ("2019-02-08T22:30:00+02:00", "9 فيفري 2019", "2019-02-08"),
        ("2019-02-08T22:30:00Z", "12 فيفري 2019", "2019-02-08"),
        ("2019-02-08T22:30:00Z", "", "2019-02-08"),
    ],
)
def test_a_time_in_utc_gives_way_to_a_dateline_of_the_next_day(stated: str, shown: str, date: str) -> None:
    head = f'<meta property="article:published_time" content="{stated}">'
    assert page_of(f"<h1>{HEADLINE}</h1><p>{shown}</p>{BODY}", head).date == date


@pytest.mark.parametrize(
    ("head", "shown", "byline"),
    [
        ('<meta name="author" content="سعاد المثال">', "", "سعاد المثال"),
        (
            json_ld('{"@type": "Article", "author": {"@type": "Person", "name": "سعاد المثال"}}'),
            "",
            "سعاد المثال",
        ),
        (json_ld('{"@type": "Article", "author": [{"name": "سعاد"}, {"name": ["سالم"]}]}'), "", "سعاد، سالم"),
        (json_ld('{"@type": "Article", "author": "سعاد &amp; سالم"}'), "", "سعاد & سالم"),
        ('<meta property="article:author" content="https://example.org/suad">', "", ""),
        ("", "<p class=byline>بقلم: سعاد</p>", "بقلم: سعاد"),
        ("", "<a rel='author' href=x>سعاد</a>", "سعاد"),
        ("", "<span itemprop=author><b>سعاد</b> المثال</span>", "سعاد المثال"),
        ("", f"<div class=author>{FIRST} {SECOND}</div>", ""),
    ],
)
def test_the_byline_is_read(head: str, shown: str, byline: str) -> None:
    assert page_of(f"<article><h1>{HEADLINE}</h1>{shown}{BODY}</article>", head).byline == byline


def test_values_of_another_kind_than_text_are_passed_over() -> None:
    head = json_ld(
        '{"@type": "Article", "headline": 5, "datePublished": [2019], "author": [null, 7, {"name": {}}]}'
    )
    page = page_of(BODY, head)
    assert (page.title, page.date, page.byline) == ("", "", "")
