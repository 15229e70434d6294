"""Annotations as values: what they are, how they are anchored, labelled, changed and undone."""

from hashiya.annotation.annotation import STATUSES, Annotation, changed, moved, new_annotation, timestamp
from hashiya.annotation.edits import Edit, inverted
from hashiya.annotation.history import History

__all__ = [
    "STATUSES",
    "Annotation",
    "Edit",
    "History",
    "changed",
    "inverted",
    "moved",
    "new_annotation",
    "timestamp",
]
