"""Annotations, wherever they are kept; no other module chooses how."""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, overload

from hashiya.errors import HashiyaError
from hashiya.messages import Message
from hashiya.store.places import DEFAULT_FOLDER, default_place, place_from
from hashiya.store.repository.reading import Reading
from hashiya.store.tinydb.file_names import (
    BACKUP,
    COLLECTIONS,
    NAME_FILE,
    SUFFIX,
    folder_name_of,
    is_file_name,
)
from hashiya.store.tinydb.store import Store
from hashiya.text.settled import settled_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from hashiya.store.opened_store import OpenedStore
    from hashiya.store.places import Place
    from hashiya.store.postgresql.address import Address
    from hashiya.store.postgresql.repository import TeamRepository
    from hashiya.store.postgresql.team import Team
    from hashiya.store.repository.line_log import LineLog
    from hashiya.store.tinydb.dividing import Divided
    from hashiya.store.tinydb.undivided import Undivided

__all__ = [
    "NAME_FILE",
    "Reading",
    "Store",
    "annotators",
    "bring_codebook",
    "copied_place",
    "default_place",
    "divide",
    "enter",
    "foreign_in",
    "former_in",
    "is_undivided",
    "journal_log",
    "known_as",
    "nameless_in",
    "open_own",
    "open_repository",
    "open_team",
    "open_undivided",
    "place_from",
]


@overload
def open_repository(place: Path, annotator: str, told: Callable[..., object] = ...) -> Store: ...


@overload
def open_repository(place: Place, annotator: str, told: Callable[..., object] = ...) -> OpenedStore: ...


def open_repository(
    place: Place, annotator: str, told: Callable[..., object] = lambda *_: None
) -> OpenedStore:
    """Open the repository of an annotator, which is made when the first annotation is saved.

    Args:
        place: where the annotations of all annotators are kept.
        annotator: the name.
        told: called with the transactions saved together, in the thread that saved them.

    Raises:
        HashiyaError: the place is a database, and the extra ``team`` is not installed.
    """
    if not isinstance(place, Path):
        return _open_in_team(place, annotator, told)
    folder = place
    own = folder / folder_name_of(annotator)
    if not os.path.lexists(own) and is_undivided(folder) and _obstacle_in(folder) is not None:
        own = folder  # it is read as it is
    return Store(own, told, home=folder, annotator=settled_name(annotator))


def copied_place(place: Place) -> Place:
    """Return the place of a team whose articles are copied into a folder of the user, or that of a folder.

    Raises:
        HashiyaError: the user has no home, or the extra ``team`` is not installed.
    """
    if isinstance(place, Path):
        return place
    with _extra_needed():
        from hashiya.store.postgresql.local_copies import copies_folder
    return place._replace(root=copies_folder(place, os.environ), is_copied=True)


def open_team(place: Place) -> Team:
    """Open the people, articles and assignments of a team; nothing is read yet.

    Raises:
        HashiyaError: the place is a folder, or the extra ``team`` is not installed.
    """
    if isinstance(place, Path):
        told = Message("store.no_team", folder=place)
        if place == DEFAULT_FOLDER:
            told = Message("store.default_no_team", folder=place)
        raise HashiyaError(told, Message("store.name_database"))
    with _extra_needed():
        from hashiya.store.postgresql.team import Team
    return Team(place)


def open_own(place: Place, annotator: str, told: Callable[..., object] = lambda *_: None) -> OpenedStore:
    """Open the repository of an annotator who may change it, even while the server of a team is away.

    Args:
        place: where the annotations of all annotators are kept.
        annotator: the name.
        told: called with the transactions saved together, in the thread that saved them.

    Raises:
        HashiyaError: the place is a database that refuses, or the extra ``team`` is not installed.
    """
    if isinstance(place, Path):
        return open_repository(place, annotator, told)
    from hashiya.store.pending.team import kept_while_away  # most stores are folders

    return kept_while_away(_open_in_team(place, annotator, told))


def _open_in_team(place: Address, annotator: str, told: Callable[..., object]) -> TeamRepository:
    with _extra_needed():
        from hashiya.store.postgresql.repository import TeamRepository
    return TeamRepository(place, settled_name(annotator), told)


def is_undivided(place: Place) -> bool:
    """Tell whether a store has files for all annotators together, as older versions kept them."""
    if not isinstance(place, Path):
        return False
    names = _names_in(place)
    if any(is_file_name(name.removesuffix(BACKUP)) for name in names):
        return True
    return COLLECTIONS in names and any(SUFFIX in name for name in _names_in(place / COLLECTIONS))


def _names_in(folder: Path) -> Sequence[str]:
    """List the names in a folder, which are enough before the first frame; none if it cannot be read."""
    try:
        return os.listdir(folder)  # noqa: PTH208
    except OSError:
        return ()


