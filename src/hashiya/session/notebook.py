"""The annotations of the open article: changed here, taken back here, and on their way to disk from here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.annotation.annotation import timestamp
from hashiya.annotation.edits import Edit
from hashiya.annotation.history import History
from hashiya.errors import HashiyaError
from hashiya.session.annotation_index import AnnotationIndex
from hashiya.session.replay import on_top_of
from hashiya.session.saver import Saver
from hashiya.store.reading import IN_PROGRESS, UNREAD, Reading

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hashiya.annotation.annotation import Annotation
    from hashiya.store.article_store import ArticleStore, ConflictError


class Notebook:
    """What one analyst does to the annotations of one article.

    Attributes:
        store: where it is kept.
        annotations: the annotations as they are now, saved or not, in text order.
        offset: where one was reading when the article was opened, in code points.
        status: ``unread``, ``in progress`` or ``done``.
        read_only: why nothing can be saved, as it was at the opening; empty when it can.
    """

    def __init__(self, store: ArticleStore, saved: Callable[[], object]) -> None:
        """Opens what the store has.

        Args:
            store: the article's.
            saved: called, from another thread, whenever the state of saving changed.

        Raises:
            HashiyaError: the store's file cannot be read.
        """
        self.store = store
        self.read_only = store.read_only_reason
        self.annotations = AnnotationIndex(store.annotations())
        reading = store.reading()
        self.offset = reading.offset
        self.status = IN_PROGRESS if reading.status == UNREAD else reading.status
        self._stored_place = (reading.offset, reading.status)
        self._history = History()
        # annotations removed here, as they were then, for undo
        self._removed: dict[str, Annotation] = {}
        self._saver = Saver(store.apply, saved)

    @property
    def saving(self) -> str:
        """``saved``, ``saving`` or why it could not be saved."""
        if self._saver.problem and self._saver.pending:
            return f"not saved: {self._saver.problem}"
        return "saving" if self._saver.pending else "saved"

    def commit(self, edits: Sequence[Edit]) -> None:
        """Makes a change, remembers it for undo and hands it over to be saved."""
        self._history.record(edits)
        self._take(edits)

    def undo(self) -> Sequence[Edit] | None:
        """Takes back the last change.

        Returns:
            What was done to the annotations: nothing, if another program's change left nothing to do; None
            when there is no change to take back.
        """
        return self._replay(self._history.undo())

    def redo(self) -> Sequence[Edit] | None:
        """Makes the last change taken back again; gives what `undo` gives."""
        return self._replay(self._history.redo())

    def settle(self) -> Sequence[ConflictError]:
        """Takes over what is stored for every edit that another program's change refused, and gives those."""
        conflicts = self._saver.take_conflicts()
        for conflict in conflicts:
            mine = self.annotations.get(conflict.edit.id)
            if mine != conflict.stored:
                self.annotations.apply(Edit(mine, conflict.stored))
        return conflicts

    def remember_place(self, offset: int) -> None:
        """Stores where one is reading and how far the work is, if that changed and can be stored.

        Raises:
            HashiyaError: it could not be stored.
        """
        if (offset, self.status) != self._stored_place and not self.read_only:
            self.store.save_reading(Reading(offset, self.status, timestamp()))
            self._stored_place = (offset, self.status)

    def flush(self) -> bool:
        """Waits for all changes to be on disk; False when some are not."""
        return self._saver.flush()

    def close(self, offset: int) -> bool:
        """Puts everything on disk, the place too, and ends saving; False when some could not be saved."""
        safe = self._saver.close()
        try:
            self.remember_place(offset)
        except HashiyaError:
            return False
        return safe

    def _take(self, edits: Sequence[Edit]) -> None:
        for edit in edits:
            if edit.before is not None and edit.after is None:
                self._removed[edit.id] = edit.before
            self.annotations.apply(edit)
        self._saver.save(edits)

    def _replay(self, edits: Sequence[Edit] | None) -> Sequence[Edit] | None:
        if not edits:
            return None
        done = []
        for edit in edits:
            onward = on_top_of(edit, self.annotations.get(edit.id), self._removed.get(edit.id))
            if onward is not None:
                done.append(onward)
        if done:
            self._take(done)
        return done
