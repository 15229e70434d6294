"""Sends changes that wait, in order, when their store can be reached again."""

from __future__ import annotations

import threading
import time
from functools import partial
from typing import TYPE_CHECKING

from hashiya.errors import HashiyaError
from hashiya.messages import Message
from hashiya.store.pending.copies import Copies
from hashiya.store.pending.link import PAUSE, Link
from hashiya.store.pending.operation import perform
from hashiya.store.pending.pending_file import PendingFile
from hashiya.store.repository.away import AwayError
from hashiya.store.repository.waiting import Waiting

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from hashiya.store.pending.operation import Operation
    from hashiya.store.pending.pending_file import Kept
    from hashiya.store.repository.protocols import Repository

_REMOVE_EVERY = 0.5
"""Seconds between two removals of changes that were sent; one sent twice changes nothing."""


class Outbox:
    """The changes of one annotator that wait for one store; any thread may use it.

    Attributes:
        file: the changes.
        copies: local copies of articles.
        link: whether the store can be reached.
    """

    def __init__(
        self,
        repository: Repository,
        folder: Path,
        pause: float = PAUSE,
        elsewhere: Sequence[PendingFile] = (),
    ) -> None:
        """Touch no file and call no server yet.

        Args:
            repository: the store.
            folder: of the file and the copies.
            pause: seconds between two attempts.
            elsewhere: changes for other databases that answered at the same address; they are never sent.
        """
        self.file = PendingFile(folder)
        self.copies = Copies(folder, repository.annotator)
        self.link = Link(pause)
        self._repository = repository
        self._elsewhere = elsewhere
        self._sends = threading.Lock()
        self._next = 0.0

    def waiting(self) -> Waiting | None:
        """Summarise the changes that wait; None if there are none and the store can be reached.

        Raises:
            HashiyaError: the changes cannot be read.
        """
        waiting, away = self.file.waiting(), self.link.error
        for each in self._elsewhere:
            waiting = _with_those_elsewhere(waiting, each)
        if away is not None:
            return waiting._replace(since=waiting.since or self.link.since, problem=away.told)
        return waiting if waiting.changes else None

    def send(self) -> None:
        """Send the waiting changes, unless the last attempt was just now, or another thread or program sends.

        Changes that the store refuses stay, with the reason on record; those of other articles are sent.

        Raises:
            HashiyaError: the changes cannot be read, or their file cannot be written.
        """
        if not self.file.by_article() or self.link.rests or time.monotonic() < self._next:
            return
        if not self._sends.acquire(blocking=False):
            return
        try:
            with self.file.sending() as is_mine:
                if is_mine:
                    self._send_all()
        finally:
            self._next = time.monotonic() + self.link.pause if self.file.by_article() else 0.0
            self._sends.release()

    def _send_all(self) -> None:
        sent: list[Kept] = []
        at = time.monotonic()
        try:
            for key, waiting in list(self.file.by_article().items()):
                if not self._send_of(key, waiting, sent):
                    break
                if time.monotonic() > at + _REMOVE_EVERY:
                    self.file.remove(sent)
                    sent, at = [], time.monotonic()
        finally:
            self.file.remove(sent)

    def _send_of(self, key: str, waiting: Sequence[Kept], sent: list[Kept]) -> bool:
        """Send the changes of one article; whether the store could be reached."""
        for each in waiting:
            try:
                self.link.call(partial(self._send_one, key, each.operation))
            except AwayError:
                return False
            except HashiyaError as error:
                self.file.refuse(waiting, error.told)
                return True
            self.copies.add(key, [each.operation])
            if len(waiting) == 1:
                sent.append(each)
            else:  # of an article, at most one change is sent again after a crash
                self.file.remove([each])
        return True

    def _send_one(self, key: str, operation: Operation) -> None:
        article = operation.article
        opened = self._repository.open_key(key) if article is None else self._repository.open(article)
        perform(operation, opened)


def _with_those_elsewhere(waiting: Waiting, file: PendingFile) -> Waiting:
    """Add the changes for another database to those that wait."""
    other = file.waiting()
    if not other.changes:
        return waiting
    told = Message("store.for_another_database", count=other.changes, folder=file.path.parent)
    return Waiting(
        waiting.changes + other.changes,
        min(filter(None, (waiting.since, other.since))),
        waiting.problem or told,
    )
