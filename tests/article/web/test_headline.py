from __future__ import annotations

import pytest

from hashiya.article.web.headline import are_alike
from tests.article.web.pages import FIRST, HEADLINE, SECOND, page_of

SITE = "صحيفة المثال"
BODY = f"<p>{FIRST}</p><p>{SECOND}</p>"
MENU = "<div><ul><li><a href=/>الرئيسية</a></li><li><a href=/s>رياضة</a></li></ul></div>"
OG = f'<meta property="og:title" content="{HEADLINE}">'
SITE_NAME = f'<meta property="og:site_name" content="{SITE}">'
JSON_LD = f'<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "{HEADLINE}"}}</script>'


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("", f"{MENU}<h1>{HEADLINE}</h1>{BODY}"),
        (f"<title>{HEADLINE} | {SITE}</title>", f"{MENU}<h1>{HEADLINE}</h1>{BODY}"),
        (f"<title>{HEADLINE} | {SITE}</title>", f"<h1>{SITE}</h1>{MENU}<h1>{HEADLINE}</h1>{BODY}"),
        (f"<title>{HEADLINE} | {SITE}</title>", f"<h1>{SITE}</h1>{MENU}<h2>{HEADLINE}</h2>{BODY}"),
        (f"<title>{SITE}</title>{SITE_NAME}", f"<h1>{SITE}</h1><main><h1>{HEADLINE}</h1>{BODY}</main>"),
        ("", f"<h1>{SITE}</h1><article><h1>{HEADLINE}</h1>{BODY}</article>"),
        (f"<title>{HEADLINE} | {SITE}</title>", f"{MENU}{BODY}"),
        (f"<title>{SITE} - {HEADLINE}</title>{SITE_NAME}", f"{MENU}{BODY}"),
        (f"<title>{HEADLINE}</title>", f"{MENU}{BODY}"),
        (OG, f"<h1>{SITE}</h1><h2>{HEADLINE}</h2>{BODY}"),
        (f"<title>{SITE}</title>{OG}", f"{MENU}{BODY}"),
        (f"<title>{SITE}</title>{JSON_LD}", f"{MENU}{BODY}"),
        (SITE_NAME, f"<h1>{SITE}</h1><h2>قسم</h2><h1>{HEADLINE}</h1>{BODY}"),
        (f"{OG}{SITE_NAME}", f"<h1>{SITE}</h1>{BODY}"),
    ],
)
def test_the_title_is_the_headline_of_the_article(head: str, body: str) -> None:
    assert page_of(body, head).title == HEADLINE


def test_the_headline_counts_more_than_another_title() -> None:
    assert (
        page_of(f"<article><h1>{HEADLINE}</h1>{BODY}</article>", "<title>شيء آخر</title>").title == HEADLINE
    )


def test_a_headline_of_several_lines_is_one_title() -> None:
    assert page_of(f"<article><h1>الصحة<br>تسجل <b>ثلاثين</b>\n حالة</h1>{BODY}</article>").title == HEADLINE


def test_a_page_without_any_title_has_none() -> None:
    assert page_of(BODY).title == ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("خبر اليوم", "خبر اليوم"),
        ("خبر  اليوم", "«خبر اليوم»!"),
        ("خبر اليوم - صحيفة", "خبر اليوم"),
        ("Überschrift", "ÜBERSCHRIFT"),
        ("خَبَر اليَوم", "خبر اليوم"),
    ],
)
def test_signs_marks_and_a_short_addition_make_no_other_title(one: str, other: str) -> None:
    assert are_alike(one, other)
    assert are_alike(other, one)


@pytest.mark.parametrize(
    ("one", "other"), [("خبر", "خبر طويل عن اليوم"), ("خبر", ""), ("", ""), ("خبر", "نبأ")]
)
def test_a_part_is_no_title(one: str, other: str) -> None:
    assert not are_alike(one, other)


KICKER = "شؤون محلية"


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("", f"<article><header><span>{KICKER}</span><h1>{HEADLINE}</h1></header>{BODY}</article>"),
        ("", f"<article><div class=kicker>{KICKER}</div><h1>{HEADLINE}</h1>{BODY}</article>"),
        ("", f"<article><h2>{KICKER}</h2><h1>{HEADLINE}</h1>{BODY}</article>"),
        ("", f"<header><p>{KICKER}</p><h1>{HEADLINE}</h1></header>{BODY}"),
        (OG, f"<article><h1>{KICKER}</h1><h2>{HEADLINE}</h2>{BODY}</article>"),
        (f"<title>{HEADLINE} | {SITE}</title>", f"<h2>{KICKER}</h2><h2>{HEADLINE}</h2>{BODY}"),
        ("", f"<article><h1 class=kicker>{KICKER}</h1><h2>{HEADLINE}</h2>{BODY}</article>"),
        ("", f"<article><h1><span class=kicker>{KICKER}</span> <span>{HEADLINE}</span></h1>{BODY}</article>"),
        (OG, f"<article><h1><small>{KICKER}</small> {HEADLINE}</h1>{BODY}</article>"),
    ],
)
def test_a_kicker_above_the_headline_is_no_title(head: str, body: str) -> None:
    page = page_of(body, head)
    assert page.title == HEADLINE
    assert KICKER in page.text
