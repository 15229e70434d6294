"""The tables of one person's work in one article, in the database of a team."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from hashiya.errors import HashiyaError
from hashiya.store.postgresql import work_rows
from hashiya.store.postgresql.errors import closed_error, outdated_error
from hashiya.store.records.held_tables import HeldTables
from hashiya.store.records.rekeying import followed_error
from hashiya.store.records.tables import Condition
from hashiya.store.repository.assignment import OPEN

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hashiya.store.postgresql.connection import Connection
    from hashiya.store.postgresql.work_rows import WorkKey
    from hashiya.store.postgresql.works import Works
    from hashiya.store.records.held_tables import HeldRecords
    from hashiya.store.repository.assignment import State


class TeamTables(HeldTables):
    """`Tables` in a database, read again when other programs change them."""

    def __init__(self, works: Works, key: str) -> None:
        """Read nothing yet.

        Args:
            works: of the person.
            key: of the article.
        """
        super().__init__(key)
        self._works = works
        # the generation of the tables that are held; -1 until the first read
        self._generation = -1
        self._versions = 0
        self._losses = works.server.losses
        self._is_held = False
        self._before: Mapping[str, HeldRecords] = {}
        self._had_content = False
        self._is_moved = False
        self._article = 0
        self._state: State | None = None

    @property
    def generation(self) -> int:
        """Return the number of versions seen, after reading the tables again if they have changed.

        Raises:
            HashiyaError: the tables cannot be read.
        """
        if not self._is_held:
            self._follow(self._works.read(self.name, self._known()))
        return self._versions

    @property
    def condition(self) -> Condition:
        """Tell whether the tables can be written, as of the last reading."""
        error = self._moved_error()
        if error is None and self._state is not None and self._state not in OPEN:
            error = closed_error(self.name, self._state)
        return Condition() if error is None else Condition(error.told, error.advice)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Let the tables be changed, and commit; an error takes all changes back.

        Raises:
            OutdatedError: another program may have saved the work since it was read; try again.
            HashiyaError: the database cannot be reached or refuses, or the annotations were moved to another
                key; nothing is changed.
        """
        with self.guard:
            if self._is_held:
                yield
            elif self._known() > 0 and not self._is_moved:
                with self._as_known():
                    yield
            else:
                with self._read_first():
                    yield

    @contextmanager
    def _read_first(self) -> Iterator[None]:
        """Lock the work and read it before it is changed: two round trips."""
        with self._works.server.borrowed() as connection:
            where = self._works.writable(self.name)
            self._follow(work_rows.hold(connection, where, self._known()))
            if (error := self._moved_error()) is not None:
                raise error
            with self._held():
                yield
                if self.is_changed:
                    self._save(connection, where, self._generation)

    @contextmanager
    def _as_known(self) -> Iterator[None]:
        """Change the work as it was read last, and lock it when it is saved: one round trip.

        Raises:
            OutdatedError: the work was saved by another program since; or nothing was changed or a change was
                refused, which may be otherwise by now.
        """
        known = self._generation
        self._generation = -1  # whatever fails, the next attempt reads the work first
        with self._works.server.borrowed() as connection, self._held():
            try:
                yield
            except HashiyaError as error:
                raise outdated_error(self._works.server.address) from error
            if not self.is_changed:
                raise outdated_error(self._works.server.address)
            self._save(connection, self._works.writable(self.name), known, locks=True)

    @contextmanager
    def _held(self) -> Iterator[None]:
        """Take the changes of the tables back if an error keeps them from being saved."""
        self._before = before = dict(self._tables)
        self._is_held = True
        try:
            yield
        except BaseException:
            self._tables = before
            raise
        finally:
            self._is_held = False

    def _save(self, connection: Connection, where: WorkKey, known: int, *, locks: bool = False) -> None:
        """Save the changes of a work of a known generation, which is locked now or was before."""
        with connection.pipeline():
            if locks:
                work_rows.hold_known(connection, where, self._article, known)
            work_rows.save(connection, where, self._article, before=self._before, after=self._tables)
            connection.execute("COMMIT")
        self._generation = known + 1
        self._versions += 1
        self._had_content = True

    @property
    def is_changed(self) -> bool:
        """Tell whether a transaction has changed a table so far."""
        return any(records is not self._before.get(kind) for kind, records in self._tables.items())

    def confirm(self) -> None:
        """Do nothing: PostgreSQL shows a change to nobody before it is safe on the disk."""

    def _known(self) -> int:
        """Return the number of saves of the tables that are held; -1 if they must be read again.

        A backup may have taken the place of the database while a connection was lost, and counts on.
        """
        if self._losses != self._works.server.losses:
            self._losses, self._generation = self._works.server.losses, -1
        return self._generation

    def _follow(self, work: work_rows.Work) -> None:
        if work.rows is not None:
            self._versions += 1
            self._tables = work_rows.records_in(self.name, work.rows, self._tables)
        self._article, self._generation = work.article, work.generation
        self._is_moved, self._state = work.is_moved, work.state
        self._had_content |= bool(work.generation) and not work.is_moved

    def _moved_error(self) -> HashiyaError | None:
        """Make the error of a reader whose annotations were moved since; None for all others."""
        if not (self._is_moved and self._had_content):
            return None
        return followed_error(self.name, self._works.followed_to(self.name))
