"""Annotations as values: what they are, how they are anchored, labelled, changed and undone."""

from hashiya.annotation.annotation import STATUSES, Annotation, changed, moved, new_annotation, timestamp
from hashiya.annotation.edits import Edit, inverted
from hashiya.annotation.history import History
from hashiya.annotation.label import DEFAULT, Label, LabelSet

__all__ = [
    "DEFAULT",
    "STATUSES",
    "Annotation",
    "Edit",
    "History",
    "Label",
    "LabelSet",
    "changed",
    "inverted",
    "moved",
    "new_annotation",
    "timestamp",
]
