"""The annotations of others in an open article: shown beside the analyst's own, and taken over."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

from hashiya.annotation.edits import Edit
from hashiya.errors import HashiyaError
from hashiya.messages import Message
from hashiya.session.annotation_index import AnnotationIndex
from hashiya.session.following import and_then
from hashiya.session.others_reading import Found, OthersReading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hashiya.annotation.annotation import Annotation
    from hashiya.session.other_annotators import OtherAnnotators
    from hashiya.session.reader import Reader
    from hashiya.text.spans import Span


class Others:
    """The annotations of others, as last read; they cannot be changed here.

    Attributes:
        index: their annotations; empty while they are hidden.
        taken: the ids of the analyst's annotations that were taken over in this article, by the `shown_id` of
            their models.
    """

    def __init__(self, reader: Reader, annotators: OtherAnnotators, told: Callable[[], object]) -> None:
        """Show nothing yet.

        Args:
            reader: of the open article.
            annotators: whose annotations are shown.
            told: called, from another thread, when there is something to `receive`.
        """
        self._reader = reader
        self._annotators = annotators
        self._told = told
        self._reading: OthersReading | None = None
        self._found: Found | None = None
        self._is_awaited = False
        self.index = AnnotationIndex()
        self.taken: dict[str, str] = {}
        # one's own annotations together with those of others, as of a version of one's own
        self._own: AnnotationIndex | None = None
        self._version = 0
        self._listed = self.index

    # --- showing and hiding

    def look_soon(self) -> None:
        """Read the annotations of others once more, if they are shown; return at once."""
        if self._reading is not None:
            self._reading.look_soon()

    @property
    def are_shown(self) -> bool:
        """Whether the annotations of others are shown, or being read to be shown."""
        return self._reading is not None

    @property
    def count(self) -> int | None:
        """The number of annotations of others; None while they are hidden or were not read yet."""
        return None if self._found is None else len(self.index)

    def toggle(self) -> None:
        """Show the annotations of others, in the next articles too; or show them no longer.

        Raises:
            HashiyaError: the system starts no more threads.
        """
        if self.are_shown:
            self._annotators.are_shown = False
            self._hide()
        else:
            self._read()
            self._annotators.are_shown = self._is_awaited = True
            self._reader.say(Message("session.others_being_read"))

    def begin(self) -> None:
        """Show the annotations of others, as in the article before; tell if that is not possible."""
        try:
            self._read()
        except HashiyaError as error:
            self._reader.tell(error.told)

    def end(self) -> None:
        """Read nothing any more."""
        if self._reading is not None:
            self._reading.end()

    def wait(self) -> bool:
        """Read the stored annotations once more, and take them in; whether that was done in time."""
        is_read = self._reading is not None and self._reading.wait()
        self.receive()
        return is_read

    def _read(self) -> None:
        self._reading = OthersReading(self._reader.article, self._annotators, self._told)

    def _hide(self) -> None:
        self.end()
        self._reading = self._found = None
        self._take(AnnotationIndex())
        self._reader.tell(Message("session.others_hidden"), page=True)

    # --- news

    def receive(self) -> None:
        """Take in what was read, and paint it; the page does not move, and no answer is awaited."""
        reading = self._reading
        if reading is None:
            return
        if reading.problem is not None:
            self._hide()
            self._annotators.are_shown = False
            self._reader.tell(Message("session.others_ended", cause=reading.problem))
        elif (found := reading.take()) is not None:
            before, self._found = self._found, found
            self._take(found.together)
            self._reader.tell(self._news(before, found), page=True)

    def _take(self, index: AnnotationIndex) -> None:
        """Show other annotations than before; none of those that are gone is meant any longer."""
        is_current = self._reader.current in self.index.ids
        self.index, self._own = index, None
        if is_current and self._reader.current not in index.ids and not self._reader.in_list:
            self._reader.current = None

    def _news(self, before: Found | None, found: Found) -> Message | None:
        """Say what others marked once they were asked for, and what cannot be read whenever that changes.

        Where others are shown since the article before, an article without any has no sentence.
        """
        problems = list(_problems(found))
        if before is None:
            told = [*_counted(found), *problems]
            if not told and self._is_awaited:
                told = [Message("session.no_others")]
        else:
            told = problems if problems != list(_problems(before)) else []
        self._is_awaited = False
        return reduce(and_then, told) if told else self._reader.notice

    # --- the annotations

    @property
    def listed(self) -> AnnotationIndex:
        """The annotations of the analyst and of the others, in text order."""
        own = self._reader.annotations
        if not self.index:
            return own
        if own is not self._own:
            self._listed = AnnotationIndex((*own, *self.index))
            self._own, self._version = own, own.version
        elif own.version != self._version:
            for name in own.changed_since(self._version):
                before, after = self._listed.get(name), own.get(name)
                if before is not None or after is not None:
                    self._listed.apply(Edit(before, after))
            self._version = own.version
        return self._listed

    def over(self, span: Span) -> list[Annotation]:
        """List the annotations of others on a span, the innermost first."""
        return sorted(self.index.overlapping(*span), key=lambda each: each.end - each.start)

    @property
    def is_meant(self) -> bool:
        """Whether an annotation of another annotator is meant."""
        meant = self._reader.meant
        return meant is not None and self.index.get(meant.id) is not None

    @property
    def to_take(self) -> Annotation | None:
        """The annotation that can be taken over: the one that is meant, else the innermost one here."""
        if self.is_meant:
            return self._reader.meant
        target = self._reader.target
        here = self.over(target) if target is not None else []
        return next((each for each in here if self.own_of(each) is None), None)

    def own_of(self, theirs: Annotation) -> Annotation | None:
        """Find the analyst's annotation of the same words and label; None if there is none."""
        own = self._reader.annotations.overlapping(*theirs.span)
        return next((each for each in own if (each.span, each.label) == (theirs.span, theirs.label)), None)


def _counted(found: Found) -> Iterator[Message]:
    """Say how many annotations each of the others has, and how many have no place in the text."""
    by = tuple(
        Message("session.by_annotator", annotator=each.annotator, count=len(each.annotations))
        for each in found.by_annotator
        if each.annotations
    )
    if by:
        yield Message("session.others_shown", by=by)
    if left_out := sum(each.left_out for each in found.by_annotator):
        yield Message("session.others_left_out", count=left_out)


def _problems(found: Found) -> Iterator[Message]:
    """Say what cannot be read, and why."""
    if found.problem is not None:
        yield Message("session.others_unknown", cause=found.problem)
    for each in found.by_annotator:
        if each.problem is not None:
            yield Message("session.others_unreadable", annotator=each.annotator, cause=each.problem)
