"""The records of a store file as annotations, in order, and what is wrong with those that are none."""

from __future__ import annotations

from operator import attrgetter
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from hashiya.annotation.annotation import SCHEMA, Annotation
from hashiya.annotation.carrying import carried
from hashiya.annotation.edits import chains, whole
from hashiya.errors import HashiyaError
from hashiya.store.repository.conflict import Outcome

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from pathlib import Path

    from hashiya.annotation.edits import Edit
    from hashiya.store.repository.conflict import Conflict
    from hashiya.store.tinydb.store_file import Record

_ORDER = attrgetter("start", "end", "id")


class Judgement(NamedTuple):
    """What becomes of edits.

    Attributes:
        states: by id, what each annotation becomes that changes; None if it is removed.
        refused: the edits that nobody but a person can bring together with what is stored.
        carried: the edits that stand beside another writer's change, or had been made already.
    """

    states: Mapping[str, Annotation | None]
    refused: Sequence[Outcome]
    carried: Sequence[Outcome]


class ParsedRecords(NamedTuple):
    """What the annotation records of a file say.

    Attributes:
        parsed: by the record's number, the record with its annotation, or with what is wrong with it.
        by_id: the annotations.
        in_order: the annotations by start, end and id.
        unusable_ids: the ids of records that are no annotations; nothing else may take them.
        problems: what is wrong with records, one sentence each.
    """

    parsed: Mapping[str, tuple[Record, Annotation | str]] = MappingProxyType({})
    by_id: Mapping[str, Annotation] = MappingProxyType({})
    in_order: tuple[Annotation, ...] = ()
    unusable_ids: frozenset[Any] = frozenset()
    problems: tuple[str, ...] = ()

    @property
    def has_newer(self) -> bool:
        """Whether a newer version of the program wrote one of the annotations."""
        return any(annotation.schema > SCHEMA for annotation in self.in_order)

    def judge(self, edits: Sequence[Edit], path: Path, open_: Collection[Conflict] = ()) -> Judgement:
        """What each annotation becomes that the edits change, and which edits are refused.

        A chain of edits is taken up where an attempt that failed late left it. An edit whose author saw
        another version than the stored one is carried over to that, where nobody's change is lost by it.

        Args:
            edits: in the order in which they are made.
            path: the store file, for messages.
            open_: the conflicts; a chain that begins where a refused change ended belongs to it.

        Raises:
            HashiyaError: an edit's id is that of a record that is no annotation.
        """
        states: dict[str, Annotation | None] = {}
        refused: list[Outcome] = []
        beside: list[Outcome] = []
        for chain in chains(edits):
            edit = whole(chain)
            if edit is None:
                continue
            if edit.id in self.unusable_ids:
                msg = f"{path} holds a damaged record of the id {edit.id}"
                raise HashiyaError(msg)
            stored = states[edit.id] if edit.id in states else self.by_id.get(edit.id)
            if stored == edit.after:
                continue
            if any(stored == step.before for step in chain):
                states[edit.id] = edit.after
                continue
            is_further = any(each.id == edit.id and each.mine == edit.before for each in open_)
            onward = edit if is_further else carried(edit, stored)
            if onward is None:
                beside.append(Outcome(edit, stored))
            elif onward.before == stored:
                states[edit.id] = onward.after
                beside.append(Outcome(edit, onward.after))
            else:
                refused.append(Outcome(edit, stored))
        return Judgement(states, refused, beside)


def parse_records(path: Path, records: Mapping[str, Record], earlier: ParsedRecords) -> ParsedRecords:
    """Parse the records of a file; those that are the same objects as before are not parsed again.

    Args:
        path: the store file, for messages.
        records: by number.
        earlier: what was parsed of the same file before.
    """
    parsed: dict[str, tuple[Record, Annotation | str]] = {}
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
            problems.append(f"{path}, record {number}: {annotation}")
            if isinstance(record.get("id"), str):
                unusable.add(record["id"])
        elif annotation.id in by_id:
            problems.append(f"{path}, record {number}: the id {annotation.id} is given twice")
        else:
            by_id[annotation.id] = annotation
    in_order = tuple(sorted(by_id.values(), key=_ORDER))
    return ParsedRecords(parsed, by_id, in_order, frozenset(unusable), tuple(problems))


def _parse(record: Mapping[str, Any]) -> Annotation | str:
    try:
        return Annotation.from_record(record)
    except HashiyaError as error:
        return error.message
