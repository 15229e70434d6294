"""Read what other annotators marked in an open article, in a thread, and follow their changes."""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from hashiya.annotation.annotation import moved
from hashiya.annotation.relations import TARGET
from hashiya.errors import HashiyaError
from hashiya.session.anchoring import is_sound
from hashiya.session.annotation_index import AnnotationIndex
from hashiya.session.background import pause_after
from hashiya.session.supervised_thread import SupervisedThread, told_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from hashiya.annotation.anchorer import Anchorer
    from hashiya.annotation.annotation import Annotation
    from hashiya.article.article import Article
    from hashiya.messages import Message
    from hashiya.session.other_annotators import OtherAnnotators
    from hashiya.store.repository.protocols import ArticleRepository
    from hashiya.store.repository.snapshot import Snapshot


class OfAnother(NamedTuple):
    """The annotations of another annotator in the open article.

    Attributes:
        annotator: the name.
        annotations: at their places in the open text, each with a `shown_id`.
        left_out: the number of those whose place in the open text is not certain.
        problem: why they cannot be read, or only an older copy of them; None if they can.
    """

    annotator: str
    annotations: tuple[Annotation, ...] = ()
    left_out: int = 0
    problem: Message | None = None


class Found(NamedTuple):
    """The annotations of all other annotators.

    Attributes:
        by_annotator: of each annotator, sorted by name.
        together: the annotations of all of them.
        problem: why the annotators cannot be listed; None if they can.
    """

    by_annotator: tuple[OfAnother, ...] = ()
    together: AnnotationIndex = AnnotationIndex()
    problem: Message | None = None


def shown_id(annotator: str, identifier: str) -> str:
    """Return the id of an annotation among those of all annotators, since two of them may have one id.

    No stored id contains the slash, so a shown id is never one of the analyst's own.
    """
    return f"{annotator}/{identifier}"


class OthersReading:
    """The thread that reads the annotations of others until it is ended.

    Attributes:
        problem: why reading has ended by itself; None if it has not.
    """

    def __init__(self, article: Article, annotators: OtherAnnotators, told: Callable[[], object]) -> None:
        """Start the thread.

        Args:
            article: the open article.
            annotators: whose annotations are read.
            told: called from the thread when there is something to `take`.

        Raises:
            HashiyaError: the system starts no more threads.
        """
        self._article = article
        self._annotators = annotators
        self._told = told
        self._changed = threading.Condition()
        self._is_ended = False
        # the number of the look that is asked for, and of the last one that was taken
        self._asked, self._done = 1, 0
        self._pause = 0.0
        self._found: Found | None = None
        self._last: Found | None = None
        self._opened: dict[str, ArticleRepository] = {}
        # by annotator, the last snapshot and its annotations as they are shown
        self._read: dict[str, tuple[Snapshot, OfAnother]] = {}
        # by annotator and id, the last stored version and that version as it is shown
        self._shown: dict[str, Mapping[str, tuple[Annotation, Annotation | None]]] = {}
        self.problem: Message | None = None
        SupervisedThread(self._run, self._died, name="hashiya-others").start()

    # --- the thread of the keys

    def take(self) -> Found | None:
        """Take what was found since the last call; None if nothing changed."""
        with self._changed:
            found, self._found = self._found, None
            return found

    def look_soon(self) -> None:
        """Read the stored annotations once more; return at once."""
        with self._changed:
            self._asked += 1
            self._changed.notify_all()

    def wait(self, timeout: float = 60.0) -> bool:
        """Wait until the stored annotations were read once more; whether they were in time."""
        with self._changed:
            self._asked = wanted = self._asked + 1
            self._changed.notify_all()
            return self._changed.wait_for(lambda: self._is_ended or self._done >= wanted, timeout)

    def end(self) -> None:
        """Read nothing any more; return at once."""
        with self._changed:
            self._is_ended = True
            self._changed.notify_all()

    # --- the thread

    def _died(self, error: BaseException) -> None:
        with self._changed:
            self._is_ended, self.problem = True, told_of(error)
            self._changed.notify_all()
        self._told()

    def _run(self) -> None:
        while (asked := self._next()) is not None:
            begin = time.monotonic()
            found = self._look()
            with self._changed:
                is_new = found is not self._last and not self._is_ended
                if is_new:
                    self._found = self._last = found
                self._done = asked
                self._changed.notify_all()
            if is_new:
                self._told()
            self._pause = pause_after(time.monotonic() - begin)

    def _next(self) -> int | None:
        """Wait until the next look is due or asked for, and return its number; None when this was ended."""
        with self._changed:
            self._changed.wait_for(lambda: self._is_ended or self._asked > self._done, self._pause)
            return None if self._is_ended else self._asked

    def _look(self) -> Found:
        """Read what changed; the same object as before if nothing has."""
        last = self._last or Found()
        try:
            by_annotator = tuple(map(self._of, self._annotators.names()))
        except HashiyaError as error:
            return last if last.problem == error.told else last._replace(problem=error.told)
        if self._last is not None and (by_annotator, None) == (last.by_annotator, last.problem):
            return last
        return Found(by_annotator, AnnotationIndex(each for of in by_annotator for each in of.annotations))

    def _of(self, annotator: str) -> OfAnother:
        """Read the annotations of one annotator; the same object as before if nothing has changed."""
        try:
            if annotator not in self._opened:
                self._opened[annotator] = self._annotators.opened(annotator, self._article)
            snapshot = self._opened[annotator].load()
        except HashiyaError as error:
            return OfAnother(annotator, problem=error.told)
        known, of_another = self._read.get(annotator, (None, None))
        if snapshot is not known or of_another is None:
            of_another = self._placed(annotator, snapshot)
            self._read[annotator] = snapshot, of_another
        return of_another

    def _placed(self, annotator: str, snapshot: Snapshot) -> OfAnother:
        """Find the places of annotations in the open text, again only of those that changed."""
        known = self._shown.get(annotator, {})
        shown = {}
        for each in snapshot.annotations:
            if self._is_ended:
                break
            before = known.get(each.id)
            is_known = before is not None and before[0] is each
            shown[each.id] = before if before and is_known else (each, self._as_shown(annotator, each))
        self._shown[annotator] = shown
        annotations = tuple(placed for _, placed in shown.values() if placed is not None)
        is_whole = snapshot.is_known and not snapshot.is_older
        problem = None if is_whole else snapshot.read_only
        return OfAnother(annotator, annotations, len(shown) - len(annotations), problem)

    def _as_shown(self, annotator: str, stored: Annotation) -> Annotation | None:
        """Return an annotation at its place in the open text; None if the place is not certain."""
        article = self._article
        if not is_sound(stored, article):
            resolution = self._anchorer.resolve(stored.selector)
            if resolution.span is None or not resolution.status.is_certain:
                return None
            stored = moved(stored, article.text, article.sha256, resolution.span)
        relations = tuple(_relations_shown(annotator, stored))
        identifier = shown_id(annotator, stored.id)
        return replace(stored, id=identifier, annotator=annotator, relations=relations)

    @cached_property
    def _anchorer(self) -> Anchorer:
        from hashiya.annotation.anchorer import Anchorer  # an article that did not change does without

        return Anchorer(self._article.text, self._article.sha256)


def _relations_shown(annotator: str, stored: Annotation) -> Iterator[Mapping[str, object]]:
    for each in stored.relations:
        target = each.get(TARGET)
        yield {**each, TARGET: shown_id(annotator, target)} if isinstance(target, str) else each
