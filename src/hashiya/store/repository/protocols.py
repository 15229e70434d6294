"""The contract of a repository: annotations by the keys of their articles, wherever they are kept.

Keys are outside, paths, files and tables inside: an adapter alone knows where a key's annotations lie. The
one suite of tests in ``tests/store/repository`` holds every adapter to this contract.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from hashiya.store.repository.changes import NO_MARK

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from hashiya.annotation.transaction import Transaction
    from hashiya.article.article import Article
    from hashiya.store.repository.changes import Changes, Mark
    from hashiya.store.repository.collection import Collection
    from hashiya.store.repository.conflict import Conflict, Outcome
    from hashiya.store.repository.draft import Draft
    from hashiya.store.repository.entry import Entry
    from hashiya.store.repository.reading import Reading
    from hashiya.store.repository.receipt import Receipt
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

        The revision of an annotation only grows. A version that is not later than the stored one, as when a
        change is taken back, gets the revision after that; its outcome shows it.

        Returns:
            What became of each edit that is not stored as it was made.

        Raises:
            HashiyaError: it could not be read or saved; nothing is changed.
        """

    def resolve(self, conflict: Conflict, transaction: Transaction) -> None:
        """Save the transaction that ends a conflict, and forget the conflict, both or neither.

        A decision that is stored already is taken as done, so it can be tried again.

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


class Repository(Protocol):
    """The annotations of all articles; every method may block, and may be called from any thread.

    Attributes:
        root: the folder of the library; articles are named relative to it.
    """

    root: Path

    def key_of(self, path: Path) -> str:
        """An article's name in the repository; a file has one, whatever link leads to it."""

    def path_of(self, key: str) -> Path | None:
        """Where the article of a key lies, whether it is there or not; None if the key leads elsewhere."""

    def find_key(self, article: Article) -> str:
        """The key under which an article's annotations are kept: its own, or that of a name it had before."""

    def followed_to(self, key: str) -> str:
        """The key of an article whose annotations once had another key; empty if there is none."""

    def rename(self, key: str, new_key: str) -> str:
        """Give an article's annotations to the key that it has now; they are safe when this returns.

        The former key keeps nothing, and whoever still has it open can no longer save.

        Returns:
            The name under which the former content is kept; empty if it is not kept.

        Raises:
            HashiyaError: other annotations have the new key already, or it could not be done.
        """

    def is_kept(self, key: str) -> bool:
        """Whether anything is kept of an article."""

    def keys_of_text(self, sha256: str) -> Sequence[str]:
        """The articles of which anything is kept for a text, in order of their keys; raises nothing.

        Args:
            sha256: hash of the text.
        """

    def open(self, article: Article) -> ArticleRepository:
        """Open the annotations of an article, which are not read yet, under the key that `find_key` gives."""

    def open_new(self, article: Article) -> ArticleRepository:
        """Open the annotations of an article of which nothing is kept, so far as `is_kept` has told.

        All promises of `open` hold; as most articles have no annotations yet, this one takes less time.
        """

    def open_key(self, key: str) -> ArticleRepository:
        """Open the annotations, not read yet, of an article that need not be at hand and may have none."""

    def load(self, key: str) -> Snapshot:
        """Read all that is known of an article; of one that has nothing, an empty snapshot."""

    def keys(self) -> Sequence[str]:
        """The articles of which anything is kept, in order of their keys; cheap, for little of them is read.

        Raises:
            HashiyaError: the repository cannot be read.
        """

    def entry(self, key: str) -> Entry:
        """What a list shows of an article, whether anything is kept of it or not; raises nothing."""

    def entries(self) -> Iterator[Entry]:
        """What a list shows of each of the `keys`, in their order.

        Raises:
            HashiyaError: the repository cannot be read.
        """

    def commit(self, transaction: Transaction) -> Receipt:
        """Save a transaction as `ArticleRepository.commit` does, each article's edits all or none.

        What fails in one article does not keep the others from being saved. A transaction of which some could
        not be saved can be tried again as a whole.
        """

    def changes(self, since: Mark = NO_MARK) -> Changes:
        """Tell which articles changed since a moment, whoever changed them.

        Args:
            since: the mark of an earlier answer of this repository; by default all articles have changed.

        Raises:
            HashiyaError: the repository cannot be read.
        """

    def collection(self, name: str) -> Collection:
        """Open records that are not annotations, such as a registry of actors; nothing is read yet.

        Args:
            name: small Latin letters, digits and hyphens.

        Raises:
            HashiyaError: the name is another one.
        """
