"""The contract of a repository: annotations by the keys of their articles, wherever they are kept.

Callers use keys; only a backend knows the files or tables behind a key. The tests in
``tests/store/repository`` hold every backend to this contract.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from hashiya.store.repository.changes import NO_MARK

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from hashiya.annotation.coded import Coded
    from hashiya.annotation.transaction import Transaction
    from hashiya.annotation.written import Written
    from hashiya.article.article import Article
    from hashiya.errors import HashiyaError
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
        key: of the article.
    """

    key: str

    def load(self) -> Snapshot:
        """Read the snapshot of the article; the same object as before if nothing has changed.

        If the repository cannot be read, the snapshot says so in `Snapshot.read_only` and holds all that is
        still known.
        """

    def commit(self, *transactions: Transaction) -> Sequence[Outcome]:
        """Save the edits that transactions make in this article, all or none; they are safe afterwards.

        An edit that is stored already counts as done, so a failed call can be repeated. Changes of different
        parts of an annotation by several writers are merged; an edit that cannot be merged is kept as a
        conflict.

        The revision of an annotation only grows. A version whose revision is not higher than the stored one,
        as after an undo, gets the next revision, given in its outcome.

        Returns:
            The outcome of each edit that was not stored as it was made.

        Raises:
            HashiyaError: the article could not be read or saved; nothing is changed.
        """

    def resolve(self, conflict: Conflict, transaction: Transaction) -> None:
        """Save the transaction that resolves a conflict and remove the conflict, both or neither.

        A decision that is stored already counts as done, so a failed call can be repeated.

        Raises:
            ConflictError: the conflict has changed since the decision; nothing is saved.
            HashiyaError: the article could not be read or saved; nothing is changed.
        """

    def save_reading(self, reading: Reading) -> None:
        """Save the reading position; nothing is written if only the time differs.

        Raises:
            HashiyaError: the article could not be read or saved; nothing is changed.
        """

    def save_draft(self, draft: Draft | None) -> None:
        """Save an unfinished note; None removes it.

        Raises:
            HashiyaError: the article could not be read or saved; nothing is changed.
        """


class Repository(Protocol):
    """The annotations of one annotator in all articles; any method may block, and any thread may call it.

    Attributes:
        root: the folder of the library; articles are named relative to it.
        annotator: whose annotations these are; one that names nobody, stored or in an edit, is theirs.
    """

    root: Path
    annotator: str

    def key_of(self, path: Path) -> str:
        """Return the key of an article; a file has one key, whichever link leads to it."""

    def keys_of(self, paths: Iterable[Path]) -> Iterator[str]:
        """Generate the keys of many articles, as `key_of` does but faster."""

    def path_of(self, key: str) -> Path | None:
        """Return the path of an article, existing or not; None if it is not below the root."""

    def bring_texts(
        self, keys: Sequence[str], progress: Callable[[int, int], object] | None = None
    ) -> Mapping[str, HashiyaError]:
        """Make the files of articles current, where they are copies of the texts of a team.

        Whoever reads articles by their keys calls this before: a text may have changed since it was copied,
        and offsets are those of the new text. In all other folders the files are the texts.

        Args:
            keys: of the articles; those that were never added to the team are passed over.
            progress: called with how many articles are done, and how many there are.

        Returns:
            Why copies could not be written, by the keys of their articles.

        Raises:
            HashiyaError: the texts cannot be read.
        """

    def find_key(self, article: Article) -> str:
        """Return the key under which the annotations of an article are kept: its own or a former one."""

    def followed_to(self, key: str) -> str:
        """Return the key to which the annotations of another key were moved; empty if there is none."""

    def rename(self, key: str, new_key: str) -> str:
        """Move the annotations of an article to its new key; they are safe when this returns.

        The former key keeps nothing, and an article that is still open under it can no longer be saved.

        Returns:
            The name under which the former content is kept; empty if it is not kept.

        Raises:
            HashiyaError: the new key has annotations already, or the annotations could not be moved.
        """

    def is_kept(self, key: str) -> bool:
        """Tell whether anything is stored for an article."""

    def keys_of_text(self, sha256: str) -> Sequence[str]:
        """Return the sorted keys of the articles that have this text; raises nothing.

        Args:
            sha256: hash of the text.
        """

    def open(self, article: Article) -> ArticleRepository:
        """Open the annotations of an article, unread, under the key that `find_key` gives."""

    def open_new(self, article: Article) -> ArticleRepository:
        """Open the annotations of an article for which `is_kept` has found nothing.

        All promises of `open` hold. Most articles have no annotations yet, and this takes less time.
        """

    def open_key(self, key: str) -> ArticleRepository:
        """Open the annotations, unread, of an article whose text may be missing."""

    def load(self, key: str) -> Snapshot:
        """Read the snapshot of an article; an empty one if nothing is stored."""

    def written(self, key: str) -> Sequence[Written] | None:
        """Read the records of an article's annotations as lines of an export, in order; raises nothing.

        This takes a fraction of the time of `load`. None if only `load` can tell what the records are, or
        what is wrong with them.
        """

    def keys(self) -> Sequence[str]:
        """Return the keys of all stored articles, sorted; cheap, since little of each is read.

        Raises:
            HashiyaError: the repository cannot be read.
        """

    def entry(self, key: str) -> Entry:
        """Summarise an article for a list, whether anything is stored for it or not; raises nothing."""

    def entries(self) -> Iterator[Entry]:
        """Summarise each of the `keys` for a list, in their order.

        Raises:
            HashiyaError: the repository cannot be read.
        """

    def coded(self, attribute: str) -> Iterator[Sequence[Coded]]:
        """Generate the annotations that have an attribute, article by article, as far as they can be read.

        Less is read of each than by `load`, and articles without any may be left out.

        Args:
            attribute: its name.

        Raises:
            HashiyaError: the repository cannot be read.
        """

    def commit(
        self, transaction: Transaction, *, but: str = "", saved: Callable[[int], object] = lambda _: None
    ) -> Receipt:
        """Save a transaction as `ArticleRepository.commit` does, the edits of each article all or none.

        A failure in one article does not stop the others. The whole transaction can then be repeated.

        Args:
            transaction: the edits.
            but: key of an article that is left out, such as the open one.
            saved: called now and then with the number of articles done.
        """

    def changes(self, since: Mark = NO_MARK) -> Changes:
        """Find the articles that any program changed since a mark.

        Args:
            since: the mark of an earlier answer; by default all articles count as changed.

        Raises:
            HashiyaError: the repository cannot be read.
        """

    def collection(self, name: str) -> Collection:
        """Open a collection of records other than annotations, such as a registry of actors, unread.

        Args:
            name: small Latin letters, digits and hyphens.

        Raises:
            HashiyaError: the name has other characters.
        """
