"""What only the analyst can decide, each as a question with its possible answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hashiya.annotation.selector import Status
from hashiya.errors import HashiyaError
from hashiya.store.repository.conflict import Conflict
from hashiya.text.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hashiya.annotation.annotation import Annotation
    from hashiya.annotation.edits import Edit
    from hashiya.session.anchoring import Anchoring, Doubt
    from hashiya.session.working_copy import WorkingCopy


class Question(NamedTuple):
    """One thing to decide.

    Attributes:
        id: tells it from the others, and stays when the list is made anew.
        kind: ``conflict``, or what `Status` says of a quotation.
        said: what it is about, in one sentence.
        about: what is to be decided, as it was when the question was made.
        versions: what there is to choose from, each with what it is called; None for a removal.
        place: where to look in the text; None where no place is left.
        answers: the names of the commands that answer it, without their ``decide.``.
    """

    id: str
    kind: str
    said: str
    about: Conflict | Doubt
    versions: tuple[tuple[str, Annotation | None], ...]
    place: Span | None
    answers: tuple[str, ...]

    @property
    def annotation(self) -> Annotation:
        """What it is about."""
        return next(version for _, version in self.versions if version is not None)


class Questions:
    """The questions that are open, in the order in which they came up."""

    def __init__(self, working_copy: WorkingCopy, anchoring: Anchoring) -> None:
        self._working_copy = working_copy
        self._anchoring = anchoring

    def __iter__(self) -> Iterator[Question]:
        return iter(self.all())

    def __len__(self) -> int:
        return len(self._working_copy.conflicts) + len(self._anchoring.known_doubts)

    def all(self) -> Sequence[Question]:
        """Every open question."""
        return [
            *map(_conflict_question, self._working_copy.conflicts),
            *map(_doubt_question, self._anchoring.known_doubts),
        ]

    def answer(self, question: Question, answer: str, target: Span | None = None) -> Sequence[Edit]:
        """Decides a question as it was asked; gives the edits made to the annotations.

        Args:
            question: with the versions that its analyst saw, which need not be the present ones any more.
            answer: one of its answers.
            target: where an annotation is put, for ``place``.

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
            raise HashiyaError("nothing is selected", "select where it belongs first")
        return self._anchoring.replace(about, target)


def _conflict_question(conflict: Conflict) -> Question:
    mine, theirs = conflict.mine, conflict.theirs
    here, there = ("changed" if version is not None else "removed" for version in (mine, theirs))
    what = f"{here} here and {there} by another program" if here != there else f"{here} here and elsewhere"
    shown = mine or theirs or conflict.base
    return Question(
        id=f"conflict {conflict.number}",
        kind="conflict",
        said=f"This annotation was {what}.",
        about=conflict,
        versions=(("before", conflict.base), ("mine", mine), ("theirs", theirs)),
        place=Span(shown.start, shown.end) if shown is not None else None,
        answers=("mine", "theirs", "both"),
    )


_SAID = {
    Status.CHANGED: "The article changed, and so did these words.",
    Status.AMBIGUOUS: "The article changed, and these words may stand in more than one place.",
    Status.ORPHAN: "The article changed, and these words are not found in it any more.",
    Status.MOVED: "The article changed; these words stand in another place.",
    Status.SAME: "The article changed; these words stand where they stood.",
}


def _doubt_question(doubt: Doubt) -> Question:
    versions: list[tuple[str, Annotation | None]] = [("marked", doubt.annotation)]
    answers = ["place", "drop"]
    if doubt.found is not None:
        versions.append(("now", doubt.found))
        answers.insert(0, "confirm")
    return Question(
        id=doubt.annotation.id,
        kind=str(doubt.status),
        said=_SAID[doubt.status],
        about=doubt,
        versions=tuple(versions),
        place=doubt.place,
        answers=tuple(answers),
    )
