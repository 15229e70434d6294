"""The contract of a repository: annotations by the keys of their articles, wherever they are kept.

Keys are outside, paths, files and tables inside: an adapter alone knows where a key's annotations lie. The
one suite of tests in ``tests/store/repository`` holds every adapter to this contract.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hashiya.annotation.transaction import Transaction
    from hashiya.store.repository.conflict import Conflict, Outcome
    from hashiya.store.repository.draft import Draft
    from hashiya.store.repository.reading import Reading
    from hashiya.store.repository.snapshot import Snapshot


class ArticleRepository(Protocol):
    """The annotations of one article; every method may block, and may be called from any thread.

    Attributes:
        key: the article's name in the repository.
    """

    key: str

    def load(self) -> Snapshot:
        """Read all that is known of the article; the same object as before if nothing has changed.

        A repository that cannot be read gives a snapshot that says so in `Snapshot.read_only`, with all that
        can still be told.
        """

    def commit(self, *transactions: Transaction) -> Sequence[Outcome]:
        """Save the edits of transactions that are of this article, all or none; then they are safe.

        An edit that is stored already is taken as done, so transactions can be tried again. Another writer's
        change of another part of an annotation stays; an edit that cannot stand beside it is kept as a
        conflict.

        Returns:
            What became of each edit that is not stored as it was made.

        Raises:
            HashiyaError: it could not be read or saved; nothing is changed.
        """

    def resolve(self, conflict: Conflict, transaction: Transaction) -> None:
        """Save the transaction that ends a conflict, and forget the conflict, both or neither.

        Raises:
            ConflictError: the conflict is not as it was when the decision was made; nothing is saved.
            HashiyaError: it could not be read or saved; nothing is changed.
        """

    def save_reading(self, reading: Reading) -> None:
        """Remember the place; nothing is written if only the time differs.

        Raises:
            HashiyaError: it could not be read or saved; nothing is changed.
        """

    def save_draft(self, draft: Draft | None) -> None:
        """Keep a note that is not finished; with None, forget it.

        Raises:
            HashiyaError: it could not be read or saved; nothing is changed.
        """
