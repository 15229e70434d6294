"""Assignments: which person annotates which article, and how far the work is."""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from hashiya.store.repository import reading

if TYPE_CHECKING:
    from collections.abc import Mapping


class State(StrEnum):
    """How far the work on an assignment is."""

    NEW = "new"
    IN_PROGRESS = reading.IN_PROGRESS
    FINISHED = "finished"
    REVIEWED = "reviewed"
    LOCKED = "locked"


OPEN = frozenset({State.NEW, State.IN_PROGRESS})
"""The states in which an annotator may write, and must not see the annotations of others."""


class Decision(StrEnum):
    """A decision of a curator on an assignment."""

    REVIEW = "review"
    REOPEN = "reopen"
    LOCK = "lock"


_DECIDED: Mapping[Decision, tuple[frozenset[State], State]] = MappingProxyType(
    {
        Decision.REVIEW: (frozenset({State.FINISHED}), State.REVIEWED),
        Decision.REOPEN: (frozenset({State.FINISHED, State.REVIEWED, State.LOCKED}), State.IN_PROGRESS),
        Decision.LOCK: (frozenset(State) - {State.LOCKED}, State.LOCKED),
    }
)
"""Each decision with the states it applies to and the state it leads to."""


def after_decision(state: State, decision: Decision) -> State | None:
    """Return the state after a decision; None if the decision does not apply to the present state."""
    applies_to, state_after = _DECIDED[decision]
    return state_after if state in applies_to else None


class Assignment(NamedTuple):
    """The assignment of an article to a person.

    Attributes:
        key: of the article.
        person: the name; empty for a place that any annotator may take.
        state: how far the work is.
        note: of the curator who reopened the article; empty if there is none.
        due: when the article is released unless something is saved before, UTC, ISO 8601; empty for never.
        is_overdue: whether that time has passed.
    """

    key: str
    person: str
    state: State
    note: str = ""
    due: str = ""
    is_overdue: bool = False

    @property
    def is_open(self) -> bool:
        """Tell whether the annotator may write."""
        return self.state in OPEN


class Tally(NamedTuple):
    """A number of assignments that are alike.

    Attributes:
        person: the name; empty for places that anybody may take.
        folder: of the articles; ``.`` for those in no folder.
        state: how far the work is.
        is_overdue: whether the time is over.
        number: how many there are.
    """

    person: str
    folder: str
    state: State
    is_overdue: bool
    number: int
