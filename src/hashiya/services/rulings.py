"""Decisions to make on differences between annotators, and the annotations that they take."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from hashiya.agreement.decisions import Choice, Origin
from hashiya.agreement.differences import NO_VALUES, contents
from hashiya.errors import HashiyaError
from hashiya.messages import Message

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hashiya.agreement.decisions import Reason
    from hashiya.agreement.matters import Matter
    from hashiya.annotation.annotation import Annotation


class Ruling(NamedTuple):
    """A decision to make on a matter.

    Attributes:
        matter: the matter, as the person who decides saw it.
        choice: what is decided.
        of: the annotators whose versions are taken.
        reason: why annotators differ.
    """

    matter: Matter
    choice: Choice
    of: tuple[str, ...]
    reason: Reason

    @property
    def taken(self) -> list[Taken]:
        """The annotations that are taken; those of several annotators with one label and span become one.

        Raises:
            HashiyaError: their attributes have values that exclude one another.
        """
        found: list[Taken] = []
        in_order = sorted(self.matter.versions) if self.choice is Choice.AGREED else self.matter.versions
        for version in in_order:
            others, found_here = list(found), []
            for each in version.annotations if version.annotator in self.of else ():
                origin = Origin(version.annotator, each.id)
                same = next((one for one in others if _are_at_one_place(one.annotation, each)), None)
                if same is None:
                    found_here.append(Taken((origin,), each))
                else:
                    others.remove(same)
                    attributes = _merged(same.annotation.attributes, each.attributes)
                    both = replace(same.annotation, attributes=attributes)
                    found[found.index(same)] = Taken((*same.origins, origin), both)
            found += found_here
        return found


class Taken(NamedTuple):
    """An annotation that a decision takes, and the annotations of annotators for which it stands."""

    origins: tuple[Origin, ...]
    annotation: Annotation


def _are_at_one_place(first: Annotation, second: Annotation) -> bool:
    return (first.label, first.span) == (second.label, second.span)


def _merged(first: Mapping[str, Any], second: Mapping[str, Any]) -> dict[str, Any]:
    """Unite attributes: a value that one of them lacks is taken from the other one, and lists are joined.

    Raises:
        HashiyaError: two values exclude one another.
    """
    merged = dict(first)
    for name, value in second.items():
        known = merged.get(name)
        if known in NO_VALUES or contents({name: known}) == contents({name: value}):
            merged[name] = value if known in NO_VALUES else known
        elif isinstance(known, list) and isinstance(value, list):
            merged[name] = [*known, *(each for each in value if each not in known)]
        elif value not in NO_VALUES:
            raise HashiyaError(
                Message("services.values_exclude", attribute=name), Message("services.take_one_version")
            )
    return merged
