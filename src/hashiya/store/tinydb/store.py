"""The store: a folder with one file of annotations per article."""

from __future__ import annotations

import os
from contextlib import suppress
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from hashiya.article.reading import read_article
from hashiya.errors import HashiyaError
from hashiya.files.atomic_file import Signature, signature_of
from hashiya.store.locations import key_of, path_of, root_of
from hashiya.store.records.article_record import file_number_of
from hashiya.store.records.tables import ARTICLE
from hashiya.store.tinydb.file_names import file_name_of
from hashiya.store.tinydb.folder_contents import look_through
from hashiya.store.tinydb.owner import Owner, owner_of
from hashiya.store.tinydb.store_file import (
    DamagedError,
    backup_of,
    missing_error,
    parse_settled,
    read_source,
    read_store_file,
)
from hashiya.store.tinydb.summary import Summary, summarise

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from hashiya.article.article import Article
    from hashiya.store.tinydb.article_store import ArticleStore
    from hashiya.store.tinydb.store_file import Content


class Survey(NamedTuple):
    """Whose annotations a store holds, found without reading them.

    Attributes:
        keys: of the articles, in order; that a file says whose it is does not mean that the rest can be read.
        refused: the files that do not say it, and whose backups do not, each with why.
    """

    keys: Sequence[str]
    refused: Mapping[Path, HashiyaError]


class _Index(NamedTuple):
    """What store files say of their articles.

    Attributes:
        signature: of the folder then, which changes whenever a file in it is replaced.
        by_text: whose annotations there are, by the hash of the text.
        left: the files that a renaming left under their former names, by the keys of their articles.
    """

    signature: Signature | None = None
    by_text: Mapping[str, Sequence[Owner]] = MappingProxyType({})
    left: Mapping[str, Path] = MappingProxyType({})


_NO_INDEX = _Index()


