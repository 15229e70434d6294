"""The annotations of one annotator in a store: a folder with one file per article."""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from functools import cached_property
from typing import TYPE_CHECKING

from hashiya.errors import HashiyaError
from hashiya.files.current_folder import real_path
from hashiya.store.locations import key_of, keys_of, path_of, root_of
from hashiya.store.repository.changes import NO_MARK, Changes, Mark, changes_between
from hashiya.store.tinydb.file_names import BACKUP, file_name_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from hashiya.annotation.coded import Coded
    from hashiya.annotation.transaction import Transaction
    from hashiya.annotation.written import Written
    from hashiya.article.article import Article
    from hashiya.store.repository.entry import Entry
    from hashiya.store.repository.file_health import Damage, Merged
    from hashiya.store.repository.protocols import ArticleRepository
    from hashiya.store.repository.receipt import Receipt
    from hashiya.store.repository.snapshot import Snapshot
    from hashiya.store.tinydb.article_store import ArticleStore
    from hashiya.store.tinydb.file_collection import FileCollection
    from hashiya.store.tinydb.lock import Lock
    from hashiya.store.tinydb.owner import Owner
    from hashiya.store.tinydb.owners import Owners, Survey


class Store:
    """A `Repository` in the files of one folder, which is created by the first save.

    Modules that read and write files are imported when the first file needs them, since most articles have
    none when they are opened.

    Attributes:
        folder: of the files of one annotator.
        home: the folder of the whole store, which holds those of all annotators.
        root: the parent of ``home``, links resolved; keys are relative to it.
        annotator: whose annotations these are.
        told: called with the transactions that are saved by articles opened from now on.
    """

    def __init__(
        self,
        folder: Path,
        told: Callable[..., object] = lambda *_: None,
        *,
        home: Path | None = None,
        annotator: str = "",
    ) -> None:
        """Touch no file yet.

        Args:
            folder: as the attribute.
            told: as the attribute; called in the thread that saves.
            home: as the attribute; ``folder`` itself if None.
            annotator: as the attribute; empty in a folder for all annotators.
        """
        self.folder = folder
        self.told = told
        self.home = folder if home is None else home
        self.root = root_of(self.home)
        self.annotator = annotator
        self._is_signed = False

    @cached_property
    def _owners(self) -> Owners:
        from hashiya.store.tinydb.owners import Owners

        return Owners(self.folder)

    def again(self) -> Store:
        """Make another object for the same files, since two threads cannot share caches."""
        return Store(self.folder, self.told, home=self.home, annotator=self.annotator)

    # --- the repository

    def key_of(self, path: Path) -> str:
        """Return the key of an article; links are resolved, so that each file has one key."""
        return key_of(self.root, path)

    def keys_of(self, paths: Iterable[Path]) -> Iterator[str]:
        """Generate the keys of articles; the links to each folder are resolved once."""
        return keys_of(self.root, paths)

    def path_of(self, key: str) -> Path | None:
        """Return the path of an article; None if it is not below the root."""
        return path_of(self.root, key)

    def bring_texts(
        self, _keys: Sequence[str], _progress: Callable[[int, int], object] | None = None
    ) -> Mapping[str, HashiyaError]:
        """Do nothing: the files of the user are the texts."""
        return {}

    def find_key(self, article: Article) -> str:
        """Return the key under which the annotations of an article are kept: its own or a former one."""
        key = self.key_of(article.path)
        return key if self.is_kept(key) else self.former_key(article) or key

    def followed_to(self, key: str) -> str:
        """Return the key to which the annotations of another key were moved; empty if there is none."""
        from hashiya.store.tinydb.owner import renamed_to

        return renamed_to(self.folder, key)

    def rename(self, key: str, new_key: str) -> str:
        """Move the annotations of an article to its new key, as the contract says."""
        from hashiya.store.tinydb.renaming import follow_renamed  # seldom needed

        return follow_renamed(self, key, new_key).name

    def is_kept(self, key: str) -> bool:
        """Tell whether an article has a store file or the backup of one."""
        # text, since a path takes time to make, and a folder may have ten thousand articles
        path = f"{self.folder}/{file_name_of(key)}"
        if os.path.lexists(path) or os.path.lexists(path + BACKUP):
            return True
        if os.path.lexists(self.folder):
            with suppress(HashiyaError):
                self._owners.finish_renaming(key)
        return os.path.lexists(path)

    def keys_of_text(self, sha256: str) -> Sequence[str]:
        """Return the sorted keys of the articles whose store files name this text."""
        return sorted(owner.key for owner in self._owners_of(sha256))

    def open(self, article: Article) -> ArticleStore:
        """Open the annotations of an article, which may be kept under a former key.

        Its store file is not read yet. If it has none, the other files are searched for a former key.
        """
        return self._opened(self.find_key(article), article)

    def open_new(self, article: Article) -> ArticleRepository:
        """Open the annotations of an article for which `is_kept` has found nothing."""
        from hashiya.store.tinydb.new_article import NewArticle

        key = self.key_of(article.path)
        return NewArticle(self.file_of(key), key, lambda: self._opened(key, article))

    def open_key(self, key: str) -> ArticleStore:
        """Open the annotations of an article whose text may be missing; no file is touched yet."""
        return self._opened(key)

    def _opened(self, key: str, article: Article | None = None) -> ArticleStore:
        from hashiya.store.tinydb.article_store import ArticleStore  # TinyDB, which no list needs

        return ArticleStore(
            self.file_of(key), key, article, self.told, exclusive=self.lock_of, annotator=self.annotator
        )

    def load(self, key: str) -> Snapshot:
        """Read the snapshot of an article."""
        return self.open_key(key).load()

    def written(self, key: str) -> Sequence[Written] | None:
        """Read the records of an article as lines of an export; None if the file must be parsed."""
        from hashiya.store.tinydb.written_file import read_written

        return read_written(self.file_of(key), key, self.annotator)

    def keys(self) -> Sequence[str]:
        """Return the keys of all stored articles, sorted.

        Raises:
            HashiyaError: the folder cannot be read.
        """
        return self.survey().keys

    def entry(self, key: str) -> Entry:
        """Read the file of an article and summarise it for a list; raises nothing."""
        from hashiya.store.tinydb.entry_file import read_entry

        return read_entry(self.file_of(key), key)

    def entries(self) -> Iterator[Entry]:
        """Summarise each article for a list; each file is read when its turn comes.

        Raises:
            HashiyaError: the folder cannot be read.
        """
        return map(self.entry, self.keys())

    def coded(self, attribute: str) -> Iterator[Sequence[Coded]]:
        """Generate the annotations that have an attribute, a store file at a time.

        Raises:
            HashiyaError: the folder cannot be read.
        """
        from hashiya.store.tinydb.coded_file import read_coded
        from hashiya.store.tinydb.file_names import is_file_name

        for name in self._owners.contents().files:
            if is_file_name(name):
                yield read_coded(self.folder / name, attribute)

    def commit(
        self, transaction: Transaction, *, but: str = "", saved: Callable[[int], object] = lambda _: None
    ) -> Receipt:
        """Save a transaction, the edits of each article all or none."""
        from hashiya.store.repository.receipt import keys_in
        from hashiya.store.tinydb.group_saving import commit_in_groups

        return commit_in_groups(self, transaction, keys_in(transaction, but), saved)

    def changes(self, since: Mark = NO_MARK) -> Changes:
        """Find the articles that changed since a mark; only the changed files are read.

        Raises:
            HashiyaError: the folder cannot be read.
        """
        return changes_between(since, self._owners.mark())

    def collection(self, name: str) -> FileCollection:
        """Open a collection of records other than annotations; no file is touched yet.

        Raises:
            HashiyaError: the name is not valid for a collection.
        """
        from hashiya.store.tinydb.file_collection import FileCollection

        return FileCollection(self.folder, name, self.lock_of)

    # --- the health of the files

    def damage(self) -> Mapping[str, HashiyaError]:
        """Find the unusable files that name no article and have no good backup, each path with its error.

        Raises:
            HashiyaError: the folder cannot be read.
        """
        return {str(path): error for path, error in self.survey().refused.items()}

    def foreign(self) -> Sequence[str]:
        """Return the paths in the folder that belong to other programs, sorted; these are left alone.

        Raises:
            HashiyaError: the folder cannot be read.
        """
        return [str(self.folder / name) for name in self._owners.contents().foreign]

    def owns(self, path: Path) -> bool:
        """Tell whether a path has a name reserved for files of the store, existing or not."""
        from hashiya.store.tinydb.folder_contents import owns

        return owns(real_path(self.home), real_path(path))

    def restore(self, key: str) -> str:
        """Replace a damaged or missing file of an article by its backup.

        Returns:
            The name under which the damaged file is kept; empty if the file was missing.

        Raises:
            HashiyaError: the backup cannot be read, the file is not damaged, or it cannot be written.
        """
        from hashiya.store.tinydb.restoring import restore  # seldom needed

        kept = restore(self.file_of(key))
        return kept.name if kept else ""

    def merge_copy(self, path: str) -> Merged:
        """Add the annotations that only a copy has, and put the copy aside, as the contract says."""
        from hashiya.store.tinydb.copies import merge_copy  # seldom needed

        return merge_copy(self, path)

    def damaged_collections(self) -> Mapping[str, Damage]:
        """Find the collections whose files cannot be used, by their names.

        Raises:
            HashiyaError: their folder cannot be read.
        """
        from hashiya.store.tinydb.file_collection import damage_in

        return damage_in(self.folder)

    def restore_collection(self, name: str) -> str:
        """Replace a damaged or missing file of a collection by its backup, as `restore` does."""
        from hashiya.store.tinydb.file_collection import file_of
        from hashiya.store.tinydb.restoring import restore

        kept = restore(file_of(self.folder, name))
        return kept.name if kept else ""

    # --- articles that were renamed

    def former_key(self, article: Article) -> str | None:
        """Find the key that this very file had before it was renamed; None if that is not certain.

        The same text alone does not prove a renaming, since the missing article may come back.
        """
        lost = [owner for owner in self._owners_of(article.sha256) if self._is_lost(owner)]
        return lost[0].key if len(lost) == 1 and lost[0].is_of_file(article.path) else None

    def _owners_of(self, sha256: str) -> Sequence[Owner]:
        """Find the owners of annotations on a text; without a folder nothing is imported for that."""
        return self._owners.index().by_text.get(sha256, ()) if os.path.lexists(self.folder) else ()

    def _is_lost(self, owner: Owner) -> bool:
        path = self.path_of(owner.key)
        return path is not None and not path.exists()

    # --- files

    @contextmanager
    def lock_of(self, path: Path) -> Iterator[Lock]:
        """Hold the lock of a file in the folder, as `lock.exclusive` does; the folder is signed before."""
        from hashiya.store.tinydb.lock import exclusive

        self.sign()
        with exclusive(path) as lock:
            yield lock

    def sign(self) -> None:
        """Write the name of the annotator into the folder before its first file.

        Raises:
            OSError: the name could not be written.
        """
        if self._is_signed or self.folder == self.home:
            return
        from hashiya.store.tinydb.annotator_folders import sign

        sign(self.folder, self.annotator)
        self._is_signed = True

    def file_of(self, key: str) -> Path:
        """Return the path of the store file of an article, existing or not."""
        return self.folder / file_name_of(key)

    def survey(self) -> Survey:
        """Find the articles that have annotations; of most files only the beginning is read.

        Raises:
            HashiyaError: the folder cannot be read.
        """
        return self._owners.survey()
