"""The headline of a page: the heading named by the page's titles, or above the article."""

from __future__ import annotations

import unicodedata
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from hashiya.article.web.class_names import is_about
from hashiya.article.web.rendering import text_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from hashiya.article.web.element import Element

_HEADINGS = ("h1", "h2", "h3")
_KICKERS = frozenset(
    ["kicker", "eyebrow", "overline", "topline", "supertitle", "surtitle", "surtitre", "dachzeile"]
)
_SIGNS = " :|·–—-،"


def find_headline(root: Element, titles: Collection[str], names: Iterable[str]) -> Element | None:
    """Find the heading with the article's headline; None if there is none.

    Args:
        root: the page, measured.
        titles: the titles of the article in the metadata.
        names: the names of the site in the metadata.
    """
    sites = {letters_of(name) for name in names}
    headings = [each for each in root.elements() if each.tag in _HEADINGS and each.letters]
    headings = [each for each in headings if letters_of(plain_text(each)) not in sites]
    under_kicker = [below for above, below in pairwise(headings) if _is_kicker(above)]
    headings = [each for each in headings if not _is_kicker(each)] or headings
    headings.sort(key=lambda each: _HEADINGS.index(each.tag))
    named = [each for each in headings if any(are_alike(plain_text(each), title) for title in titles)]
    first = [each for each in headings if each.tag == "h1"]
    inside = [each for each in first if any(above.tag in ("article", "main") for above in each.ancestors())]
    alone = first if len(first) == 1 else []
    return next(iter((*named, *inside, *alone, *under_kicker)), None)


def headline_text(headline: Element, titles: Collection[str]) -> str:
    """Return the text of a headline on one line, without a kicker at its beginning.

    Args:
        headline: the heading.
        titles: the titles of the article, which reveal a kicker without a telling class.
    """
    text = plain_text(headline)
    named = {letters_of(title) for title in titles}
    for each in headline.elements():
        rest = text.removeprefix(plain_text(each)).strip(_SIGNS) if each.letters else text
        if rest not in ("", text) and (_is_kicker(each) or letters_of(rest) in named):
            return rest
    return text


def _is_kicker(element: Element) -> bool:
    """Tell whether an element is a kicker: a short line above the headline with its subject."""
    return is_about(f"{element.attribute('class')} {element.attribute('id')}", _KICKERS)


def plain_text(element: Element) -> str:
    """Return an element's text on one line."""
    return " ".join(text_of(element).split())


def are_alike(one: str, other: str) -> bool:
    """Tell whether two titles are the same, perhaps with an addition to one of them."""
    shorter, longer = sorted((letters_of(one), letters_of(other)), key=len)
    return bool(shorter) and shorter in longer and 2 * len(shorter) >= len(longer)


@cache
def letters_of(title: str) -> str:
    """Return only the letters and digits of a title, so spaces and signs do not matter."""
    folded = unicodedata.normalize("NFKC", title).casefold()
    return "".join(filter(str.isalnum, folded))
