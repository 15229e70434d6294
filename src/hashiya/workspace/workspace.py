"""The workspace: the articles of a folder, and the transactions that can be undone."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from hashiya.workspace.history import History

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from hashiya.annotation.transaction import Transaction
    from hashiya.store.repository.conflict import Conflict, Outcome
    from hashiya.store.repository.draft import Draft
    from hashiya.store.repository.protocols import ArticleRepository
    from hashiya.store.repository.reading import Reading
    from hashiya.store.repository.snapshot import Snapshot
    from hashiya.workspace.journal import Journal


class Articles(Protocol):
    """The repository of each article, by its key.

    Attributes:
        told: called with the transactions that are saved by articles opened from now on.
    """

    told: Callable[..., object]

    def open_key(self, key: str) -> ArticleRepository:
        """Open the annotations, unread, of an article whose text may be missing."""


class Workspace:
    """The state shared by all articles that are opened in a run.

    Attributes:
        articles: the repositories for transactions that also change other articles than the open one.
        history: the transactions of this run and, after `recall`, of earlier runs.
    """

    def __init__(self, articles: Articles, store: Path | None = None) -> None:
        """Read nothing yet.

        Args:
            articles: as the attribute.
            store: the folder of the store, for the journal; None keeps no journal.
        """
        self.articles = articles
        self.history = History(is_whole=store is None)
        self._store = store
        articles.told = self.keep

    @cached_property
    def journal(self) -> Journal | None:
        """The journal, which keeps transactions for later runs; None if none is kept."""
        from hashiya.workspace.journal import journal_in  # not needed for the first frame

        return None if self._store is None else journal_in(self._store)

    def everywhere(self, article: ArticleRepository) -> ArticleRepository:
        """Return a repository of an article that saves the edits in other articles, too."""
        return _Article(article, self.articles)

    def keep(self, *transactions: Transaction) -> None:
        """Append saved transactions to the journal; callable from any thread."""
        if self.journal is not None:
            self.journal.append(*transactions)

    def recall(self) -> Sequence[Transaction]:
        """Read the transactions of earlier runs; slow, and callable from any thread."""
        return () if self.journal is None else self.journal.read()


class _Article:
    """Save each transaction in every article that it changes."""

    def __init__(self, article: ArticleRepository, articles: Articles) -> None:
        self.key = article.key
        self._article = article
        self._articles = articles

    def load(self) -> Snapshot:
        return self._article.load()

    def commit(self, *transactions: Transaction) -> Sequence[Outcome]:
        for transaction in transactions:
            for key, edits in transaction.edits.items():
                if key != self.key and edits:
                    self._articles.open_key(key).commit(transaction)
        return self._article.commit(*transactions)

    def resolve(self, conflict: Conflict, transaction: Transaction) -> None:
        self._article.resolve(conflict, transaction)

    def save_reading(self, reading: Reading) -> None:
        self._article.save_reading(reading)

    def save_draft(self, draft: Draft | None) -> None:
        self._article.save_draft(draft)
