"""The words of an annotation with their codes, for readers of very many annotations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from hashiya.annotation.record import is_rejection

if TYPE_CHECKING:
    from collections.abc import Mapping


class Coded(NamedTuple):
    """The label, words and attributes of an annotation, named as in `Annotation`.

    Attributes:
        label: name of a label.
        text: the words.
        attributes: the codes, by name.
    """

    label: str
    text: str
    attributes: Mapping[str, Any]


def coded_in(record: Mapping[str, Any], attribute: str) -> Coded | None:
    """Return what a record of an annotation codes, if it has an attribute; None if not, or for other records.

    Nothing else of the record is checked, which takes far longer.
    """
    label, text, attributes = record.get("label"), record.get("text"), record.get("attributes")
    if not isinstance(label, str) or not isinstance(text, str) or not isinstance(attributes, dict):
        return None
    return Coded(label, text, attributes) if attributes.get(attribute) and not is_rejection(record) else None
