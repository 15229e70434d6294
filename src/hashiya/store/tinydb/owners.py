"""The owners of the store files in a folder; only changed files are read again."""

from __future__ import annotations

from contextlib import suppress
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from hashiya.errors import HashiyaError
from hashiya.files.atomic_file import Signature, signature_of
from hashiya.messages import Message
from hashiya.store.records.tables import ARTICLE
from hashiya.store.repository.changes import Mark
from hashiya.store.repository.file_health import CopyError
from hashiya.store.tinydb.file_names import backup_of, file_name_of
from hashiya.store.tinydb.folder_contents import look_through
from hashiya.store.tinydb.owner import Owner, owner_of
from hashiya.store.tinydb.store_file import DamagedError, missing_error, read_store_file

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from hashiya.store.tinydb.folder_contents import FolderContents
    from hashiya.store.tinydb.store_file import Content


class Survey(NamedTuple):
    """The articles of a store, found without reading their annotations.

    Attributes:
        keys: of the articles, sorted; the rest of a file may still be damaged.
        refused: the files that, like their backups, do not name an article, each with its error.
    """

    keys: Sequence[str]
    refused: Mapping[Path, HashiyaError]


class Index(NamedTuple):
    """The owners of the store files at one moment.

    Attributes:
        signature: of the folder, which changes whenever a file in it is replaced.
        by_text: the owners by the hash of their text.
        left: by key, the files that interrupted renamings left under their former names.
    """

    signature: Signature | None = None
    by_text: Mapping[str, Sequence[Owner]] = MappingProxyType({})
    left: Mapping[str, Path] = MappingProxyType({})


_NO_INDEX = Index()


class Owners:
    """The owners of the files in one folder; any thread may call any method."""

    def __init__(self, folder: Path) -> None:
        """Read nothing yet."""
        self._folder = folder
        # each is replaced as a whole, so threads may at worst read a file twice
        self._known: dict[Path, tuple[Signature, Owner | None]] = {}
        self._known_index: Index | None = None

    def index(self) -> Index:
        """Return the index of the store files; empty if the folder cannot be read."""
        try:
            signature = signature_of(self._folder.stat())
            index = self._known_index
            if index is None or index.signature != signature:
                index = self._known_index = self._make_index(signature)
        except (OSError, HashiyaError):
            return _NO_INDEX
        return index

    def contents(self) -> FolderContents:
        """List the names in the folder.

        Raises:
            HashiyaError: the folder cannot be read.
        """
        return look_through(self._folder)

    def finish_renaming(self, key: str) -> None:
        """Complete an interrupted renaming of the store file of an article, if there is one.

        Raises:
            HashiyaError: the file could not be renamed.
        """
        left = self.index().left.get(key)
        if left is not None:
            _finish(left, key)

    def survey(self) -> Survey:
        """Find the articles of the store; of most files only the beginning is read.

        Raises:
            HashiyaError: the folder cannot be read.
        """
        keys: set[str] = set()
        refused: dict[Path, HashiyaError] = {}
        for name in self.contents().files:
            path = self._folder / name
            owner = self._owner_at(path)
            try:
                if owner is None:
                    keys.add(_readable_owner(path))
                    continue
                if owner.is_left_in(name):
                    _finish(path, owner.key)
                elif file_name_of(owner.key) != name:
                    raise _misnamed(path, owner.key)
                keys.add(owner.key)
            except HashiyaError as error:
                refused[path] = error
        return Survey(sorted(keys), refused)

    def mark(self) -> Mark:
        """Return the present moment of the store; files that name no article are left out.

        Raises:
            HashiyaError: the folder cannot be read.
        """
        versions: dict[str, Signature] = {}
        for name in self.contents().files:
            with suppress(OSError):
                signature = signature_of((self._folder / name).lstat())
                owner = self._owner_at(self._folder / name)
                if owner is not None and file_name_of(owner.key) == name:
                    versions[owner.key] = signature
        return Mark(MappingProxyType(versions))

    def _make_index(self, signature: Signature) -> Index:
        by_text: dict[str, list[Owner]] = {}
        left: dict[str, Path] = {}
        for name in self.contents().files:
            path = self._folder / name
            owner = self._owner_at(path)
            if owner is None:
                continue
            if owner.is_left_in(name):
                left[owner.key] = path
            elif owner.sha256 and file_name_of(owner.key) == name:
                by_text.setdefault(owner.sha256, []).append(owner)
        return Index(signature, by_text, left)

    def _owner_at(self, path: Path) -> Owner | None:
        try:
            signature = signature_of(path.lstat())
        except OSError:
            return None
        known = self._known.get(path)
        if known is None or known[0] != signature:
            known = self._known[path] = (signature, owner_of(path))
        return known[1]


def owner_in(path: Path, content: Content) -> str:
    """Return the key of the article that a store file names.

    Raises:
        HashiyaError: the file names no article, or is a copy under another name.
    """
    key = content.only(ARTICLE).get("path")
    if not isinstance(key, str) or not key:
        raise HashiyaError(Message("store.damaged", path=path, cause=Message("store.no_owner")))
    if file_name_of(key) != path.name:
        raise _misnamed(path, key)
    return key


def _finish(path: Path, key: str) -> None:
    """Complete an interrupted renaming; raises what `renaming.finish` does."""
    from hashiya.store.tinydb.renaming import finish as finish_renaming  # seldom needed

    finish_renaming(path, key)


def _readable_owner(path: Path) -> str:
    """Return the key in a store file, or in its backup if the file is damaged or missing."""
    try:
        content = read_store_file(path)
        if content is None:
            raise missing_error(path)
        return owner_in(path, content)
    except DamagedError as damage:
        try:
            content = read_store_file(backup_of(path))
        except HashiyaError as error:
            raise damage from error
        if content is None:
            raise
        return owner_in(path, content)


def _misnamed(path: Path, key: str) -> CopyError:
    told = Message("store.misnamed", path=path, key=key, name=file_name_of(key))
    return CopyError(told, Message("store.repair_copy"))
