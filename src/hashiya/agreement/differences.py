"""Find where annotators of one text differ, and where they agree."""

from __future__ import annotations

import json
from collections import defaultdict
from enum import StrEnum
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from hashiya.agreement.grouping import By, extent, groups
from hashiya.annotation.relations import TARGET, TYPE
from hashiya.codebook.label import NOTHING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from hashiya.annotation.annotation import Annotation


NO_VALUES: tuple[object, ...] = ("", None, [], {})
"""Values of an attribute that say no more than its absence."""


class Kind(StrEnum):
    """In which respect the versions of a difference differ: the first that is true."""

    LABEL = "label"
    MISSING = "missing"
    BOUNDARY = "boundary"
    ATTRIBUTE = "attribute"
    RELATION = "relation"


class Version(NamedTuple):
    """The annotations of one annotator in a difference, in the order of the text; there may be none."""

    annotator: str
    annotations: tuple[Annotation, ...]


class Difference(NamedTuple):
    """Annotations of the same words in which annotators differ.

    Attributes:
        article: the article's path, as in its annotations.
        start: offset of the first code point of all its annotations.
        end: offset after their last code point.
        label: the label that all of them have, or an empty string.
        kind: in which respect the versions differ.
        versions: one of each annotator, in the order given.
    """

    article: str
    start: int
    end: int
    label: str
    kind: Kind
    versions: tuple[Version, ...]


class Comparison(NamedTuple):
    """Annotations of one text compared.

    Attributes:
        agreed: equal annotations, one of each annotator in the order given; in the order of the text.
        differences: all others, in groups, in the order of the text.
    """

    agreed: Sequence[tuple[Annotation, ...]]
    differences: Sequence[Difference]


def compared(
    article: str, by_annotator: Mapping[str, Sequence[Annotation]], *, sha256: str = ""
) -> Comparison:
    """Compare the annotations of annotators.

    Rejected proposals and paragraphs with nothing to mark are left out. Annotations agree if label and span
    are equal, all attributes that have a value, and all relations. Relations are equal if their types are and
    their targets are annotations of one group, since the ids of annotators always differ.

    Args:
        article: the article's path.
        by_annotator: the annotations, by name of the annotator; their order is that of the versions.
        sha256: hash of the text; annotations of another text are left out, and none if it is empty.
    """
    names = list(by_annotator)
    marks = [
        By(number, each)
        for number, annotations in enumerate(by_annotator.values())
        for each in annotations
        if _is_compared(each, sha256)
    ]
    exact, alone = _matched(marks, len(names))
    apart = groups(alone)
    group_of: dict[tuple[int, str], int] = {}
    if any(by.annotation.relations for by in marks):
        group_of = {
            (by.annotator, by.annotation.id): number
            for number, group in enumerate(chain(exact, apart))
            for by in group
        }
    same: list[tuple[Annotation, ...]] = []
    found = [_difference(article, names, group, _kind_of_group(group, len(names))) for group in apart]
    for group in exact:
        if (kind := _kind_of_contents(group, group_of)) is None:
            same.append(tuple(by.annotation for by in group))
        else:
            found.append(_difference(article, names, group, kind))
    same.sort(key=lambda each: (each[0].start, each[0].end))
    found.sort(key=lambda each: (each.start, each.end))
    return Comparison(same, found)


def _is_compared(annotation: Annotation, sha256: str) -> bool:
    is_of_text = not sha256 or annotation.sha256 in ("", sha256)
    return is_of_text and not annotation.is_rejection and annotation.label != NOTHING.name


def _matched(marks: Iterable[By], count: int) -> tuple[list[list[By]], list[By]]:
    """Divide annotations into groups of one of each annotator with equal label and span, and the rest."""
    found: dict[tuple[str, int, int], list[list[By]]] = defaultdict(lambda: [[] for _ in range(count)])
    for mark in marks:
        each = mark.annotation
        found[each.label, each.start, each.end][mark.annotator].append(mark)
    exact: list[list[By]] = []
    alone: list[By] = []
    for by_annotator in found.values():
        number = min(map(len, by_annotator))
        exact += ([each[index] for each in by_annotator] for index in range(number))
        alone += (mark for each in by_annotator for mark in each[number:])
    return exact, alone


def _difference(article: str, names: Sequence[str], group: Sequence[By], kind: Kind) -> Difference:
    """Make the difference of a group, with an empty version for each annotator who is not in it."""
    labels = {by.annotation.label for by in group}
    versions: list[list[Annotation]] = [[] for _ in names]
    for by in sorted(group, key=lambda by: (by.annotation.start, by.annotation.end)):
        versions[by.annotator].append(by.annotation)
    return Difference(
        article,
        *extent(group),
        labels.pop() if len(labels) == 1 else "",
        kind,
        tuple(Version(name, tuple(each)) for name, each in zip(names, versions, strict=True)),
    )


def _kind_of_group(group: Sequence[By], count: int) -> Kind:
    """Tell in which respect the annotations of a group differ if not all have one label and span."""
    if len({by.annotation.label for by in group}) > 1:
        return Kind.LABEL
    return Kind.MISSING if len({by.annotator for by in group}) < count else Kind.BOUNDARY


def _kind_of_contents(group: Sequence[By], group_of: Mapping[tuple[int, str], int]) -> Kind | None:
    """Tell in which respect annotations of one label and span differ; None if they agree."""
    first = group[0].annotation.attributes
    if any(
        (each := by.annotation.attributes) != first and contents(each) != contents(first) for by in group[1:]
    ):
        return Kind.ATTRIBUTE
    if not any(by.annotation.relations for by in group):
        return None
    return Kind.RELATION if len({_relations(by, group_of) for by in group}) > 1 else None


def _relations(by: By, group_of: Mapping[tuple[int, str], int]) -> frozenset[str]:
    """Write relations so that equal ones are equal text: a target counts as the group that it is in."""
    return frozenset(
        contents({**link, TYPE: link.get(TYPE), TARGET: group_of.get((by.annotator, target), target)})
        for link in by.annotation.relations
        if isinstance(target := link.get(TARGET), str)
    )


def contents(values: Mapping[str, Any]) -> str:
    """Write attributes so that equal ones are equal text: without empty values, lists in any order."""
    return json.dumps(
        {key: _in_order(value) for key, value in values.items() if value not in NO_VALUES},
        sort_keys=True,
        ensure_ascii=False,
    )


def _in_order(value: object) -> object:
    if not isinstance(value, list):
        return value
    return sorted(value, key=lambda each: json.dumps(each, sort_keys=True, ensure_ascii=False))
