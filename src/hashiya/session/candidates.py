"""The annotations at the other end of a relation, the most likely first."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hashiya.annotation.annotation import Annotation
    from hashiya.codebook.coding import RelationType
    from hashiya.text.spans import Span

_BEHIND = 2
"""Arabic names a speaker or agent before what is said or done, so one behind counts as twice as far away."""

_INSIDE = 4
"""One who is named in a quotation is seldom its speaker."""


def candidates(
    annotation: Annotation, relation: RelationType, annotations: Iterable[Annotation]
) -> list[Annotation]:
    """List the annotations to which one can be related, the most likely first.

    Of several with the same canonical name the nearest is listed.

    Args:
        annotation: where the relation begins.
        relation: its type.
        annotations: those of the article, where they stand in the text.
    """
    fitting = [
        each
        for each in annotations
        if each.id != annotation.id and (not relation.to or each.label in relation.to)
    ]
    found: dict[str, Annotation] = {}
    for each in sorted(fitting, key=lambda other: _distance(annotation.span, other.span)):
        found.setdefault(str(each.attributes.get("canonical") or each.text), each)
    return list(found.values())


def _distance(span: Span, other: Span) -> int:
    if other.end <= span.start:
        return span.start - other.end
    if other.start >= span.end:
        return (other.start - span.end) * _BEHIND
    return (other.start - span.start) * _INSIDE