class Store:
    """All annotations below one folder; the folder is made when the first annotation is saved.

    Attributes:
        folder: where the store files lie.
        root: the folder that holds ``folder``, its links resolved; articles are named relative to it.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.root = root_of(folder)
        self._summaries: dict[Path, tuple[Signature, Summary]] = {}
        self._owners: dict[Path, tuple[Signature, Owner | None]] = {}
        self._known_index: _Index | None = None

    def key_of(self, path: Path) -> str:
        """An article's name in the store; links are resolved first, so each text has one name."""
        return key_of(self.root, path)

    def path_of(self, key: str) -> Path | None:
        """Where the article of a key lies, or None if that is not below the root."""
        return path_of(self.root, key)

    def file_of(self, key: str) -> Path:
        """The store file of an article, which need not exist."""
        return self.folder / file_name_of(key)

    def open(self, article: Article) -> ArticleStore:
        """The annotations of an article, also if they are kept under a name that it had before.

        Its store file is not read yet; where there is none, the others are asked whose they are.
        """
        from hashiya.store.tinydb.article_store import (
            ArticleStore,  # TinyDB, which a list of articles does not need
        )

        key = self.key_of(article.path)
        if not self.is_kept(key):
            key = self.former_key(article) or key
        return ArticleStore(self.file_of(key), key, article)

    def is_kept(self, key: str) -> bool:
        """Whether there is a store file of an article, or the backup of one."""
        path = self.file_of(key)
        if os.path.lexists(path) or os.path.lexists(backup_of(path)):
            return True
        left = self._index().left.get(key)
        if left is not None:
            with suppress(HashiyaError):
                _finish(left, key)
        return os.path.lexists(path)

    def kept_key(self, path: Path) -> str:
        """The name under which an article's annotations are kept: its own, or one that it had before.

        Args:
            path: the article, which is read only if none are kept under its own name, and need not be there.
        """
        key = self.key_of(path)
        if self.is_kept(key):
            return key
        try:
            return self.former_key(read_article(path)) or key
        except HashiyaError:
            return key

    def former_key(self, article: Article) -> str | None:
        """The only key of a missing article that certainly was this very file, of this text; else None.

        That another article has the same text is no sign of a renaming: the missing one may come back.
        """
        lost = self.lost(article.sha256)
        if len(lost) != 1:
            return None
        owner = lost[0]
        is_same_file = owner.file_number == file_number_of(article.path) != ""
        return owner.key if is_same_file else None

    def lost(self, sha256: str) -> Sequence[Owner]:
        """Whose annotations there are of a text, of articles that are not there; below the root only."""
        found = []
        for owner in self._index().by_text.get(sha256, ()):
            path = self.path_of(owner.key)
            if path is not None and not path.exists():
                found.append(owner)
        return found

    def finish_renamings(self) -> None:
        """Give the store files their names that renamings left under former ones, when they were stopped.

        Raises:
            HashiyaError: it could not be done.
        """
        for key, path in self._index().left.items():
            _finish(path, key)

    def _index(self) -> _Index:
        """The store files by what they say of their articles; asked anew when files of the store changed."""
        try:
            signature = signature_of(self.folder.stat())
            if self._known_index is None or self._known_index.signature != signature:
                self._known_index = self._make_index(signature)
        except (OSError, HashiyaError):
            return _NO_INDEX
        return self._known_index

    def _make_index(self, signature: Signature) -> _Index:
        by_text: dict[str, list[Owner]] = {}
        left: dict[str, Path] = {}
        for name in self.file_names():
            path = self.folder / name
            owner = self._owner_of(path)
            if owner is None:
                continue
            if owner.is_left_in(path.name):
                left[owner.key] = path
            elif owner.sha256 and file_name_of(owner.key) == path.name:
                by_text.setdefault(owner.sha256, []).append(owner)
        return _Index(signature, by_text, left)

    def _owner_of(self, path: Path) -> Owner | None:
        try:
            signature = signature_of(path.lstat())
        except OSError:
            return None
        known = self._owners.get(path)
        if known is None or known[0] != signature:
            known = self._owners[path] = (signature, owner_of(path))
        return known[1]

    def open_key(self, key: str) -> ArticleStore:
        """The annotations of an article that need not be there any more; no file is touched yet."""
        from hashiya.store.tinydb.article_store import ArticleStore

        return ArticleStore(self.file_of(key), key)

    def file_names(self) -> Sequence[str]:
        """The names of the store files, in order; of one that is gone too, if its backup is there.

        Raises:
            HashiyaError: the folder cannot be read.
        """
        return look_through(self.folder).files

    def foreign(self) -> Sequence[str]:
        """The names in the folder that are not the store's, in order; all of these are left alone.

        Raises:
            HashiyaError: the folder cannot be read.
        """
        return look_through(self.folder).foreign

    def open_file(self, path: Path) -> ArticleStore:
        """The annotations in one of the store's files, which has been read then.

        Raises:
            DamagedError: its content cannot be used, or it is missing and its backup is there.
            HashiyaError: it cannot be read, or does not say which article it belongs to, or is a copy.
        """
        source = read_source(path)
        if source is None:
            if backup_of(path).exists():
                raise missing_error(path)
            msg = f"cannot read {path}: there is no such file"
            raise HashiyaError(msg)
        source, content = parse_settled(path, source)
        opened = self.open_key(_owner_in(path, content))
        opened.adopt(source, content)
        return opened

    def survey(self) -> Survey:
        """Whose annotations there are; of each file only the beginning is read, unless that does not say.

        Raises:
            HashiyaError: the folder cannot be read.
        """
        keys: set[str] = set()
        refused: dict[Path, HashiyaError] = {}
        for name in self.file_names():
            path = self.folder / name
            owner = owner_of(path)
            try:
                if owner is None:
                    keys.add(self._readable_owner(path))
                    continue
                if owner.is_left_in(name):
                    _finish(path, owner.key)
                elif file_name_of(owner.key) != name:
                    raise _misnamed(path, owner.key)
                keys.add(owner.key)
            except HashiyaError as error:
                refused[path] = error
        return Survey(sorted(keys), refused)

    def _readable_owner(self, path: Path) -> str:
        """The key in a store file, or in its backup if it is damaged or missing."""
        try:
            return self.open_file(path).key
        except DamagedError as damage:
            try:
                content = read_store_file(backup_of(path))
            except HashiyaError as error:
                raise damage from error
            if content is None:
                raise
            return _owner_in(path, content)

    def summary(self, article: Path | str) -> Summary:
        """What a list tells about an article; read again only if the file changed. Raises nothing.

        Args:
            article: the path of an article, or its key.
        """
        key = article if isinstance(article, str) else self.key_of(article)
        path = self.file_of(key)
        try:
            signature = signature_of(path.lstat())
        except FileNotFoundError:
            return summarise(path)
        except OSError as error:
            return Summary(problem=f"cannot read {path}: {error.strerror}")
        known = self._summaries.get(path)
        if known is None or known[0] != signature:
            known = self._summaries[path] = (signature, summarise(path))
        return known[1]


def _owner_in(path: Path, content: Content) -> str:
    """The key of the article that a store file says it belongs to.

    Raises:
        HashiyaError: it does not say, or is a copy under another name.
    """
    article: Mapping[str, Any] = next(iter(content.tables.get(ARTICLE, {}).values()), {})
    key = article.get("path")
    if not isinstance(key, str) or not key:
        msg = f"{path} is damaged: it does not say which article it belongs to"
        raise HashiyaError(msg)
    if file_name_of(key) != path.name:
        raise _misnamed(path, key)
    return key


def _finish(path: Path, key: str) -> None:
    from hashiya.store.tinydb.renaming import finish  # seldom needed

    finish(path, key)


def _misnamed(path: Path, key: str) -> HashiyaError:
    msg = f"{path} says that it holds the annotations of {key}, but those are in {file_name_of(key)}"
    return HashiyaError(msg, "if it is a copy, move it out of the store")
