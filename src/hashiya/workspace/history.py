"""Undo and redo of the transactions of this run, and of earlier runs as kept in the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hashiya.annotation.transaction import Transaction


class History:
    """The transactions in the order of their making, and those in effect.

    No transaction is ever removed. An undo names the transaction that it inverts in `inverse_of`, and a redo
    names the undo. So the order alone determines which transactions are in effect, in this run and later.

    Attributes:
        is_whole: whether the transactions of earlier runs are known.
    """

    def __init__(self, *, is_whole: bool = True) -> None:
        """Know no transaction yet.

        Args:
            is_whole: whether no transactions of earlier runs remain to `remember`.
        """
        self.is_whole = is_whole
        self._made: list[Transaction] = []
        self._refused: set[str] = set()

    def remember(self, earlier: Sequence[Transaction]) -> None:
        """Insert the transactions of earlier runs before those of this run.

        Args:
            earlier: in the order of their making; known ones are skipped.
        """
        known = {transaction.id for transaction in self._made}
        self.is_whole = True
        self._made[:0] = [transaction for transaction in earlier if transaction.id not in known]

    def record(self, transaction: Transaction) -> None:
        """Append a new transaction; transactions that were undone before it can no longer be redone."""
        self._made.append(transaction)

    def refuse(self, transaction: Transaction) -> None:
        """Ignore a transaction that could not be saved as it was made."""
        self._refused.add(transaction.id)

    def to_undo(self, key: str = "", *, by: str = "") -> Transaction | None:
        """Find the newest transaction to undo.

        Args:
            key: of an article that the transaction changes; empty for any.
            by: name of the annotator who made the transaction.
        """
        for transaction in self._standing(key, by):
            if not transaction.inverse_of:
                return transaction
        return None

    def to_redo(self, key: str = "", *, by: str = "") -> Transaction | None:
        """Find the latest undo to invert, if no transaction was made since.

        Args:
            key: as for `to_undo`.
            by: as for `to_undo`.
        """
        inverses = {transaction.id for transaction in self._made if transaction.inverse_of}
        for transaction in self._standing(key, by):
            if not transaction.inverse_of:
                return None
            if transaction.inverse_of not in inverses and any(transaction.edits.values()):
                return transaction
        return None

    def _standing(self, key: str, by: str) -> Iterator[Transaction]:
        """Generate the transactions that are in effect, newest first."""
        taken_back: set[str] = set(self._refused)
        for transaction in reversed(self._made):
            if transaction.id in taken_back or transaction.by != by or not transaction.origin.is_undoable:
                continue
            if key and key not in transaction.edits:
                continue
            taken_back.add(transaction.inverse_of)
            yield transaction
