"""Agreement on attributes and relations, of spans that two annotators have both marked."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hashiya.agreement.differences import contents
from hashiya.agreement.matching import ALONE
from hashiya.agreement.tally import ratio
from hashiya.annotation.relations import TARGET, TYPE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hashiya.agreement.counting import Marks
    from hashiya.agreement.tally import Counts, Tally
    from hashiya.agreement.unit import Unit
    from hashiya.annotation.annotation import Annotation

ATTRIBUTE, RELATION = "attribute", "relation"
_FIRST, _SECOND, _EQUAL = "first", "second", "equal"


class Links(NamedTuple):
    """How far two annotators agree on the relations of one type.

    Attributes:
        first: relations of the first annotator's matched spans.
        second: relations of the second's.
        equal: relations that both have.
        f1: the harmonic mean of both parts that are equal.
    """

    first: float
    second: float
    equal: float
    f1: float | None


def count_contents(first: Marks, second: Marks, partners: Sequence[int]) -> Tally:
    """Count attributes and relations by name, of spans that the best alignment of γ matches.

    Matched spans overlap and have one label. An attribute counts where one of the two has it; the other's
    value is then empty. Relations are equal if their types are, and their targets are matched.

    Args:
        first: the annotations of one annotator.
        second: those of the other.
        partners: for each unit of the first the index of the aligned unit of the second, or `ALONE`.
    """
    pairs = [
        (first.annotations[index], second.annotations[partner])
        for index, partner in enumerate(partners)
        if partner != ALONE and _same(first.units[index], second.units[partner])
    ]
    tally: Tally = {}
    for mine, theirs in pairs:
        one, other = mine.attributes, theirs.attributes
        for name in one.keys() | other.keys():
            if any(values := (_text(one.get(name)), _text(other.get(name)))):
                counts = tally.setdefault((ATTRIBUTE, name), {})
                counts[values] = counts.get(values, 0) + 1
    if any(each.relations for pair in pairs for each in pair):
        mates = {mine.id: theirs.id for mine, theirs in pairs}
        for mine, theirs in pairs:
            one_links = {(kind, mates.get(to, to)) for kind, to in _links(mine)}
            other_links = _links(theirs)
            for name, links in (
                (_FIRST, one_links),
                (_SECOND, other_links),
                (_EQUAL, one_links & other_links),
            ):
                for kind, _ in links:
                    counts = tally.setdefault((RELATION, kind), {})
                    counts[name] = counts.get(name, 0) + 1
    return tally


def links(counts: Counts) -> Links:
    """Calculate the agreement on the relations of a type."""
    first, second, equal = (counts.get(name, 0) for name in (_FIRST, _SECOND, _EQUAL))
    return Links(first, second, equal, ratio(2 * equal, first + second))


def _same(first: Unit, second: Unit) -> bool:
    return first.label == second.label and first.start < second.end and second.start < first.end


def _links(annotation: Annotation) -> set[tuple[str, str]]:
    return {
        (kind, target)
        for each in annotation.relations
        if isinstance(kind := each.get(TYPE), str) and isinstance(target := each.get(TARGET), str)
    }


def _text(value: object) -> str:
    """Write a value so that equal ones are equal text; empty for none."""
    if value is None or isinstance(value, str):
        return value or ""
    return contents({"": value}) if value not in ([], {}) else ""
