"""The working copy of an article's annotations: the repository's, with the unsaved changes."""

from __future__ import annotations

from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from hashiya.errors import HashiyaError
from hashiya.messages import Message
from hashiya.session.annotation_index import AnnotationIndex
from hashiya.session.background import Background
from hashiya.session.repository_queue import RepositoryQueue, Step
from hashiya.store.repository.reading import DONE, IN_PROGRESS, UNREAD, Reading
from hashiya.workspace.history import History

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from hashiya.annotation.edits import Edit
    from hashiya.annotation.transaction import Origin, Transaction
    from hashiya.session.following import ExternalChanges, Follower, Received
    from hashiya.session.places import KeptPlace
    from hashiya.session.repository_queue import News
    from hashiya.store.repository.conflict import Conflict
    from hashiya.store.repository.draft import Draft
    from hashiya.store.repository.protocols import ArticleRepository
    from hashiya.store.repository.snapshot import Snapshot
    from hashiya.workspace.workspace import Workspace


SAVED, SAVING = Message("session.saved"), Message("session.saving")
STATUS_NAMES = {
    UNREAD: Message("session.status_unread"),
    IN_PROGRESS: Message("session.status_in_progress"),
    DONE: Message("session.status_done"),
}
"""The statuses of an article, with their names for a person."""


