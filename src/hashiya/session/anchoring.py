"""Re-anchor the annotations of an article that changed after they were made."""

from __future__ import annotations

import time
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from hashiya.errors import HashiyaError
from hashiya.messages import Message
from hashiya.session.annotation_index import AnnotationIndex, text_order
from hashiya.text.spans import holds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hashiya.annotation.anchorer import Anchorer
    from hashiya.annotation.annotation import Annotation
    from hashiya.annotation.edits import Edit
    from hashiya.annotation.selector import Status
    from hashiya.article.article import Article
    from hashiya.session.working_copy import WorkingCopy
    from hashiya.text.spans import Span


def is_sound(annotation: Annotation, article: Article) -> bool:
    """Tell whether the offsets of an annotation belong to the text of an article."""
    return annotation.sha256 == article.sha256 and holds(article.text, annotation.span, annotation.text)


class UnresolvedAnchor(NamedTuple):
    """An annotation whose offsets belong to another text than the open one.

    Attributes:
        annotation: as stored; its offsets must not be shown.
        status: the state of its quotation: ``changed``, ``ambiguous`` or ``orphan``; ``same`` or ``moved``
            too where that could not be saved or was taken back.
        found: re-anchored at its best match in the open text; None if there is none.
    """

    annotation: Annotation
    status: Status
    found: Annotation | None

    @property
    def place(self) -> Span | None:
        """The span of the best match in the open text; None for an orphan."""
        return None if self.found is None else self.found.span


