"""Questions that only the analyst can decide, each with its possible answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hashiya.annotation.selector import Status
from hashiya.errors import HashiyaError
from hashiya.messages import Message
from hashiya.store.repository.conflict import Conflict
from hashiya.text.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hashiya.annotation.annotation import Annotation
    from hashiya.annotation.edits import Edit
    from hashiya.session.anchoring import Anchoring, UnresolvedAnchor
    from hashiya.session.working_copy import WorkingCopy


CONFLICT = "conflict"
KIND_NAMES = {
    CONFLICT: Message("session.kind_conflict"),
    Status.CHANGED: Message("session.kind_changed"),
    Status.AMBIGUOUS: Message("session.kind_ambiguous"),
    Status.ORPHAN: Message("session.kind_orphan"),
    Status.MOVED: Message("session.kind_moved"),
    Status.SAME: Message("session.kind_same"),
}
"""The kinds of question, with their names for a person."""
VERSION_NAMES = {
    "before": Message("session.version_before"),
    "mine": Message("session.version_mine"),
    "theirs": Message("session.version_theirs"),
    "marked": Message("session.version_marked"),
    "now": Message("session.version_now"),
}
"""The versions that a question shows, with their names for a person."""


class Question(NamedTuple):
    """A question to decide.

    Attributes:
        id: unique, and stable when the list is made again.
        kind: one of `KIND_NAMES`.
        said: the question.
        about: the conflict or the unresolved anchor, as it was when the question was made.
        versions: the choices, each under one of `VERSION_NAMES`; None for a removal.
        place: the words in question; None if no place is left.
        answers: the names of the commands that answer it, without their ``decide.``.
    """

    id: str
    kind: str
    said: Message
    about: Conflict | UnresolvedAnchor
    versions: tuple[tuple[str, Annotation | None], ...]
    place: Span | None
    answers: tuple[str, ...]

    @property
    def annotation(self) -> Annotation:
        """The annotation in question."""
        return next(version for _, version in self.versions if version is not None)


class Questions:
    """The open questions, in the order of their appearance."""

    def __init__(self, working_copy: WorkingCopy, anchoring: Anchoring) -> None:
        self._working_copy = working_copy
        self._anchoring = anchoring

    def __iter__(self) -> Iterator[Question]:
        return iter(self.all())

    def all(self) -> Sequence[Question]:
        """Return every open question."""
        return [
            *map(_conflict_question, self._working_copy.conflicts),
            *map(_anchor_question, self._anchoring.known_anchors),
        ]

    def answer(self, question: Question, answer: str, target: Span | None = None) -> Sequence[Edit]:
        """Decide a question as it was asked, and return the edits made to the annotations.

        Args:
            question: with the versions that the analyst saw, which may have changed since.
            answer: one of its answers.
            target: the new span of the annotation, for ``place``.

        Raises:
            HashiyaError: annotations cannot be saved, or nothing is selected to put it on; the question stays
                open.
        """
        about = question.about
        if isinstance(about, Conflict):
            return self._working_copy.decide(about, answer)
        if answer == "confirm":
            return self._anchoring.confirm(about)
        if answer == "drop":
            return self._anchoring.drop(about)
        if target is None:
            raise HashiyaError(Message("session.nothing_selected"), Message("session.select_first"))
        return self._anchoring.replace(about, target)


_CONFLICTS = {
    (False, False): Message("session.conflict_both_changed"),
    (False, True): Message("session.conflict_changed_removed"),
    (True, False): Message("session.conflict_removed_changed"),
    (True, True): Message("session.conflict_both_removed"),
}
"""Removed here, removed by another program → the message."""


def _conflict_question(conflict: Conflict) -> Question:
    mine, theirs = conflict.mine, conflict.theirs
    shown = mine or theirs or conflict.base
    return Question(
        id=f"conflict {conflict.number}",
        kind=CONFLICT,
        said=_CONFLICTS[mine is None, theirs is None],
        about=conflict,
        versions=(("before", conflict.base), ("mine", mine), ("theirs", theirs)),
        place=Span(shown.start, shown.end) if shown is not None else None,
        answers=("mine", "theirs", "both"),
    )


_ANCHORS = {
    Status.CHANGED: Message("session.doubt_changed"),
    Status.AMBIGUOUS: Message("session.doubt_ambiguous"),
    Status.ORPHAN: Message("session.doubt_orphan"),
    Status.MOVED: Message("session.doubt_moved"),
    Status.SAME: Message("session.doubt_same"),
}


def _anchor_question(anchor: UnresolvedAnchor) -> Question:
    versions: list[tuple[str, Annotation | None]] = [("marked", anchor.annotation)]
    answers = ["place", "drop"]
    if anchor.found is not None:
        versions.append(("now", anchor.found))
        answers.insert(0, "confirm")
    return Question(
        id=anchor.annotation.id,
        kind=str(anchor.status),
        said=_ANCHORS[anchor.status],
        about=anchor,
        versions=tuple(versions),
        place=anchor.place,
        answers=tuple(answers),
    )
