"""Records as annotations, in order, and what is wrong with those that are none."""

from __future__ import annotations

from operator import attrgetter
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from hashiya.annotation.annotation import SCHEMA, Annotation
from hashiya.errors import HashiyaError

if TYPE_CHECKING:
    from collections.abc import Mapping

_ORDER = attrgetter("start", "end", "id")


class ParsedRecords(NamedTuple):
    """What the records of a table say.

    Attributes:
        parsed: by the record's number, the record with its annotation, or with what is wrong with it.
        by_id: the annotations.
        in_order: the annotations by start, end and id.
        unusable_ids: the ids of records that are no annotations; nothing else may take them.
        problems: what is wrong with records, one sentence each.
    """

    parsed: Mapping[str, tuple[Mapping[str, Any], Annotation | str]] = MappingProxyType({})
    by_id: Mapping[str, Annotation] = MappingProxyType({})
    in_order: tuple[Annotation, ...] = ()
    unusable_ids: frozenset[Any] = frozenset()
    problems: tuple[str, ...] = ()

    @property
    def has_newer(self) -> bool:
        """Whether a newer version of the program wrote one of the annotations."""
        return any(annotation.schema > SCHEMA for annotation in self.in_order)


def parse_records(
    place: str, records: Mapping[str, Mapping[str, Any]], earlier: ParsedRecords
) -> ParsedRecords:
    """Parse the records of a table; those that are the same objects as before are not parsed again.

    Args:
        place: where the table is kept, for messages.
        records: by number.
        earlier: what was parsed of the same table before.
    """
    parsed: dict[str, tuple[Mapping[str, Any], Annotation | str]] = {}
    by_id: dict[str, Annotation] = {}
    unusable: set[str] = set()
    problems: list[str] = []
    for number, record in records.items():
        known = earlier.parsed.get(number)
        if known is None or known[0] is not record:
            known = (record, _parse(record))
        parsed[number] = known
        annotation = known[1]
        if isinstance(annotation, str):
            problems.append(f"{place}, record {number}: {annotation}")
            if isinstance(record.get("id"), str):
                unusable.add(record["id"])
        elif annotation.id in by_id:
            problems.append(f"{place}, record {number}: the id {annotation.id} is given twice")
        else:
            by_id[annotation.id] = annotation
    in_order = tuple(sorted(by_id.values(), key=_ORDER))
    return ParsedRecords(parsed, by_id, in_order, frozenset(unusable), tuple(problems))


def _parse(record: Mapping[str, Any]) -> Annotation | str:
    try:
        return Annotation.from_record(record)
    except HashiyaError as error:
        return error.message
