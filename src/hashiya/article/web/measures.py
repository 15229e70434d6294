"""Measures of a page's elements: lines, letters, letters in links, prose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.article.web.element import HEADINGS

if TYPE_CHECKING:
    from hashiya.article.web.element import Element

PROSE = 60
"""Least letters of a paragraph of prose: a short sentence; labels and menus have fewer."""


def measure(root: Element) -> None:
    """Set the measures of an element and of its descendants that are not left out.

    If no paragraph is long enough for prose, every paragraph outside links counts as prose.
    """
    elements = list(root.elements())
    for least in (PROSE, 1):
        for element in reversed(elements):
            _measure(element, least)
        if root.prose:
            break


def _measure(element: Element, least: int) -> None:
    """Set the measures of an element whose children are measured.

    Args:
        element: the element.
        least: the least number of letters outside links in a paragraph of prose.
    """
    lines = links = letters = linked = prose = paragraphs = own = own_linked = 0
    in_line = False
    for child in element.children:
        if isinstance(child, str):
            count = len("".join(child.split()))
            letters += count
            own += count
            if count and not in_line:
                lines += 1
                in_line = True
        elif child.tag == "br" or child.left_out:
            in_line = in_line and child.left_out
        else:
            letters += child.letters
            links += child.links
            linked += child.linked
            prose += child.prose
            paragraphs += child.paragraphs
            if child.is_block:
                lines += child.lines
                in_line = False
            elif child.lines:
                own += child.own
                own_linked += child.own_linked
                lines += child.lines - 1 if in_line else child.lines
                in_line = True
    if element.in_link:
        linked, own_linked = letters, own
        links += element.tag == "a"
    if element.is_block or element.parent is None:
        unlinked = own - own_linked
        element.is_prose = unlinked >= least and unlinked > own_linked and element.tag not in HEADINGS
        if element.is_prose:
            prose += unlinked
            paragraphs += 1
        own = own_linked = 0
    element.lines, element.links, element.letters = lines, links, letters
    element.linked, element.prose, element.paragraphs = linked, prose, paragraphs
    element.own, element.own_linked = own, own_linked
