"""A page of HTML: each article from right to left with its annotations marked; without a script."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from hashiya.exchange.losses import RELATIONS
from hashiya.exchange.segments import iter_segments
from hashiya.exchange.xml import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hashiya.annotation.annotation import Annotation
    from hashiya.exchange.document import Document
    from hashiya.exchange.losses import Losses

_HUES = (210, 25, 145, 290, 55, 0, 180, 330)
"""Hues of the labels in the order in which they come, in degrees."""
_HEAD = """<!DOCTYPE html>
<html lang="ar" dir="rtl"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>hashiya</title><style>
body { font-family: "Noto Naskh Arabic", "Amiri", serif; line-height: 2 }
body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem }
article { margin-block: 3rem } p { white-space: pre-wrap; unicode-bidi: plaintext }
header { font-family: sans-serif; font-size: .8rem; color: #666 }
mark { color: inherit; background: none; border-bottom: 2px solid; padding-bottom: 1px }
mark.over { padding-bottom: 5px } sup { margin-inline: 2px; font-family: sans-serif; font-size: .6rem }
</style></head><body>
"""


def write(documents: Iterable[Document], losses: Losses) -> Iterator[bytes]:
    """Write a page, one article after another."""
    yield _HEAD.encode()
    labels: dict[str, int] = {}
    for document in documents:
        yield "".join(_article(document, labels, losses)).encode("utf-8", "replace")
    rules = "".join(
        f"mark.l{number} {{ border-color: hsl({_HUES[number % len(_HUES)]} 60% 45%) }}\n"
        for number in labels.values()
    )
    yield f"<style>{rules}</style></body></html>\n".encode()


def tells(source: bytes) -> bool:
    """Tell whether a page is one that `write` made."""
    return source.startswith(_HEAD[: _HEAD.index("<style>")].encode())


def _article(document: Document, labels: dict[str, int], losses: Losses) -> Iterator[str]:
    for annotation in document.annotations:
        labels.setdefault(annotation.label, len(labels))
        losses.add_fields(annotation, RELATIONS)
    heading = escape(clean(document.title or document.key))
    yield f"<article><header><bdi>{escape(clean(document.key))}</bdi> {escape(document.date)}</header>"
    yield f"<h2>{heading}</h2><p>"
    for segment in iter_segments(document.text, document.annotations):
        for place, annotation in enumerate(segment.annotations):
            over = " over" if place + 1 < len(segment.annotations) else ""
            yield f'<mark class="l{labels[annotation.label]}{over}" title="{_told(annotation)}">'
        yield escape(clean(document.text[segment.start : segment.end]))
        for annotation in reversed(segment.annotations):
            ends = annotation.end == segment.end
            yield (f"<sup><bdi>{escape(clean(annotation.label))}</bdi></sup>" if ends else "") + "</mark>"
    yield "</p></article>\n"


def _told(annotation: Annotation) -> str:
    """Return label, values and note, for the page to show at the pointer."""
    values = [f"{name}: {value}" for name, value in annotation.attributes.items() if value]
    parts = [annotation.label, *values, annotation.note, annotation.annotator]
    return escape(clean(" · ".join(part for part in parts if part)))
