from __future__ import annotations

import errno
import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from hashiya.annotation.annotation import Annotation, changed
from hashiya.annotation.edits import Edit
from hashiya.errors import HashiyaError
from hashiya.session.saver import Saver
from hashiya.store.repository.conflict import Outcome
from hashiya.store.repository.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

FULL = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def adding(identifier: str) -> Edit:
    return Edit(None, Annotation(id=identifier, label="ACTOR", start=0, end=4))


def changing(edit: Edit, note: str) -> Edit:
    assert edit.after is not None
    return Edit(edit.after, changed(edit.after, note=note))


class Disk:
    """Takes edits in, or raises what it is told to; can be held up."""

    def __init__(self) -> None:
        self.batches: list[list[Edit]] = []
        self.attempts = 0
        self.failure: Exception | None = None
        self.refused: dict[str, Outcome] = {}
        self.free = threading.Event()
        self.reached = threading.Event()
        self.free.set()

    @property
    def edits(self) -> list[Edit]:
        return [edit for batch in self.batches for edit in batch]

    def write(self, edits: Sequence[Edit]) -> Sequence[Outcome]:
        self.attempts += 1
        self.reached.set()
        assert self.free.wait(10)
        if self.failure is not None:
            raise self.failure
        self.batches.append([edit for edit in edits if edit.id not in self.refused])
        return [self.refused[identifier] for identifier in {edit.id for edit in edits} & set(self.refused)]

    def hold_up(self, saver: Saver, edit: Edit) -> None:
        """Lets the saver wait in the middle of writing an edit."""
        self.reached.clear()
        self.free.clear()
        saver.save([edit])
        assert self.reached.wait(10)


@pytest.fixture
def disk() -> Disk:
    return Disk()


@pytest.fixture
def saver(disk: Disk) -> Iterator[Saver]:
    saver = Saver(disk.write, lambda: None)
    yield saver
    disk.free.set()
    disk.failure = None
    saver.close()


ONE, TWO, THREE = adding("1"), adding("2"), adding("3")


def test_what_is_handed_over_is_on_disk_after_a_flush(disk: Disk, saver: Saver) -> None:
    saver.save([ONE])
    saver.save([TWO, THREE])
    assert saver.flush()
    assert disk.edits == [ONE, TWO, THREE]
    assert saver.pending == 0
    assert saver.problem == ""


def test_nothing_handed_over_needs_no_thread(disk: Disk) -> None:
    saver = Saver(disk.write, lambda: None)
    assert saver.flush()
    assert saver.close()
    assert disk.attempts == 0


def test_an_edit_is_pending_until_it_is_written(disk: Disk, saver: Saver) -> None:
    disk.hold_up(saver, ONE)
    assert saver.pending == 1
    assert not saver.flush(timeout=0.01)
    disk.free.set()
    assert saver.flush()
    assert saver.pending == 0


def test_edits_that_come_while_one_is_written_follow_together_and_in_order(disk: Disk, saver: Saver) -> None:
    disk.hold_up(saver, ONE)
    saver.save([TWO])
    saver.save([THREE])
    disk.free.set()
    assert saver.flush()
    assert disk.batches == [[ONE], [TWO, THREE]]


def test_an_edit_made_undone_and_made_again_while_one_is_written_is_written_three_times(
    disk: Disk, saver: Saver
) -> None:
    disk.hold_up(saver, ONE)
    for edit in (ONE.inverse(), ONE, ONE.inverse(), ONE):
        saver.save([edit])
    disk.free.set()
    assert saver.flush()
    assert disk.edits == [ONE, ONE.inverse(), ONE, ONE.inverse(), ONE]


