"""The traffic with an article's repository: changes to save, and news from there."""

from __future__ import annotations

import time
from collections import deque
from functools import partial
from itertools import takewhile
from threading import Condition
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from hashiya.errors import HashiyaError
from hashiya.session.supervised_thread import told_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from hashiya.annotation.edits import Edit
    from hashiya.annotation.transaction import Transaction
    from hashiya.messages import Message
    from hashiya.store.repository.conflict import Conflict, Outcome
    from hashiya.store.repository.draft import Draft
    from hashiya.store.repository.protocols import ArticleRepository
    from hashiya.store.repository.reading import Reading
    from hashiya.store.repository.snapshot import Snapshot
    from hashiya.workspace.workspace import Workspace


_TELL_EVERY = 0.1
"""Seconds between two reports of progress."""

Problem: TypeAlias = "Message | None"
"""Why something could not be saved; None if it is saved."""


class Step(NamedTuple):
    """A step to save.

    Attributes:
        transaction: the edits.
        ends: the conflict that they end, or None.
    """

    transaction: Transaction
    ends: Conflict | None = None

    @property
    def edits(self) -> Iterator[Edit]:
        """The edits, of every article."""
        return (edit for group in self.transaction.edits.values() for edit in group)


class News(NamedTuple):
    """The news since they were taken last.

    Attributes:
        outcomes: the outcomes of edits that are not stored as they were made.
        refused: the decisions that were not taken, since their conflict had changed.
        snapshot: of the repository, or None if nothing new was read.
        pending: ids of annotations whose edits the snapshot does not know.
        deciding: numbers of conflicts whose end the snapshot does not know.
        knows_draft: whether the snapshot knows the draft that was handed over last.
        recalled: the transactions of earlier runs, or None if nothing was read of them since.
        elsewhere: how many edits of other articles were refused and are kept as conflicts there.
    """

    outcomes: Sequence[Outcome]
    refused: Sequence[Step]
    snapshot: Snapshot | None
    pending: frozenset[str]
    deciding: frozenset[str]
    knows_draft: bool
    recalled: Sequence[Transaction] | None
    elsewhere: int


class Elsewhere(NamedTuple):
    """The progress of saving in other articles than the open one.

    Attributes:
        done: the articles that are done.
        total: all the articles.
    """

    done: int = 0
    total: int = 0


