"""The element of a page with the article."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hashiya.article.web.element import Element

_MOST = 0.5
"""Least share of the page's prose in an `article` or `main` to be taken for the article."""

_ENOUGH = 0.33
"""The same share if the element also holds the headline."""

_KEPT_BESIDE = frozenset(("blockquote", "dl", "figure", "pre", "table"))
_NEARLY_ALL = 0.95
"""Least share of the prose in the smallest element around the article."""


def find_article(root: Element, headline: Element | None) -> Element:
    """Find the smallest element with the article, and leave out the elements around it.

    The search begins at the page's `article` or `main`, if most of the prose is there, and ends at the
    smallest element with nearly all of the prose. If the headline is before it, everything from the headline
    on is kept.

    Args:
        root: the page, measured, without boilerplate.
        headline: the article's headline.
    """
    article = _marked_up(root, headline)
    while inner := _holder(article):
        article = inner
    return article if headline is None else _with_headline(article, headline)


def _marked_up(root: Element, headline: Element | None) -> Element:
    """Find the `article` or `main` with enough of the page's prose; else return the page."""
    around_headline = set() if headline is None else {headline, *headline.ancestors()}
    for tag in ("article", "main"):
        found = [each for each in root.elements() if tag in (each.tag, each.attribute("role").lower())]
        best = max(found, key=lambda each: each.prose, default=root)
        if best.prose >= (_ENOUGH if best in around_headline else _MOST) * root.prose:
            return _with_its_like(best)
    return root


def _with_its_like(article: Element) -> Element:
    """Return the parent of several adjacent articles, which are read together."""
    beside = [] if article.parent is None else article.parent.child_elements()
    alike = [each for each in beside if each.tag == article.tag and each.letters > each.linked]
    return article.parent if len(alike) > 1 and article.parent is not None else article


def _holder(element: Element) -> Element | None:
    """Find the child block with nearly all of an element's prose; None if there is none.

    A single paragraph does not count. Nor does a block beside quotations, captions or tables: they may belong
    to the article.
    """
    least = max(1, _NEARLY_ALL * element.prose)
    inside = element.child_elements()
    holder = next((each for each in inside if each.prose >= least and each.is_block), None)
    if holder is None or holder.paragraphs < 2:
        return None
    others = (each for sibling in inside if sibling is not holder for each in sibling.elements())
    return None if any(each.tag in _KEPT_BESIDE and each.letters > each.linked for each in others) else holder


def _with_headline(article: Element, headline: Element) -> Element:
    """Find the element around headline and article; leave out the elements before and after the two."""
    to_headline = [headline, *headline.ancestors()]
    to_article = [article, *article.ancestors()]
    if article in to_headline or headline in to_article:
        return article
    around = next(each for each in to_article if each in to_headline)
    before, after = to_headline[: to_headline.index(around)], to_article[: to_article.index(around)]
    beginning, end = around.children.index(before[-1]), around.children.index(after[-1])
    if beginning > end:  # a headline below the article's text
        return article
    for element in before[1:]:
        _leave_out(element.parent, before=element)
    for element in after:
        _leave_out(element.parent, after=element)
    return around


def _leave_out(
    parent: Element | None, *, before: Element | None = None, after: Element | None = None
) -> None:
    """Leave out the children of a parent before one of them, or after one."""
    children = parent.child_elements() if parent is not None else []
    start = children.index(after) + 1 if after in children else 0
    end = children.index(before) if before in children else len(children)
    for each in children[start:end]:
        each.left_out = True
