"""Write text as HTML: text from outside made harmless, and articles with their annotations marked."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from hashiya.exchange.segments import iter_segments
from hashiya.text.cleaning import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from hashiya.annotation.annotation import Annotation

_OVERRIDES = {0x202D: "<U+202D>", 0x202E: "<U+202E>"}
"""Controls that turn all letters after them, shown as codes; other bidi controls end with their paragraph."""
_DEEPEST = 5
"""Lines under nested annotations that are kept apart."""
MARKS_CSS = """mark { color: inherit; background: none; border-bottom: 2px solid; padding-bottom: 1px }
mark.over1 { padding-bottom: 5px } mark.over2 { padding-bottom: 9px } mark.over3 { padding-bottom: 13px }
mark.over4 { padding-bottom: 17px } mark.over5 { padding-bottom: 21px }
sup { margin-inline: 2px; font-family: sans-serif; font-size: .6rem }
"""
"""How marks look; the lines of nested annotations are under each other."""


def written(text: str) -> str:
    """Return a name or a value as content or attribute of an element, on one line."""
    return escape(clean(text))


def marked(
    text: str, annotations: Sequence[Annotation], classes: Mapping[str, int], *, has_anchors: bool = False
) -> Iterator[str]:
    """Generate the HTML of a text in which annotations are marked; spans that cross are marked in pieces.

    Args:
        text: the whole text.
        annotations: of any order.
        classes: the number of each label, which becomes the class ``l0``, ``l1`` and so on.
        has_anchors: whether the first piece of an annotation has its id, so that links can lead there.
    """
    for segment in iter_segments(text, annotations):
        deepest = len(segment.annotations) - 1
        for place, annotation in enumerate(segment.annotations):
            under = min(deepest - place, _DEEPEST)
            over = f" over{under}" if under else ""
            begins = has_anchors and annotation.start == segment.start
            anchor = f' id="{written(annotation.id)}"' if begins else ""
            title = written(_told(annotation))
            yield f'<mark{anchor} class="l{classes[annotation.label]}{over}" title="{title}">'
        yield _running(text[segment.start : segment.end])
        for annotation in reversed(segment.annotations):
            ends = annotation.end == segment.end
            yield (f"<sup><bdi>{written(annotation.label)}</bdi></sup>" if ends else "") + "</mark>"


def _running(text: str) -> str:
    """Return a piece of a text with its lines."""
    return escape(clean(text, "keep", "keep").translate(_OVERRIDES))


def _told(annotation: Annotation) -> str:
    """Return label, values and note, for the page to show at the pointer."""
    values = [f"{name}: {value}" for name, value in annotation.attributes.items() if value]
    parts = [annotation.label, *values, annotation.note, annotation.annotator]
    return " · ".join(part for part in parts if part)
