"""Show a difference between annotators with the words around it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hashiya.agreement.differences import Kind

if TYPE_CHECKING:
    from hashiya.agreement.differences import Difference

_CONTEXT = 40
"""Code points before and after a difference."""


class Shown(NamedTuple):
    """A difference with the text around it.

    Attributes:
        difference: the difference.
        before: the text before it.
        text: its own text; empty if the text is not known.
        after: the text after it.
    """

    difference: Difference
    before: str
    text: str
    after: str


def size(difference: Difference) -> int:
    """Count the code points on which annotators differ; none where they differ in attributes or relations."""
    if difference.kind in (Kind.ATTRIBUTE, Kind.RELATION):
        return 0
    length = difference.end - difference.start
    if difference.kind != Kind.BOUNDARY:
        return length
    spans = [each for version in difference.versions for each in version.annotations]
    return length - max(0, min(each.end for each in spans) - max(each.start for each in spans))


def in_context(difference: Difference, text: str | None) -> Shown:
    """Add its context to a difference; without a text there is none."""
    start, end = difference.start, difference.end
    if text is None:
        return Shown(difference, "", "", "")
    return Shown(difference, _words_before(text, start), text[start:end], _words_after(text, end))


def _words_before(text: str, end: int) -> str:
    """Return whole words before an offset."""
    start = max(0, end - _CONTEXT)
    return text[start:end] if start == 0 else text[start:end].partition(" ")[2]


def _words_after(text: str, start: int) -> str:
    """Return whole words after an offset."""
    end = start + _CONTEXT
    return text[start:end] if end >= len(text) else text[start:end].rpartition(" ")[0]
