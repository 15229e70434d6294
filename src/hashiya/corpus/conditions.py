"""Decide whether annotations and days of articles meet the conditions of a query."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hashiya.corpus.words import as_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hashiya.annotation.annotation import Annotation
    from hashiya.corpus.query import Annotated, Condition

_OF_FIELD = {"label": "", "note": "", "event-date": "date"}
"""The attribute of each field that has another name; empty for a field that is no attribute."""
_DAY = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")


def is_met_by(annotated: Annotated, annotation: Annotation) -> bool:
    """Tell whether an annotation meets all conditions."""
    return all(_meets(annotation, each) for each in annotated.conditions)


def attributes_in(annotated: Annotated) -> Sequence[str]:
    """List the attributes that have a true value in every annotation that meets all conditions."""
    names = (
        _OF_FIELD.get(each.field, each.field)
        for each in annotated.conditions
        if not any(_is_alike(_words(str(value)), each) for value in (0, 0.0, False, None))
    )
    return list(filter(None, dict.fromkeys(names)))


def may_be_met(annotated: Annotated, labels: Iterable[str]) -> bool:
    """Tell whether an annotation with one of some labels may meet all conditions."""
    wanted = [each for each in annotated.conditions if each.field == "label"]
    return any(all(_is_alike(_words(label), each) for each in wanted) for label in labels)


def is_in_period(date: str, period: str) -> bool:
    """Tell whether a date lies in a period, as far as both are known.

    Args:
        date: ISO 8601, from a year to a time, or EDTF; an interval counts by its first day.
        period: a year, a month or a day, or two of them with ``..`` between, one of which may be missing.
    """
    day = _DAY.match(date)
    if day is None:
        return False
    first, dots, last = period.partition("..")
    last = last if dots else first
    return _cut(day[0], first) >= _cut(first, day[0]) and _cut(day[0], last) <= (last[: len(day[0])] or "9")


def _cut(date: str, other: str) -> str:
    return date[: len(other)]


def _meets(annotation: Annotation, condition: Condition) -> bool:
    values = _values(annotation, condition.field)
    if condition.field == "event-date":
        return any(is_in_period(each, condition.value) for each in values)
    return any(_is_alike(_words(each), condition) for each in values)


def _words(value: str) -> str:
    return " ".join(as_words(value).split())


def _is_alike(value: str, condition: Condition) -> bool:
    if condition.field == "note":  # free text, in which the words stand somewhere
        return f" {condition.value}{'' if condition.is_prefix else ' '}" in f" {value} "
    return value.startswith(condition.value) if condition.is_prefix else value == condition.value


def _values(annotation: Annotation, field: str) -> Sequence[str]:
    match field:
        case "label":
            return (annotation.label,)
        case "note":
            return (annotation.note,)
        case _:
            value = annotation.attributes.get(_OF_FIELD.get(field, field), "")
    return [str(each) for each in value] if isinstance(value, list) else [str(value)]
