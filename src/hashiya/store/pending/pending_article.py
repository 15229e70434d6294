"""The annotations of one article, which can be changed while their store cannot be reached."""

from __future__ import annotations

import threading
import time
from itertools import count
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from hashiya.errors import HashiyaError
from hashiya.messages import Message
from hashiya.store.pending.operation import DECISION, DRAFT, EDITS, READING, Operation
from hashiya.store.pending.replica import Replica
from hashiya.store.repository.away import AwayError
from hashiya.store.repository.snapshot import Snapshot

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hashiya.annotation.transaction import Transaction
    from hashiya.article.article import Article
    from hashiya.store.pending.copies import State
    from hashiya.store.pending.outbox import Outbox
    from hashiya.store.repository.conflict import Conflict, Outcome
    from hashiya.store.repository.draft import Draft
    from hashiya.store.repository.protocols import ArticleRepository
    from hashiya.store.repository.reading import Reading
    from hashiya.store.repository.waiting import Waiting

_SHARE_OF_COPYING = 0.02
"""The part of the time that writing copies takes at most."""

_Result = TypeVar("_Result")


class _Since(NamedTuple):
    """An operation that the base does not know.

    Attributes:
        number: of the operation that waits or waited; negative for one that the store took at once.
        operation: the change.
    """

    number: int
    operation: Operation


class _Shown(NamedTuple):
    """The parts of the snapshot that was returned last."""

    found: Snapshot
    is_away: bool
    waiting: Waiting | None


