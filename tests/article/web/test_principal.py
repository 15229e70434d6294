from __future__ import annotations

import pytest

from tests.article.web.pages import ARTICLE, FIRST, HEADLINE, SECOND, TEXT, text_of

SITE = "<div><h1><a href=/>صحيفة المثال</a></h1><p>شعار</p></div>"
AROUND = "<div><p>أخبار أخرى</p></div>"


@pytest.mark.parametrize(
    "element",
    ["<main>{}</main>", "<article>{}</article>", "<div role=main>{}</div>", "<main><div>{}</div></main>"],
)
def test_the_element_for_the_article_is_read_alone(element: str) -> None:
    assert text_of(f"{SITE}{AROUND}{element.format(ARTICLE)}{AROUND}") == TEXT


def test_without_such_an_element_the_smallest_one_around_the_prose_is_read() -> None:
    assert (
        text_of(f"{SITE}<div>{AROUND}<div>{ARTICLE}</div>{AROUND}</div>", f"<title>{HEADLINE}</title>")
        == TEXT
    )


def test_all_from_a_headline_outside_to_the_end_of_the_article_is_read() -> None:
    top = f"<div><h1>{HEADLINE}</h1><p>مقدمة</p></div><div>بقلم: سعاد</div>"
    page = f"{AROUND}{top}<article><p>{FIRST}</p><p>{SECOND}</p></article>{AROUND}"
    assert text_of(page) == f"{HEADLINE}\n\nمقدمة\n\nبقلم: سعاد\n\n{FIRST}\n\n{SECOND}"


@pytest.mark.parametrize(
    "beside", ["<figure>صورة</figure>", "<blockquote>قول</blockquote>", "<table><tr><td>جدول</table>"]
)
def test_what_may_belong_to_the_article_is_read_beside_it(beside: str) -> None:
    text = text_of(
        f"<main><h1>{HEADLINE}</h1><div><p>{FIRST}</p><p>{SECOND}</p></div><div>{beside}</div></main>"
    )
    assert text.startswith(TEXT)
    assert len(text) > len(TEXT)


@pytest.mark.parametrize(
    "page",
    [
        f"<main>قصير</main><p>{FIRST}</p>",
        f"<article><p>{FIRST}</p></article><article><p>{SECOND}</p></article>",
        f"<article>{FIRST}</article><article>واحد</article>",
        f"<p>{FIRST}</p><p>قصير</p><p>قصير</p>",
        f"<div><p>{FIRST}</p></div><p>قصير</p>",
    ],
    ids=[
        "little of the page",
        "two articles",
        "a short one beside",
        "short paragraphs",
        "one paragraph alone",
    ],
)
def test_no_part_is_taken_for_all(page: str) -> None:
    words = page.replace("<", " <").replace(">", "> ").split()
    assert text_of(page).split() == [word for word in words if "<" not in word]
