"""The files that a person's computer keeps for a team whose server may be away."""

from __future__ import annotations

import os
from hashlib import sha256
from typing import TYPE_CHECKING, Protocol

from hashiya.files.kept import KeptFile, state_folder
from hashiya.messages import Message
from hashiya.store.opened_store import OpenedStore
from hashiya.store.pending.database_folders import DatabaseFolders
from hashiya.store.pending.outbox import Outbox
from hashiya.store.pending.pending_repository import PendingRepository
from hashiya.store.repository.away import AwayError
from hashiya.store.repository.kept_articles import KeepsArticles
from hashiya.store.repository.listening import TellsOfChanges

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from hashiya.store.repository.kept_articles import KeptArticles
    from hashiya.store.repository.listening import Listening

_FOLDER, _NAMES, _DATABASES = "pending", "names.json", "databases.json"
_OF_LIBPQ = ("PGHOST", "PGHOSTADDR", "PGPORT", "PGDATABASE", "PGUSER", "PGSERVICE")
"""Variables that complete the address of a database."""


class Database(Protocol):
    """The database that answers at the address of a team."""

    @property
    def identity(self) -> str:
        """Return the identity, which no other database has.

        Raises:
            AwayError: the server is away.
            HashiyaError: the server refuses.
        """

    def expect(self, identity: str) -> None:
        """Treat every database with another identity as one that cannot be reached."""


class TeamStore(OpenedStore, TellsOfChanges, KeepsArticles, Protocol):
    """The annotations of one annotator in the database of a team."""

    @property
    def database(self) -> Database:
        """Return the database that answers."""

    def again(self) -> TeamStore:
        """Make another object for the same annotations."""


class PendingStore(PendingRepository):
    """A `PendingRepository` that knows its store.

    Attributes:
        home: the place of the whole store.
        told: called with the transactions that the store has taken.
    """

    def __init__(self, store: TeamStore, folder: Path, outbox: Outbox | None = None) -> None:
        """Touch no file and call no server yet; the arguments are those of `PendingRepository`."""
        super().__init__(store, folder, outbox=outbox)
        self.home = store.home
        self._store, self._folder = store, folder

    @property
    def told(self) -> Callable[..., object]:  # noqa: D102  an attribute of the class
        return self._store.told

    @told.setter
    def told(self, told: Callable[..., object]) -> None:
        self._store.told = told

    def listen(self) -> Listening:
        """Begin to hear of the saves of all programs."""
        return self._store.listen()

    def kept_articles(self) -> KeptArticles | None:
        """Return the articles of the team; None if they are files of the user."""
        return self._store.kept_articles()

    def again(self) -> PendingStore:
        """Make another object for the same annotations."""
        return PendingStore(self._store.again(), self._folder, self.outbox)


def kept_while_away(store: TeamStore) -> OpenedStore:
    """Keep changes of a team's repository on this computer while its database is away.

    Without a home there is no folder for them, and the repository stays as it is.

    Raises:
        HashiyaError: the server refuses, or changes that an older version kept cannot be read.
    """
    folder = _folder()
    if folder is None:
        return store
    identity = _identity_while_away(store.home, store.database)
    folders = DatabaseFolders(folder, _digest(str(store.home), store.annotator))
    folders.adopt(identity)
    own = folders.own(identity)
    return PendingStore(store, own, Outbox(store, own, elsewhere=folders.others(identity)))


def name_while_away(address: object, database: Database, known_as: Callable[[], str | None]) -> str | None:
    """Return the name by which a team knows the person who connects, as it was last if the server is away.

    Args:
        address: of the team.
        database: that answers there.
        known_as: asks it for the name.

    Raises:
        AwayError: the server is away, and has never told the name.
        HashiyaError: the name cannot be read.
    """
    names, place = KeptFile(_path_of(_NAMES)), _digest(str(address))
    kept = names.read().get(place)
    try:
        name = known_as()
    except AwayError:
        if not isinstance(kept, str):
            raise
        _expect_the_last(address, database)
        return kept
    if name is not None and name != kept:
        names.change(lambda known: known.update({place: name}))
    return name


def _identity_while_away(address: object, database: Database) -> str:
    """Return the identity of the database at an address, or that of the last one if the server is away.

    It is empty if this computer was never told any.
    """
    try:
        identity = database.identity
    except AwayError:
        return _expect_the_last(address, database)
    databases, place = KeptFile(_path_of(_DATABASES)), _digest(str(address))
    if identity != databases.read().get(place):
        databases.change(lambda known: known.update({place: identity}))
    return identity


def _expect_the_last(address: object, database: Database) -> str:
    """Expect the database that answered last, whose annotations this computer has; return its identity."""
    kept = KeptFile(_path_of(_DATABASES)).read().get(_digest(str(address)))
    identity = kept if isinstance(kept, str) else ""
    database.expect(identity)
    return identity


def with_unsent(address: object, error: AwayError) -> AwayError:
    """Add the changes that wait on this computer to the error of a server that is away.

    Raises:
        HashiyaError: the changes cannot be read.
    """
    folder = _folder()
    name = KeptFile(_path_of(_NAMES)).read().get(_digest(str(address)))
    if folder is None or not isinstance(name, str):
        return error
    files = DatabaseFolders(folder, _digest(str(address), name)).all_files()
    count = sum(each.waiting().changes for each in files)
    return (
        AwayError(Message("store.away_and_unsent", cause=error.told, count=count), error.advice)
        if count
        else error
    )


def _folder() -> Path | None:
    folder = state_folder(os.environ)
    return None if folder is None else folder / _FOLDER


def _path_of(name: str) -> Path | None:
    folder = _folder()
    return None if folder is None else folder / name


def _digest(*parts: str) -> str:
    by_libpq = [os.environ.get(name, "") for name in _OF_LIBPQ]
    told = "\0".join([*parts, *by_libpq]).encode("utf-8", "surrogatepass")
    return sha256(told).hexdigest()[:32]
