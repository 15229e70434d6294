"""The store: a folder with one file of annotations per article."""

from __future__ import annotations

import os
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING

from hashiya.errors import HashiyaError
from hashiya.files.current_folder import real_path
from hashiya.store.locations import key_of, path_of, root_of
from hashiya.store.repository.changes import NO_MARK, Changes, Mark, changes_between
from hashiya.store.tinydb.file_names import backup_of, file_name_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from hashiya.annotation.transaction import Transaction
    from hashiya.article.article import Article
    from hashiya.store.repository.entry import Entry
    from hashiya.store.repository.file_health import Damage
    from hashiya.store.repository.protocols import ArticleRepository
    from hashiya.store.repository.receipt import Receipt
    from hashiya.store.repository.snapshot import Snapshot
    from hashiya.store.tinydb.article_store import ArticleStore
    from hashiya.store.tinydb.file_collection import FileCollection
    from hashiya.store.tinydb.owner import Owner
    from hashiya.store.tinydb.owners import Owners, Survey


class Store:
    """A `Repository` in the files of one folder, which is made when the first annotation is saved.

    What deals with files is loaded when there is a file to deal with: most articles have none when they are
    first opened.

    Attributes:
        folder: where the store files lie.
        root: the folder that holds ``folder``, its links resolved; articles are named relative to it.
        told: called with each transaction that was saved by an article opened from then on.
    """

    def __init__(self, folder: Path, told: Callable[..., object] = lambda *_: None) -> None:
        """Touch no file yet.

        Args:
            folder: where the store files lie.
            told: as the attribute; from the thread that saved it.
        """
        self.folder = folder
        self.told = told
        self.root = root_of(folder)

    @cached_property
    def _owners(self) -> Owners:
        from hashiya.store.tinydb.owners import Owners

        return Owners(self.folder)

    # --- the repository

    def key_of(self, path: Path) -> str:
        """An article's name in the store; links are resolved first, so each text has one name."""
        return key_of(self.root, path)

    def path_of(self, key: str) -> Path | None:
        """Where the article of a key lies, or None if that is not below the root."""
        return path_of(self.root, key)

    def find_key(self, article: Article) -> str:
        """The name under which an article's annotations are kept: its own, or one that it had before."""
        key = self.key_of(article.path)
        return key if self.is_kept(key) else self.former_key(article) or key

    def followed_to(self, key: str) -> str:
        """The key of the article whose annotations once had another key; empty if there is none."""
        from hashiya.store.tinydb.owner import renamed_to

        return renamed_to(self.folder, key)

    def rename(self, key: str, new_key: str) -> str:
        """Give an article's annotations to the key that it has now, as the contract says."""
        from hashiya.store.tinydb.renaming import follow_renamed  # seldom needed

        return follow_renamed(self, key, new_key).name

    def is_kept(self, key: str) -> bool:
        """Whether there is a store file of an article, or the backup of one."""
        path = self.file_of(key)
        if os.path.lexists(path) or os.path.lexists(backup_of(path)):
            return True
        if os.path.lexists(self.folder):
            with suppress(HashiyaError):
                self._owners.finish_renaming(key)
        return os.path.lexists(path)

    def keys_of_text(self, sha256: str) -> Sequence[str]:
        """The articles whose store files say that they are of a text."""
        return sorted(owner.key for owner in self._owners_of(sha256))

    def open(self, article: Article) -> ArticleStore:
        """The annotations of an article, also if they are kept under a name that it had before.

        Its store file is not read yet; where there is none, the others are asked whose they are.
        """
        from hashiya.store.tinydb.article_store import ArticleStore  # TinyDB, which no list needs

        key = self.find_key(article)
        return ArticleStore(self.file_of(key), key, article, self.told)

    def open_new(self, article: Article) -> ArticleRepository:
        """The annotations of an article of which nothing is kept yet, as `is_kept` has told."""
        from hashiya.store.tinydb.new_article import NewArticle

        key = self.key_of(article.path)
        return NewArticle(self.file_of(key), key, article, self.told)

    def open_key(self, key: str) -> ArticleStore:
        """The annotations of an article that need not be there any more; no file is touched yet."""
        from hashiya.store.tinydb.article_store import ArticleStore

        return ArticleStore(self.file_of(key), key, told=self.told)

    def load(self, key: str) -> Snapshot:
        """Read all that is known of an article."""
        return self.open_key(key).load()

    def keys(self) -> Sequence[str]:
        """The articles of which anything is kept, in order of their keys.

        Raises:
            HashiyaError: the folder cannot be read.
        """
        return self.survey().keys

    def entry(self, key: str) -> Entry:
        """What a list shows of an article, whose file is read for it. Raises nothing."""
        from hashiya.store.tinydb.entry_file import read_entry

        return read_entry(self.file_of(key), key)

    def entries(self) -> Iterator[Entry]:
        """What a list shows of each article; each file is read when its turn comes.

        Raises:
            HashiyaError: the folder cannot be read.
        """
        return map(self.entry, self.keys())

    def commit(self, transaction: Transaction) -> Receipt:
        """Save a transaction, each article's edits all or none."""
        from hashiya.store.repository.receipt import commit_each

        return commit_each(self.open_key, transaction)

    def changes(self, since: Mark = NO_MARK) -> Changes:
        """Tell which articles changed since a moment; only the files that did are asked whose they are.

        Raises:
            HashiyaError: the folder cannot be read.
        """
        return changes_between(since, self._owners.mark())

    def collection(self, name: str) -> FileCollection:
        """Open records that are not annotations; no file is touched yet.

        Raises:
            HashiyaError: no collection can have this name.
        """
        from hashiya.store.tinydb.file_collection import FileCollection

        return FileCollection(self.folder, name)

    # --- the health of the files

    def damage(self) -> Mapping[str, HashiyaError]:
        """Why files cannot be used that do not tell their article, and have no good backup, by their paths.

        Raises:
            HashiyaError: the folder cannot be read.
        """
        return {str(path): error for path, error in self.survey().refused.items()}

    def foreign(self) -> Sequence[str]:
        """The paths of what is not the store's in its folder, in order; all of this is left alone.

        Raises:
            HashiyaError: the folder cannot be read.
        """
        return [str(self.folder / name) for name in self._owners.contents().foreign]

    def owns(self, path: Path) -> bool:
        """Whether a path has a name that only the store's files have, whether it is there or not."""
        from hashiya.store.tinydb.folder_contents import owns

        return owns(real_path(self.folder), real_path(path))

    def restore(self, key: str) -> str:
        """Put the backup in the place of an article's damaged or missing file.

        Returns:
            The name under which the damaged file is kept; empty if there was none.

        Raises:
            HashiyaError: the backup cannot be read, the file is not damaged, or nothing can be written.
        """
        from hashiya.store.tinydb.restoring import restore  # seldom needed

        kept = restore(self.file_of(key))
        return kept.name if kept else ""

    def damaged_collections(self) -> Mapping[str, Damage]:
        """Find the collections whose files cannot be used, by their names.

        Raises:
            HashiyaError: their folder cannot be read.
        """
        from hashiya.store.tinydb.file_collection import damage_in

        return damage_in(self.folder)

    def restore_collection(self, name: str) -> str:
        """Put the backup in the place of the file of a collection, as `restore` does for an article."""
        from hashiya.store.tinydb.file_collection import file_of
        from hashiya.store.tinydb.restoring import restore

        kept = restore(file_of(self.folder, name))
        return kept.name if kept else ""

    # --- articles that were renamed

    def former_key(self, article: Article) -> str | None:
        """The only key of a missing article that certainly was this very file, of this text; else None.

        That another article has the same text is no sign of a renaming: the missing one may come back.
        """
        lost = [owner for owner in self._owners_of(article.sha256) if self._is_lost(owner)]
        return lost[0].key if len(lost) == 1 and lost[0].is_of_file(article.path) else None

    def _owners_of(self, sha256: str) -> Sequence[Owner]:
        """Whose annotations there are of a text; nothing is loaded to tell it where there is no folder."""
        return self._owners.index().by_text.get(sha256, ()) if os.path.lexists(self.folder) else ()

    def _is_lost(self, owner: Owner) -> bool:
        path = self.path_of(owner.key)
        return path is not None and not path.exists()

    # --- files

    def file_of(self, key: str) -> Path:
        """The store file of an article, which need not exist."""
        return self.folder / file_name_of(key)

    def survey(self) -> Survey:
        """Whose annotations there are; of each file only the beginning is read, unless that does not say.

        Raises:
            HashiyaError: the folder cannot be read.
        """
        return self._owners.survey()
