"""Annotators who may differ, and the thread that compares their annotations of an open article."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, NamedTuple

from hashiya.agreement.differences import compared
from hashiya.agreement.matters import Matters
from hashiya.errors import HashiyaError
from hashiya.session.supervised_thread import SupervisedThread, told_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from hashiya.annotation.annotation import Annotation
    from hashiya.messages import Message


class Differing(NamedTuple):
    """The annotators to settle between, and how their annotations are read.

    Attributes:
        annotators: their names; the keys 1, 2, … take the version of the first, the second, ….
        read: reads their annotations of an article, by its key, by annotator; slow, called in a thread.
        by: who decides.
    """

    annotators: Sequence[str]
    read: Callable[[str], Mapping[str, Sequence[Annotation]]]
    by: str = ""


class Compared(NamedTuple):
    """The outcome of a comparison.

    Attributes:
        matters: the matters of the article; None if the annotations could not be read.
        left_out: the number of annotations of another text, which are not compared.
        problem: why the annotations could not be read; None if they could.
    """

    matters: Matters | None
    left_out: int = 0
    problem: Message | None = None


class Comparer:
    """Reads and compares the annotators' annotations of one article in a thread."""

    def __init__(self, differing: Differing, key: str, sha256: str, told: Callable[[], object]) -> None:
        """Compare nothing yet.

        Args:
            differing: the annotators.
            key: the name of the article in the repository.
            sha256: hash of its text.
            told: called from the thread when there is something to `take`.
        """
        self._differing = differing
        self._key = key
        self._sha256 = sha256
        self._told = told
        self._changed = threading.Condition()
        self._outcome: Compared | None = None
        self._has_ended = False

    def start(self) -> None:
        """Compare, or compare again; return at once."""
        with self._changed:
            self._has_ended = False
        thread = SupervisedThread(self._run, self._died, name="hashiya-settling")
        try:
            thread.start()
        except HashiyaError as error:
            self._died(error)

    def take(self) -> Compared | None:
        """Take the outcome; None if there is none since the last call."""
        with self._changed:
            outcome, self._outcome = self._outcome, None
            return outcome

    def wait(self, timeout: float = 120.0) -> bool:
        """Wait until the annotations are compared; whether that is so in time."""
        with self._changed:
            return self._changed.wait_for(lambda: self._has_ended, timeout)

    def _run(self) -> None:
        versions = self._differing.read(self._key)
        found = compared(self._key, versions, sha256=self._sha256)
        left_out = sum(
            each.sha256 not in ("", self._sha256) for annotations in versions.values() for each in annotations
        )
        self._end(Compared(Matters(found, self._differing.annotators), left_out))

    def _died(self, error: BaseException) -> None:
        self._end(Compared(None, problem=told_of(error)))

    def _end(self, outcome: Compared) -> None:
        with self._changed:
            self._outcome, self._has_ended = outcome, True
            self._changed.notify_all()
        self._told()