@pytest.mark.parametrize(
    ("failure", "said"),
    [
        (FULL, os.strerror(errno.ENOSPC)),
        (OSError("the disk is gone"), "the disk is gone"),
        (HashiyaError("the file is locked by process 7", "wait"), "the file is locked by process 7"),
    ],
)
def test_what_could_not_be_written_is_kept_and_the_reason_told(
    disk: Disk, saver: Saver, failure: Exception, said: str
) -> None:
    disk.failure = failure
    saver.save([ONE])
    assert not saver.flush()
    assert saver.pending == 1
    assert saver.problem == said


def test_a_failure_is_not_tried_again_on_its_own(disk: Disk, saver: Saver) -> None:
    disk.failure = FULL
    disk.hold_up(saver, ONE)
    disk.free.set()
    assert not saver.flush()
    # once with the edit; the flush may have asked for one more
    assert disk.attempts <= 2
    tried = disk.attempts
    assert not saver.flush()
    assert disk.attempts == tried + 1


def test_a_flush_tries_again_and_forgets_the_reason(disk: Disk, saver: Saver) -> None:
    disk.failure = FULL
    saver.save([ONE, TWO])
    assert not saver.flush()
    disk.failure = None
    assert saver.flush()
    assert disk.edits == [ONE, TWO]
    assert (saver.pending, saver.problem) == (0, "")


def test_the_next_edit_takes_along_what_had_failed_in_order(disk: Disk, saver: Saver) -> None:
    disk.failure = FULL
    saver.save([ONE])
    saver.flush()
    saver.save([TWO])
    saver.flush()
    disk.failure = None
    disk.hold_up(saver, THREE)
    disk.free.set()
    assert saver.flush()
    assert disk.batches == [[ONE, TWO, THREE]]


def test_an_edit_that_comes_while_an_attempt_fails_is_tried_without_waiting_for_another(
    disk: Disk, saver: Saver
) -> None:
    disk.failure = FULL
    disk.hold_up(saver, ONE)
    saver.save([TWO])
    disk.free.set()
    with saver._guard:
        assert saver._guard.wait_for(lambda: not saver._busy, 10)
    assert disk.attempts == 2


def test_what_is_refused_is_told_once_and_not_tried_again(disk: Disk, saver: Saver) -> None:
    theirs = Annotation(id="2", label="EVENT", start=0, end=4)
    again = changing(TWO, "note")
    outcome = Outcome(TWO, theirs)
    disk.refused["2"] = outcome
    saver.save([ONE, TWO, again, THREE])
    assert saver.flush()
    assert disk.edits == [ONE, THREE]
    assert saver.problem == ""
    assert saver.take_outcomes() == [outcome]
    assert saver.take_outcomes() == []


def test_each_attempt_is_told_from_the_saving_thread(disk: Disk) -> None:
    told: list[tuple[str, int, str]] = []
    done = threading.Event()
    saver: Saver

    def tell() -> None:
        told.append((threading.current_thread().name, saver.pending, saver.problem))
        done.set()

    saver = Saver(disk.write, tell)
    disk.failure = FULL
    saver.save([ONE])
    assert done.wait(10)
    done.clear()
    disk.failure = None
    saver.save([TWO])
    assert done.wait(10)
    assert told == [("hashiya-saver", 1, os.strerror(errno.ENOSPC)), ("hashiya-saver", 0, "")]
    saver.close()


def test_closing_writes_what_is_left_and_ends_the_thread(disk: Disk, saver: Saver) -> None:
    disk.hold_up(saver, ONE)
    disk.free.set()
    assert saver.close()
    assert disk.edits == [ONE]
    assert saver._thread is not None
    saver._thread.join(10)
    assert not saver._thread.is_alive()


def test_closing_says_when_something_is_not_safe(disk: Disk, saver: Saver) -> None:
    disk.failure = FULL
    saver.save([ONE])
    assert not saver.close()
    assert saver.pending == 1


def test_a_closed_saver_does_not_wait_for_a_thread_that_has_ended(disk: Disk, saver: Saver) -> None:
    disk.failure = FULL
    saver.save([ONE])
    saver.close()
    assert not saver.flush(timeout=3600)
    assert not saver.close(timeout=3600)


