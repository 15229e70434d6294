"""A thread hears of changes until it is ended, whatever happens to the store."""

from __future__ import annotations

import queue
from typing import TYPE_CHECKING

from hashiya.messages import Message
from hashiya.session.listener import Listener
from hashiya.store.repository.away import AwayError

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

AWAY = Message("postgresql.lost", address="postgresql://desk", cause="cut")


class Scripted:
    """Gives answers in turn, then nothing; an error is raised."""

    def __init__(self, *answers: AbstractSet[str] | Exception | None) -> None:
        self.answers = list(answers)
        self.is_closed = False

    def wait(self, seconds: float) -> AbstractSet[str] | None:
        if not self.answers:
            return frozenset()
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def close(self) -> None:
        self.is_closed = True


def test_all_that_is_heard_is_told_and_a_store_that_is_away_is_tried_again() -> None:
    told: queue.Queue[AbstractSet[str] | None] = queue.Queue()
    listening = Scripted(None, {"a"}, frozenset(), AwayError(AWAY), None, {"b"})
    listener = Listener(lambda: listening, told.put, pause=0)
    listener.start()
    assert [told.get(timeout=30) for _ in range(4)] == [None, {"a"}, None, {"b"}]
    thread = listener._thread
    assert thread is not None
    listener.end()
    thread.join(30)
    assert listening.is_closed
    assert listener.problem is None
    listener.start()
    assert listener._thread is thread


def test_a_thread_that_dies_is_known_and_started_again() -> None:
    told: queue.Queue[AbstractSet[str] | None] = queue.Queue()
    every = [Scripted(ValueError("x")), Scripted({"a"})]
    listener = Listener(lambda: every.pop(0), told.put)
    listener.start()
    first = listener._thread  # the thread may have died before this line
    if first is not None:
        first.join(30)
    assert listener._thread is None
    assert listener.problem is not None
    listener.start()
    assert told.get(timeout=30) == {"a"}
    listener.end()
