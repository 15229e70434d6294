from __future__ import annotations

import errno
import os
import threading
import time
from typing import TYPE_CHECKING, Any

import pytest

from hashiya.annotation.annotation import Annotation, changed
from hashiya.annotation.edits import Edit
from hashiya.annotation.transaction import new_transaction
from hashiya.errors import HashiyaError
from hashiya.messages import Message
from hashiya.session.background import Background
from hashiya.session.repository_queue import RepositoryQueue, Step
from hashiya.store.repository.conflict import Outcome
from hashiya.store.repository.reading import Reading
from hashiya.store.repository.snapshot import Snapshot

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from hashiya.annotation.transaction import Transaction
    from hashiya.store.repository.conflict import Conflict
    from hashiya.store.repository.draft import Draft

KEY = "article.txt"
PATIENCE = 30.0
"""Seconds for which a slow machine is waited for."""


NO_SPACE = Message("files.disk_full")
FULL = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def adding(identifier: str) -> Edit:
    return Edit(None, Annotation(id=identifier, label="ACTOR", start=0, end=4))


def changing(edit: Edit, note: str) -> Edit:
    assert edit.after is not None
    return Edit(edit.after, changed(edit.after, note=note))


def step(*edits: Edit) -> Step:
    return Step(new_transaction(KEY, edits, by="", command="test"))


class Disk:
    """Takes edits in, or raises what it is told to; can be held up."""

    key = KEY

    def __init__(self) -> None:
        self.snapshot = Snapshot(KEY)
        self.drafts: list[Draft | None] = []
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

    def load(self) -> Snapshot:
        return self.snapshot

    def resolve(self, conflict: Conflict, transaction: Transaction) -> None:
        raise NotImplementedError

    def save_reading(self, reading: Reading) -> None:
        raise NotImplementedError

    def save_draft(self, draft: Draft | None) -> None:
        self.drafts.append(draft)

    def commit(self, *transactions: Transaction) -> Sequence[Outcome]:
        edits = [edit for transaction in transactions for edit in transaction.edits[KEY]]
        self.attempts += 1
        self.reached.set()
        assert self.free.wait(PATIENCE)
        if self.failure is not None:
            raise self.failure
        self.batches.append([edit for edit in edits if edit.id not in self.refused])
        return [self.refused[identifier] for identifier in {edit.id for edit in edits} & set(self.refused)]

    def hold_up(self, background: Background, edit: Edit) -> None:
        """Lets the background wait in the middle of writing an edit."""
        self.reached.clear()
        self.free.clear()
        background.save(step(edit))
        assert self.reached.wait(PATIENCE)


@pytest.fixture
def disk() -> Disk:
    return Disk()


@pytest.fixture
def background(disk: Disk) -> Iterator[Background]:
    background = Background(RepositoryQueue(disk), lambda: None)
    yield background
    disk.free.set()
    disk.failure = None
    background.close()


ONE, TWO, THREE = adding("1"), adding("2"), adding("3")


def test_what_is_handed_over_is_on_disk_after_a_flush(disk: Disk, background: Background) -> None:
    background.save(step(ONE))
    background.save(step(TWO, THREE))
    assert background.flush()
    assert disk.edits == [ONE, TWO, THREE]
    assert background.pending == 0
    assert background.problem is None


def test_nothing_handed_over_needs_no_thread(disk: Disk) -> None:
    background = Background(RepositoryQueue(disk), lambda: None)
    assert background.flush()
    assert background.close()
    assert disk.attempts == 0


def test_an_edit_is_pending_until_it_is_written(disk: Disk, background: Background) -> None:
    disk.hold_up(background, ONE)
    assert background.pending == 1
    assert not background.flush(timeout=0.01)
    disk.free.set()
    assert background.flush()
    assert background.pending == 0


def test_edits_that_come_while_one_is_written_follow_together_and_in_order(
    disk: Disk, background: Background
) -> None:
    disk.hold_up(background, ONE)
    background.save(step(TWO))
    background.save(step(THREE))
    disk.free.set()
    assert background.flush()
    assert disk.batches == [[ONE], [TWO, THREE]]


