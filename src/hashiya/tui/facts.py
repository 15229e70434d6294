"""The facts about an annotation as parts of a line, for the list and the status line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.messages import Message
from hashiya.session.describing import ends_of, values_of
from hashiya.tui.mirroring import mark
from hashiya.tui.strips import Sentence, said

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hashiya.annotation.annotation import Annotation
    from hashiya.session.describing import End
    from hashiya.session.reader import Reader

_LONGEST_END = 60
"""Code points of the words at the other end of a relation; more are never in sight."""


def facts_in_short(reader: Reader, annotation: Annotation, by: str = "") -> Sentence:
    """Say values and relations in one line, the most telling ones first.

    Args:
        reader: of the open article.
        annotation: the annotation.
        by: the name of its annotator, which comes before them; empty for one's own.
    """
    ends = ends_of(reader, annotation)
    return _joined(
        [
            *([by] if by else []),
            *(end_in_words(end) for end in ends if not end.is_source),
            *values_of(reader, annotation, first=("canonical",)),
            *(end_in_words(end) for end in ends if end.is_source),
        ]
    )


def values_in_words(reader: Reader, annotation: Annotation) -> Sentence:
    """Say the values of an annotation's attributes."""
    return _joined(values_of(reader, annotation))


def others_in_words(reader: Reader, own: Annotation) -> Message | str:
    """Say who else annotated the words of the analyst's annotation; the label, too, where it is another."""
    others = reader.others
    if others is None or reader.annotations.get(own.id) is None:
        return ""
    by: dict[Message | str, None] = {}
    for each in others.over(own.span):
        label = reader.labels.get(each.label)
        title = label.title if label is not None else each.label
        is_alike = each.label == own.label
        by[each.annotator if is_alike else Message("tui.label_by", annotator=each.annotator, label=title)] = (
            None
        )
    return Message("tui.also_by", by=tuple(by)) if by else ""


def end_in_words(end: End, *, with_relation: bool = False) -> Sentence:
    """Say the words at the other end of a relation behind an arrow.

    The arrow points forward to where the relation leads and back to where it begins.
    """
    words = " ".join(end.annotation.text[:_LONGEST_END].split())
    arrow = mark("←" if end.is_source else "→")
    relation = f"{said(end.relation)} " if with_relation else ""
    return Sentence(f"{relation}{arrow} {said(words)}")


def _joined(parts: Iterable[Message | str]) -> Sentence:
    return Sentence(" · ".join(map(said, parts)))
