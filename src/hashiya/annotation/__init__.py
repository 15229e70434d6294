"""Annotations as values: how they are made, anchored, changed and undone."""

from hashiya.annotation.annotation import STATUSES, Annotation, changed, moved, new_annotation, timestamp
from hashiya.annotation.edits import Edit, inverted

__all__ = [
    "STATUSES",
    "Annotation",
    "Edit",
    "changed",
    "inverted",
    "moved",
    "new_annotation",
    "timestamp",
]
