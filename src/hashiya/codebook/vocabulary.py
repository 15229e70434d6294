"""The terms that annotations may use in a codebook: labels, attributes with their values, relations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.annotation.relations import TYPE
from hashiya.codebook.built_in import coding_of
from hashiya.codebook.label import NOTHING
from hashiya.messages import Message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hashiya.annotation.annotation import Annotation
    from hashiya.codebook.label import LabelSet

_ATTRIBUTE, _RELATION = "attribute", "relation"
_ANY_TEXT = ""

Vocabulary = frozenset[tuple[str, ...]]
"""The terms of a codebook.

A term is ``(label,)``, ``(label, "attribute", name)``, ``(label, "attribute", name, value)`` or ``(label,
"relation", name)``. An attribute that takes any text has the empty value.
"""


def vocabulary_of(labels: LabelSet) -> Vocabulary:
    """Collect the terms of a codebook."""
    terms: set[tuple[str, ...]] = set()
    for label in labels:
        coding = coding_of(label)
        terms.add((label.name,))
        for attribute in coding.attributes:
            term = label.name, _ATTRIBUTE, attribute.name
            terms.add(term)
            terms.update((*term, value.name) for value in attribute.values)
            if not attribute.values:
                terms.add((*term, _ANY_TEXT))
        terms.update((label.name, _RELATION, relation.name) for relation in coding.relations)
    return frozenset(terms)


def misfits(
    annotation: Annotation, vocabulary: Vocabulary, former: Vocabulary = frozenset()
) -> Iterator[Message]:
    """Generate the reasons why an annotation does not fit a codebook, each a clause after “annotation x”.

    Other programs may add attributes, so an attribute that no codebook has had is no reason.

    Args:
        annotation: the annotation.
        vocabulary: of the codebook.
        former: of the codebook before it.
    """
    label = annotation.label
    if label == NOTHING.name:
        return
    if (label,) not in vocabulary:
        yield Message("codebook.label_unknown", label=label)
        return
    for name, value in annotation.attributes.items():
        term = label, _ATTRIBUTE, name
        if term not in vocabulary and term in former:
            yield Message("codebook.attribute_unknown", attribute=name, label=label)
        elif term in vocabulary and vocabulary.isdisjoint(((*term, _ANY_TEXT), (*term, str(value)))):
            yield Message("codebook.value_unknown", attribute=name, value=str(value))
    for name in dict.fromkeys(str(each.get(TYPE)) for each in annotation.relations):
        if (label, _RELATION, name) not in vocabulary:
            yield Message("codebook.relation_unknown", relation=name, label=label)
