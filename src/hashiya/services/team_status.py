"""The progress of a team: assignments counted by person and by folder."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from hashiya.store.repository.assignment import OPEN, State

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from hashiya.store.repository.assignment import Assignment, Tally


class Progress(NamedTuple):
    """The assignments of a person, or those of the articles of a folder.

    Attributes:
        name: of the person or the folder.
        states: number of assignments by state.
        overdue: how many of them should have been finished before.
        free: how many places of a folder's articles anybody may take; 0 for a person.
    """

    name: str
    states: Mapping[State, int]
    overdue: int = 0
    free: int = 0

    @property
    def total(self) -> int:
        """Return the number of assignments, free places included."""
        return sum(self.states.values()) + self.free

    @property
    def done(self) -> float:
        """Return the share of assignments that are at least finished, from 0 to 1."""
        closed = sum(count for state, count in self.states.items() if state not in OPEN)
        return closed / self.total if self.total else 0.0

    def to_record(self) -> dict[str, Any]:
        """Return the counts as plain JSON values."""
        states = {state.value: self.states.get(state, 0) for state in State}
        return {**states, "overdue": self.overdue, "total": self.total, "progress": round(self.done, 4)}


def by_person(tallies: Sequence[Tally], people: Iterable[str]) -> Sequence[Progress]:
    """Count the assignments of each person; those of people without any are 0."""
    names = dict.fromkeys([*people, *sorted(each.person for each in tallies if each.person)])
    return [_progress(name, (each for each in tallies if each.person == name)) for name in names]


def by_folder(tallies: Sequence[Tally]) -> Sequence[Progress]:
    """Count the assignments of the articles of each folder, and its free places."""
    names = sorted({each.folder for each in tallies})
    return [_progress(name, (each for each in tallies if each.folder == name)) for name in names]


def _progress(name: str, tallies: Iterable[Tally]) -> Progress:
    states: Counter[State] = Counter()
    overdue = free = 0
    for each in tallies:
        if each.person:
            states[each.state] += each.number
            overdue += each.number * each.is_overdue
        else:
            free += each.number
    return Progress(name, states, overdue, free)


def status_record(
    tallies: Sequence[Tally], roles: Mapping[str, str], assignments: Iterable[Assignment]
) -> dict[str, Any]:
    """Describe the progress of a team as JSON values.

    Args:
        tallies: all assignments, counted.
        roles: of the people who annotate, by name.
        assignments: all assignments, by article.
    """
    return {
        "people": [
            {"name": each.name, "role": roles.get(each.name, ""), **each.to_record()}
            for each in by_person(tallies, roles)
        ],
        "folders": [
            {"folder": each.name, **each.to_record(), "free": each.free} for each in by_folder(tallies)
        ],
        "articles": list(_articles(assignments)),
    }


def _articles(assignments: Iterable[Assignment]) -> Iterator[dict[str, Any]]:
    record: dict[str, Any] = {}
    for each in assignments:
        if record.get("article") != each.key:
            if record:
                yield record
            record = {"article": each.key, "free": 0, "assignments": []}
        if each.person:
            told = {"person": each.person, "state": each.state.value, "note": each.note}
            record["assignments"].append({**told, "due": each.due or None, "overdue": each.is_overdue})
        else:
            record["free"] += 1
    if record:
        yield record
