"""Work that may take its time, done in a thread so that no key waits for it."""

from __future__ import annotations

import asyncio
import threading
from contextlib import suppress
from contextvars import copy_context
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from hashiya.errors import HashiyaError
from hashiya.messages import Message
from hashiya.session.supervised_thread import SupervisedThread

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from hashiya.tui.screens.waiting import WaitingScreen

T = TypeVar("T")

_AT_ONCE = 0.3
"""Seconds for which keys wait for an errand, since nearly every one of them is done by then."""


class Errand(Generic[T]):
    """Work that a thread does once."""

    def __init__(self, work: Callable[[], T], done: Callable[[], object]) -> None:
        """Begin the work; in this thread if the system starts no other.

        Args:
            work: done once.
            done: called in the thread when `result` can be asked for.
        """
        self._work = work
        self._done = done
        self._has_ended = threading.Event()
        self._results: list[T] = []
        self._error: BaseException = HashiyaError(Message("tui.errand_runs"))
        thread = SupervisedThread(self._run, self._failed, name="hashiya-errand")
        try:
            thread.start()
        except HashiyaError:
            thread.run()

    def is_done_within(self, seconds: float) -> bool:
        """Wait for the end, but no longer than some seconds."""
        return self._has_ended.wait(seconds)

    def result(self) -> T:
        """Give what the work gave.

        Raises:
            HashiyaError: the work raised it, or is not done yet.
            BaseException: whatever else ended the work.
        """
        if not self._results:
            raise self._error
        return self._results[0]

    def _run(self) -> None:
        self._results.append(self._work())
        self._end()

    def _failed(self, error: BaseException) -> None:
        self._error = error
        self._end()

    def _end(self) -> None:
        self._has_ended.set()
        self._done()


class Sender(Protocol):
    """The application, as far as errands know it."""

    def wait_for(self, title: Message, text: Message, given_up: Callable[[], object]) -> WaitingScreen:
        """Show that something is waited for."""

    async def go_on(self, waiting: WaitingScreen, step: Callable[[], Awaitable[object] | None]) -> None:
        """Close what `wait_for` showed, take a step, and give the keys typed meanwhile to the screen then."""

    def call_later(self, callback: Callable[..., Any], *arguments: Any) -> bool:
        """Call something after the messages that wait."""


class Errands:
    """Does one errand after the other; a dialog tells of one that takes longer than a moment."""

    def __init__(self, sender: Sender) -> None:
        """Do nothing yet.

        Args:
            sender: the application.
        """
        self._sender = sender
        self._present: object = None

    def run(
        self,
        work: Callable[[], T],
        then: Callable[[T], Awaitable[object] | None],
        title: Message,
        text: Message,
    ) -> None:
        """Do work in a thread, and go on with what it gives.

        Args:
            work: what may take its time.
            then: called with the result, in this thread; gives what to wait for before the next key.
            title: of the dialog, where it takes its time.
            text: says what is waited for.

        Raises:
            HashiyaError: the work raised it within a moment. One that comes later is shown as a notice.
        """
        loop = asyncio.get_running_loop()
        context = copy_context()  # in which widgets find the application

        def done() -> None:
            with suppress(RuntimeError):  # the reader has ended meanwhile
                loop.call_soon_threadsafe(self._sender.call_later, finish, context=context)

        async def finish() -> None:
            if self._present is not errand or waiting is None:
                return
            self._present = None
            await self._sender.go_on(waiting, lambda: then(errand.result()))

        waiting: WaitingScreen | None = None
        errand = Errand(work, done)
        self._present = errand
        if errand.is_done_within(_AT_ONCE):
            self._present = None
            then(errand.result())
        else:
            waiting = self._sender.wait_for(title, text, self._give_up)

    def _give_up(self) -> None:
        self._present = None
