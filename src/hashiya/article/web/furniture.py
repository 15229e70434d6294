"""Boilerplate around an article on its page: menus, share bars, lists of other articles, comments.

It is recognised by elements and roles, by usual names of classes and ids, and otherwise by lists of nothing
but links. Mark-up is not reliable: an element with the headline, or much of the page's prose, is never left
out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.article.web.class_names import is_about
from hashiya.article.web.element import HEADINGS
from hashiya.article.web.measures import measure

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from hashiya.article.web.element import Element

_MOST_BY_NAME = 0.3
"""Share of the page's prose that a name may leave out; a name is less certain than an element or role."""

_LINKS, _LINKED = 3, 0.75
"""Least number of links in a list of links, and their least share of its letters."""

_NAVIGATION = frozenset(("menu", "menubar", "navigation", "search", "tablist", "toolbar"))
_BESIDE = frozenset(("alertdialog", "banner", "complementary", "contentinfo", "dialog"))
_OWN_PARTS = frozenset(("article", "blockquote", "figure", "main", "section"))
_NAMES = """
ad addtoany ads advert advertisement advertising adverts breadcrumb breadcrumbs comment commentlist
comments consent cookie cookies copyright disqus footer gdpr login masthead menu modal nav navbar
navigation newsletter newsletters outbrain pager pagination popup promo recommendation recommendations
recommended related relatedposts respond share sharebar sharedaddy sharing sidebar signup social sponsored
subscribe subscription taboola tagcloud tags toolbar trending widget widgets
"""
_NAME_SET = frozenset(_NAMES.split())
# inline elements of an article are not judged by name
_NOT_BY_NAME = "html body main article figure blockquote table pre p"
_NOT_BY_NAME_TAGS = HEADINGS.union(_NOT_BY_NAME.split())
_PARTS = frozenset(("article", "li", "section"))
_TEXTS = frozenset(("p", *HEADINGS))


def leave_out_furniture(root: Element, headline: Element | None) -> None:
    """Mark the boilerplate around the article as left out, and measure the page again.

    Args:
        root: the page, measured.
        headline: the article's headline, kept with all its ancestors.
    """
    kept = {root, headline, *(() if headline is None else headline.ancestors())}
    own = frozenset(_own_headers_and_footers(root, headline))
    for is_furniture, most in (
        (_is_navigation, 0.9),
        (_is_beside, 0.5),
        (own.__contains__, 0.5),
        (_is_by_name, _MOST_BY_NAME),
    ):
        for element in root.elements():
            is_much = element.prose > most * root.prose
            if not is_much and element not in kept and is_furniture(element):
                element.left_out = True
        measure(root)


def _own_headers_and_footers(root: Element, headline: Element | None) -> Iterator[Element]:
    """Find the headers and footers of the page itself (HTML, 4.3.8 and 4.3.9).

    They are in no part that may have its own. A header belongs to the article if it is below the headline, or
    has a heading and no headline is known; so does a footer above some of the prose.
    """
    elements = list(root.elements())
    top = elements.index(headline) if headline in elements else None
    bottom = max((place for place, each in enumerate(elements) if each.is_prose), default=0)
    for place, element in enumerate(elements):
        if element.tag == "header":
            is_own = place < top if top is not None else not _has_heading(element)
        else:
            is_own = element.tag == "footer" and place > bottom
        if is_own and not any(above.tag in _OWN_PARTS for above in element.ancestors()):
            yield element


def _has_heading(element: Element) -> bool:
    return any(each.tag in HEADINGS for each in element.elements())


def leave_out_link_lists(article: Element, kept: Collection[Element]) -> None:
    """Mark lists of links as left out, each with the heading above it, except those amid prose."""
    for element in article.elements():
        if element is article or element in kept or not _is_link_list(element) or _is_amid_prose(element):
            continue
        element.left_out = True
        for heading in _headings_over(element):
            if heading not in kept:
                heading.left_out = True


def leave_out_teasers(article: Element, kept: Collection[Element]) -> None:
    """Mark parts of an article with a link as heading as left out: they announce another article."""
    for element in article.elements():
        if element.tag not in _PARTS or element is article or element in kept:
            continue
        if element.prose <= _MOST_BY_NAME * article.prose and _is_headed_by_link(element):
            element.left_out = True


def _is_headed_by_link(element: Element) -> bool:
    heading = next((each for each in element.elements() if each.tag in HEADINGS and each.letters), None)
    return heading is not None and heading.linked == heading.letters


def _is_navigation(element: Element) -> bool:
    return element.tag in ("nav", "search") or _role(element) in _NAVIGATION


def _is_beside(element: Element) -> bool:
    if element.tag == "button":
        return not any(above.tag in HEADINGS or above.tag == "summary" for above in element.ancestors())
    if element.tag == "aside" or _role(element) in _BESIDE:
        return True
    if element.attribute("aria-hidden").lower() == "true":
        return True
    return element.asks_for_text


def _role(element: Element) -> str:
    return (element.attribute("role").lower().split() or [""])[0]


def _is_by_name(element: Element) -> bool:
    if element.tag in _NOT_BY_NAME_TAGS:
        return False
    return is_about(f"{element.attribute('class')} {element.attribute('id')}", _NAME_SET)


def _is_link_list(element: Element) -> bool:
    if not element.is_block or element.prose or not element.letters or element.tag in _TEXTS:
        return False
    return element.links >= _LINKS and element.linked >= _LINKED * element.letters


def _is_amid_prose(element: Element) -> bool:
    """Tell whether an element's parent has prose before and after the element."""
    siblings = [] if element.parent is None else element.parent.child_elements()
    with_prose = [place for place, each in enumerate(siblings) if each.prose]
    return bool(with_prose) and with_prose[0] < siblings.index(element) < with_prose[-1]


def _headings_over(element: Element) -> Iterator[Element]:
    """Find the headings directly before an element that then head nothing else."""
    siblings = [] if element.parent is None else element.parent.child_elements()
    for each in reversed(siblings[: siblings.index(element)] if element in siblings else []):
        if each.tag not in HEADINGS:
            break
        yield each
