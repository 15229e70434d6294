"""The states of an assignment."""

from __future__ import annotations

import pytest

from hashiya.store.repository.assignment import (
    OPEN,
    Assignment,
    Decision,
    State,
    after_decision,
    after_save,
)


@pytest.mark.parametrize("state", sorted(OPEN))
def test_a_save_begins_the_work_and_the_mark_of_done_finishes_it(state: State) -> None:
    assert after_save(state, is_done=False) is State.IN_PROGRESS
    assert after_save(state, is_done=True) is State.FINISHED


@pytest.mark.parametrize("state", sorted(set(State) - OPEN))
@pytest.mark.parametrize("is_done", [False, True])
def test_finished_work_cannot_be_saved(state: State, is_done: bool) -> None:
    assert after_save(state, is_done=is_done) is None
    assert not Assignment("a.txt", "سارة", state).is_open


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
