"""A repository whose annotations can be changed while its store cannot be reached."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from hashiya.annotation.coded import coded_in
from hashiya.messages import Message
from hashiya.store.pending.link import PAUSE
from hashiya.store.pending.operation import EDITS, Operation
from hashiya.store.pending.outbox import Outbox
from hashiya.store.pending.pending_article import PendingArticle, only
from hashiya.store.repository.away import AwayError
from hashiya.store.repository.changes import NO_MARK, Changes, Mark
from hashiya.store.repository.entry import Entry, entry_of
from hashiya.store.repository.receipt import Receipt, commit_each, keys_in
from hashiya.store.repository.waiting import Waiting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from hashiya.annotation.coded import Coded
    from hashiya.annotation.transaction import Transaction
    from hashiya.annotation.written import Written
    from hashiya.article.article import Article
    from hashiya.errors import HashiyaError
    from hashiya.store.repository.collection import Collection
    from hashiya.store.repository.protocols import ArticleRepository, Repository
    from hashiya.store.repository.snapshot import Snapshot

_STORED, _WAITING = "stored", "waiting"
_Result = TypeVar("_Result")


class PendingRepository:
    """A `Repository` on top of another one, which keeps here the changes that the other cannot take now.

    Every call first sends the waiting changes.

    Attributes:
        root: the folder of the library.
        annotator: whose annotations these are.
        outbox: what waits.
    """

    def __init__(
        self, repository: Repository, folder: Path, *, pause: float = PAUSE, outbox: Outbox | None = None
    ) -> None:
        """Touch no file and call no server yet.

        Args:
            repository: the annotations of one annotator in a store.
            folder: of what waits for this annotator and this store.
            pause: seconds between two attempts to reach the store.
            outbox: shared with another object for the same annotations; None for one of its own.
        """
        self.root = repository.root
        self.annotator = repository.annotator
        self._repository = repository
        self.outbox = Outbox(repository, folder, pause) if outbox is None else outbox

    def waiting(self) -> Waiting:
        """Return the changes that wait, after an attempt to send them."""
        self.outbox.send()
        return self.outbox.waiting() or Waiting()

    def keys_here(self) -> Sequence[str]:
        """Return the sorted keys of the articles with a copy or waiting changes here."""
        return sorted({*self.outbox.copies.keys(), *self.outbox.file.by_article()})

    # --- keys

    def key_of(self, path: Path) -> str:
        """Return the key of an article."""
        return self._repository.key_of(path)

    def keys_of(self, paths: Iterable[Path]) -> Iterator[str]:
        """Generate the keys of articles."""
        return self._repository.keys_of(paths)

    def path_of(self, key: str) -> Path | None:
        """Return the path of an article; None if it is not below the root."""
        return self._repository.path_of(key)

    def bring_texts(
        self, keys: Sequence[str], progress: Callable[[int, int], object] | None = None
    ) -> Mapping[str, HashiyaError]:
        """Make the files of articles current.

        Raises:
            AwayError: the store cannot be reached.
        """
        if not keys:  # an answer without a question would not show that the store can be reached
            return {}
        return self.outbox.link.call(lambda: self._repository.bring_texts(keys, progress))

    def find_key(self, article: Article) -> str:
        """Return the key of the annotations of an article; its own while the store is away."""
        return self._reached(lambda: self._repository.find_key(article), self.key_of(article.path))

    def followed_to(self, key: str) -> str:
        """Return the key to which the annotations of another key were moved; empty if that is not known."""
        return self._reached(lambda: self._repository.followed_to(key), "")

    def is_kept(self, key: str) -> bool:
        """Tell whether anything is known to be stored for an article, or waits."""
        if self.outbox.file.of(key):
            return True
        return self._reached(
            lambda: self._repository.is_kept(key), default=self.outbox.copies.read(key) is not None
        )

    def keys_of_text(self, sha256: str) -> Sequence[str]:
        """Return the keys of the articles that have this text; of a store that is away, only what waits."""
        nothing: Sequence[str] = ()
        stored = self._reached(lambda: self._repository.keys_of_text(sha256), nothing)
        waiting = self.outbox.file.by_article().items()
        articles = ((key, each.operation.article) for key, kept in waiting for each in kept)
        more = {key for key, article in articles if article is not None and article.sha256 == sha256}
        return sorted({*stored, *more}) if more else stored

    def rename(self, key: str, new_key: str) -> str:
        """Move the annotations of an article to its new key.

        This cannot wait, since the store alone knows whether the new key has annotations.

        Raises:
            AwayError: the store cannot be reached, or has not taken all changes of the article.
        """
        self.outbox.send()
        waiting = self.outbox.waiting()
        if self.outbox.file.of(key) and waiting is not None and waiting.problem is not None:
            raise AwayError(waiting.problem)
        try:
            name = self.outbox.link.call(lambda: self._repository.rename(key, new_key))
        except AwayError as error:
            told = Message("store.move_needs_server", article=key, new=new_key, cause=error.told)
            raise AwayError(told, Message("store.repair_later")) from error
        self.outbox.copies.remove(key)
        return name

    # --- articles

    def open(self, article: Article) -> ArticleRepository:
        """Open the annotations of an article."""
        return self._opened(self._reached(lambda: self._repository.open(article), None), article)

    def open_new(self, article: Article) -> ArticleRepository:
        """Open the annotations of an article for which nothing is stored yet."""
        return self._opened(self._reached(lambda: self._repository.open_new(article), None), article)

    def open_key(self, key: str) -> ArticleRepository:
        """Open the annotations of an article whose text may be missing."""
        return PendingArticle(self._repository.open_key(key), self.outbox, self.annotator)

    def _opened(self, opened: ArticleRepository | None, article: Article) -> ArticleRepository:
        found = self._repository.open_key(self.key_of(article.path)) if opened is None else opened
        return PendingArticle(found, self.outbox, self.annotator, article)

    def load(self, key: str) -> Snapshot:
        """Read the snapshot of an article, with the waiting changes."""
        return self.open_key(key).load()

    def written(self, key: str) -> Sequence[Written] | None:
        """Read the records of an article as lines of an export; None if something waits for the store."""
        if self.outbox.file.of(key):
            return None
        return self._reached(lambda: self._repository.written(key), None)

    def keys(self) -> Sequence[str]:
        """Return the keys of all articles of which something is stored or waits, sorted.

        Raises:
            AwayError: the store cannot be reached.
        """
        self.outbox.send()
        stored = self._asked(self._repository.keys)
        more = self.outbox.file.by_article().keys() - set(stored)
        return sorted([*stored, *more]) if more else stored

    def entry(self, key: str) -> Entry:
        """Summarise an article for a list, with the waiting changes."""
        is_stored = not self.outbox.link.rests and not self.outbox.file.of(key)
        entry = self._repository.entry(key) if is_stored else None
        if entry is not None and entry.problem is None:
            return entry
        snapshot = self.load(key)
        return entry if entry is not None and not snapshot.is_away else _entry_of(snapshot)

    def entries(self) -> Iterator[Entry]:
        """Summarise each article for a list.

        Raises:
            AwayError: the store cannot be reached.
        """
        self.outbox.send()
        if self.outbox.file.by_article():
            return map(self.entry, self.keys())
        return self._asked(self._repository.entries)

    def coded(self, attribute: str) -> Iterator[Sequence[Coded]]:
        """Generate the annotations with an attribute, the waiting ones last.

        Raises:
            AwayError: the store cannot be reached.
        """
        yield from self._asked(lambda: self._repository.coded(attribute))
        for key in self.outbox.file.by_article():
            stored = self._repository.load(key).by_id
            new = (each for each in self.load(key).annotations if stored.get(each.id) != each)
            coded = (coded_in(each.to_record(), attribute) for each in new)
            yield [each for each in coded if each is not None]

    # --- many articles

    def commit(
        self, transaction: Transaction, *, but: str = "", saved: Callable[[int], object] = lambda _: None
    ) -> Receipt:
        """Save a transaction, the edits of each article all or none, here if the store is away."""
        self.outbox.send()
        waiting = self.outbox.file.by_article()
        keys = keys_in(transaction, but)
        if any(key in waiting for key in keys):
            return commit_each(self.open_key, transaction, keys, saved)
        try:
            receipt = self.outbox.link.call(
                lambda: self._repository.commit(transaction, but=but, saved=saved)
            )
        except AwayError as error:
            receipt = Receipt(failed=dict.fromkeys(keys, error))
        for key in receipt.saved:
            self.outbox.copies.add(key, [Operation(EDITS, None, only(transaction, key))])
        lost = [key for key, error in receipt.failed.items() if isinstance(error, AwayError)]
        if not lost:
            return receipt
        self.outbox.file.keep({key: [Operation(EDITS, None, only(transaction, key))] for key in lost})
        saved(len(keys))
        failed = {key: error for key, error in receipt.failed.items() if key not in lost}
        return receipt._replace(saved=(*receipt.saved, *lost), failed=MappingProxyType(failed))

    def changes(self, since: Mark = NO_MARK) -> Changes:
        """Find the articles that changed since a mark, in the store or among the waiting changes.

        Raises:
            AwayError: the store cannot be reached.
        """
        self.outbox.send()
        before = since.versions.get(_STORED)
        stored = self._asked(
            lambda: self._repository.changes(before if isinstance(before, Mark) else NO_MARK)
        )
        waiting = {(key, each.number) for key, kept in self.outbox.file.by_article().items() for each in kept}
        known = since.versions.get(_WAITING)
        changed = waiting ^ known if isinstance(known, frozenset) else waiting
        mark = Mark(MappingProxyType({_STORED: stored.mark, _WAITING: frozenset(waiting)}))
        return Changes(stored.keys | {key for key, _ in changed}, mark)

    def collection(self, name: str) -> Collection:
        """Open a collection of records that are not annotations.

        Its changes do not wait: a collection holds facts that are found again, such as the last codebook that
        all annotations fitted. Actors and events are attributes of annotations, so their renames do wait.
        """
        return self._repository.collection(name)

    # --- within

    def _asked(self, call: Callable[[], _Result]) -> _Result:
        """Return the answer of the store.

        Raises:
            AwayError: the store cannot be reached; names the changes that wait, too.
        """
        try:
            return self.outbox.link.call(call)
        except AwayError as error:
            if not (count := self.outbox.file.waiting().changes):
                raise
            told = Message("store.away_and_unsent", cause=error.told, count=count)
            raise AwayError(told, error.advice) from error

    def _reached(self, call: Callable[[], _Result], default: _Result) -> _Result:
        """Return the answer of the store, or another one while it cannot be reached."""
        try:
            return self.outbox.link.call(call)
        except AwayError:
            return default


def _entry_of(snapshot: Snapshot) -> Entry:
    if not snapshot.is_known:
        return Entry(snapshot.key, problem=snapshot.read_only)
    records = [each.to_record() for each in snapshot.by_id.values()]
    return entry_of(snapshot.key, records, snapshot.reading.to_record())
