"""The states of an assignment."""

from __future__ import annotations

import pytest

from hashiya.store.repository.assignment import (
    OPEN,
    Assignment,
    Decision,
    State,
    after_decision,
)


@pytest.mark.parametrize("state", State)
def test_work_is_open_until_it_is_finished(state: State) -> None:
    assert Assignment("a.txt", "سارة", state).is_open == (state in (State.NEW, State.IN_PROGRESS))


def test_only_finished_work_is_reviewed() -> None:
    reviewed = {state: after_decision(state, Decision.REVIEW) for state in State}
    assert reviewed.pop(State.FINISHED) is State.REVIEWED
    assert set(reviewed.values()) == {None}


@pytest.mark.parametrize("state", sorted(set(State) - OPEN))
def test_a_curator_reopens_what_is_closed(state: State) -> None:
    assert after_decision(state, Decision.REOPEN) is State.IN_PROGRESS


@pytest.mark.parametrize("state", sorted(OPEN))
def test_open_work_cannot_be_reopened(state: State) -> None:
    assert after_decision(state, Decision.REOPEN) is None


def test_a_curator_locks_work_in_any_state_once() -> None:
    locked = {state: after_decision(state, Decision.LOCK) for state in State}
    assert locked.pop(State.LOCKED) is None
    assert set(locked.values()) == {State.LOCKED}
