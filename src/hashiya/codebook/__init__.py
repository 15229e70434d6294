"""The codebook of a folder: its labels, and the ``hashiya.toml`` that defines them."""

from hashiya.codebook.label import DEFAULT, Label, LabelSet
from hashiya.codebook.labels import labels_in, load_labels
from hashiya.codebook.settings import FILE_NAME, Settings, load_settings

__all__ = [
    "DEFAULT",
    "FILE_NAME",
    "Label",
    "LabelSet",
    "Settings",
    "labels_in",
    "load_labels",
    "load_settings",
]