def test_what_failed_is_tried_again_by_itself(disk: Disk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hashiya.session.saver.RETRY_AFTER", 0.01)
    told = threading.Event()
    saver = Saver(disk.write, lambda: told.set() if disk.batches else None)
    disk.failure = FULL
    saver.save([adding("one")])
    assert disk.reached.wait(10)
    disk.failure = None
    assert told.wait(10)
    assert [edit.id for edit in disk.edits] == ["one"]
    assert (saver.pending, saver.problem) == (0, "")


def test_the_ids_of_what_is_not_safe_yet_are_known(disk: Disk, saver: Saver) -> None:
    assert saver.pending_ids == frozenset()
    disk.hold_up(saver, ONE)
    saver.save([TWO, changing(TWO, "note")])
    assert saver.pending_ids == {"1", "2"}
    disk.free.set()
    assert saver.flush()
    assert saver.pending_ids == frozenset()


def test_of_several_places_the_newest_is_written_once(disk: Disk) -> None:
    places: list[int] = []
    saver = Saver(disk.write, lambda: None, lambda reading: places.append(reading.offset))
    disk.hold_up(saver, ONE)
    for offset in (1, 2, 3):
        saver.save_reading(Reading(offset))
    assert saver.pending == 2
    disk.free.set()
    assert saver.close()
    assert (saver.pending, places, disk.edits) == (0, [3], [ONE])


def test_a_place_that_comes_while_one_is_written_is_written_too(disk: Disk) -> None:
    places: list[int] = []
    saver: Saver

    def write(reading: Reading) -> None:
        if not places:
            saver.save_reading(Reading(2))
        places.append(reading.offset)

    saver = Saver(disk.write, lambda: None, write)
    saver.save_reading(Reading(1))
    assert saver.close()
    assert places == [1, 2]


def test_a_place_that_cannot_be_written_holds_up_no_edit_and_is_tried_again(disk: Disk) -> None:
    places: list[int] = []
    failures: list[Exception] = [FULL]

    def write(reading: Reading) -> None:
        if failures:
            raise failures[0]
        places.append(reading.offset)

    saver = Saver(disk.write, lambda: None, write)
    saver.save_reading(Reading(1))
    saver.save([ONE])
    assert not saver.flush()
    assert (disk.edits, saver.pending, saver.problem) == ([ONE], 1, FULL.strerror)
    failures.clear()
    assert saver.flush()
    assert (places, saver.problem) == ([1], "")
    assert saver.close()


def test_nothing_is_waited_for_that_comes_after_the_end(disk: Disk, saver: Saver) -> None:
    saver.save([ONE])
    assert saver.close()
    saver.save_reading(Reading(1))
    assert not saver.flush(timeout=1e6)


def test_what_is_waited_for_is_written_at_once(disk: Disk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hashiya.session.saver._FRAME_FIRST", 1e6)
    saver = Saver(disk.write, lambda: None)
    saver.save([ONE])
    assert saver.flush()
    saver.save([TWO])
    assert saver.close()
    assert disk.edits == [ONE, TWO]


def test_what_is_handed_over_at_once_after_another_is_written_with_it(
    disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hashiya.session.saver._FRAME_FIRST", 1e6)
    saver = Saver(disk.write, lambda: None)
    saver.save([ONE])
    saver.save([TWO])
    assert saver.pending == 2
    assert saver.close()
    assert disk.batches == [[ONE, TWO]]


BUGS = [TypeError("a bug"), MemoryError(), RecursionError("too deep"), AssertionError()]


@pytest.mark.parametrize("bug", BUGS)
def test_an_exception_that_nobody_expected_is_told_as_the_problem_and_keeps_the_edit(
    disk: Disk, bug: Exception
) -> None:
    told: list[tuple[int, str]] = []
    saver: Saver
    saver = Saver(disk.write, lambda: told.append((saver.pending, saver.problem)))
    disk.failure = bug
    saver.save([ONE])
    assert not saver.flush()
    assert (saver.pending, saver.waiting) == (1, (ONE,))
    assert saver.problem.startswith(f"unexpected {type(bug).__name__} in test_saver.py")
    assert told[-1] == (1, saver.problem)
    disk.failure = None
    saver.save([TWO])
    assert saver.flush()
    assert (disk.edits, saver.problem) == ([ONE, TWO], "")
    assert saver.close()


def test_a_flush_after_the_thread_died_does_not_wait_in_vain(disk: Disk, saver: Saver) -> None:
    disk.failure = TypeError("a bug")
    saver.save([ONE])
    assert not saver.flush(timeout=3600)
    assert not saver.close(timeout=3600)


def test_an_exception_in_writing_the_place_is_the_problem_too(disk: Disk) -> None:
    def write(_: Reading) -> None:
        raise KeyError("offset")

    saver = Saver(disk.write, lambda: None, write)
    saver.save_reading(Reading(1))
    assert not saver.flush()
    assert "unexpected KeyError" in saver.problem


def test_what_died_is_tried_again_when_asked_to(disk: Disk, saver: Saver) -> None:
    disk.failure = TypeError("a bug")
    saver.save([ONE])
    saver.flush()
    disk.failure = None
    saver.retry()
    assert saver.flush()
    assert disk.edits == [ONE]


def test_there_is_nothing_to_try_again_where_all_is_saved(disk: Disk, saver: Saver) -> None:
    saver.retry()
    assert saver._thread is None
    saver.save([ONE])
    assert saver.flush()
    attempts = disk.attempts
    saver.retry()
    assert saver.flush()
    assert disk.attempts == attempts


def test_a_flush_tries_again_what_an_attempt_under_way_cannot_save() -> None:
    attempts: list[Sequence[Edit]] = []
    begun, going_on = threading.Event(), threading.Event()

    def write(edits: Sequence[Edit]) -> Sequence[Outcome]:
        attempts.append(edits)
        begun.set()
        assert going_on.wait(10)
        if len(attempts) == 1:
            raise FULL
        return []

    saver = Saver(write, lambda: None)
    saver.save([ONE])
    assert begun.wait(10)
    with ThreadPoolExecutor(1) as pool:
        flushed = pool.submit(saver.flush)
        while not saver._awaited:
            time.sleep(0.001)
        going_on.set()
        assert flushed.result(10)
    assert attempts == [[ONE], [ONE]]
    assert saver.close()


@pytest.fixture
def no_threads(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """A system that starts no thread, until the patch is undone."""

    def refuse(_: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", refuse)
    return monkeypatch


def test_without_a_thread_the_edit_is_kept_and_the_reason_told(
    disk: Disk, saver: Saver, no_threads: pytest.MonkeyPatch
) -> None:
    saver.save([ONE])
    assert (saver.pending, saver.problem) == (1, "the system starts no more threads for this user")
    assert disk.attempts == 0
    saver.save([TWO])
    no_threads.undo()
    saver.retry()
    assert saver.flush()
    assert (disk.edits, saver.problem) == ([ONE, TWO], "")


def test_without_a_thread_a_flush_writes_in_the_thread_of_the_caller(
    disk: Disk, saver: Saver, no_threads: pytest.MonkeyPatch
) -> None:
    saver.save([ONE])
    assert saver.flush()
    assert (disk.edits, saver.pending, saver.problem) == ([ONE], 0, "")
    saver.save([TWO])
    assert saver.close()
    assert disk.edits == [ONE, TWO]


def test_without_a_thread_and_without_a_disk_the_edit_is_still_kept(
    disk: Disk, saver: Saver, no_threads: pytest.MonkeyPatch
) -> None:
    for failure in (FULL, TypeError("a bug")):
        disk.failure = failure
        saver.save([ONE])
        assert not saver.flush(timeout=3600)
    assert not saver.close()
    assert saver.waiting == (ONE, ONE)
