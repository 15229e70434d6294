"""Find the proposals of an open article in a thread, those near the page first."""

from __future__ import annotations

import threading
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from hashiya.errors import HashiyaError
from hashiya.session.supervised_thread import SupervisedThread, told_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from hashiya.annotation.annotation import Annotation
    from hashiya.article.article import Article
    from hashiya.codebook.proposals import ProposalSettings
    from hashiya.messages import Message
    from hashiya.services.learning import FolderLessons
    from hashiya.store.repository.protocols import Repository
    from hashiya.suggest.evidence import Evidence
    from hashiya.suggest.proposal import Proposal
    from hashiya.text.spans import Span

_QUIET = 0.1
"""Seconds without another request before one is answered, so that fast keys are answered once."""
_EDITS_TO_LEARN_FROM = 10
_MOST_PARTS = 20
"""Parts of a long article whose proposals are kept."""
_PAUSE = 0.002
"""Seconds for the keys after each article that is read to learn from."""


class Teacher:
    """The lessons of a folder's annotations for proposals, for all articles of a run.

    Attributes:
        guard: held by the thread that uses the lessons.
        open_store: opens the store for a thread.
        settings: which proposals are shown.
    """

    def __init__(self, open_store: Callable[[], Repository], settings: ProposalSettings) -> None:
        """Read nothing yet; the arguments are the attributes."""
        self.guard = threading.RLock()
        self.open_store = open_store
        self.settings = settings

    @cached_property
    def lessons(self) -> FolderLessons:
        """The lessons; loads the sources of proposals."""
        from hashiya.services.learning import FolderLessons  # the first frame does without

        return FolderLessons()


class Request(NamedTuple):
    """A request for proposals.

    Attributes:
        parts: the parts of the text to propose in, the most urgent first.
        annotations: all annotations of the article.
        rejected: its rejected proposals.
        version: the number of edits made up to these annotations.
        known: the parts whose last answer was taken and is still at hand.
    """

    parts: Sequence[Span]
    annotations: Sequence[Annotation]
    rejected: Sequence[Annotation]
    version: int
    known: Collection[Span] = ()


class Proposer:
    """Answers the newest request, learns between requests, and answers the request again then.

    Where the system starts no more threads nothing is proposed until the next request.

    Attributes:
        least: the least score of a proposal that is shown.
        problem: why proposing has ended; None if it has not.
    """

    def __init__(self, article: Article, key: str, teacher: Teacher, told: Callable[[], object]) -> None:
        """Propose nothing yet.

        Args:
            article: the article.
            key: its name in the repository.
            teacher: gives the lessons of the folder.
            told: called from the thread when there is something to `take`.
        """
        self._article = article
        self._key = key
        self._teacher = teacher
        self._told = told
        self._changed = threading.Condition()
        self._thread: SupervisedThread | None = None
        self._is_ended = False
        self._is_idle = True
        self._request: Request | None = None
        self._found: dict[Span, Sequence[Proposal]] = {}
        # for each part that was answered last, what the answer rests on, and the answer
        self._answered: dict[Span, tuple[tuple[object, ...], Sequence[Proposal]]] = {}
        self._learnt_at: int | None = None
        self.least = teacher.settings.precision
        self.problem: Message | None = None

    # --- the thread of the keys

    def ask(self, request: Request) -> None:
        """Ask for proposals, in place of an earlier request; return at once."""
        with self._changed:
            self._request, self._is_idle = request, False
            if self._thread is None and not self._is_ended:
                thread = SupervisedThread(self._run, self._died, name="hashiya-proposals")
                try:
                    thread.start()
                except HashiyaError:
                    return
                self._thread = thread
            self._changed.notify_all()

    def take(self) -> Mapping[Span, Sequence[Proposal]]:
        """Take the proposals found since the last call, by the part of the text."""
        with self._changed:
            found, self._found = self._found, {}
            return found

    def wait(self, timeout: float = 120.0) -> bool:
        """Wait until all requests are answered and nothing is left to learn; whether that is so in time."""
        with self._changed:
            return self._changed.wait_for(lambda: self._is_ended or self._is_idle, timeout)

    def end(self) -> None:
        """Propose nothing any more; return at once."""
        with self._changed:
            self._is_ended = True
            self._changed.notify_all()

    # --- the thread

    def _died(self, error: BaseException) -> None:
        with self._changed:
            self._is_ended, self.problem = True, told_of(error)
        self._told()

    def _run(self) -> None:
        request = self._next()
        while request is not None:
            self._answer(request)
            if self._learn(request):
                self._answer(request)
            request = self._next(quiet=_QUIET)

    def _next(self, *, quiet: float = 0.0) -> Request | None:
        """Wait for a request, and until no other one comes for some seconds; None when this was ended."""
        with self._changed:
            self._is_idle = self._request is None
            self._changed.notify_all()
            self._changed.wait_for(lambda: self._request is not None or self._is_ended)
            newest = None
            while quiet and newest is not self._request and not self._is_ended:
                newest = self._request
                self._changed.wait_for(lambda: self._is_ended, quiet)
            request, self._request = self._request, None
            return None if self._is_ended else request

    def _answer(self, request: Request) -> None:
        """Propose in each part whose annotations, or what was learnt, changed since the last answer."""
        import hashiya.session.proposal_edits  # noqa: F401 - what these need loads for long, in the thread
        from hashiya.services.evidence import evidence_of
        from hashiya.suggest.proposing import propose

        for part in request.parts:
            inside = [each for each in request.annotations if part.overlaps(each.span)]
            rejected = [each for each in request.rejected if part.overlaps(each.span)]
            with self._teacher.guard:
                lessons = self._teacher.lessons
                rests_on = (inside, rejected, lessons.learnt)
                earlier, found = self._answered.pop(part, (None, ()))
                is_new = earlier != rests_on
                if is_new:
                    names = lessons.names_without(self._key, request.annotations)
                    evidence = evidence_of(self._article, inside, rejected, names, part)
                    found = [each.moved(part.start) for each in propose(evidence, lessons.learnt)]
                least = lessons.learnt.threshold(self._teacher.settings.precision)
            self._answered[part] = rests_on, found
            if is_new or part not in request.known:
                with self._changed:
                    self._found[part] = found
                    self.least = least
                self._told()
        while len(self._answered) > _MOST_PARTS:
            del self._answered[next(iter(self._answered))]

    def _learn(self, request: Request) -> bool:
        """Learn if the store was not read yet or much was annotated since; whether anything was learnt."""
        with self._teacher.guard:
            lessons = self._teacher.lessons
            if not lessons.is_read:
                with suppress(HashiyaError):  # what cannot be read teaches nothing
                    lessons.read(self._teacher.open_store(), pause=_PAUSE, is_ended=self._attend)
            elif self._learnt_at is None or request.version < self._learnt_at + _EDITS_TO_LEARN_FROM:
                self._learnt_at = request.version if self._learnt_at is None else self._learnt_at
                return False
            if self._is_ended:
                return False
            lessons.is_read, self._learnt_at, before = True, request.version, lessons.learnt
            lessons.learn(self._key, self._example(request))
            return lessons.learnt != before

    def _attend(self) -> bool:
        """Answer a request that came during the reading of the store; whether reading is no longer wanted."""
        with self._changed:
            request, self._request = self._request, None
        if request is not None:
            self._answer(request)
        return self._is_ended

    def _example(self, request: Request) -> Evidence | None:
        from hashiya.services.evidence import example_of  # loaded already

        if not request.annotations:
            return None
        return example_of(self._article, request.annotations, request.rejected)
