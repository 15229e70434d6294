"""Decide whether annotations and days of articles meet the conditions of a query."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hashiya.corpus.words import as_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hashiya.annotation.annotation import Annotation
    from hashiya.corpus.query import Annotated, Condition

_DAY = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")


def is_met_by(annotated: Annotated, annotation: Annotation) -> bool:
    """Tell whether an annotation meets all conditions."""
    return all(_meets(annotation, each) for each in annotated.conditions)


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
    return any(_is_alike(" ".join(as_words(each).split()), condition) for each in values)


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
        case "event-date":
            value = annotation.attributes.get("date", "")
        case _:
            value = annotation.attributes.get(field, "")
    return [str(each) for each in value] if isinstance(value, list) else [str(value)]
