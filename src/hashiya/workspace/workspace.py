"""A folder of articles that are annotated: its store, and the transactions that can be taken back."""

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
        told: called with each transaction that was saved by an article opened from then on.
    """

    told: Callable[..., object]

    def open_key(self, key: str) -> ArticleRepository:
        """The annotations of an article, which need not be there any more; nothing is read yet."""


class Workspace:
    """What is shared by all articles that are opened in a run.

    Attributes:
        articles: where transactions are saved that change other articles than the open one.
        history: the transactions of this run and, once they are recalled, of the ones before.
    """

    def __init__(self, articles: Articles, store: Path | None = None) -> None:
        """Read nothing yet.

        Args:
            articles: as the attribute.
            store: the folder of the store, in which a journal is kept for other runs; None keeps none.
        """
        self.articles = articles
        self.history = History(is_whole=store is None)
        self._store = store
        articles.told = self.keep

    @cached_property
    def journal(self) -> Journal | None:
        """Where transactions are kept for other runs; None where they are not."""
        from hashiya.workspace.journal import journal_in  # behind the first frame

        return None if self._store is None else journal_in(self._store)

    def everywhere(self, article: ArticleRepository) -> ArticleRepository:
        """Give an article's repository that also saves what a transaction changes in other articles."""
        return _Article(article, self.articles)

    def keep(self, *transactions: Transaction) -> None:
        """Keep transactions that are saved for other runs; for any thread."""
        if self.journal is not None:
            self.journal.append(*transactions)

    def recall(self) -> Sequence[Transaction]:
        """Read the transactions of earlier runs; for any thread, and may take a while."""
        return () if self.journal is None else self.journal.read()


class _Article:
    """Saves each transaction in every article that it changes."""

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
