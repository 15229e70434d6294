"""Relations between the annotations of an article, as edits."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hashiya.annotation.annotation import changed
from hashiya.annotation.edits import Edit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from hashiya.annotation.annotation import Annotation

TYPE, TARGET = "type", "target"


def targets(annotation: Annotation, relation: str = "") -> list[str]:
    """List the ids of the annotations to which an annotation is related.

    Args:
        annotation: where the relations begin.
        relation: their type, such as ``speaker``; all types if empty.
    """
    return [
        target
        for each in annotation.relations
        if isinstance(target := each.get(TARGET), str) and relation in ("", each.get(TYPE))
    ]


def sources(annotations: Iterable[Annotation], target: str) -> list[Annotation]:
    """List the annotations that have a relation to the annotation with an id."""
    return [each for each in annotations if target in targets(each)]


def linked(annotation: Annotation, relation: str, target: Annotation) -> Edit | None:
    """Relate an annotation to another one; None if it is so related already."""
    if target.id in targets(annotation, relation):
        return None
    link = {TYPE: relation, TARGET: target.id}
    return Edit(annotation, changed(annotation, relations=(*annotation.relations, link)))


def unlinked(annotation: Annotation, target: str, relation: str = "") -> Edit | None:
    """End the relations of an annotation to another one; None if it has none.

    Args:
        annotation: where the relations begin.
        target: id of the annotation at their other end.
        relation: their type; all types if empty.
    """
    kept = tuple(
        each
        for each in annotation.relations
        if each.get(TARGET) != target or relation not in ("", each.get(TYPE))
    )
    return None if kept == annotation.relations else Edit(annotation, changed(annotation, relations=kept))


def removed(annotation: Annotation, annotations: Iterable[Annotation]) -> list[Edit]:
    """Remove an annotation together with every relation to it.

    Args:
        annotation: the annotation to remove.
        annotations: the annotations of its article.
    """
    edits = [unlinked(each, annotation.id) for each in annotations if each.id != annotation.id]
    return [*filter(None, edits), Edit(annotation, None)]


def with_targets(annotation: Annotation, ids: Mapping[str, str]) -> Annotation:
    """Let the relations of an annotation lead to the new ids of their ends; no time changes.

    Args:
        annotation: where the relations begin.
        ids: the new ids by the former ones; any other id stays.
    """
    links = tuple(
        {**link, TARGET: ids[link[TARGET]]} if link.get(TARGET) in ids else link
        for link in annotation.relations
    )
    return annotation if links == tuple(annotation.relations) else replace(annotation, relations=links)


def redirected(annotations: Iterable[Annotation], old: str, new: str) -> list[Edit]:
    """Let every relation to one annotation lead to another one.

    An annotation that would be related to itself, or twice in the same way, loses that relation.

    Args:
        annotations: the annotations of the article.
        old: id of the annotation to which the relations lead.
        new: id of the annotation to which they shall lead.
    """
    edits = []
    for each in annotations:
        if old not in targets(each):
            continue
        links: list[dict[str, object]] = []
        for link in each.relations:
            moved = {**link, TARGET: new} if link.get(TARGET) == old else dict(link)
            if moved not in links and moved.get(TARGET) != each.id:
                links.append(moved)
        edits.append(Edit(each, changed(each, relations=tuple(links))))
    return edits
