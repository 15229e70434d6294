"""The tables of one person's work in one article, in the database of a team."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from hashiya.store.postgresql import work_rows
from hashiya.store.postgresql.errors import closed_error
from hashiya.store.records.held_tables import HeldTables
from hashiya.store.records.rekeying import followed_error
from hashiya.store.records.tables import Condition
from hashiya.store.repository.assignment import OPEN

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hashiya.errors import HashiyaError
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
        """Lock the work from the reading until the changes are committed.

        Raises:
            HashiyaError: the database cannot be reached or refuses, or the annotations were moved to another
                key; nothing is changed.
        """
        with self.guard:
            if self._is_held:
                yield
                return
            with self._works.server.borrowed() as connection:
                where = self._works.writable(self.name)
                article, work = work_rows.hold(connection, where, self._known())
                self._follow(work)
                if (error := self._moved_error()) is not None:
                    raise error
                self._before = before = dict(self._tables)
                self._is_held = True
                try:
                    yield
                    if self.is_changed:
                        with connection.pipeline():
                            work_rows.save(connection, where, article, before=before, after=self._tables)
                            connection.execute("COMMIT")
                        self._generation += 1
                        self._versions += 1
                        self._had_content = True
                except BaseException:
                    self._tables = before
                    raise
                finally:
                    self._is_held = False

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
        self._generation, self._is_moved, self._state = work.generation, work.is_moved, work.state
        self._had_content |= bool(work.generation) and not work.is_moved

    def _moved_error(self) -> HashiyaError | None:
        """Make the error for whoever has read annotations that were moved since; None for all others."""
        if not (self._is_moved and self._had_content):
            return None
        return followed_error(self.name, self._works.followed_to(self.name))
