"""Parse records into sorted annotations, and report those that are not annotations."""

from __future__ import annotations

from bisect import bisect_left, insort
from operator import attrgetter
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from hashiya.annotation.annotation import SCHEMA, Annotation
from hashiya.annotation.record import named
from hashiya.errors import HashiyaError
from hashiya.messages import Message

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

_order = attrgetter("start", "end", "id")
_newness = attrgetter("schema")
_FEW = 16
"""At most one record in so many may have changed for an update in place."""

Parsed = tuple["Mapping[str, Any]", "Annotation | Message"]
"""A record with its annotation, or with the reason why it is not one."""


class ParsedRecords(NamedTuple):
    """The annotations in the records of a table.

    Attributes:
        parsed: the records by number.
        by_id: the annotations.
        in_order: the annotations by start, end and id.
        unusable_ids: the ids of records that are not annotations; no annotation may take them.
        problems: why each of these records is not an annotation.
    """

    parsed: Mapping[str, Parsed] = MappingProxyType({})
    by_id: Mapping[str, Annotation] = MappingProxyType({})
    in_order: tuple[Annotation, ...] = ()
    unusable_ids: frozenset[Any] = frozenset()
    problems: tuple[Message, ...] = ()

    @property
    def has_newer(self) -> bool:
        """Tell whether a newer version of hashiya wrote one of the annotations."""
        return max(map(_newness, self.in_order), default=SCHEMA) > SCHEMA


def parse_records(
    place: str, records: Mapping[str, Mapping[str, Any]], earlier: ParsedRecords, annotator: str = ""
) -> ParsedRecords:
    """Parse the records of a table; a record that is the same object as before is not parsed again.

    Args:
        place: the file or the key of the table, for messages.
        records: by number.
        earlier: the last result for the same table.
        annotator: the owner of annotations that name nobody.
    """
    known = earlier.parsed
    changed = {
        number: (record, _parse(record, annotator))
        for number, record in records.items()
        if number not in known or known[number][0] is not record
    }
    gone = known.keys() - records.keys()
    if not earlier.problems and len(changed) + len(gone) <= len(records) / _FEW:
        updated = _updated(earlier, gone, changed)
        if updated is not None:
            return updated
    return _gathered(place, {number: changed.get(number) or known[number] for number in records})


def _updated(
    earlier: ParsedRecords, gone: Collection[str], changed: Mapping[str, Parsed]
) -> ParsedRecords | None:
    """Apply a few changes to an earlier result; None if one of the records has a problem."""
    parsed, by_id, in_order = dict(earlier.parsed), dict(earlier.by_id), list(earlier.in_order)
    for number in (*gone, *(changed.keys() & parsed.keys())):
        _, annotation = parsed.pop(number)
        if not isinstance(annotation, Annotation):
            return None
        del by_id[annotation.id]
        del in_order[bisect_left(in_order, _order(annotation), key=_order)]
    for _, annotation in changed.values():
        if not isinstance(annotation, Annotation) or annotation.id in by_id:
            return None
        by_id[annotation.id] = annotation
        insort(in_order, annotation, key=_order)
    return ParsedRecords({**parsed, **changed}, by_id, tuple(in_order))


def _gathered(place: str, parsed: Mapping[str, Parsed]) -> ParsedRecords:
    """Collect the annotations in the order of the table; the first of several with one id counts."""
    by_id: dict[str, Annotation] = {}
    unusable: set[str] = set()
    problems: list[Message] = []
    for number, (record, annotation) in parsed.items():
        if not isinstance(annotation, Annotation):
            problems.append(Message("store.record_problem", place=place, number=number, problem=annotation))
            if isinstance(record.get("id"), str):
                unusable.add(record["id"])
        elif annotation.id in by_id:
            twice = Message("store.id_twice", id=annotation.id)
            problems.append(Message("store.record_problem", place=place, number=number, problem=twice))
        else:
            by_id[annotation.id] = annotation
    in_order = tuple(sorted(by_id.values(), key=_order))
    return ParsedRecords(parsed, by_id, in_order, frozenset(unusable), tuple(problems))


def _parse(record: Mapping[str, Any], annotator: str) -> Annotation | Message:
    try:
        return Annotation.from_record(named(record, annotator))
    except HashiyaError as error:
        return error.told