class RepositoryQueue:
    """Keeps steps until the repository has taken them, and results of reading until the news are taken.

    Two threads use it: that of the keys adds steps and takes news, and the background saves and reads.

    Attributes:
        guard: held by either thread while it changes this; never while the disk is waited for.
        must_read: whether the repository may hold something that the last snapshot does not.
        elsewhere: the articles in which the present changes are being saved beside the open one.
        told: called, from the background, when more of them are done.
    """

    def __init__(
        self,
        repository: ArticleRepository,
        save_reading: Callable[[Reading], object] = lambda _: None,
        snapshot: Snapshot | None = None,
        workspace: Workspace | None = None,
    ) -> None:
        """Begin with nothing to save.

        Args:
            repository: the annotations of the article.
            save_reading: saves the reading place; raises HashiyaError or OSError.
            snapshot: of the repository, if it was read already.
            workspace: takes what transactions change in other articles, and knows those of earlier runs.
        """
        self._repository = repository
        self._save_reading = save_reading
        self._workspace = workspace
        self._must_recall = workspace is not None and not workspace.history.is_whole
        self.guard = Condition()
        self.steps: deque[Step] = deque()
        # how to save the reading place and the draft, of which only the newest counts
        self._newest: dict[str, Callable[[], object]] = {}
        # the steps saved since the repository was read last
        self._unread: list[Step] = []
        self._is_draft_unread = False
        self._outcomes: list[Outcome] = []
        self._refused: list[Step] = []
        self._elsewhere = 0
        self._snapshot = snapshot
        self._is_new = False
        self._recalled: Sequence[Transaction] | None = None
        self.must_read = False
        self.elsewhere = Elsewhere()
        self.told: Callable[[], object] = lambda: None

    # --- the thread of the keys

    @property
    def pending(self) -> int:
        """The number of steps not known to be safe; the reading place and the draft count as one each."""
        return len(self.steps) + len(self._newest)

    @property
    def waiting(self) -> Sequence[Edit]:
        """The edits that are not known to be safe, in order."""
        with self.guard:
            return tuple(edit for step in self.steps for edit in step.edits)

    @property
    def has_draft(self) -> bool:
        """Whether a draft is not known to be safe."""
        return "draft" in self._newest

    def set_reading(self, reading: Reading) -> None:
        """Queue the reading place, in place of an older one."""
        self._newest["reading"] = partial(self._save_reading, reading)

    def set_draft(self, draft: Draft | None) -> None:
        """Queue a draft in place of an older one; None removes the stored one."""
        self._newest["draft"] = partial(self._repository.save_draft, draft)
        self._is_draft_unread = True

    def take_news(self) -> News:
        """Take the news since the last call."""
        with self.guard:
            outcomes, self._outcomes = self._outcomes, []
            refused, self._refused = self._refused, []
            snapshot = self._snapshot if self._is_new else None
            self._is_new = False
            unknown = [*self._unread, *self.steps]
            pending = frozenset(edit.id for step in unknown for edit in step.edits)
            deciding = frozenset(step.ends.number for step in unknown if step.ends is not None)
            recalled, self._recalled = self._recalled, None
            elsewhere, self._elsewhere = self._elsewhere, 0
            knows_draft = not self._is_draft_unread
            return News(outcomes, refused, snapshot, pending, deciding, knows_draft, recalled, elsewhere)

    # --- the background

    def read(self) -> bool:
        """Read the repository; whether anything is new."""
        self.must_read = False
        snapshot = self._repository.load()
        with self.guard:
            is_new = snapshot is not self._snapshot
            self._snapshot = snapshot
            self._is_new = self._is_new or is_new
            self._unread.clear()
            self._is_draft_unread = self.has_draft
        return is_new

    def recall(self) -> bool:
        """Read the transactions of earlier runs, unless they are known; whether they were read."""
        if self._workspace is None or not self._must_recall:
            return False
        recalled, self._must_recall = self._workspace.recall(), False
        with self.guard:
            self._recalled = recalled
        return True

    def save(self) -> Problem:
        """Save everything; return the reason if some of it could not be saved."""
        with self.guard:
            steps, newest = list(self.steps), list(self._newest.items())
        problem = self._save_steps(steps)
        for kind, save in newest:
            reason = _attempt(save)
            with self.guard:
                if self._newest.get(kind) is save and not reason:
                    del self._newest[kind]
            problem = problem or reason
        return problem

    def _save_steps(self, steps: Sequence[Step]) -> Problem:
        """Save steps in order, as many at once as possible, until one fails; return the reason then."""
        done = 0
        while done < len(steps):
            group = list(takewhile(lambda step: step.ends is None, steps[done:]))
            problem = self._commit(group) if group else self._resolve(steps[done])
            if problem:
                return problem
            saved = group or steps[done : done + 1]
            done += len(saved)
            with self.guard:
                for _ in saved:
                    self.steps.popleft()
                self._unread += saved
        return None

    def _commit(self, group: Iterable[Step]) -> Problem:
        def commit() -> None:
            transactions = [step.transaction for step in group]
            elsewhere = self._commit_elsewhere(self._repository.key, transactions)
            outcomes = self._repository.commit(*transactions)
            with self.guard:
                self._outcomes += outcomes
                self._elsewhere += elsewhere
                # a change may have ended a conflict
                has_conflicts = self._snapshot is not None and bool(self._snapshot.conflicts)
                self.must_read = self.must_read or bool(outcomes) or has_conflicts

        return _attempt(commit)

    def _commit_elsewhere(self, key: str, transactions: Sequence[Transaction]) -> int:
        """Save the edits of other articles; return how many are kept as conflicts there.

        Raises:
            HashiyaError: the edits of an article could not be saved.
        """
        from hashiya.store.repository.receipt import keys_in  # the first frame does without

        total = sum(len(keys_in(each, but=key)) for each in transactions)
        if self._workspace is None or not total:
            return 0

        told_at = 0.0

        def saved(done: int) -> None:
            nonlocal told_at
            self.elsewhere = Elsewhere(done, total)
            if (now := time.monotonic()) >= told_at + _TELL_EVERY:
                told_at = now
                self.told()

        try:
            saved(0)
            return self._workspace.commit_elsewhere(key, *transactions, saved=saved)
        finally:
            self.elsewhere = Elsewhere()

    def _resolve(self, step: Step) -> Problem:
        conflict = step.ends
        if conflict is None:
            return None
        from hashiya.store.repository.conflict import ConflictError  # the first frame does without

        self.must_read = True
        try:
            return _attempt(lambda: self._repository.resolve(conflict, step.transaction))
        except ConflictError:
            with self.guard:
                self._refused.append(step)
            return None


def _attempt(work: Callable[[], object]) -> Problem:
    """Do work that needs the disk; return the reason if it failed.

    Raises:
        ConflictError: the work raised it.
    """
    from hashiya.store.repository.conflict import ConflictError  # the first frame does without

    try:
        work()
    except ConflictError:
        raise
    except (HashiyaError, OSError) as error:
        return told_of(error)
    return None
