"""The workspace: the articles of a folder, and the transactions that can be undone."""

from __future__ import annotations

from collections import deque
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from hashiya.workspace.history import History

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from hashiya.annotation.annotation import Annotation
    from hashiya.annotation.coded import Coded
    from hashiya.annotation.transaction import Transaction
    from hashiya.store.repository.line_log import LineLog
    from hashiya.store.repository.receipt import Receipt
    from hashiya.workspace.folder_names import FolderNames
    from hashiya.workspace.journal import Journal


class Articles(Protocol):
    """The repository of all articles.

    Attributes:
        annotator: whose annotations these are.
        told: called with the transactions that are saved by articles opened from now on.
    """

    annotator: str
    told: Callable[..., object]

    def commit(
        self, transaction: Transaction, *, but: str = "", saved: Callable[[int], object] = lambda _: None
    ) -> Receipt:
        """Save a transaction in all articles but one; `saved` is told how many are done."""


class Workspace:
    """The state shared by all articles that are opened in a run.

    Attributes:
        articles: the repositories for transactions that also change other articles than the open one.
        history: the transactions of this run and, after `recall`, of earlier runs.
    """

    def __init__(
        self,
        articles: Articles,
        log: Callable[[], LineLog] | None = None,
        *,
        named: Callable[[], Iterable[Annotation | Coded]] = tuple,
    ) -> None:
        """Read nothing yet.

        Args:
            articles: as the attribute.
            log: opens the log of the journal when it is first needed; None keeps no journal.
            named: generates the annotations of the folder that have a canonical name; called in a thread.
        """
        self.articles = articles
        self.history = History(is_whole=log is None)
        self._log = log
        self._named = named
        self._saved: deque[str] = deque()  # threads append to it
        articles.told = self.keep

    @cached_property
    def names(self) -> FolderNames:
        """The canonical names in the folder."""
        from hashiya.workspace.folder_names import FolderNames  # not needed for the first frame

        return FolderNames(self._named)

    @cached_property
    def journal(self) -> Journal | None:
        """The journal, which keeps transactions for later runs; None if none is kept."""
        from hashiya.workspace.journal import Journal  # not needed for the first frame

        return None if self._log is None else Journal(self._log(), self.articles.annotator)

    def commit_elsewhere(
        self, key: str, *transactions: Transaction, saved: Callable[[int], object] = lambda _: None
    ) -> int:
        """Save what transactions change in other articles than that of a key.

        Args:
            key: of the article that is left out.
            transactions: in order.
            saved: called now and then with the number of articles done.

        Returns:
            How many edits another program's change prevented, so that a conflict is kept in their article.

        Raises:
            HashiyaError: the edits of an article could not be saved.
        """
        refused = done = 0
        for transaction in transactions:

            def told(count: int, before: int = done) -> None:
                saved(before + count)

            receipt = self.articles.commit(transaction, but=key, saved=told)
            for error in receipt.failed.values():
                raise error
            done += len(receipt.saved)
            refused += sum(len(group) for group in receipt.conflicts.values())
        return refused

    def keep(self, *transactions: Transaction) -> None:
        """Append saved transactions to the journal; callable from any thread."""
        self._saved.extend(key for each in transactions for key in each.edits)
        if self.journal is not None:
            self.journal.append(*transactions)

    def recall(self) -> Sequence[Transaction]:
        """Read the transactions of earlier runs; slow, and callable from any thread."""
        return () if self.journal is None else self.journal.read()

    def saved_keys(self) -> set[str]:
        """Return the keys of the articles that were saved since the last call."""
        return {self._saved.popleft() for _ in range(len(self._saved))}
