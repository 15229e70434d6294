from __future__ import annotations

import errno
import os
import threading

import pytest

from hashiya.errors import HashiyaError
from hashiya.messages import Message
from hashiya.session.supervised_thread import SupervisedThread, told_of
from tests.refusals import refused


def end_of(work: object) -> list[BaseException]:
    """What a thread that does some work hands over."""
    handed: list[BaseException] = []
    thread = SupervisedThread(work, handed.append, name="worker")  # type: ignore[arg-type]
    thread.start()
    thread.join(30)
    return handed


def raising(error: BaseException) -> object:
    def work(*_: object) -> None:
        raise error

    return work


@pytest.mark.parametrize(
    "error", [TypeError("a bug"), OSError(errno.EIO, "gone"), MemoryError(), RecursionError(), SystemExit(3)]
)
def test_every_exception_that_ends_a_thread_is_handed_over(error: BaseException) -> None:
    assert end_of(raising(error)) == [error]


def test_a_thread_that_ends_well_hands_nothing_over() -> None:
    assert end_of(lambda: None) == []


def test_a_thread_that_cannot_be_started_is_told_of_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threading.Thread, "start", raising(RuntimeError("can't start new thread")))
    thread = SupervisedThread(lambda: None, lambda _: None, name="worker")
    with refused("session.no_more_threads") as refusal:
        thread.start()
    assert refusal.value.advice == Message("session.end_programs")


def test_the_process_does_not_wait_for_such_a_thread() -> None:
    assert SupervisedThread(lambda: None, lambda _: None, name="worker").daemon


def test_an_expected_exception_is_told_of_by_its_message() -> None:
    assert told_of(HashiyaError(Message("files.missing"), Message("files.try_again_later"))) == Message(
        "files.missing"
    )
    assert told_of(OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))) == Message("files.disk_full")
    assert told_of(OSError("gone")) == Message("files.system_reason", reason="gone")


def test_a_bug_is_told_of_by_its_type_and_place() -> None:
    [error] = end_of(raising(TypeError("no such operand")))
    line = raising.__code__.co_firstlineno + 2
    assert told_of(error) == Message(
        "session.with_detail",
        told=Message("session.unexpected_at", kind="TypeError", file="test_supervised_thread.py", line=line),
        detail="no such operand",
    )
    assert told_of(MemoryError()) == Message("session.unexpected", kind="MemoryError")
