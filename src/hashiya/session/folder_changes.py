"""Changes of many articles, and their undo, from a list over the open article or over the library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.errors import HashiyaError
from hashiya.messages import Message
from hashiya.session.undoing import described, when

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hashiya.annotation.transaction import Transaction
    from hashiya.session.reader import Reader
    from hashiya.workspace.workspace import Workspace


class FolderChanges:
    """Makes each change in two steps: one in a thread, then one in the thread of the keys.

    An open article saves the change by its own queue. From the library, the first step saves it.
    """

    def __init__(self, workspace: Workspace, reader: Reader | None) -> None:
        """Change nothing yet.

        Args:
            workspace: shares the history with all articles.
            reader: of the open article; None in the library.
        """
        self._workspace = workspace
        self._reader = reader

    def refuse(self) -> None:
        """Raise HashiyaError if the open article cannot be changed."""
        if self._reader is not None:
            self._reader.refuse_changes()

    def flush(self) -> None:
        """Wait until the open article's changes are saved; in a thread."""
        if self._reader is not None:
            self._reader.working_copy.flush()

    def save(self, transaction: Transaction) -> tuple[Transaction, Mapping[str, HashiyaError]]:
        """Save a change unless an article is open; in a thread.

        Returns:
            The change as far as it is saved, and the errors of the other articles.

        Raises:
            HashiyaError: nothing of it could be saved.
        """
        if self._reader is not None or not any(transaction.edits.values()):
            return transaction, {}
        receipt = self._workspace.articles.commit(transaction)
        if not receipt.saved:
            for error in receipt.failed.values():
                raise error
        saved = transaction._replace(edits={key: transaction.edits[key] for key in receipt.saved})
        self._workspace.history.record(saved)
        return saved, receipt.failed

    def show(self, transaction: Transaction) -> None:
        """Make a change in the open article, if there is one; in the thread of the keys."""
        if self._reader is None or not any(transaction.edits.values()):
            return
        made = self._reader.working_copy.commit_over(transaction.edits, transaction.command)
        self._reader.show_edits(made)

    def _last(self) -> Transaction:
        """Find the last change that was made in any article; raises HashiyaError if there is none."""
        history, by = self._workspace.history, self._workspace.articles.annotator
        if not history.is_whole:
            history.remember(self._workspace.recall())
        found = history.to_undo(by=by)
        if found is None:
            raise HashiyaError(Message("session.nothing_to", action=Message("commands.undo")))
        return found

    def save_undone(self) -> tuple[Transaction, Mapping[str, HashiyaError]]:
        """Find the last change, and take it back unless an article is open; in a thread.

        Returns:
            The change, and the errors of articles in which it stays.

        Raises:
            HashiyaError: there is none, or nothing of it could be taken back.
        """
        last = self._last()
        _, failed = self.save(last.inverse(by=self._workspace.articles.annotator))
        return last, failed

    def show_undone(self, last: Transaction) -> Message:
        """Take a change back in the open article, if there is one, and tell of it; in the thread of the keys.

        Args:
            last: the change, as returned by `save_undone`.
        """
        done = Message("session.undone", time=when(last), what=described(last))
        if self._reader is not None:
            made = self._reader.working_copy.take_back(last)
            self._reader.show_replayed(made.edits.get(self._reader.working_copy.key, ()), done)
        return done
