"""All that an open article asks of its repository, done in one thread, in the order it was asked for."""

from __future__ import annotations

import threading
import time
from collections import deque
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from hashiya.errors import HashiyaError
from hashiya.session.supervised_thread import SupervisedThread, sentence_of
from hashiya.store.repository.conflict import ConflictError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from hashiya.annotation.edits import Edit
    from hashiya.annotation.transaction import Transaction
    from hashiya.store.repository.conflict import Conflict, Outcome
    from hashiya.store.repository.draft import Draft
    from hashiya.store.repository.protocols import ArticleRepository
    from hashiya.store.repository.reading import Reading
    from hashiya.store.repository.snapshot import Snapshot

LOOK_EVERY = 1.0
"""Seconds between two looks at what other programs saved."""
_SHARE_OF_LOOKING = 0.02
"""The part of the time that looking takes at most, since parsing a large file slows the keys down."""
RETRY_AFTER = 5.0
"""Seconds after which what could not be written is tried again by itself."""
_FRAME_FIRST = 0.015
"""Seconds that writing is put off, unless it is waited for, so that the key behind it is answered first."""


class Step(NamedTuple):
    """One thing to save.

    Attributes:
        transaction: the edits.
        ends: the conflict that they end, or None.
    """

    transaction: Transaction
    ends: Conflict | None = None

    @property
    def edits(self) -> Iterator[Edit]:
        """The edits, of every article."""
        return (edit for group in self.transaction.edits.values() for edit in group)


class News(NamedTuple):
    """What came of it since the last time it was asked for.

    Attributes:
        outcomes: what became of edits that are not stored as they were made.
        refused: the decisions that were not taken, since their conflict had changed.
        snapshot: what the repository holds, or None if nothing new was read.
        pending: ids of annotations whose edits the snapshot does not know.
        deciding: numbers of conflicts whose end the snapshot does not know.
        knows_draft: whether the snapshot knows the draft that was handed over last.
        recalled: the transactions of earlier runs, or None if nothing was read of them since.
    """

    outcomes: Sequence[Outcome]
    refused: Sequence[Step]
    snapshot: Snapshot | None
    pending: frozenset[str]
    deciding: frozenset[str]
    knows_draft: bool
    recalled: Sequence[Transaction] | None


