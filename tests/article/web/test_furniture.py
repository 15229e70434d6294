"""What stands around an article is left out, as far as mark-up, names and links tell; nothing else is."""

from __future__ import annotations

import pytest

from tests.article.web.pages import ARTICLE, FIRST, HEADLINE, SECOND, TEXT, text_of

LINKS = "<a href=1>الرئيسية</a> <a href=2>سياسة</a> <a href=3>رياضة</a>"
LIST = "<ul><li><a href=1>الرئيسية</a></li><li><a href=2>سياسة</a></li><li><a href=3>رياضة</a></li></ul>"
TEASER = f"<h3><a href=1>خبر آخر</a></h3><p>{FIRST}</p>"


@pytest.mark.parametrize(
    "furniture",
    [
        "<nav>قائمة</nav>",
        "<div role=navigation>قائمة</div>",
        "<search>بحث</search>",
        "<div role='Search'>بحث</div>",
        "<aside>اقرأ أيضا</aside>",
        f"<aside><p>{FIRST}</p></aside>",
        "<div role=complementary>جانب</div>",
        "<header>صحيفة المثال</header>",
        "<div role=banner>صحيفة المثال</div>",
        "<footer>حقوق النشر</footer>",
        "<div role=contentinfo>حقوق</div>",
        "<div class=breadcrumbs>الرئيسية » سياسة</div>",
        "<div class='post-breadcrumb'>الرئيسية » سياسة</div>",
        "<div class=share-buttons>شارك</div>",
        "<div id=comments><p>تعليق</p></div>",
        "<div class=sidebar><p>جانب</p></div>",
        "<div class=relatedPosts>اقرأ أيضا</div>",
        "<form action=/s><label>بريدك<input type=email></label><button>اشترك</button></form>",
        "<button>شارك</button>",
        LIST,
        f"<div>{LINKS}</div>",
        f"<h2>الأقسام</h2>{LIST}",
        f"<table><tr><td>{LINKS}</td></tr></table>",
    ],
)
@pytest.mark.parametrize(
    "page", ["{}<main>{}</main>", "<div>{}</div><div>{}</div>", "<article>{1}</article>{0}"]
)
def test_what_is_around_the_article_is_left_out(furniture: str, page: str) -> None:
    assert text_of(page.format(furniture, ARTICLE)) == TEXT


@pytest.mark.parametrize(
    "furniture",
    [
        "<nav>قائمة</nav>",
        "<aside>اقرأ أيضا</aside>",
        "<div class=share>شارك</div>",
        f"<div class=related>{LIST}</div>",
        LIST,
        f"<section>{TEASER}</section>",
        f"<ul><li>{TEASER}</li></ul>",
        f"<article>{TEASER}</article>",
    ],
)
def test_what_is_not_of_the_article_is_left_out_in_it(furniture: str) -> None:
    assert (
        text_of(f"<article>{ARTICLE}<p>{SECOND}</p><p>{FIRST}</p>{furniture}</article>")
        == f"{TEXT}\n\n{SECOND}\n\n{FIRST}"
    )


def test_links_amid_the_prose_are_read() -> None:
    page = f"<article><h1>{HEADLINE}</h1><p>{FIRST}</p>{LIST}<p>{SECOND}</p></article>"
    assert text_of(page) == f"{HEADLINE}\n\n{FIRST}\n\nالرئيسية\nسياسة\nرياضة\n\n{SECOND}"


def test_a_paragraph_of_links_is_read() -> None:
    assert text_of(f"<article>{ARTICLE}<p>{LINKS}</p></article>") == f"{TEXT}\n\nالرئيسية سياسة رياضة"


@pytest.mark.parametrize(
    "holder",
    [
        "<aside>{}</aside>",
        "<div role=complementary>{}</div>",
        "<header>{}</header>",
        "<footer>{}</footer>",
        "<form><input>{}</form>",
        "<div class=sidebar>{}</div>",
        "<div id=comments>{}</div>",
        "<div aria-hidden=true>{}</div>",
    ],
)
@pytest.mark.parametrize("paragraphs", [f"<p>{FIRST}</p><p>{SECOND}</p>", "<p>فقرة قصيرة.</p><p>أخرى.</p>"])
def test_an_article_in_an_element_for_something_else_is_read(holder: str, paragraphs: str) -> None:
    """Mark-up errs: what holds most of the text is the article."""
    text = text_of(f"<nav>قائمة</nav><h1>{HEADLINE}</h1>{holder.format(paragraphs)}")
    assert text == text_of(f"<h1>{HEADLINE}</h1>{paragraphs}")


@pytest.mark.parametrize(
    "name", ["wp-block-embed", "elementor-widget-container", "has-sidebar-left", "steady-paywall"]
)
def test_a_name_that_speaks_of_something_else_too_leaves_nothing_out(name: str) -> None:
    assert text_of(f"<article>{ARTICLE}<div class={name}>نص</div></article>") == f"{TEXT}\n\nنص"


@pytest.mark.parametrize(
    "part",
    [
        "<header><p>بقلم: سعاد</p></header>",
        "<footer><span>18 نوفمبر 2025</span></footer>",
        "<section><footer>المصدر</footer></section>",
    ],
)
def test_headers_and_footers_of_the_article_are_read(part: str) -> None:
    article = f"<article><h1>{HEADLINE}</h1>{part}<p>{FIRST}</p></article>"
    page = f"<header>صحيفة</header>{article}<footer>حقوق</footer>"
    assert len(text_of(page).split("\n\n")) == 3
    assert text_of(page).startswith(f"{HEADLINE}\n\n")
    assert text_of(page).endswith(f"\n\n{FIRST}")


def test_a_header_below_the_headline_and_a_footer_amid_the_prose_are_of_the_article() -> None:
    page = (
        f"<header>صحيفة</header><h1>{HEADLINE}</h1><header>بقلم: سعاد</header><footer>18 نوفمبر 2025</footer>"
        f"<p>{FIRST}</p><p>{SECOND}</p><footer>حقوق</footer>"
    )
    assert text_of(page) == f"{HEADLINE}\n\nبقلم: سعاد\n18 نوفمبر 2025\n\n{FIRST}\n\n{SECOND}"


def test_a_header_with_a_heading_is_read_where_no_headline_is_found() -> None:
    assert (
        text_of(f"<header>صحيفة</header><header><h2>عنوان</h2></header><p>{FIRST}</p>") == f"عنوان\n\n{FIRST}"
    )
