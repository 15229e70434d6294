"""The byline shown by a page, found by its mark-up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.article.web.class_names import is_about
from hashiya.article.web.headline import plain_text

if TYPE_CHECKING:
    from hashiya.article.web.element import Element

_LETTERS = 80
"""Most letters of a byline."""

_NAMES = frozenset(("author", "byline"))


def shown_byline(article: Element) -> str:
    """Find the first short text marked as the article's author; empty if there is none."""
    found = (each for each in article.elements() if 0 < each.letters <= _LETTERS and _is_byline(each))
    return next((plain_text(each) for each in found), "")


def _is_byline(element: Element) -> bool:
    terms = f"{element.attribute('rel')} {element.attribute('itemprop')}".lower().split()
    return "author" in terms or is_about(element.attribute("class"), _NAMES)
