"""Edits that change an annotation as a whole: another label, other bounds, a split, a join."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.annotation.annotation import changed, moved, new_annotation
from hashiya.annotation.edits import Edit
from hashiya.annotation.relations import redirected
from hashiya.errors import HashiyaError
from hashiya.messages import Message
from hashiya.text.spans import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hashiya.annotation.annotation import Annotation


def relabelled(annotation: Annotation, label: str) -> Edit | None:
    """Give an annotation another label; the rest stays. None if the annotation has that label."""
    return None if annotation.label == label else Edit(annotation, changed(annotation, label=label))


def resized(annotation: Annotation, text: str, sha256: str, span: Span) -> Edit | None:
    """Give an annotation other bounds; the rest stays. None if these are its bounds.

    Args:
        annotation: an annotation of the article.
        text: the whole article.
        sha256: of the article.
        span: the new bounds, in code points.

    Raises:
        HashiyaError: the span is empty or does not lie in the text.
    """
    return None if annotation.span == span else Edit(annotation, moved(annotation, text, sha256, span))


def split(annotation: Annotation, text: str, sha256: str, offset: int) -> list[Edit]:
    """Split an annotation in two; the first part keeps the id and the relations, both keep the rest.

    White space at the place belongs to neither part.

    Args:
        annotation: an annotation of the article.
        text: the whole article.
        sha256: of the article.
        offset: where the second part begins, in code points.

    Raises:
        HashiyaError: nothing would be left of one part.
    """
    start, end = annotation.span
    first = Span(start, start + len(text[start:offset].rstrip())) if offset > start else Span(start, start)
    second = Span(min(end, max(offset, start)), end)
    second = Span(end - len(second.cut(text).lstrip()), end)
    if first.end <= first.start or second.end <= second.start:
        raise HashiyaError(Message("annotation.split_empty"))
    other = new_annotation(
        annotation.article,
        sha256,
        text,
        second,
        annotation.label,
        note=annotation.note,
        attributes=annotation.attributes,
        annotator=annotation.annotator,
    )
    return [Edit(annotation, moved(annotation, text, sha256, first)), Edit(None, other)]


def joined(
    first: Annotation, second: Annotation, annotations: Sequence[Annotation], text: str, sha256: str
) -> list[Edit]:
    """Join two annotations of one label, and the text between them; the first one stays.

    The attributes and the note of the first one take precedence. Relations to the second lead to the first.

    Args:
        first: the annotation that stays.
        second: the annotation that becomes part of the first.
        annotations: the annotations of the article.
        text: the whole article.
        sha256: of the article.

    Raises:
        HashiyaError: their labels differ.
    """
    if first.label != second.label:
        raise HashiyaError(Message("annotation.join_labels", first=first.label, second=second.label))
    links = [dict(link) for link in first.relations]
    links += [link for each in second.relations if (link := dict(each)) not in links]
    notes = dict.fromkeys(filter(None, (first.note, second.note)))
    whole = moved(
        first,
        text,
        sha256,
        first.span.union(second.span),
        attributes={**second.attributes, **first.attributes},
        relations=tuple(link for link in links if link.get("target") not in (first.id, second.id)),
        note="\n".join(notes),
    )
    others = [each for each in annotations if each.id not in (first.id, second.id)]
    return [*redirected(others, second.id, first.id), Edit(second, None), Edit(first, whole)]
