"""The use that records make of a codebook: their labels, with the attributes and relations of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from hashiya.annotation.relations import TYPE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Used(NamedTuple):
    """The use of one label.

    Attributes:
        attributes: names of attributes, in the order of the records.
        relations: names of relations, likewise.
    """

    attributes: dict[str, None]
    relations: dict[str, None]


def used_in(records: Iterable[Mapping[str, Any]], relabelled: Mapping[str, str]) -> Mapping[str, Used]:
    """Collect the use of each label.

    Args:
        records: as an import has them, unchecked.
        relabelled: the names of labels that take the place of those in the records.
    """
    found: dict[str, Used] = {}
    for record in records:
        label = record.get("label")
        if not isinstance(label, str) or not label:
            continue
        used = found.setdefault(relabelled.get(label, label), Used({}, {}))
        attributes, relations = record.get("attributes"), record.get("relations")
        if isinstance(attributes, dict):
            used.attributes.update(dict.fromkeys(attributes))
        if isinstance(relations, list | tuple):
            types = (each.get(TYPE) for each in relations if isinstance(each, dict))
            used.relations.update(dict.fromkeys(each for each in types if isinstance(each, str)))
    return found
