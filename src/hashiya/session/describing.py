"""The facts about an annotation, in words for people: attributes, and relations in both directions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from hashiya.codebook.built_in import coding_of
from hashiya.codebook.coding import Coding

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hashiya.annotation.annotation import Annotation
    from hashiya.messages import Message
    from hashiya.session.reader import Reader


class End(NamedTuple):
    """The other end of a relation.

    Attributes:
        annotation: at that end.
        relation: the type of the relation, for people.
        is_source: whether the relation begins there.
    """

    annotation: Annotation
    relation: Message | str
    is_source: bool


def values_of(reader: Reader, annotation: Annotation, first: Sequence[str] = ()) -> Sequence[Message | str]:
    """List the values of an annotation's attributes, in the order of the codebook.

    A canonical name that is the annotation's own words is left out, since it tells nothing.

    Args:
        reader: of the open article.
        annotation: the annotation.
        first: names of attributes whose values come before all others.
    """
    coding = _coding(reader, annotation)
    declared = {attribute.name: attribute for attribute in coding.attributes}
    words = " ".join(annotation.text.split())
    found: list[Message | str] = []
    for name in dict.fromkeys((*first, *declared, *annotation.attributes)):
        for value in _texts(annotation.attributes.get(name)):
            known = declared[name].value(value) if name in declared else None
            title = known.title or known.name if known is not None else value
            if value != words and title not in found:
                found.append(title)
    return found


def ends_of(reader: Reader, annotation: Annotation) -> Sequence[End]:
    """List the other ends of an annotation's relations, those that begin at it first."""
    annotations = reader.listed
    found = []
    for link in annotation.relations:
        target = link.get("target")
        if isinstance(target, str) and (end := annotations.get(target)) is not None:
            found.append(End(end, _title(reader, annotation, link.get("type")), is_source=False))
    for source in annotations.sources(annotation):
        types = (link.get("type") for link in source.relations if link.get("target") == annotation.id)
        found += [End(source, _title(reader, source, each), is_source=True) for each in types]
    return found


def _coding(reader: Reader, annotation: Annotation) -> Coding:
    label = reader.labels.get(annotation.label)
    return coding_of(label) if label is not None else Coding()


def _title(reader: Reader, source: Annotation, relation: Any) -> Message | str:
    """Return the name of a relation's type for people."""
    known = (each for each in _coding(reader, source).relations if each.name == relation)
    return next((each.title or each.name for each in known), str(relation or ""))


def _texts(value: Any) -> list[str]:
    """List the texts of an attribute that another program may have given any JSON value."""
    if value is None or value == "":
        return []
    values = value if isinstance(value, list) else [value]
    return [each if isinstance(each, str) else str(each) for each in values]
