"""Give the annotations of several annotators ids that differ, for a file that knows them by id alone."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import TYPE_CHECKING

from hashiya.annotation.relations import with_targets

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from hashiya.annotation.annotation import Annotation

_OWN = uuid.UUID("8b7c5d0e-6f0a-5c9e-9a3d-2f4b1c7e6d50")


def with_distinct_ids(annotators: Iterable[Sequence[Annotation]]) -> list[Annotation]:
    """Join the annotations of an article, with a new id for each whose id an earlier annotator has used.

    Annotators may import files whose ids are equal. A new id follows from the annotator and the former id, so
    two exports of the same annotations are equal; the relations of the annotator follow it.

    Args:
        annotators: the annotations of each annotator.
    """
    found: list[Annotation] = []
    taken: set[str] = set()
    for of_one in annotators:
        changed = {each.id: _new_id(each) for each in of_one if each.id in taken}
        renamed = [_renamed(each, changed) for each in of_one] if changed else of_one
        taken.update(each.id for each in renamed)
        found += renamed
    return found


def _new_id(annotation: Annotation) -> str:
    return str(uuid.uuid5(_OWN, f"{annotation.annotator}\0{annotation.id}"))


def _renamed(annotation: Annotation, ids: Mapping[str, str]) -> Annotation:
    return with_targets(replace(annotation, id=ids.get(annotation.id, annotation.id)), ids)