class Anchoring:
    """Re-anchors annotations: the certain ones on its own, the others as the analyst decides.

    The annotations in doubt follow from the annotations and the article alone. So undo and the changes of
    other programs need no special care.
    """

    def __init__(self, working_copy: WorkingCopy, article: Article) -> None:
        """Look at nothing yet.

        Args:
            working_copy: the annotations of the article.
            article: the open article.
        """
        self._working_copy = working_copy
        self._article = article
        # the last answer for each annotation, which holds as long as the annotation is that one
        self._known: dict[str, UnresolvedAnchor] = {}
        # by id, and in text order, as of a version of the index, so that ten thousand are looked at once
        self._unsound: dict[str, Annotation] = {}
        self._in_doubt: Sequence[Annotation] = ()
        self._version = -1
        self._placed: tuple[int, int, AnnotationIndex] | None = None

    @cached_property
    def _anchorer(self) -> Anchorer:
        from hashiya.annotation.anchorer import Anchorer  # an article that did not change does without

        return Anchorer(self._article.text, self._article.sha256)

    @property
    def in_doubt(self) -> Sequence[Annotation]:
        """The annotations whose offsets belong to another text."""
        index = self._working_copy.annotations
        if self._version != index.version:
            for name in index.ids if self._version < 0 else index.changed_since(self._version):
                annotation = index.get(name)
                if annotation is None or annotation.is_rejection or is_sound(annotation, self._article):
                    self._unsound.pop(name, None)
                else:
                    self._unsound[name] = annotation
            self._in_doubt = sorted(self._unsound.values(), key=text_order)
            self._version = index.version
        return self._in_doubt

    def is_doubtful(self, shown: Annotation) -> bool:
        """Tell whether an annotation of `placed` may cover other words than the annotated ones."""
        return bool(self._in_doubt) and self._working_copy.annotations.get(shown.id) is not shown

    @property
    def unknown(self) -> Sequence[Annotation]:
        """The annotations in doubt that have not been searched for yet."""
        return [each for each in self.in_doubt if self._answer_to(each) is None]

    @property
    def known_anchors(self) -> Sequence[UnresolvedAnchor]:
        """The annotations in doubt that have been searched for, in the order of their old places."""
        answers = (self._answer_to(annotation) for annotation in self.in_doubt)
        return tuple(anchor for anchor in answers if anchor is not None)

    def look(self, seconds: float) -> int:
        """Look for annotations in doubt for some seconds, and return how many are left."""
        end = time.monotonic() + seconds
        unknown = self.unknown
        for done, annotation in enumerate(unknown, 1):
            self.anchor_of(annotation)
            if time.monotonic() >= end:
                return len(unknown) - done
        return 0

    @property
    def unresolved(self) -> Sequence[UnresolvedAnchor]:
        """All annotations that need a look, in the order of their old places; this looks for every one."""
        anchors = (self.anchor_of(annotation) for annotation in self.in_doubt)
        return tuple(anchor for anchor in anchors if anchor is not None)

    def anchor_of(self, annotation: Annotation) -> UnresolvedAnchor | None:
        """Resolve the anchor of an annotation; None if its offsets are right."""
        if is_sound(annotation, self._article):
            return None
        known = self._answer_to(annotation)
        if known is None:
            resolution = self._anchorer.resolve(annotation.selector)
            found = None if resolution.span is None else self._at(annotation, resolution.span)
            known = self._known[annotation.id] = UnresolvedAnchor(annotation, resolution.status, found)
        return known

    def _answer_to(self, annotation: Annotation) -> UnresolvedAnchor | None:
        known = self._known.get(annotation.id)
        return known if known is not None and known.annotation is annotation else None

    @property
    def placed(self) -> AnnotationIndex:
        """The annotations at their places in the open text; those in doubt at their best match.

        Orphans and annotations that have not been searched for yet are left out.
        """
        index = self._working_copy.annotations
        if not self.in_doubt:
            return index
        anchors = self.known_anchors
        if self._placed is None or self._placed[:2] != (index.version, len(anchors)):
            shown = [annotation for annotation in index if annotation.id not in self._unsound]
            shown += [anchor.found for anchor in anchors if anchor.found is not None]
            self._placed = (index.version, len(anchors), AnnotationIndex(shown))
        return self._placed[2]

    def take_over(self) -> Message | None:
        """Re-anchor the annotations whose place is certain, in one step that is not undoable.

        Nothing changes if annotations cannot be saved. Nor does it if the article is read in another encoding
        than at the time of the annotations, since that encoding may be wrong.

        Returns:
            The result, without a full stop; None if the article did not change.
        """
        unresolved = self.unresolved
        if not unresolved:
            return None
        if self._working_copy.snapshot.is_decoded_otherwise:
            return Message(
                "session.other_encoding", outcomes=Message("session.need_a_look", count=len(unresolved))
            )
        certain = [anchor for anchor in unresolved if anchor.status.is_certain]
        if not self._working_copy.read_only:
            from hashiya.annotation.edits import Edit  # an article that did not change does without
            from hashiya.annotation.transaction import Origin

            self._working_copy.adopt(
                [Edit(anchor.annotation, anchor.found) for anchor in certain], Origin.ANCHORING
            )
        return _told(certain, len(unresolved) - len(certain))

    def confirm(self, anchor: UnresolvedAnchor) -> Sequence[Edit]:
        """Accept the place at which an annotation in doubt is shown.

        Raises:
            HashiyaError: there is no such place, or annotations cannot be saved.
        """
        if anchor.found is None:
            raise HashiyaError(Message("session.not_in_article"), Message("session.select_or_drop"))
        return self._commit(anchor, anchor.found, "decide.confirm")

    def replace(self, anchor: UnresolvedAnchor, span: Span) -> Sequence[Edit]:
        """Move an annotation in doubt to another span of the open article.

        Raises:
            HashiyaError: the span is empty, or annotations cannot be saved.
        """
        return self._commit(anchor, self._at(anchor.annotation, span), "decide.place")

    def drop(self, anchor: UnresolvedAnchor) -> Sequence[Edit]:
        """Remove an annotation in doubt; undo brings it back.

        Raises:
            HashiyaError: annotations cannot be saved.
        """
        return self._commit(anchor, None, "decide.drop")

    def _at(self, annotation: Annotation, place: Span) -> Annotation:
        from hashiya.annotation.annotation import moved  # an article that did not change does without

        return moved(annotation, self._article.text, self._article.sha256, place)

    def _commit(self, anchor: UnresolvedAnchor, after: Annotation | None, command: str) -> Sequence[Edit]:
        from hashiya.annotation.edits import Edit  # an article that did not change does without

        self._working_copy.refuse_if_read_only(self._article.path.name)
        return self._working_copy.commit([Edit(anchor.annotation, after)], command)


def _told(certain: Sequence[UnresolvedAnchor], unresolved: int) -> Message:
    from hashiya.annotation.selector import Status  # an article that did not change does without

    outcomes = []
    if any(anchor.status == Status.MOVED for anchor in certain):
        outcomes.append(Message("session.moved_with_it", count=len(certain)))
    elif certain:
        outcomes.append(Message("session.still_in_place", count=len(certain)))
    if unresolved:
        outcomes.append(Message("session.need_a_look", count=unresolved))
    return Message("session.article_changed", outcomes=tuple(outcomes))
