"""Write text as HTML: text from outside made harmless, and articles with their annotations marked."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from unicodedata import bidirectional

from hashiya.exchange.segments import iter_segments
from hashiya.layout.direction import paragraph_direction
from hashiya.text.cleaning import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from hashiya.annotation.annotation import Annotation

_OVERRIDES = {0x202D: "<U+202D>", 0x202E: "<U+202E>"}
"""Controls that turn all letters after them, shown as codes; other bidi controls end with their paragraph."""
_DEEPEST = 5
"""Lines under nested annotations that are kept apart."""
_MOST_NESTED, _LONGEST = 30, 400
"""Annotations over one letter, and code points of the title of one, in a report."""
MARKS_CSS = """mark { color: inherit; background: none; border-bottom: 2px solid; padding-bottom: 1px }
mark.over1 { padding-bottom: 5px } mark.over2 { padding-bottom: 9px } mark.over3 { padding-bottom: 13px }
mark.over4 { padding-bottom: 17px } mark.over5 { padding-bottom: 21px }
.rtl::before { content: "\\200f" }
sup { margin-inline: 2px; font-family: sans-serif; font-size: .6rem }
"""
"""How marks look; the lines of nested annotations are under each other.

Text with ``unicode-bidi: plaintext`` runs as its first letter; ``.rtl`` is an invisible right-to-left one.
"""
_RIGHT_TO_LEFT = '<span class="rtl"></span>'


def written(text: str) -> str:
    """Return a name or a value as content or attribute of an element, on one line."""
    return escape(clean(text))


def marked(
    text: str, annotations: Sequence[Annotation], classes: Mapping[str, int], *, is_report: bool = False
) -> Iterator[str]:
    """Generate the HTML of a text in which annotations are marked; spans that cross are marked in pieces.

    Args:
        text: the whole text.
        annotations: of any order.
        classes: the number of each label, which becomes the class ``l0``, ``l1`` and so on.
        is_report: whether the first piece of an annotation has its id, so that links can lead there. Only so
            much is shown then that the page stays small, whatever the annotations are.
    """
    for segment in iter_segments(text, annotations, _MOST_NESTED if is_report else None):
        yield "".join(f"<span{_anchor(each)}></span>" for each in segment.beyond)
        deepest = len(segment.annotations) - 1
        for place, annotation in enumerate(segment.annotations):
            under = min(deepest - place, _DEEPEST)
            over = f" over{under}" if under else ""
            begins = is_report and annotation.start == segment.start
            anchor = _anchor(annotation) if begins else ""
            told = _told(annotation)
            title = written(told[:_LONGEST] if is_report else told)
            yield f'<mark{anchor} class="l{classes[annotation.label]}{over}" title="{title}">'
        yield from _running(text, segment.start, segment.end)
        for annotation in reversed(segment.annotations):
            ends = annotation.end == segment.end
            yield (
                f"<sup><bdi>{written(annotation.label[:_LONGEST])}</bdi></sup>" if ends else ""
            ) + "</mark>"


def _anchor(annotation: Annotation) -> str:
    return f' id="{written(annotation.id)}"'


def _running(text: str, start: int, end: int) -> Iterator[str]:
    """Generate a piece of a text with its lines, which run as on the screen."""
    while start < end:
        behind = text.find("\n", start) + 1 or len(text)
        if (not start or text[start - 1] == "\n") and _is_turned(text[start:behind].strip()):
            yield _RIGHT_TO_LEFT
        piece = text[start : min(behind, end)]
        yield escape(clean(piece, "keep", "keep").translate(_OVERRIDES))
        start = behind


def _is_turned(line: str) -> bool:
    """Tell whether a line runs from right to left that a browser would run from left to right."""
    strong = next((side for side in map(bidirectional, line) if side in ("L", "R", "AL")), "L")
    return strong == "L" and bool(line) and paragraph_direction(line) == "rtl"


def _told(annotation: Annotation) -> str:
    """Return label, values and note, for the page to show at the pointer."""
    values = [f"{name}: {value}" for name, value in annotation.attributes.items() if value]
    parts = [annotation.label, *values, annotation.note, annotation.annotator]
    return " · ".join(part for part in parts if part)
