"""The annotations of one person in the database of a team."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from hashiya.annotation.coded import coded_in
from hashiya.annotation.strict_json import decode
from hashiya.errors import HashiyaError
from hashiya.files.current_folder import absolute, real_path
from hashiya.files.file_number import file_number_of
from hashiya.store.locations import key_of, keys_of, path_of
from hashiya.store.postgresql.connection import server_at
from hashiya.store.postgresql.local_copies import bring_copies
from hashiya.store.postgresql.renaming import move
from hashiya.store.postgresql.team_article import TeamArticle
from hashiya.store.postgresql.team_collection import TeamCollection
from hashiya.store.postgresql.works import Works
from hashiya.store.repository.changes import NO_MARK, Changes, Mark, changes_between
from hashiya.store.repository.entry import Entry
from hashiya.store.repository.receipt import Receipt, commit_each, keys_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from hashiya.annotation.coded import Coded
    from hashiya.annotation.transaction import Transaction
    from hashiya.article.article import Article
    from hashiya.store.postgresql.address import Address
    from hashiya.store.postgresql.listening import TeamListening
    from hashiya.store.postgresql.searched_articles import SearchedArticles
    from hashiya.store.repository.snapshot import Snapshot


class TeamRepository:
    """A `Repository` in a PostgreSQL database; every call asks the server.

    Attributes:
        home: the address of the project.
        root: the folder of the articles, links resolved; keys are relative to it.
        annotator: whose annotations these are.
        told: called with the transactions that are saved by articles opened from now on.
        database: that answers at the address.
    """

    def __init__(self, home: Address, annotator: str, told: Callable[..., object] = lambda *_: None) -> None:
        """Connect to nothing yet."""
        self.home = home
        self.root = real_path(absolute(home.root))
        self.annotator = annotator
        self.told = told
        self.database = server_at(home)
        self._works = Works(self.database, annotator)

    def again(self) -> TeamRepository:
        """Make another object for the same annotations."""
        return TeamRepository(self.home, self.annotator, self.told)

    def listen(self) -> TeamListening:
        """Begin to hear of the saves of all programs."""
        from hashiya.store.postgresql.listening import TeamListening  # the first frame does without

        return TeamListening(self.home)

    def kept_articles(self) -> SearchedArticles | None:
        """Return the articles of the team; None if the root holds files of the user."""
        from hashiya.store.postgresql.searched_articles import SearchedArticles  # only a search needs them

        return SearchedArticles(self.database) if self.home.is_copied else None

    def key_of(self, path: Path) -> str:
        """Return the key of an article; links are resolved, so that each file has one key."""
        return key_of(self.root, path)

    def keys_of(self, paths: Iterable[Path]) -> Iterator[str]:
        """Generate the keys of articles; the links to each folder are resolved once."""
        return keys_of(self.root, paths)

    def path_of(self, key: str) -> Path | None:
        """Return the path of an article; None if it is not below the root.

        Where the root holds copies of the team's articles, the copy is made now if it is missing.
        """
        path = path_of(self.root, key)
        if path is not None and self.home.is_copied and not path.exists():
            with suppress(HashiyaError):  # whoever reads the article is told that there is no file
                self.bring_texts([key])
        return path

    def bring_texts(
        self, keys: Sequence[str], progress: Callable[[int, int], object] | None = None
    ) -> Mapping[str, HashiyaError]:
        """Make the copies of articles current, if the folder is one of copies."""
        if not self.home.is_copied:
            return {}
        return bring_copies(self.database, self.root, keys, progress)

    def find_key(self, article: Article) -> str:
        """Return the key under which the annotations of an article are kept: its own or a former one."""
        key = self.key_of(article.path)
        return key if self.is_kept(key) else self._former_key(article) or key

    def _former_key(self, article: Article) -> str | None:
        """Find the key that this very file had before it was renamed; None if that is not certain."""
        keys = [key for key in self.keys_of_text(article.sha256) if self._is_lost(key)]
        if len(keys) != 1:
            return None
        return keys[0] if self.load(keys[0]).file_number == file_number_of(article.path) != "" else None

    def _is_lost(self, key: str) -> bool:
        path = self.path_of(key)
        return path is not None and not path.exists()

    def followed_to(self, key: str) -> str:
        """Return the key to which the annotations of another key were moved; empty if there is none."""
        return self._works.followed_to(key)

    def rename(self, key: str, new_key: str) -> str:
        """Move the annotations of an article to its new key, as the contract says."""
        move(self._works, key, new_key)
        return ""

    def is_kept(self, key: str) -> bool:
        """Tell whether anything is stored for an article."""
        work = self._works.read(key, known=0)
        return bool(work.generation) and not work.is_moved

    def keys_of_text(self, sha256: str) -> Sequence[str]:
        """Return the sorted keys of the articles that have this text; none if the server does not answer."""
        try:
            return self._works.keys_of_text(sha256)
        except HashiyaError:
            return ()

    def open(self, article: Article) -> TeamArticle:
        """Open the annotations of an article, which may be kept under a former key."""
        return self._opened(self.find_key(article), article)

    def open_new(self, article: Article) -> TeamArticle:
        """Open the annotations of an article for which `is_kept` has found nothing."""
        return self._opened(self.key_of(article.path), article)

    def open_key(self, key: str) -> TeamArticle:
        """Open the annotations of an article whose text may be missing; nothing is read yet."""
        return self._opened(key)

    def _opened(self, key: str, article: Article | None = None) -> TeamArticle:
        return TeamArticle(self._works, key, article, self.told)

    def load(self, key: str) -> Snapshot:
        """Read the snapshot of an article."""
        return self.open_key(key).load()

    def written(self, _key: str) -> None:
        """Leave the records to `load`."""

    def keys(self) -> Sequence[str]:
        """Return the keys of all stored articles, sorted.

        Raises:
            HashiyaError: the server does not answer.
        """
        return self._works.keys()

    def entry(self, key: str) -> Entry:
        """Summarise an article for a list; raises nothing."""
        try:
            return self._works.entry(key)
        except HashiyaError as error:
            return Entry(key, problem=error.told)

    def entries(self) -> Iterator[Entry]:
        """Summarise each article for a list.

        Raises:
            HashiyaError: the server does not answer.
        """
        return self._works.entries()

    def coded(self, attribute: str) -> Iterator[Sequence[Coded]]:
        """Generate the annotations that have an attribute, article by article, but for damaged ones.

        Raises:
            HashiyaError: the server does not answer.
        """
        for records in self._works.coded(attribute):
            found = (_coded_in(record, attribute) for record in records)
            yield [coded for coded in found if coded is not None]

    def commit(
        self, transaction: Transaction, *, but: str = "", saved: Callable[[int], object] = lambda _: None
    ) -> Receipt:
        """Save a transaction, the edits of each article all or none."""
        return commit_each(self.open_key, transaction, keys_in(transaction, but), saved)

    def changes(self, since: Mark = NO_MARK) -> Changes:
        """Find the articles that changed since a mark.

        Raises:
            HashiyaError: the server does not answer.
        """
        return changes_between(since, Mark(self._works.generations()))

    def collection(self, name: str) -> TeamCollection:
        """Open a collection of records other than annotations; nothing is read yet.

        Raises:
            HashiyaError: the name is not valid for a collection.
        """
        return TeamCollection(self._works, name)


def _coded_in(record: str, attribute: str) -> Coded | None:
    with suppress(HashiyaError):
        parsed = decode(record.encode())
        return coded_in(parsed, attribute) if isinstance(parsed, dict) else None
    return None