def test_an_edit_made_undone_and_made_again_while_one_is_written_is_written_three_times(
    disk: Disk, background: Background
) -> None:
    disk.hold_up(background, ONE)
    for edit in (ONE.inverse(), ONE, ONE.inverse(), ONE):
        background.save(step(edit))
    disk.free.set()
    assert background.flush()
    assert disk.edits == [ONE, ONE.inverse(), ONE, ONE.inverse(), ONE]


@pytest.mark.parametrize(
    ("failure", "said"),
    [
        (FULL, NO_SPACE),
        (OSError("the disk is gone"), Message("files.system_reason", reason="the disk is gone")),
        (HashiyaError(Message("files.missing"), Message("files.try_again_later")), Message("files.missing")),
    ],
)
def test_what_could_not_be_written_is_kept_and_the_reason_told(
    disk: Disk, background: Background, failure: Exception, said: Message
) -> None:
    disk.failure = failure
    background.save(step(ONE))
    assert not background.flush()
    assert background.pending == 1
    assert background.problem == said


def test_a_failure_is_not_tried_again_on_its_own(disk: Disk, background: Background) -> None:
    disk.failure = FULL
    disk.hold_up(background, ONE)
    disk.free.set()
    assert not background.flush()
    # once with the edit; the flush may have asked for one more
    assert disk.attempts <= 2
    tried = disk.attempts
    assert not background.flush()
    assert disk.attempts == tried + 1


def test_a_flush_tries_again_and_forgets_the_reason(disk: Disk, background: Background) -> None:
    disk.failure = FULL
    background.save(step(ONE, TWO))
    assert not background.flush()
    disk.failure = None
    assert background.flush()
    assert disk.edits == [ONE, TWO]
    assert (background.pending, background.problem) == (0, None)


def test_the_next_edit_takes_along_what_had_failed_in_order(disk: Disk, background: Background) -> None:
    disk.failure = FULL
    background.save(step(ONE))
    background.flush()
    background.save(step(TWO))
    background.flush()
    disk.failure = None
    disk.hold_up(background, THREE)
    disk.free.set()
    assert background.flush()
    assert disk.batches == [[ONE, TWO, THREE]]


def test_an_edit_that_comes_while_an_attempt_fails_is_tried_without_waiting_for_another(
    disk: Disk, background: Background
) -> None:
    disk.failure = FULL
    disk.hold_up(background, ONE)
    background.save(step(TWO))
    disk.free.set()
    with background._guard:
        assert background._guard.wait_for(lambda: background._done == background._asked, PATIENCE)
    assert disk.attempts == 2


def test_what_is_refused_is_told_once_and_not_tried_again(disk: Disk, background: Background) -> None:
    theirs = Annotation(id="2", label="EVENT", start=0, end=4)
    again = changing(TWO, "note")
    outcome = Outcome(TWO, theirs)
    disk.refused["2"] = outcome
    background.save(step(ONE, TWO, again, THREE))
    assert background.flush()
    assert disk.edits == [ONE, THREE]
    assert background.problem is None
    assert background.queue.take_news().outcomes == [outcome]
    assert background.queue.take_news().outcomes == []


def test_each_attempt_is_told_from_the_saving_thread(disk: Disk) -> None:
    told: list[tuple[str, int, object]] = []
    done = threading.Event()
    background: Background

    def tell() -> None:
        told.append((threading.current_thread().name, background.pending, background.problem))
        done.set()

    background = Background(RepositoryQueue(disk), tell)
    disk.failure = FULL
    background.save(step(ONE))
    assert done.wait(PATIENCE)
    done.clear()
    disk.failure = None
    background.save(step(TWO))
    assert done.wait(PATIENCE)
    assert told == [("hashiya-background", 1, NO_SPACE), ("hashiya-background", 0, None)]
    background.close()


def test_closing_writes_what_is_left_and_ends_the_thread(disk: Disk, background: Background) -> None:
    disk.hold_up(background, ONE)
    disk.free.set()
    assert background.close()
    assert disk.edits == [ONE]
    assert background._thread is not None
    background._thread.join(PATIENCE)
    assert not background._thread.is_alive()


def test_closing_says_when_something_is_not_safe(disk: Disk, background: Background) -> None:
    disk.failure = FULL
    background.save(step(ONE))
    assert not background.close()
    assert background.pending == 1