def open_undivided(place: Place, told: Callable[..., object] = lambda *_: None) -> Undivided | None:
    """Open the files for all annotators together, without the records of these; None if there are none."""
    if not isinstance(place, Path) or not is_undivided(place):
        return None
    from hashiya.store.tinydb.undivided import Undivided  # stores of older versions alone have such files

    return Undivided(place, told)


def divide(folder: Path, annotator: str, progress: Callable[[int, int], object]) -> Divided | None:
    """Divide the files for all annotators together among those whom the annotations name.

    Args:
        folder: where the annotations are kept.
        annotator: who gets the records that name nobody, the reading positions and the collections.
        progress: called with the numbers of articles that are done and of all.

    Returns:
        The result of dividing the files; None if the folder cannot be written.

    Raises:
        HashiyaError: the folder cannot be read.
    """
    if _obstacle_in(folder) is not None:
        return None
    from hashiya.store.tinydb.dividing import divide  # once for each store

    return divide(folder, annotator, progress)


def _obstacle_in(folder: Path) -> Message | None:
    from hashiya.store.tinydb.writability import obstacle_to

    return obstacle_to(folder / "any")


def former_in(folder: Path) -> Path | None:
    """Return the folder of the files that were divided; None if a person has removed it."""
    from hashiya.store.tinydb.folder_contents import FORMER

    return folder / FORMER if os.path.lexists(folder / FORMER) else None


def nameless_in(folder: Path) -> Sequence[str]:
    """Return the folders of annotators whose names cannot be read, sorted.

    Raises:
        HashiyaError: the folder cannot be read.
    """
    from hashiya.store.tinydb.annotator_folders import nameless_in

    return nameless_in(folder)


def foreign_in(folder: Path) -> Sequence[str]:
    """Return the paths in the folder of a store that belong to other programs, sorted.

    Raises:
        HashiyaError: the folder cannot be read.
    """
    from hashiya.store.tinydb.annotator_folders import foreign_in  # one's own are read without

    return foreign_in(folder)


def annotators(place: Place) -> Sequence[str]:
    """Return the names of the annotators of whom anything is kept in a store, sorted.

    Raises:
        HashiyaError: the store cannot be read.
    """
    if not isinstance(place, Path):
        with _extra_needed():
            from hashiya.store.postgresql.people import annotators_in as of_team
            from hashiya.store.repository.away import AwayError
        try:
            return of_team(place)
        except AwayError as error:
            from hashiya.store.pending.team import with_unsent  # a server seldom is

            raise with_unsent(place, error) from error
    from hashiya.store.tinydb.annotator_folders import annotators_in  # one's own are read without

    return list(annotators_in(place))


def known_as(place: Place) -> str | None:
    """Return the name by which a team knows the person who connects; None in a folder, or for a stranger.

    Raises:
        HashiyaError: the store cannot be read.
    """
    if isinstance(place, Path):
        return None
    with _extra_needed():
        from hashiya.store.postgresql.connection import server_at
        from hashiya.store.postgresql.people import known_as as by_team
    from hashiya.store.pending.team import name_while_away  # most stores are folders

    server = server_at(place)
    return name_while_away(place, server, lambda: by_team(server))


def bring_codebook(place: Place) -> None:
    """Write the codebook of a team beside the copies of its articles, where labels are read.

    While the server is away, the former one stays in force.

    Raises:
        HashiyaError: the codebook cannot be fetched.
    """
    if isinstance(place, Path) or not place.is_copied:
        return
    from hashiya.store.postgresql.codebooks import bring_newest  # most stores are folders
    from hashiya.store.postgresql.connection import server_at
    from hashiya.store.repository.away import AwayError

    with suppress(AwayError):
        bring_newest(server_at(place), place.root)


def enter(place: Address, login: str, password: str) -> tuple[str, str] | None:
    """Return the name of a person, and the store as that person opens it; None for a wrong password.

    Raises:
        HashiyaError: the server does not answer, or the extra ``team`` is not installed.
    """
    with _extra_needed():
        from hashiya.store.postgresql.entering import enter as by_team
    return by_team(place, login, password)


def journal_log(place: Place) -> LineLog:
    """Return the log of the present person's journal; nothing is read yet.

    Raises:
        HashiyaError: the place is a database, and the extra ``team`` is not installed.
    """
    if not isinstance(place, Path):
        with _extra_needed():
            from hashiya.store.postgresql.journal_rows import journal_of
        return journal_of(place)
    from hashiya.store.journal_file import journal_file_in  # not needed for the first frame

    return journal_file_in(place)


@contextmanager
def _extra_needed() -> Iterator[None]:
    """Let a block import the store of teams.

    Raises:
        HashiyaError: the extra ``team`` is not installed.
    """
    try:
        yield
    except ImportError as error:
        told = Message("postgresql.not_installed", cause=str(error))
        raise HashiyaError(told, Message("postgresql.install")) from error
