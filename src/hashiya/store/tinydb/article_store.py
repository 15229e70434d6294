"""The annotations of one article in its store file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.store.records.article_records import ArticleRecords
from hashiya.store.tinydb.article_file import ArticleFile
from hashiya.store.tinydb.lock import exclusive

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from hashiya.annotation.transaction import Transaction
    from hashiya.article.article import Article
    from hashiya.store.repository.conflict import Conflict, Outcome
    from hashiya.store.tinydb.storage import Locking


class ArticleStore(ArticleRecords):
    """The annotations and the reading position of one article, in its store file.

    Attributes:
        path: the store file.
    """

    def __init__(
        self,
        path: Path,
        key: str,
        article: Article | None = None,
        told: Callable[..., object] = lambda *_: None,
        *,
        exclusive: Locking = exclusive,
        annotator: str = "",
    ) -> None:
        """Read nothing yet.

        Args:
            path: the store file.
            key: of the article.
            article: as read now; None if its text is missing.
            told: called with the transactions that were saved together, in order.
            exclusive: holds the lock of the store file.
            annotator: the owner of annotations that name nobody.
        """
        self.path = path
        self._told = told
        self._file = ArticleFile(path, key, exclusive)
        super().__init__(key, self._file, article, annotator)

    def commit(self, *transactions: Transaction) -> Sequence[Outcome]:
        """Save transactions as the contract says, and report them to `told`."""
        outcomes = super().commit(*transactions)
        self._told(*transactions)
        return outcomes

    def resolve(self, conflict: Conflict, transaction: Transaction) -> None:
        """Resolve a conflict as the contract says, and report it to `told` with the abandoned change."""
        super().resolve(conflict, transaction)
        self._told(transaction.preceded_by(conflict.given_up))
