"""Work that may take long, done in a thread so that no key waits for it."""

from __future__ import annotations

import asyncio
import threading
from contextlib import suppress
from contextvars import copy_context
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeAlias, TypeVar

from hashiya.errors import HashiyaError
from hashiya.messages import Message
from hashiya.session.supervised_thread import SupervisedThread

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from hashiya.tui.screens.waiting import WaitingScreen

T = TypeVar("T")
Text: TypeAlias = "Message | Callable[[], Message]"
"""A text that stays, or the function that makes it each time."""

_AT_ONCE = 0.3
"""Seconds that keys wait for an errand, since nearly all are done by then."""


class Errand(Generic[T]):
    """Work that a thread does once."""

    def __init__(self, work: Callable[[], T], done: Callable[[], object]) -> None:
        """Begin the work, in this thread if the system starts no other.

        Args:
            work: done once.
            done: called in the thread once `result` is available.
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
        """Wait for the end, at most some seconds; whether it has come."""
        return self._has_ended.wait(seconds)

    def result(self) -> T:
        """Return the result of the work.

        Raises:
            HashiyaError: the work raised it, or is not done yet.
            BaseException: the work raised it.
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

    def wait_for(self, title: Message, text: Text, given_up: Callable[[], object]) -> WaitingScreen:
        """Show a dialog during an errand."""

    async def go_on(self, waiting: WaitingScreen, step: Callable[[], Awaitable[object] | None]) -> None:
        """Close the dialog, take a step, and give the kept keys to the screen in front."""

    def call_later(self, callback: Callable[..., Any], *arguments: Any) -> bool:
        """Call a function after the waiting messages."""


class Errands:
    """Does errands in turn, with a dialog for one that takes longer than a moment."""

    def __init__(self, sender: Sender) -> None:
        """Make it without an errand.

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
        text: Text,
        given_up: Callable[[], object] = lambda: None,
    ) -> None:
        """Do work in a thread, and continue with its result.

        Args:
            work: the work.
            then: called with the result in this thread; returns what the next key must wait for.
            title: title of the dialog.
            text: text of the dialog, or makes it again and again from the progress of the work.
            given_up: called if the analyst stops waiting, so that the work may end.

        Raises:
            HashiyaError: the work raised it within a moment. A later error is shown as a notice.
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
            waiting = self._sender.wait_for(title, text, partial(self._give_up, given_up))

    def _give_up(self, given_up: Callable[[], object]) -> None:
        self._present = None
        given_up()