class PendingArticle:
    """An `ArticleRepository` on top of another one.

    The base is the last snapshot that the store gave. While the store is away, and while changes of this
    article wait, the annotations are those of the base with all later operations.

    Attributes:
        key: of the article.
    """

    def __init__(
        self, stored: ArticleRepository, outbox: Outbox, annotator: str, article: Article | None = None
    ) -> None:
        """Read nothing yet.

        Args:
            stored: the article in the store.
            outbox: takes the changes that the store does not acknowledge.
            annotator: the owner of annotations that name nobody.
            article: as read now, of which a local copy is kept; None if its text is missing.
        """
        self.key = stored.key
        self._stored = stored
        self._article = article
        self._outbox = outbox
        self._annotator = annotator
        self._guard = threading.RLock()
        self._taken = count(-1, -1)
        self._base: Snapshot | None = None
        self._since: list[_Since] = []
        self._replica: Replica | None = None
        self._names: set[str] = set()
        self._last: tuple[_Shown, Snapshot] | None = None
        self._copy: State = None
        self._copied: Snapshot | None = None
        self._copy_at = 0.0

    # --- the repository

    def load(self) -> Snapshot:
        """Read the snapshot of the article, with the changes that wait."""
        try:
            self._outbox.send()
            with self._guard:
                return self._load()
        except HashiyaError as error:
            base = self._base or Snapshot(self.key, is_known=False)
            return base._replace(read_only=error.told, advice=error.advice)

    def commit(self, *transactions: Transaction) -> Sequence[Outcome]:
        """Save the edits of transactions, here if the store cannot be reached."""
        mine = [each for each in transactions if each.edits.get(self.key)]
        operations = [self._operation(EDITS, only(each, self.key)) for each in mine]
        return self._save(operations, lambda article: article.commit(*mine)) or ()

    def resolve(self, conflict: Conflict, transaction: Transaction) -> None:
        """Save a decision, here if the store cannot be reached."""
        operation = self._operation(DECISION, only(transaction, self.key), conflict=conflict)
        self._save([operation], lambda article: article.resolve(conflict, transaction))

    def save_reading(self, reading: Reading) -> None:
        """Save the reading position, here if the store cannot be reached."""
        self._save([self._operation(READING, reading=reading)], lambda article: article.save_reading(reading))

    def save_draft(self, draft: Draft | None) -> None:
        """Save an unfinished note, here if the store cannot be reached."""
        self._save([self._operation(DRAFT, draft=draft)], lambda article: article.save_draft(draft))

    # --- saving

    def _operation(self, kind: str, transaction: Transaction | None = None, **facts: Any) -> Operation:
        article = self._article
        without_text = None if article is None else article._replace(text="", notices=())
        return Operation(kind, without_text, transaction, **facts)

    def _save(
        self, operations: Sequence[Operation], save: Callable[[ArticleRepository], _Result]
    ) -> _Result | None:
        """Let the store take operations, or keep them if it cannot be reached or others wait before them.

        Raises:
            ConflictError: a decision that the store, or what is known of it, refuses.
            HashiyaError: the store refuses the operations, or they cannot be kept.
        """
        self._outbox.send()
        with self._guard:
            if not self._outbox.file.of(self.key):
                try:
                    result = self._outbox.link.call(lambda: save(self._stored))
                except AwayError:
                    pass
                else:
                    self._since += (_Since(next(self._taken), each) for each in operations)
                    self._outbox.copies.add(self.key, operations)
                    return result
            return self._keep(operations, save)

    def _keep(
        self, operations: Sequence[Operation], save: Callable[[ArticleRepository], _Result]
    ) -> _Result | None:
        """Keep operations until the store can be reached; the result is that of what is known of it."""
        self._follow_store()
        self._find_base()
        replica = self._advance()
        result = None
        self._replica = None  # it is rebuilt if what follows fails
        if replica is not None:
            before = replica.snapshot()
            result = save(replica.records)
            if replica.snapshot() is before:
                self._replica = replica
                return result
        self._outbox.file.keep({self.key: operations})
        if replica is not None:
            known = len(self._since)
            self._take_in_waiting()
            if [each.operation for each in self._since[known:]] == list(operations):
                replica.done, self._replica = len(self._since), replica
        return result

    # --- reading

    def _load(self) -> Snapshot:
        """Read the store, or answer from the copy of it.

        Raises:
            HashiyaError: the changes that wait cannot be read.
        """
        self._follow_store()
        away = self._outbox.link.error
        if away is not None:
            self._find_base()
        base, waiting = self._base, self._outbox.waiting()
        if base is None:
            told = Message("store.not_read_before", key=self.key)
            cause = None if away is None else away.told
            return Snapshot(
                self.key, read_only=told, advice=cause, is_away=True, waiting=waiting, is_known=False
            )
        if away is None and not self._outbox.file.of(self.key):
            self._copy_now_and_then(base)
            found = base
        else:
            replica = self._advance()
            found = base if replica is None else replica.snapshot()
        shown = _Shown(found, away is not None, waiting)
        if self._last is None or self._last[0].found is not found or self._last[0] != shown:
            self._last = shown, self._with_names(shown)
        return self._last[1]

    def _with_names(self, shown: _Shown) -> Snapshot:
        """Tell also of the conflicts that were shown while the store was away, and have other names there."""
        found = shown.found
        if found is not self._base:
            self._names |= found.refused.keys()
        if gone := {name: 0 for name in self._names if name not in found.refused}:
            found = found._replace(removed=MappingProxyType({**gone, **found.removed}))
        if shown.is_away or shown.waiting is not None:
            found = found._replace(is_away=shown.is_away, waiting=shown.waiting)
        return found

    def _follow_store(self) -> None:
        """Read the snapshot of the store, unless it has just been found to be away."""
        if self._outbox.link.rests:
            return
        self._copy = self._outbox.copies.state(self.key)
        snapshot = self._stored.load()
        if snapshot.is_away and snapshot.error is not None:
            self._outbox.link.lost(snapshot.error)
            return
        self._outbox.link.reached()
        if snapshot is not self._base:
            self._base, self._replica = snapshot, None
            self._since.clear()

    def _find_base(self) -> None:
        """Read the local copy of an article that this program has not read from the store."""
        if self._base is None:
            self._base = self._outbox.copies.read(self.key)

    def _advance(self) -> Replica | None:
        """Bring the replica to all operations that the base does not know; None without a base.

        Raises:
            HashiyaError: the changes that wait cannot be read.
        """
        if self._base is None:
            return None
        self._take_in_waiting()
        if self._replica is None:
            self._replica = Replica(self._base, self._annotator, self._article)
        new = [each.operation for each in self._since[self._replica.done :]]
        if new:
            self._replica.make(new)
        return self._replica

    def _take_in_waiting(self) -> None:
        known = {each.number for each in self._since}
        waiting = self._outbox.file.of(self.key)
        self._since += (_Since(*each) for each in waiting if each.number not in known)

    # --- copies

    def _copy_now_and_then(self, base: Snapshot) -> None:
        """Keep a copy of the store's records, as often as this takes little of the time."""
        if (
            self._article is None
            or not base.is_known
            or base is self._copied
            or time.monotonic() < self._copy_at
        ):
            return
        begin = time.monotonic()
        if self._outbox.copies.write(base, self._copy):
            self._copied = base
        end = time.monotonic()
        self._copy_at = end + (end - begin) / _SHARE_OF_COPYING


def only(transaction: Transaction, key: str) -> Transaction:
    """Return a transaction without the edits of other articles."""
    edits = MappingProxyType({key: tuple(transaction.edits.get(key, ()))})
    return transaction._replace(edits=edits)
