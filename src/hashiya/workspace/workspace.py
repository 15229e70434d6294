"""A folder of articles that are annotated: its store, and the transactions that can be taken back."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from hashiya.annotation.edits import Edit
from hashiya.workspace.history import History

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from hashiya.annotation.transaction import Transaction
    from hashiya.store.repository.conflict import Conflict, Outcome
    from hashiya.store.repository.draft import Draft
    from hashiya.store.repository.protocols import ArticleRepository
    from hashiya.store.repository.reading import Reading
    from hashiya.store.repository.snapshot import Snapshot
    from hashiya.workspace.journal import Journal


class Articles(Protocol):
    """The repository of each article, by its key."""

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

    @cached_property
    def journal(self) -> Journal | None:
        """Where transactions are kept for other runs; None where they are not."""
        from hashiya.workspace.journal import journal_in  # behind the first frame

        return None if self._store is None else journal_in(self._store)

    def journaled(self, article: ArticleRepository) -> ArticleRepository:
        """Give an article's repository that also saves what a transaction changes elsewhere, and keeps it."""
        return _JournaledArticle(article, self)

    def recall(self) -> Sequence[Transaction]:
        """Read the transactions of earlier runs; for any thread, and may take a while."""
        return () if self.journal is None else self.journal.read()


class _JournaledArticle:
    """Saves each transaction in every article that it changes, and then appends it to the journal."""

    def __init__(self, article: ArticleRepository, workspace: Workspace) -> None:
        self.key = article.key
        self._article = article
        self._workspace = workspace

    def load(self) -> Snapshot:
        return self._article.load()

    def commit(self, *transactions: Transaction) -> Sequence[Outcome]:
        for transaction in transactions:
            for key, edits in transaction.edits.items():
                if key != self.key and edits:
                    self._workspace.articles.open_key(key).commit(transaction)
        outcomes = self._article.commit(*transactions)
        self._keep(*transactions)
        return outcomes

    def resolve(self, conflict: Conflict, transaction: Transaction) -> None:
        self._article.resolve(conflict, transaction)
        self._keep(with_given_up(conflict, transaction))

    def save_reading(self, reading: Reading) -> None:
        self._article.save_reading(reading)

    def save_draft(self, draft: Draft | None) -> None:
        self._article.save_draft(draft)

    def _keep(self, *transactions: Transaction) -> None:
        journal = self._workspace.journal
        if journal is not None:
            journal.append(*transactions)


def with_given_up(conflict: Conflict, decision: Transaction) -> Transaction:
    """Add to a decision the change that it gives up; taken back, that change is asked about again."""
    given_up = Edit(conflict.mine, conflict.base)
    [(key, edits)] = decision.edits.items()
    return decision._replace(edits={key: (given_up, *edits)})