def test_a_closed_saver_does_not_wait_for_a_thread_that_has_ended(disk: Disk, background: Background) -> None:
    disk.failure = FULL
    background.save(step(ONE))
    background.close()
    assert not background.flush(timeout=3600)
    assert not background.close(timeout=3600)


def test_what_failed_is_tried_again_by_itself(disk: Disk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hashiya.session.background.RETRY_AFTER", 0.01)
    told = threading.Event()
    background = Background(RepositoryQueue(disk), lambda: told.set() if disk.batches else None)
    disk.failure = FULL
    background.save(step(adding("one")))
    assert disk.reached.wait(PATIENCE)
    disk.failure = None
    assert told.wait(PATIENCE)
    assert [edit.id for edit in disk.edits] == ["one"]
    assert (background.pending, background.problem) == (0, None)


def test_the_ids_of_what_is_not_safe_yet_are_known(disk: Disk, background: Background) -> None:
    assert background.queue.take_news().pending == frozenset()
    disk.hold_up(background, ONE)
    background.save(step(TWO, changing(TWO, "note")))
    assert background.queue.take_news().pending == {"1", "2"}
    disk.free.set()
    assert background.flush()
    # what is saved is unknown to a snapshot that was taken before
    assert background.queue.take_news().pending == {"1", "2"}
    background.look()
    assert background.queue.take_news().pending == frozenset()


def test_of_several_places_the_newest_is_written_once(disk: Disk) -> None:
    places: list[int] = []
    background = Background(
        RepositoryQueue(disk, lambda reading: places.append(reading.offset)), lambda: None
    )
    disk.hold_up(background, ONE)
    for offset in (1, 2, 3):
        background.save_reading(Reading(offset))
    assert background.pending == 2
    disk.free.set()
    assert background.close()
    assert (background.pending, places, disk.edits) == (0, [3], [ONE])


def test_a_place_that_comes_while_one_is_written_is_written_too(disk: Disk) -> None:
    places: list[int] = []
    background: Background

    def write(reading: Reading) -> None:
        if not places:
            background.save_reading(Reading(2))
        places.append(reading.offset)

    background = Background(RepositoryQueue(disk, write), lambda: None)
    background.save_reading(Reading(1))
    assert background.close()
    assert places == [1, 2]


def test_a_place_that_cannot_be_written_holds_up_no_edit_and_is_tried_again(disk: Disk) -> None:
    places: list[int] = []
    failures: list[Exception] = [FULL]

    def write(reading: Reading) -> None:
        if failures:
            raise failures[0]
        places.append(reading.offset)

    background = Background(RepositoryQueue(disk, write), lambda: None)
    background.save_reading(Reading(1))
    background.save(step(ONE))
    assert not background.flush()
    assert (disk.edits, background.pending, background.problem) == (
        [ONE],
        1,
        NO_SPACE,
    )
    failures.clear()
    assert background.flush()
    assert (places, background.problem) == ([1], None)
    assert background.close()


def test_nothing_is_waited_for_that_comes_after_the_end(disk: Disk, background: Background) -> None:
    background.save(step(ONE))
    assert background.close()
    background.save_reading(Reading(1))
    assert not background.flush(timeout=1e6)


def test_what_is_waited_for_is_written_at_once(disk: Disk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hashiya.session.background._FRAME_FIRST", 1e6)
    background = Background(RepositoryQueue(disk), lambda: None)
    background.save(step(ONE))
    assert background.flush()
    background.save(step(TWO))
    assert background.close()
    assert disk.edits == [ONE, TWO]


def test_what_is_handed_over_at_once_after_another_is_written_with_it(
    disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hashiya.session.background._FRAME_FIRST", 1e6)
    background = Background(RepositoryQueue(disk), lambda: None)
    background.save(step(ONE))
    background.save(step(TWO))
    assert background.pending == 2
    assert background.close()
    assert disk.batches == [[ONE, TWO]]


BUGS = [TypeError("a bug"), MemoryError(), RecursionError("too deep"), AssertionError()]


@pytest.mark.parametrize("bug", BUGS)
def test_an_exception_that_nobody_expected_is_told_as_the_problem_and_keeps_the_edit(
    disk: Disk, bug: Exception
) -> None:
    told: list[tuple[int, object]] = []
    background: Background
    background = Background(
        RepositoryQueue(disk), lambda: told.append((background.pending, background.problem))
    )
    disk.failure = bug
    background.save(step(ONE))
    assert not background.flush()
    assert (background.pending, background.queue.waiting) == (1, (ONE,))
    assert str(background.problem).startswith(f"unexpected {type(bug).__name__} in test_background.py")
    assert told[-1] == (1, background.problem)
    disk.failure = None
    background.save(step(TWO))
    assert background.flush()
    assert (disk.edits, background.problem) == ([ONE, TWO], None)
    assert background.close()


def test_a_flush_after_the_thread_died_does_not_wait_in_vain(disk: Disk, background: Background) -> None:
    disk.failure = TypeError("a bug")
    background.save(step(ONE))
    assert not background.flush(timeout=3600)
    assert not background.close(timeout=3600)


def test_an_exception_in_writing_the_place_is_the_problem_too(disk: Disk) -> None:
    def write(_: Reading) -> None:
        raise KeyError("offset")

    background = Background(RepositoryQueue(disk, write), lambda: None)
    background.save_reading(Reading(1))
    assert not background.flush()
    assert "unexpected KeyError" in str(background.problem)


def test_what_died_is_tried_again_when_asked_to(disk: Disk, background: Background) -> None:
    disk.failure = TypeError("a bug")
    background.save(step(ONE))
    background.flush()
    disk.failure = None
    background.retry()
    assert background.flush()
    assert disk.edits == [ONE]


def test_there_is_nothing_to_try_again_where_all_is_saved(disk: Disk, background: Background) -> None:
    background.retry()
    assert background._thread is None
    background.save(step(ONE))
    assert background.flush()
    attempts = disk.attempts
    background.retry()
    assert background.flush()
    assert disk.attempts == attempts


@pytest.fixture
def no_threads(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """A system that starts no thread, until the patch is undone."""

    def refuse(_: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", refuse)
    return monkeypatch


def test_without_a_thread_the_edit_is_kept_and_the_reason_told(
    disk: Disk, background: Background, no_threads: pytest.MonkeyPatch
) -> None:
    background.save(step(ONE))
    assert (background.pending, background.problem) == (1, Message("session.no_more_threads"))
    assert disk.attempts == 0
    background.save(step(TWO))
    no_threads.undo()
    background.retry()
    assert background.flush()
    assert (disk.edits, background.problem) == ([ONE, TWO], None)


def test_without_a_thread_a_flush_writes_in_the_thread_of_the_caller(
    disk: Disk, background: Background, no_threads: pytest.MonkeyPatch
) -> None:
    background.save(step(ONE))
    assert background.flush()
    assert (disk.edits, background.pending, background.problem) == ([ONE], 0, None)
    background.save(step(TWO))
    assert background.close()
    assert disk.edits == [ONE, TWO]


def test_without_a_thread_and_without_a_disk_the_edit_is_still_kept(
    disk: Disk, background: Background, no_threads: pytest.MonkeyPatch
) -> None:
    for failure in (FULL, TypeError("a bug")):
        disk.failure = failure
        background.save(step(ONE))
        assert not background.flush(timeout=3600)
    assert not background.close()
    assert background.queue.waiting == (ONE, ONE)


class SlowFolder:
    """Saves in one article after the other, which takes its time."""

    class History:
        is_whole = True

    history = History()

    def __init__(self, articles: int) -> None:
        self._articles = articles

    def commit_elsewhere(self, _key: str, *_: Transaction, saved: Callable[[int], object]) -> int:
        for number in range(self._articles):
            time.sleep(0.2)
            saved(number + 1)
        return 0


def test_a_flush_waits_while_one_article_after_the_other_is_saved() -> None:
    disk = Disk()
    folder: Any = SlowFolder(articles=12)
    background = Background(RepositoryQueue(disk, workspace=folder), lambda: None)
    background.save(step(adding("1")))
    assert background.flush(timeout=2.0)
    assert len(disk.batches) == 1
    background.close()
