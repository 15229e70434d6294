"""Pairs the quotation marks of a paragraph, as writers of Arabic news really use them.

Straight marks do not say which way they face, and curly ones are typed either way round in right-to-left
text. So the neighbours of a mark decide: one that opens stands after a space, a bracket or a clitic
(``و"الوطن"``) and before a letter, one that closes the other way about. Where the neighbours do not tell, a
mark faces as its shape says, and a straight one closes what is open.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from hashiya.text.categories import format_characters, mark_characters, marks
from hashiya.text.spans import Span

_OPENING_SHAPES = frozenset("“„‟«‹‘‚‛")
_CLOSING_SHAPES = frozenset("”»›’")
_CLOSED_BY_OPENING_SHAPES = _CLOSING_SHAPES | frozenset("„‚")
_FAMILIES = {
    mark: family
    for family, marks_ in enumerate(('"＂', "“”„‟", "«»", "‹›", "‘’‚‛", "'＇"))
    for mark in marks_
}
_SINGLE = frozenset("‘’‚‛'＇")
_OPENING_BRACKETS = frozenset("([{﴾")
_CLOSING_BRACKETS = frozenset(")]}﴿")
_CLITIC_LIMIT = 12


class Quotation(NamedTuple):
    """A pair of quotation marks and what stands between them.

    Attributes:
        outer: the quotation with its marks, in code points.
        inner: what is quoted, without the marks and the spaces beside them; never empty.
        depth: how many other quotations it stands in.
    """

    outer: Span
    inner: Span
    depth: int


def quotations(text: str, start: int, end: int) -> list[Quotation]:
    """The quotations of the paragraph ``text[start:end]`` in the order in which they open.

    Pairs of “ ”, „ “, « », ‹ ›, ‘ ’ and of straight marks, nested without crossing. A mark without a
    partner in the paragraph, an apostrophe among them, is passed over, and so is a pair with nothing in it.

    Args:
        text: the whole text.
        start: first offset of the paragraph, in code points.
        end: offset after the paragraph.
    """
    pairs = sorted(_pairs(text, start, end))
    found: list[Quotation] = []
    enclosing: list[Span] = []
    for outer in pairs:
        while enclosing and enclosing[-1].end < outer.end:
            enclosing.pop()
        quoted = text[outer.start + 1 : outer.end - 1]
        first = outer.start + 1 + len(quoted) - len(quoted.lstrip())
        inner = Span(first, first + len(quoted.strip()))
        if inner.start < inner.end:
            found.append(Quotation(outer, inner, len(enclosing)))
            enclosing.append(outer)
    return found


def inside_at(text: str, offset: int, start: int, end: int) -> list[Span]:
    """What stands inside each quotation of the paragraph that holds ``offset``, the innermost first.

    An offset on a mark counts as inside.

    Args:
        text: the whole text.
        offset: in code points.
        start: first offset of the paragraph.
        end: offset after the paragraph.
    """
    around = (
        found for found in quotations(text, start, end) if found.outer.start <= offset < found.outer.end
    )
    return [found.inner for found in sorted(around, key=lambda found: -found.depth)]


def _pairs(text: str, start: int, end: int) -> list[Span]:
    """The spans of matched marks, in the order in which they close."""
    pairs: list[Span] = []
    opened: dict[int, list[int]] = {family: [] for family in _FAMILIES.values()}
    for match in re.compile(f"[{''.join(_FAMILIES)}]").finditer(text, start, end):
        at = match.start()
        same = opened[_FAMILIES[match.group()]]
        direction = _direction(text, at, start, end, opener=text[same[-1]] if same else "")
        if direction == "opens":
            same.append(at)
        elif direction == "closes" and same:
            first = same[-1]
            pairs.append(Span(first, at + 1))
            for offsets in opened.values():
                while offsets and offsets[-1] >= first:
                    offsets.pop()
    return pairs


def _direction(text: str, at: int, start: int, end: int, opener: str) -> str:
    """``"opens"``, ``"closes"`` or an empty string for the mark at ``at``.

    Args:
        text: the whole text.
        at: offset of the mark.
        start: first offset of the paragraph.
        end: offset after the paragraph.
        opener: the mark of the same family that is open, or an empty string.
    """
    mark, before, after = text[at], _neighbour(text, at, -1, start, end), _neighbour(text, at, 1, start, end)
    opens = (
        not after.isspace()
        and after not in _CLOSING_BRACKETS
        and (not before.isalnum() or (after.isalnum() and _follows_clitic(text, at, start)))
    )
    closes = not before.isspace() and before not in _OPENING_BRACKETS and not after.isalnum()
    if opens != closes:
        return "opens" if opens else "closes"
    if mark in _SINGLE and not opens:
        return ""
    if mark in _OPENING_SHAPES and opener not in _CLOSED_BY_OPENING_SHAPES:
        return "opens"
    return "closes" if opener or (mark in _CLOSING_SHAPES and not opens) else "opens"


def _neighbour(text: str, at: int, step: int, start: int, end: int) -> str:
    """The nearest character with a place of its own beside ``at``; a space beyond the paragraph."""
    invisible = _without_place()
    at += step
    while start <= at < end and text[at] in invisible:
        at += step
    return text[at] if start <= at < end else " "


@cache
def _without_place() -> frozenset[str]:
    return mark_characters() | format_characters()


def _follows_clitic(text: str, at: int, start: int) -> bool:
    return _clitic().search(text, max(start, at - _CLITIC_LIMIT), at) is not None


@cache
def _clitic() -> re.Pattern[str]:
    """What is written on to the word that follows: أ, و or ف, one of ب ل ك س, the article; with tatweel."""
    extending = rf"[{marks()}\u0640]*"
    prefix = "".join(rf"(?:[{letters}]{extending})?" for letters in ("أ", "وف", "بلكس", "ا", "ل"))
    return re.compile(rf"(?<!\w){prefix}(?<=\w)\Z")
