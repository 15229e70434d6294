"""The annotations of the open article: changed here, taken back here, and on their way to disk from here."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from hashiya.annotation.annotation import timestamp
from hashiya.annotation.carrying import carried, is_same
from hashiya.annotation.edits import Edit
from hashiya.annotation.history import History
from hashiya.annotation.transaction import new_transaction
from hashiya.errors import HashiyaError
from hashiya.session.annotation_index import AnnotationIndex
from hashiya.session.following import Arrival, Follower, describe
from hashiya.session.places import KeptPlace
from hashiya.session.saver import Saver
from hashiya.store.repository.reading import DONE, IN_PROGRESS, UNREAD, Reading

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hashiya.store.repository.conflict import Conflict, Outcome
    from hashiya.store.repository.draft import Draft
    from hashiya.store.tinydb.article_store import ArticleStore


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
        self._follower = Follower(store, self.annotations)
        self._place = KeptPlace(store)
        reading = self._place.newest(reading)
        # whether this analyst has changed anything; who only looks leaves nothing in the folder
        self._is_at_work = False
        self.offset = reading.offset
        self._status = reading.status
        self._stored_place = (reading.offset, reading.status)
        self._history = History()
        self._saver = Saver(self._write, saved, self._write_reading)

    @property
    def status(self) -> str:
        """How far the work on the article is: unread as long as nothing is marked or changed in it."""
        is_begun = self._is_at_work or len(self.annotations) > 0
        return IN_PROGRESS if self._status == UNREAD and is_begun else self._status

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

    def commit(self, edits: Sequence[Edit]) -> Sequence[Edit]:
        """Make a change, remember it for undo and hand it over to be saved.

        Args:
            edits: each with the version as its ``before`` that the analyst saw when the edit was begun.

        Returns:
            The edits as they were truly made. Where another program has changed the same part since, that is
            the edit itself: the annotation stays as it is, and the store keeps both versions as a conflict.
        """
        made = self._make(edits)
        self._history.record(made)
        return made

    def adopt(self, edits: Sequence[Edit]) -> None:
        """Make a change of the program's own, which undo does not take back."""
        self._make(edits)

    def undo(self) -> Sequence[Edit] | None:
        """Take back the last change, as a further change that `commit` could make.

        Returns:
            The edits as they were made: none, if another program's change left nothing to do; None when there
            is no change to take back.
        """
        return self._history.undo(self._make)

    def redo(self) -> Sequence[Edit] | None:
        """Make the last change taken back again; gives what `undo` gives."""
        return self._history.redo(self._make)

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
        self._saver.retry()
        # while something is being written the store is asked nothing that would have to wait for that
        notices = [] if self._saver.pending else self._check_store()
        taken, lost = self._follower.compare(self._saver.pending_ids)
        for edit in taken:
            self.annotations.apply(edit)
        if lost:
            self._saver.save(lost)
        if self.store.vanished != self._vanished:
            self._vanished = self.store.vanished
            if self._vanished and not self.read_only:
                notices.append(f"{self.store.path} is gone; it is written again with the next change")
        said = "; ".join([*describe(taken, lost), *notices])
        return Arrival(taken, said[:1].upper() + said[1:]) if said else None

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
        from hashiya.store.tinydb.restoring import restore  # seldom needed

        restore(self.store.path)
        return self.refresh()

    def settle(self) -> Sequence[Outcome]:
        """Take over the stored version for every edit that is not stored as it was made.

        Returns:
            What became of those since the last call; those that are `asked` are among the `conflicts`.
        """
        outcomes = self._saver.take_outcomes()
        self._follower.remember(outcomes)
        for outcome in outcomes:
            mine = self.annotations.get(outcome.edit.id)
            if mine == outcome.edit.after and mine != outcome.stored:
                self.annotations.apply(Edit(mine, outcome.stored))
        return outcomes

    def toggle_done(self, offset: int) -> None:
        """Set the article to done, or to in progress again.

        Args:
            offset: where one is reading.
        """
        self._status = IN_PROGRESS if self.status == DONE else DONE
        self._is_at_work = True
        self.remember_place(offset)

    def remember_place(self, offset: int) -> None:
        """Hand over to be kept where one is reading, and how far the work is once it was begun."""
        if (offset, self.status) != self._stored_place:
            self._saver.save_reading(Reading(offset, self.status, timestamp()))
            self._stored_place = (offset, self.status)

    @property
    def draft(self) -> Draft | None:
        """The note that was not finished when the reader was ended."""
        try:
            return self.store.draft()
        except HashiyaError:
            return None

    def keep_draft(self, draft: Draft | None) -> bool:
        """Keep a note that is not finished; with None, forget it.

        Returns:
            Whether that could be saved.
        """
        try:
            self.store.save_draft(draft)
        except HashiyaError:
            return False
        return True

    def flush(self) -> bool:
        """Waits for all changes to be on disk; False when some are not."""
        return self._saver.flush()

    def close(self, offset: int | None) -> bool:
        """Put everything on disk and end saving.

        Args:
            offset: the code point at which one was reading; None leaves the place that is stored.

        Returns:
            Whether all of it is on disk.
        """
        if offset is not None:
            self.remember_place(offset)
        return self._saver.close()

    def _write(self, edits: Sequence[Edit]) -> Sequence[Outcome]:
        """Saves edits, in the saver's thread."""
        return self.store.save(edits)

    def _write_reading(self, reading: Reading) -> None:
        """Saves the place, in the saver's thread."""
        self._place.keep(reading)
        if self._is_at_work and not self.read_only:
            self.store.save_reading(reading)

    def _resolve(self, conflict: Conflict, edits: Sequence[Edit]) -> Sequence[Edit]:
        if not self.flush():
            msg = f"earlier changes are not saved: {self._saver.problem}"
            raise HashiyaError(msg)
        self.settle()
        self.store.resolve(conflict, new_transaction(self.store.key, edits, by="", command="resolve"))
        # the refused change is given up as well; taken back, it is asked about again
        self._history.record([Edit(conflict.mine, conflict.base), *edits])
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

    def _make(self, edits: Sequence[Edit]) -> Sequence[Edit]:
        """Makes edits, each carried over to the present version of its annotation; gives them as made."""
        made = []
        for edit in edits:
            onward = self._carried(edit)
            if onward is None:
                continue
            made.append(onward)
            if onward.before == self.annotations.get(edit.id):
                self.annotations.apply(onward)
        if made:
            self._is_at_work = True
            self._saver.save(made)
        return made

    def _carried(self, edit: Edit) -> Edit | None:
        """The edit as it can be made now; one that begins at a refused version goes on from that."""
        present = self.annotations.get(edit.id)
        if not is_same(present, edit.before):
            for conflict in self.conflicts:
                if conflict.id == edit.id and is_same(conflict.mine, edit.before):
                    return Edit(conflict.mine, edit.after)
        return carried(edit, present)