class WorkingCopy:
    """The annotations of one article with the changes of one analyst.

    The repository is read when this is made, in the caller's thread, and from then on only in the background:
    every question is answered by the last `Snapshot` and the changes made here since.

    Attributes:
        key: the article's name in the repository.
        annotator: who annotates.
        annotations: the present annotations, saved or not, in text order.
        offset: the reading place when the article was opened, in code points.
        snapshot: the last state read from the repository.
        background: saves the changes made here, and checks for those of other programs.
    """

    def __init__(
        self,
        repository: ArticleRepository,
        told: Callable[[], object] = lambda: None,
        *,
        annotator: str = "",
        place: KeptPlace | None = None,
        workspace: Workspace | None = None,
    ) -> None:
        """Read the repository.

        Args:
            repository: the article's; an unreadable one counts as empty and unwritable.
            told: called, from another thread, whenever there is something to `receive`.
            annotator: who annotates.
            place: where the reading place is kept apart from the annotations.
            workspace: shares the transactions that can be taken back with other articles and runs.
        """
        self.key = repository.key
        self.annotator = annotator
        self.snapshot = snapshot = repository.load()
        self.annotations = AnnotationIndex((*snapshot.annotations, *snapshot.rejected))
        self._repository = repository
        self._place = place
        self._history = History() if workspace is None else workspace.history
        self._workspace = workspace
        self._deciding: frozenset[str] = frozenset()
        # a draft that was handed over, in the place of the snapshot's
        self._draft: tuple[Draft | None] | None = None
        # whether this analyst has changed anything; who only looks leaves nothing in the folder
        self._is_at_work = False
        reading = snapshot.reading if place is None else place.newest(snapshot.reading)
        self.offset = reading.offset
        self._status = reading.status
        self._stored_place = (reading.offset, reading.status)
        queue = RepositoryQueue(repository, self._save_reading, snapshot, workspace)
        self.background = Background(queue, told)

    # --- state

    @property
    def status(self) -> str:
        """The progress of work on the article: unread until something in it is annotated or changed."""
        is_begun = self._is_at_work or len(self.annotations) > 0
        return IN_PROGRESS if self._status == UNREAD and is_begun else self._status

    @property
    def saving(self) -> Message:
        """`SAVED`, `SAVING`, how far saving in other articles is, or why a change is not saved."""
        done, total = self.background.queue.elsewhere
        if total:
            return Message("session.saving_articles", done=done, count=total)
        if self.background.problem and self.background.pending:
            return Message("session.not_saved", cause=self.background.problem)
        if self.background.pending:
            return SAVING
        if self.snapshot.waiting is not None:
            from hashiya.session.unsent import unsent  # a store in files takes all at once

            return unsent(self.snapshot.waiting)
        return SAVED

    @property
    def read_only(self) -> Message | None:
        """Why nothing can be saved; empty if it can."""
        return self.snapshot.read_only

    def refuse_if_read_only(self, name: str) -> None:
        """Refuse a change that could not be saved, before it is made.

        Args:
            name: of the article, for the sentence.

        Raises:
            HashiyaError: the annotations cannot be saved.
        """
        if self.read_only:
            told = Message("session.cannot_save", name=name, cause=self.read_only)
            raise HashiyaError(told, self.snapshot.advice)

    @property
    def conflicts(self) -> Sequence[Conflict]:
        """The changes that another program's change refused and nobody has decided about yet."""
        return tuple(each for each in self.snapshot.conflicts if each.number not in self._deciding)

    @property
    def draft(self) -> Draft | None:
        """The note that was not finished when the reader was ended."""
        return self.snapshot.draft if self._draft is None else self._draft[0]

    # --- changing

    def commit(
        self, edits: Sequence[Edit], command: str = "", *, origin: Origin | None = None
    ) -> Sequence[Edit]:
        """Make a change, remember it for undo and queue it to be saved.

        Args:
            edits: each with the version as its ``before`` that the analyst saw when the edit was begun.
            command: id of the command that makes it.
            origin: who or what makes it; the user if left out.

        Returns:
            The edits as they were truly made. Where another program has changed the same part since, that is
            the edit itself: the annotation stays as it is, and the repository keeps both versions as a
            conflict.
        """
        from hashiya.annotation.transaction import Origin  # the first frame does without

        return self._commit(edits, command, origin or Origin.USER)

    def commit_over(self, edits: Mapping[str, Sequence[Edit]], command: str) -> Sequence[Edit]:
        """Make a change of several articles, remember it for undo and hand it over to be saved.

        The change is one of this article, too, so that undo takes it back here, even if nothing changes here.

        Args:
            edits: by the key of their article.
            command: id of the command that makes it.

        Returns:
            The edits of this article as they were truly made; as `commit`.
        """
        from hashiya.annotation.transaction import transaction_over  # the first frame does without

        made = self._make(edits.get(self.key, ()))
        self._submit(Step(transaction_over({**edits, self.key: made}, by=self.annotator, command=command)))
        return made

    def adopt(self, edits: Sequence[Edit], origin: Origin) -> None:
        """Apply a change made by the program; it is not undoable."""
        self._commit(edits, "", origin)

    def to_undo(self) -> Transaction | None:
        """Find the transaction that undo takes back: this article's last one, or else any other's.

        Raises:
            HashiyaError: the changes of earlier runs are still being read.
        """
        return self._sought(self._history.to_undo)

    def to_redo(self) -> Transaction | None:
        """Find the transaction that redo makes again; as `to_undo`."""
        return self._sought(self._history.to_redo)

    def take_back(self, transaction: Transaction) -> Transaction:
        """Make the inverse of a transaction, in every article that it changed.

        Returns:
            The inverse as it was made; without edits if another program's change left nothing to do.
        """
        inverse = transaction.inverse(by=self.annotator)
        made = self._make(inverse.edits.get(self.key, ()))
        if self.key in inverse.edits:
            inverse = inverse._replace(edits={**inverse.edits, self.key: tuple(made)})
        self._submit(Step(inverse))
        return inverse

    def decide(self, conflict: Conflict, way: str) -> Sequence[Edit]:
        """End a conflict, and return the edits.

        The conflict is open again after `receive` if it has changed in the meantime.

        Args:
            conflict: with the versions that the analyst saw.
            way: a name in `resolving.WAYS`.
        """
        from hashiya.annotation.transaction import new_transaction  # the first frame does without these
        from hashiya.session.resolving import WAYS

        edits = WAYS[way](conflict)
        for edit in edits:
            self.annotations.apply(edit)
        decision = new_transaction(self.key, edits, by=self.annotator, command=f"decide.{way}")
        self._deciding |= {conflict.number}
        self.background.save(Step(decision, ends=conflict))
        self._history.record(decision.preceded_by(conflict.given_up))
        return edits

    def toggle_done(self) -> None:
        """Set the article to done, or to in progress again; `remember_place` then saves that."""
        self._status = IN_PROGRESS if self.status == DONE else DONE
        self._is_at_work = True

    def remember_place(self, offset: int) -> None:
        """Queue the reading place to be saved, with the status once the work was begun."""
        if (offset, self.status) != self._stored_place:
            from hashiya.annotation.annotation import timestamp  # the first frame does without

            self.background.save_reading(Reading(offset, self.status, timestamp()))
            self._stored_place = (offset, self.status)

    def keep_draft(self, draft: Draft | None) -> None:
        """Queue an unfinished note to be saved; with None, forget the stored one."""
        if draft != self.draft:
            self._draft = (draft,)
            self.background.save_draft(draft)

    # --- the background

    def receive(self) -> Received:
        """Take in the outcomes of changes made here and the changes of other programs; never wait."""
        from hashiya.session.following import Received  # the first frame does without

        news = self.background.queue.take_news()
        if news.recalled is not None:
            self._history.remember(news.recalled)
        self._deciding = news.deciding
        self._follower.remember(news.outcomes)
        if news.outcomes or news.refused:
            self._correct(news)
        if news.knows_draft and news.snapshot is not None:
            self._draft = None
        if news.refused:  # the decision is withdrawn, so the stored annotations are compared again
            self._follower.look_again()
        snapshot = news.snapshot or (self.snapshot if news.refused else None)
        changes = None if snapshot is None else self._take_over(snapshot, news.pending)
        return Received(news.outcomes, len(news.refused), changes, news.elsewhere)

    def flush(self) -> bool:
        """Wait for all changes to be safe; False when some are not."""
        return self.background.flush()

    def close(self) -> bool:
        """Save everything and end saving; return whether all of it is safe."""
        return self.background.close()

    # --- within

    @cached_property
    def _follower(self) -> Follower:
        """Compares with the first snapshot until the first `receive`, which alone replaces the snapshot."""
        from hashiya.session.following import Follower  # the first frame does without

        return Follower(self.snapshot, self.annotations)

    def _correct(self, news: News) -> None:
        """Bring the annotations to the outcome of changes that were not stored as they were made."""
        from hashiya.annotation.edits import Edit, inverted  # the first frame does without

        for outcome in news.outcomes:
            mine = self.annotations.get(outcome.edit.id)
            if mine == outcome.edit.after and mine != outcome.stored:
                self.annotations.apply(Edit(mine, outcome.stored))
        for step in news.refused:
            self._history.refuse(step.transaction)
            for edit in inverted(tuple(step.edits)):
                if self.annotations.get(edit.id) == edit.before:
                    self.annotations.apply(edit)

    def _take_over(self, snapshot: Snapshot, pending: frozenset[str]) -> ExternalChanges | None:
        """Take in the changes of a newer snapshot."""
        from hashiya.session.following import described  # the first frame does without

        before, self.snapshot = self.snapshot, snapshot
        taken, lost = self._follower.compare(snapshot, pending)
        for edit in taken:
            self.annotations.apply(edit)
        if lost:
            from hashiya.annotation.transaction import Origin, new_transaction  # the first frame does without

            self.background.save(
                Step(new_transaction(self.key, lost, by="", command="", origin=Origin.REPAIR))
            )
        return described(taken, lost, before, snapshot)

    def _save_reading(self, reading: Reading) -> None:
        """Save the place, in the background."""
        if self._place is not None:
            self._place.keep(reading)
        if self._is_at_work and not self.read_only:
            self._repository.save_reading(reading)

    def _commit(self, edits: Sequence[Edit], command: str, origin: Origin) -> Sequence[Edit]:
        made = self._make(edits)
        if made:
            from hashiya.annotation.transaction import new_transaction  # the first frame does without

            transaction = new_transaction(self.key, made, by=self.annotator, command=command, origin=origin)
            self._submit(Step(transaction))
        return made

    def _sought(self, find: Callable[..., Transaction | None]) -> Transaction | None:
        """Find a transaction of this article, or else of any; those of earlier runs must be known."""
        found = find(self.key, by=self.annotator)
        if found is None and not self._history.is_whole:
            raise HashiyaError(Message("session.history_being_read"), Message("session.try_again_soon"))
        return found or find(by=self.annotator)

    def _submit(self, step: Step) -> None:
        """Remember a step for undo, and queue it to be saved."""
        self._is_at_work = True
        self._history.record(step.transaction)
        if self._workspace is not None:
            self._workspace.names.learn(chain.from_iterable(step.transaction.edits.values()))
        if any(step.transaction.edits.values()):
            self.background.save(step)

    def _make(self, edits: Sequence[Edit]) -> Sequence[Edit]:
        """Make edits, each carried over to the present version of its annotation; return them as made."""
        made = []
        for edit in edits:
            onward = self._carried(edit)
            if onward is None:
                continue
            made.append(onward)
            if onward.before == self.annotations.get(edit.id):
                self.annotations.apply(onward)
        return made

    def _carried(self, edit: Edit) -> Edit | None:
        """Carry an edit over to the present version; an edit of a refused version builds on that version."""
        from hashiya.annotation.carrying import carried, is_same  # the first frame does without these
        from hashiya.annotation.edits import Edit

        present = self.annotations.get(edit.id)
        if not is_same(present, edit.before):
            for conflict in self.conflicts:
                if conflict.id == edit.id and is_same(conflict.mine, edit.before):
                    return Edit(conflict.mine, edit.after)
        return carried(edit, present)