class Background:
    """Saves steps and looks for other programs' changes, so that no key waits for a disk.

    A step that cannot be saved is kept, and tried again after a while, with the next one and at `flush`, so
    that nothing is lost to a disk that is full for some time. The same holds where the thread died of an
    exception that nobody expected, or could not be started: `retry` starts another, and `flush` works in the
    caller's thread if there is none.

    Attributes:
        problem: why the last attempt failed, or an empty string.
    """

    def __init__(
        self,
        repository: ArticleRepository,
        told: Callable[[], object],
        save_reading: Callable[[Reading], object] = lambda _: None,
        snapshot: Snapshot | None = None,
        recall: Callable[[], Sequence[Transaction]] | None = None,
    ) -> None:
        """Start nothing yet.

        Args:
            repository: the annotations of the article.
            told: called, most often from the thread, whenever there is news or the state of saving changed.
            save_reading: saves the reading place; raises HashiyaError or OSError.
            snapshot: what the repository holds, if it was read already.
            recall: reads the transactions of earlier runs, which is done once when `follow` is called; None
                if they are known.
        """
        self._repository = repository
        self._told = told
        self._save_reading = save_reading
        self._recall = recall
        self._recalled: Sequence[Transaction] | None = None
        self._guard = threading.Condition()
        self._thread: threading.Thread | None = None
        # what is to be saved; of places and drafts only the newest counts
        self._steps: deque[Step] = deque()
        self._reading: Reading | None = None
        self._draft: list[Draft | None] = []
        # what was saved since the repository was read last
        self._unread: list[Step] = []
        self._is_draft_unread = False
        self._outcomes: list[Outcome] = []
        self._refused: list[Step] = []
        self._snapshot = snapshot
        self._is_new = False
        # how often something was asked of the thread, and up to which of these it is done
        self._asked = 0
        self._done = 0
        self._awaited = 0
        self._closed = False
        self._follows = False
        self._must_read = False
        self._look_at = 0.0
        self._retry_at = 0.0
        self.problem = ""

    # --- asking

    @property
    def pending(self) -> int:
        """How many steps are not known to be safe; the reading place and the draft count as one each."""
        return len(self._steps) + (self._reading is not None) + len(self._draft)

    @property
    def waiting(self) -> Sequence[Edit]:
        """The edits that are not known to be safe, in order."""
        with self._guard:
            return tuple(edit for step in self._steps for edit in step.edits)

    @property
    def has_waiting_draft(self) -> bool:
        """Whether a draft is not known to be safe."""
        return bool(self._draft)

    def save(self, step: Step) -> None:
        """Take a step over to be saved; returns at once."""
        with self._guard:
            self._steps.append(step)
            self._wake()

    def save_reading(self, reading: Reading) -> None:
        """Take the reading place over, instead of one that is not saved yet; returns at once."""
        with self._guard:
            self._reading = reading
            self._wake()

    def save_draft(self, draft: Draft | None) -> None:
        """Take a draft over, or with None forget the one that is kept; returns at once."""
        with self._guard:
            self._draft = [draft]
            self._is_draft_unread = True
            self._wake()

    def follow(self) -> None:
        """Look about once a second, from now on, what other programs saved."""
        with self._guard:
            self._follows = True
            self._look_at = time.monotonic() + LOOK_EVERY
            self._wake()

    def look(self, timeout: float = 10.0) -> None:
        """Look what other programs saved, and wait for that.

        Args:
            timeout: seconds to wait at most.
        """
        with self._guard:
            self._must_read = True
            self._wake()
            self._wait_until_done(timeout)
            if not self._must_read or self._thread is not None or self._closed:
                return
        self._make_thread(self._work).run()

    def take_news(self) -> News:
        """Take what came since the last call."""
        with self._guard:
            outcomes, self._outcomes = self._outcomes, []
            refused, self._refused = self._refused, []
            snapshot = self._snapshot if self._is_new else None
            self._is_new = False
            unknown = [*self._unread, *self._steps]
            pending = frozenset(edit.id for step in unknown for edit in step.edits)
            deciding = frozenset(step.ends.number for step in unknown if step.ends is not None)
            recalled, self._recalled = self._recalled, None
            return News(outcomes, refused, snapshot, pending, deciding, not self._is_draft_unread, recalled)

    def flush(self, timeout: float = 10.0) -> bool:
        """Wait until everything handed over is safe, trying again what had failed.

        Args:
            timeout: seconds to wait at most.

        Returns:
            Whether all of it is safe.
        """
        with self._guard:
            if self.pending:
                self._wake()
            self._wait_until_done(timeout)
            if not self.pending or self._thread is not None or self._closed:
                return not self.pending
        self._make_thread(self._work).run()
        return not self.pending

    def retry(self) -> None:
        """Try again what was left for want of a thread; to be called about once a second."""
        with self._guard:
            if self._thread is None and (self.pending or self._follows):
                self._wake()

    def close(self, timeout: float = 10.0) -> bool:
        """Flush and end the thread; nothing is saved afterwards.

        Returns:
            Whether all of it is safe.
        """
        safe = self.flush(timeout)
        with self._guard:
            self._closed = True
            self._guard.notify_all()
        return safe

    def _wait_until_done(self, timeout: float) -> None:
        """Wait until all that was asked was attempted; the guard is held."""
        self._awaited += 1
        self._guard.notify_all()
        try:
            self._guard.wait_for(lambda: self._done == self._asked, timeout)
        finally:
            self._awaited -= 1

    # --- the thread

    def _wake(self) -> None:
        """Let the thread, started now if there is none, do what waits; the guard is held."""
        if self._start():
            self._asked += 1
            self._guard.notify_all()

    def _start(self) -> bool:
        """Start the thread if there is none; whether there is one then; the guard is held."""
        if self._closed:
            return False
        if self._thread is None:
            thread = self._make_thread(self._run)
            try:
                thread.start()
            except HashiyaError as error:
                self.problem = error.message
                return False
            self._thread = thread
        return True

    def _make_thread(self, work: Callable[[], object]) -> SupervisedThread:
        return SupervisedThread(work, self._died, name="hashiya-background")

    def _died(self, error: BaseException) -> None:
        """Say why the thread ended; what waits is kept."""
        with self._guard:
            self._thread = None
            self._done = self._asked
            self.problem = sentence_of(error)
            self._guard.notify_all()
        self._told()

    def _run(self) -> None:
        while self._wait_for_work():
            self._work()

    def _wait_for_work(self) -> bool:
        """Wait until something is to be done; False when this was closed."""
        with self._guard:
            while self._done == self._asked:
                if self._closed:
                    return False
                now = time.monotonic()
                due = [self._look_at] * self._follows + [self._retry_at] * (self.pending > 0)
                if due and min(due) <= now:
                    break
                self._guard.wait(min(due) - now if due else None)
            if self._steps:
                self._guard.wait_for(lambda: self._awaited or self._closed, _FRAME_FIRST)
            return True

    def _work(self) -> None:
        """Save what waits, read the repository if that is due, and tell how it went."""
        with self._guard:
            asked, now = self._asked, time.monotonic()
            is_asked = self._done != asked or self._thread is None
            saves = self.pending > 0 and (is_asked or self._retry_at <= now)
            self._must_read = self._must_read or (self._follows and self._look_at <= now)
        problem = self._save_all() if saves else ""
        is_new = self._must_read and self._read()
        if self._follows and self._recall is not None:
            recalled, self._recall = self._recall(), None
            with self._guard:
                self._recalled = recalled
            is_new = True
        with self._guard:
            if saves:
                self.problem = problem
                self._retry_at = time.monotonic() + RETRY_AFTER
            self._done = asked
            self._guard.notify_all()
        if saves or is_new:
            self._told()

    def _read(self) -> bool:
        """Read the repository; whether anything is new."""
        self._must_read = False
        begin = time.monotonic()
        snapshot = self._repository.load()
        end = time.monotonic()
        with self._guard:
            is_new = snapshot is not self._snapshot
            self._snapshot = snapshot
            self._is_new = self._is_new or is_new
            self._unread.clear()
            self._is_draft_unread = bool(self._draft)
            self._look_at = end + max(LOOK_EVERY, (end - begin) / _SHARE_OF_LOOKING)
        return is_new

    def _save_all(self) -> str:
        """Save what waits; gives the reason if some of it could not be saved."""
        with self._guard:
            steps, reading, draft = list(self._steps), self._reading, list(self._draft)
        problem = self._save_steps(steps)
        if reading is not None:
            place_problem = _attempt(lambda: self._save_reading(reading))
            with self._guard:
                if self._reading is reading and not place_problem:
                    self._reading = None
            problem = problem or place_problem
        if draft:
            draft_problem = _attempt(lambda: self._repository.save_draft(draft[0]))
            with self._guard:
                if self._draft == draft and not draft_problem:
                    self._draft = []
            problem = problem or draft_problem
        return problem

    def _save_steps(self, steps: Sequence[Step]) -> str:
        """Save steps in order, as many at once as can be, until one fails; gives the reason if one does."""
        done = 0
        while done < len(steps):
            group = list(takewhile(lambda step: step.ends is None, steps[done:]))
            problem = self._commit(group) if group else self._resolve(steps[done])
            if problem:
                return problem
            saved = group or steps[done : done + 1]
            done += len(saved)
            with self._guard:
                for _ in saved:
                    self._steps.popleft()
                self._unread += saved
        return ""

    def _commit(self, group: Iterable[Step]) -> str:
        def commit() -> None:
            outcomes = self._repository.commit(*(step.transaction for step in group))
            with self._guard:
                self._outcomes += outcomes
                # a change may have ended a conflict
                has_conflicts = self._snapshot is not None and bool(self._snapshot.conflicts)
                self._must_read = self._must_read or bool(outcomes) or has_conflicts

        return _attempt(commit)

    def _resolve(self, step: Step) -> str:
        conflict = step.ends
        if conflict is None:
            return ""
        self._must_read = True
        try:
            return _attempt(lambda: self._repository.resolve(conflict, step.transaction))
        except ConflictError:
            with self._guard:
                self._refused.append(step)
            return ""


def _attempt(work: Callable[[], object]) -> str:
    """Do something with the disk; gives the reason if that failed.

    Raises:
        ConflictError: the work raised it.
    """
    try:
        work()
    except ConflictError:
        raise
    except (HashiyaError, OSError) as error:
        return sentence_of(error)
    return ""
