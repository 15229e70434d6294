"""What becomes of the annotations when the article changed since they were made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hashiya.annotation.anchorer import Anchorer
from hashiya.annotation.annotation import moved
from hashiya.annotation.edits import Edit
from hashiya.annotation.selector import Status, holds
from hashiya.errors import HashiyaError
from hashiya.text.spans import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hashiya.annotation.annotation import Annotation
    from hashiya.article.article import Article
    from hashiya.session.notebook import Notebook


@dataclass(frozen=True, slots=True)
class Doubt:
    """An annotation whose offsets are of another text than is read.

    Attributes:
        annotation: as it is stored; its offsets are not to be shown.
        status: what became of its quotation: ``changed``, ``ambiguous`` or ``orphan``; ``same`` or ``moved``
            too where that could not be saved or was taken back.
        place: where it stands, or is best shown, in the text that is read; None for an orphan.
    """

    annotation: Annotation
    status: Status
    place: Span | None


class Anchoring:
    """Anchors annotations anew: the certain ones by itself, the others as the analyst decides.

    Which annotations are in doubt follows from them and the article alone, so that undo, and what other
    programs do, need no care.
    """

    def __init__(self, notebook: Notebook, article: Article) -> None:
        """Looks at nothing yet.

        Args:
            notebook: the annotations of the article.
            article: what is read.
        """
        self._notebook = notebook
        self._article = article
        self._anchorer = Anchorer(article.text, article.sha256)
        # the last answer for each annotation, which holds as long as the annotation is that one
        self._known: dict[str, Doubt] = {}

    @property
    def doubtful(self) -> Sequence[Doubt]:
        """The annotations that need a look, in the order of the places that they had."""
        doubts = (self.doubt_of(annotation) for annotation in self._notebook.annotations)
        return tuple(doubt for doubt in doubts if doubt is not None)

    def doubt_of(self, annotation: Annotation) -> Doubt | None:
        """What is in doubt about an annotation; None if its offsets are right."""
        text = self._article.text
        if annotation.sha256 == self._article.sha256 and holds(text, annotation.span, annotation.text):
            return None
        known = self._known.get(annotation.id)
        if known is None or known.annotation is not annotation:
            found = self._anchorer.resolve(annotation.selector)
            known = self._known[annotation.id] = Doubt(annotation, found.status, found.span)
        return known

    def doubts_over(self, start: int, end: int) -> Sequence[Doubt]:
        """The doubtful annotations to be shown over code points ``[start, end)`` of what is read."""
        here = Span(start, end)
        return tuple(each for each in self.doubtful if each.place is not None and each.place.overlaps(here))

    def take_over(self) -> str:
        """Anchors anew what stands in one certain place, all in one step that undo does not take back.

        Nothing is done where annotations cannot be saved.

        Returns:
            One sentence for the analyst, or an empty string if the article is the one that was annotated.
        """
        doubtful = self.doubtful
        if not doubtful:
            return ""
        certain = [doubt for doubt in doubtful if doubt.status.is_certain]
        if not self._notebook.read_only:
            self._notebook.adopt([self._edit(doubt.annotation, doubt.place) for doubt in certain])
        return _told(certain, len(doubtful) - len(certain))

    def confirm(self, annotation_id: str) -> Sequence[Edit]:
        """Takes the place that a doubtful annotation is shown at.

        Raises:
            HashiyaError: it is not in doubt, there is no such place, or annotations cannot be saved.
        """
        doubt = self._doubt(annotation_id)
        return self._commit(self._edit(doubt.annotation, doubt.place))

    def replace(self, annotation_id: str, span: Span) -> Sequence[Edit]:
        """Puts a doubtful annotation on another span of what is read.

        Raises:
            HashiyaError: it is not in doubt, the span is empty, or annotations cannot be saved.
        """
        return self._commit(self._edit(self._doubt(annotation_id).annotation, span))

    def drop(self, annotation_id: str) -> Sequence[Edit]:
        """Removes a doubtful annotation; undo brings it back.

        Raises:
            HashiyaError: it is not in doubt, or annotations cannot be saved.
        """
        return self._commit(Edit(self._doubt(annotation_id).annotation, None))

    def _doubt(self, annotation_id: str) -> Doubt:
        annotation = self._notebook.annotations.get(annotation_id)
        doubt = None if annotation is None else self.doubt_of(annotation)
        if doubt is None:
            msg = f"annotation {annotation_id} does not need a look any more"
            raise HashiyaError(msg)
        return doubt

    def _edit(self, annotation: Annotation, place: Span | None) -> Edit:
        if place is None:
            msg = "this annotation's text is not found in the article any more"
            raise HashiyaError(msg, "select where it belongs, or drop it")
        return Edit(annotation, moved(annotation, self._article.text, self._article.sha256, place))

    def _commit(self, edit: Edit) -> Sequence[Edit]:
        if self._notebook.read_only:
            msg = f"{self._article.path.name}: {self._notebook.read_only}"
            raise HashiyaError(msg)
        self._notebook.commit([edit])
        return (edit,)


def _told(certain: Sequence[Doubt], doubtful: int) -> str:
    parts = []
    if certain:
        has_moved = any(doubt.status == Status.MOVED for doubt in certain)
        parts.append(f"{_counted(len(certain))} {'moved with it' if has_moved else 'still in place'}")
    if doubtful:
        named = str(doubtful) if certain else _counted(doubtful)
        parts.append(f"{named} {'needs' if doubtful == 1 else 'need'} a look")
    return f"The article changed: {', '.join(parts)}."


def _counted(number: int) -> str:
    return f"{number} annotation{'' if number == 1 else 's'}"
