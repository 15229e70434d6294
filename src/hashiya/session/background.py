"""Do the work of an open article with its repository in one thread, in order."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from hashiya.errors import HashiyaError
from hashiya.session.repository_queue import RepositoryQueue
from hashiya.session.supervised_thread import SupervisedThread, told_of

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable

    from hashiya.session.repository_queue import Problem, RepositoryQueue, Step
    from hashiya.store.repository.draft import Draft
    from hashiya.store.repository.reading import Reading

LOOK_EVERY = 1.0
"""Seconds between two checks for changes of other programs."""
_SHARE_OF_LOOKING = 0.02
"""The part of the time that looking takes at most, since parsing a large file slows the keys down."""
RETRY_AFTER = 5.0
"""Seconds after which a failed write is tried again by itself."""
_FRAME_FIRST = 0.015
"""Seconds to postpone writing that nobody waits for, so that the next key is answered first."""


class Background:
    """Saves steps and looks for other programs' changes, so that no key waits for a disk.

    A step that cannot be saved is kept, and tried again after a while, with the next one and at `flush`, so
    nothing is lost if a disk is full for some time. The same holds if the thread died of an unexpected
    exception, or could not be started: `retry` starts another, and `flush` works in the caller's thread if
    there is none.

    Attributes:
        queue: the changes to save, and the news of the repository.
        problem: why the last attempt failed, or an empty string.
    """

    def __init__(self, queue: RepositoryQueue, told: Callable[[], object]) -> None:
        """Start nothing yet.

        Args:
            queue: as the attribute.
            told: called, most often from the thread, whenever there is news or the state of saving changed.
        """
        self.queue = queue
        self._guard = queue.guard
        self._told = queue.told = told
        self._thread: threading.Thread | None = None
        # the number of requests to the thread, and of those done
        self._asked = 0
        self._done = 0
        self._awaited = 0
        self._closed = False
        self._follows = False
        self._look_at = 0.0
        self._retry_at = 0.0
        self.problem: Problem = None

    # --- asking

    @property
    def pending(self) -> int:
        """The number of steps not known to be safe; the reading place and the draft count as one each."""
        return self.queue.pending

    def save(self, step: Step) -> None:
        """Queue a step to be saved; return at once."""
        with self._guard:
            self.queue.steps.append(step)
            self._wake()

    def save_reading(self, reading: Reading) -> None:
        """Queue the reading place, in place of an unsaved older one; return at once."""
        with self._guard:
            self.queue.set_reading(reading)
            self._wake()

    def save_draft(self, draft: Draft | None) -> None:
        """Queue a draft, or with None the removal of the stored one; return at once."""
        with self._guard:
            self.queue.set_draft(draft)
            self._wake()

    def follow(self) -> None:
        """Check about once a second from now on for changes of other programs."""
        with self._guard:
            self._follows = True
            self._look_at = time.monotonic() + LOOK_EVERY
            self._wake()

    def look_soon(self) -> None:
        """Check for changes of other programs; return at once."""
        with self._guard:
            self.queue.must_read = True
            self._wake()

    def look(self, timeout: float = 10.0) -> None:
        """Check for changes of other programs, and wait for the result.

        Args:
            timeout: seconds to wait at most.
        """
        with self._guard:
            self.queue.must_read = True
            self._wake()
            self._wait_until_done(timeout)
            if not self.queue.must_read or self._thread is not None or self._closed:
                return
        self._make_thread(self._work).run()

    def flush(self, timeout: float = 10.0) -> bool:
        """Wait until everything queued is safe, and retry what had failed.

        Args:
            timeout: seconds to wait at most, from the last article on in which something was saved.

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
        """Retry the work that was left because no thread could start; call this about once a second."""
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
        """Wait until every request was attempted; the guard is held."""
        self._awaited += 1
        self._guard.notify_all()
        try:
            done = self.queue.elsewhere
            while not self._guard.wait_for(lambda: self._done == self._asked, timeout):
                # a change of ten thousand articles takes its time
                if self.queue.elsewhere == done:
                    break
                done = self.queue.elsewhere
        finally:
            self._awaited -= 1

    # --- the thread

    def _wake(self) -> None:
        """Wake the thread for the queued work, and start it if need be; the guard is held."""
        if self._start():
            self._asked += 1
            self._guard.notify_all()

    def _start(self) -> bool:
        """Start the thread unless it runs, and tell whether it runs then; the guard is held."""
        if self._closed:
            return False
        if self._thread is None:
            thread = self._make_thread(self._run)
            try:
                thread.start()
            except HashiyaError as error:
                self.problem = error.told
                return False
            self._thread = thread
        return True

    def _make_thread(self, work: Callable[[], object]) -> SupervisedThread:
        return SupervisedThread(work, self._died, name="hashiya-background")

    def _died(self, error: BaseException) -> None:
        """Keep the reason why the thread ended; the queue stays."""
        with self._guard:
            self._thread = None
            self._done = self._asked
            self.problem = told_of(error)
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
            if self.queue.steps:
                self._guard.wait_for(lambda: self._awaited or self._closed, _FRAME_FIRST)
            return True

    def _work(self) -> None:
        """Save the queue, read the repository if that is due, and report."""
        with self._guard:
            asked, now = self._asked, time.monotonic()
            is_asked = self._done != asked or self._thread is None
            saves = self.pending > 0 and (is_asked or self._retry_at <= now)
            self.queue.must_read = self.queue.must_read or (self._follows and self._look_at <= now)
        problem = self.queue.save() if saves else None
        is_new = self.queue.must_read and self._read()
        is_new = (self._follows and self.queue.recall()) or is_new
        with self._guard:
            if saves:
                self.problem = problem
                self._retry_at = time.monotonic() + RETRY_AFTER
            self._done = asked
            self._guard.notify_all()
        if saves or is_new:
            self._told()

    def _read(self) -> bool:
        """Read the repository, and put the next look off; whether anything is new."""
        begin = time.monotonic()
        is_new = self.queue.read()
        end = time.monotonic()
        with self._guard:
            self._look_at = end + pause_after(end - begin)
        return is_new


def pause_after(seconds: float) -> float:
    """Return the seconds to wait for the next look at the files of others after one that took some time."""
    return max(LOOK_EVERY, seconds / _SHARE_OF_LOOKING)
