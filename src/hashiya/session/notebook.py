"""The annotations of the open article: changed here, taken back here, and on their way to disk from here."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from hashiya.annotation.annotation import timestamp
from hashiya.annotation.edits import Edit
from hashiya.annotation.history import History
from hashiya.errors import HashiyaError
from hashiya.session.annotation_index import AnnotationIndex
from hashiya.session.replay import on_top_of
from hashiya.session.saver import Saver
from hashiya.store.conflict import Conflict, ConflictError, is_same
from hashiya.store.reading import IN_PROGRESS, UNREAD, Reading

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hashiya.annotation.annotation import Annotation
    from hashiya.session.following import Arrival
    from hashiya.store.article_store import ArticleStore


class Notebook:
    """What one analyst does to the annotations of one article.

    Attributes:
        store: where it is kept.
        annotations: the annotations as they are now, saved or not, in text order.
        offset: where one was reading when the article was opened, in code points.
        status: ``unread``, ``in progress`` or ``done``.
        read_only: why nothing can be saved, as it was at the opening or the last `refresh`; empty if it can.
        hint: what to do about that, or an empty string.
    """

    def __init__(self, store: ArticleStore, saved: Callable[[], object]) -> None:
        """Opens what the store has.

        Args:
            store: the article's.
            saved: called, from another thread, whenever the state of saving changed.

        A store that cannot be read is as an empty one that cannot be written: the article can be read.
        """
        self.store = store
        self.read_only = self.hint = ""
        self._check_store()
        try:
            self.annotations = AnnotationIndex(store.annotations())
            reading = store.reading()
        except HashiyaError:
            self.annotations, reading = AnnotationIndex(), Reading()
        self._vanished = False
        # what the store had at the last look, another tuple once anything has changed; None: look again
        self._seen: Sequence[Annotation] | None = None
        self.offset = reading.offset
        self.status = IN_PROGRESS if reading.status == UNREAD else reading.status
        self._stored_place = (reading.offset, reading.status)
        self._history = History()
        # annotations removed here, as they were then, for undo
        self._removed: dict[str, Annotation] = {}
        self._saver = Saver(self._write, saved, self._write_reading)

    @property
    def saving(self) -> str:
        """``saved``, ``saving`` or why it could not be saved."""
        if self._saver.problem and self._saver.pending:
            return f"not saved: {self._saver.problem}"
        return "saving" if self._saver.pending else "saved"

    @property
    def unsaved(self) -> Sequence[Edit]:
        """The changes that are not known to be on disk, in order."""
        return self._saver.waiting

    def commit(self, edits: Sequence[Edit]) -> None:
        """Makes a change, remembers it for undo and hands it over to be saved."""
        self._history.record(edits)
        self._take(edits)

    def adopt(self, edits: Sequence[Edit]) -> None:
        """Makes a change that is none of the analyst's own, so that undo does not take it back."""
        if edits:
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

    @property
    def conflicts(self) -> Sequence[Conflict]:
        """The changes made here, now or earlier, that another program's change refused; mine and theirs.

        They are kept in the store until `keep_mine`, `keep_theirs` or `keep_both` ends them.
        """
        try:
            return self.store.conflicts()
        except HashiyaError:
            return ()

    @property
    def problems(self) -> Sequence[str]:
        """What is wrong with records of the store file that are therefore not shown, one sentence each."""
        try:
            return self.store.problems()
        except HashiyaError:
            return ()

    def keep_mine(self, conflict: Conflict) -> Sequence[Edit]:
        """Ends a conflict with what was wanted here; gives what was done to the annotations.

        Raises:
            HashiyaError: it could not be saved, or theirs changed once more; the conflict stays.
        """
        from hashiya.session.deciding import keeping_mine

        return self._resolve(conflict, keeping_mine(conflict))

    def keep_theirs(self, conflict: Conflict) -> Sequence[Edit]:
        """Ends a conflict with what is stored; gives what was done to the annotations.

        Raises:
            HashiyaError: it could not be saved; the conflict stays.
        """
        return self._resolve(conflict, ())

    def keep_both(self, conflict: Conflict) -> Sequence[Edit]:
        """Ends a conflict by adding mine beside theirs; of a change and a removal the change stays.

        Raises:
            HashiyaError: it could not be saved, or theirs changed once more; the conflict stays.
        """
        from hashiya.session.deciding import keeping_both

        return self._resolve(conflict, keeping_both(conflict))

    def refresh(self) -> Arrival | None:
        """Takes over what other programs did to the store since the last look; cheap when they did nothing.

        To be called about once a second from the thread that shows the annotations. Where a file of many
        annotations may have changed, `store.annotations` called from another thread first takes the reading
        off this one.

        Returns:
            What changed, or None if nothing did.
        """
        from hashiya.session.following import Arrival, describe, edits_towards  # the first frame does without

        self._saver.retry()
        pending = self._saver.pending_ids  # before the store is read: what is saved in between is in it
        # while something is being written the store is asked nothing that would have to wait for that
        notices = [] if self._saver.pending else self._check_store()
        edits: tuple[Edit, ...] = ()
        with suppress(HashiyaError):
            stored = self.store.annotations()
            if stored is not self._seen:
                edits = edits_towards(stored, self.annotations, pending)
                self._seen = None if pending else stored
        for edit in edits:
            self.annotations.apply(edit)
        if self.store.vanished != self._vanished:
            self._vanished = self.store.vanished
            if self._vanished:
                notices.append(f"{self.store.path} is gone; it is written again with the next change")
        said = describe(edits)
        sentences = [said[:1].upper() + said[1:]] if said else []
        sentences += notices
        return Arrival(edits, "; ".join(sentences)) if sentences else None

    def write_again(self) -> None:
        """Writes the store file again that another program took away, without waiting for a change.

        Raises:
            HashiyaError: it could not be saved.
        """
        self.store.write_again()

    def repair(self) -> Arrival | None:
        """Puts the backup in the place of a damaged or missing store file, whose bytes are kept beside it.

        Returns:
            What changed here by that.

        Raises:
            HashiyaError: there is no good backup, or it could not be put there.
        """
        from hashiya.store.restoring import restore  # seldom needed

        restore(self.store.path)
        return self.refresh()

    def settle(self) -> Sequence[ConflictError]:
        """Takes over what is stored for every edit that another program's change refused, and gives those.

        What was wanted here is in `conflicts`.
        """
        conflicts = self._saver.take_conflicts()
        if conflicts:  # what was stored then may have changed since, and been taken over
            self._seen = None
        for conflict in conflicts:
            mine = self.annotations.get(conflict.edit.id)
            if mine != conflict.stored:
                self.annotations.apply(Edit(mine, conflict.stored))
        return conflicts

    def remember_place(self, offset: int) -> None:
        """Hands over to be saved where one is reading and how far the work is, if that changed."""
        if (offset, self.status) != self._stored_place and not self.read_only:
            self._saver.save_reading(Reading(offset, self.status, timestamp()))
            self._stored_place = (offset, self.status)

    @property
    def draft(self) -> tuple[str, str] | None:
        """The id of an annotation whose note was not finished when the reader was ended, and the note."""
        try:
            return self.store.draft()
        except HashiyaError:
            return None

    def keep_draft(self, annotation_id: str, note: str | None) -> None:
        """Keeps a note that is not finished, if anything can be kept; with None, forgets it."""
        if self.draft is not None or note is not None:
            with suppress(HashiyaError):
                self.store.keep_draft(annotation_id, note)

    def flush(self) -> bool:
        """Waits for all changes to be on disk; False when some are not."""
        return self._saver.flush()

    def close(self, offset: int) -> bool:
        """Puts everything on disk, the place too, and ends saving; False when some could not be saved."""
        self.remember_place(offset)
        return self._saver.close()

    def _write(self, edits: Sequence[Edit]) -> None:
        """Saves edits, in the saver's thread; keeps beside the annotations what a conflict refuses."""
        try:
            self.store.apply(edits)
        except ConflictError as error:
            refused = [edit for edit in edits if edit.id == error.edit.id]
            if not is_same(refused[-1].after, error.stored):
                self.store.keep_refused(refused[0].before, refused[-1].after)
            raise

    def _write_reading(self, reading: Reading) -> None:
        """Saves the place, in the saver's thread."""
        self.store.save_reading(reading)

    def _resolve(self, conflict: Conflict, edits: Sequence[Edit]) -> Sequence[Edit]:
        if not self.flush():
            msg = f"earlier changes are not saved: {self._saver.problem}"
            raise HashiyaError(msg)
        self.settle()
        self.store.resolve(conflict, edits)
        self._history.record(edits)
        for edit in edits:
            self.annotations.apply(edit)
        return edits

    def _check_store(self) -> list[str]:
        """Looks whether the store can be written; gives what to say if that changed."""
        before = self.read_only
        self.read_only = self.store.read_only_reason
        self.hint = ""
        if self.read_only:
            with suppress(HashiyaError):
                self.hint = self.store.damage.hint if self.store.damage else ""
        if self.read_only == before:
            return []
        return [self.read_only or "annotations can be saved again"]

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
