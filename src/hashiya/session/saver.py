"""Edits and the reading place on their way to disk, in a thread of their own, in the order they were made."""

from __future__ import annotations

import threading
from collections import deque
from typing import TYPE_CHECKING

from hashiya.errors import HashiyaError
from hashiya.session.supervised_thread import SupervisedThread, sentence_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hashiya.annotation.edits import Edit
    from hashiya.store.repository.conflict import Outcome
    from hashiya.store.repository.reading import Reading

RETRY_AFTER = 5.0
"""Seconds after which what could not be written is tried again by itself."""
_FRAME_FIRST = 0.015
"""Seconds that writing is put off, unless it is waited for, so that the key behind it is answered first."""


class Saver:
    """Writes edits behind the reader's back and says when they are safe.

    An edit whose writing failed is kept, and tried again after a while, with the next one and at `flush`, so
    that nothing is lost to a disk that is full for some time. The same holds where the thread died of an
    exception that nobody expected, or could not be started: `retry` starts another, and `flush` writes in the
    caller's thread if there is none.

    Attributes:
        problem: why the last attempt failed, or an empty string.
    """

    def __init__(
        self,
        write: Callable[[Sequence[Edit]], Sequence[Outcome]],
        told: Callable[[], object],
        write_reading: Callable[[Reading], object] = lambda _: None,
    ) -> None:
        """Starts nothing yet.

        Args:
            write: puts edits on disk, or keeps them there as refused, and gives what became of those that are
                not there as they were made; raises HashiyaError or OSError.
            told: called after each attempt, most often from the saving thread.
            write_reading: does the same for the reading place.
        """
        self._write = write
        self._write_reading = write_reading
        self._told = told
        self._waiting: deque[Edit] = deque()
        # only the newest place counts
        self._reading: Reading | None = None
        self._guard = threading.Condition()
        self._thread: threading.Thread | None = None
        self._busy = False
        self._wakings = 0
        self._awaited = 0
        self._closed = False
        self._outcomes: list[Outcome] = []
        self.problem = ""

    @property
    def pending(self) -> int:
        """How many edits are not known to be safe on disk; the reading place counts as one."""
        return len(self._waiting) + (self._reading is not None)

    @property
    def pending_ids(self) -> frozenset[str]:
        """The ids of the annotations whose edits are not known to be safe on disk, or whose outcome was not
        taken yet.
        """
        with self._guard:
            told_of = (outcome.edit for outcome in self._outcomes)
            return frozenset(edit.id for edit in (*self._waiting, *told_of))

    @property
    def waiting(self) -> Sequence[Edit]:
        """The edits that are not known to be safe on disk, in order."""
        with self._guard:
            return tuple(self._waiting)

    def save(self, edits: Sequence[Edit]) -> None:
        """Hands edits over; returns at once."""
        with self._guard:
            self._waiting.extend(edits)
            self._wake()

    def save_reading(self, reading: Reading) -> None:
        """Hands the reading place over, instead of one that is not written yet; returns at once."""
        with self._guard:
            self._reading = reading
            self._wake()

    def take_outcomes(self) -> list[Outcome]:
        """Take what became, since the last call, of edits that are not stored as they were made."""
        with self._guard:
            outcomes, self._outcomes = self._outcomes, []
        return outcomes

    def flush(self, timeout: float = 10.0) -> bool:
        """Waits until everything handed over is safe, trying again what had failed.

        Args:
            timeout: seconds to wait at most.

        Returns:
            Whether all of it is on disk.
        """
        with self._guard:
            if self.pending:
                self._wake()
            self._awaited += 1
            try:
                self._guard.wait_for(lambda: not self._busy, timeout)
            finally:
                self._awaited -= 1
            if not self.pending or self._thread is not None or self._closed:
                return not self.pending
        self._make_thread(self._write_what_waits).run()
        return not self.pending

    def retry(self) -> None:
        """Try again what could not be saved for want of a thread; to be called about once a second."""
        with self._guard:
            if self._thread is None and self.pending:
                self._wake()

    def close(self, timeout: float = 10.0) -> bool:
        """Flushes and ends the thread; nothing is written afterwards.

        Returns:
            Whether all of it is on disk.
        """
        safe = self.flush(timeout)
        with self._guard:
            self._closed = True
            self._guard.notify_all()
        return safe

    def _wake(self) -> None:
        """Let the thread, started now if there is none, write what waits; the guard is held."""
        if self._closed:
            return
        if self._thread is None:
            thread = self._make_thread(self._run)
            try:
                thread.start()
            except HashiyaError as error:
                self.problem = error.message
                return
            self._thread = thread
        self._busy = True
        self._wakings += 1
        self._guard.notify_all()

    def _make_thread(self, work: Callable[[], object]) -> SupervisedThread:
        return SupervisedThread(work, self._died, name="hashiya-saver")

    def _died(self, error: BaseException) -> None:
        """Say why the thread ended; what waits is kept."""
        with self._guard:
            self._thread = None
            self._busy = False
            self.problem = sentence_of(error)
            self._guard.notify_all()
        self._told()

    def _run(self) -> None:
        while self._wait_for_work():
            self._write_what_waits()

    def _wait_for_work(self) -> bool:
        """Wait until something is to be written; False when the saver was closed."""
        with self._guard:
            pause = RETRY_AFTER if self.pending else None
            self._guard.wait_for(lambda: self._busy or self._closed, pause)
            if self._closed and not self._busy:
                return False
            self._guard.wait_for(lambda: self._awaited or self._closed, _FRAME_FIRST)
            return True

    def _write_what_waits(self) -> None:
        """Write all that waits now, and tell how that went."""
        with self._guard:
            batch, reading, wakings = list(self._waiting), self._reading, self._wakings
        problem = self._attempt(batch) if batch else ""
        place_problem = self._attempt_reading(reading) if reading is not None else ""
        with self._guard:
            self.problem = problem or place_problem
            if not problem:
                for _ in batch:
                    self._waiting.popleft()
            if self._reading is reading and not place_problem:
                self._reading = None
            # after a failure only what came meanwhile, or a flush, is a reason to try again at once
            is_woken = self._wakings != wakings and self.pending > 0
            self._busy = is_woken and self._thread is not None
            self._guard.notify_all()
        self._told()

    def _attempt_reading(self, reading: Reading) -> str:
        """Writes the place; gives the reason if it failed."""
        try:
            self._write_reading(reading)
        except (HashiyaError, OSError) as error:
            return sentence_of(error)
        return ""

    def _attempt(self, batch: list[Edit]) -> str:
        """Writes a batch; gives the reason if it failed."""
        try:
            outcomes = self._write(batch)
        except (HashiyaError, OSError) as error:
            return sentence_of(error)
        with self._guard:
            self._outcomes += outcomes
        return ""
