"""Connections to a team's database, and its errors as sentences; no other module imports psycopg."""

from __future__ import annotations

import atexit
import logging
import random
import threading
import time
from collections import deque
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, LiteralString, TypeAlias, TypeVar

import psycopg
from psycopg import conninfo

from hashiya.messages import Message
from hashiya.store.postgresql.address import Address
from hashiya.store.postgresql.errors import (
    LostError,
    OutdatedError,
    PassingError,
    cause_of,
    connect_error,
    error_of,
    lost_error,
    other_database_error,
    slow_error,
)
from hashiya.store.postgresql.versions import check_version

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Mapping, Sequence

    from hashiya.store.postgresql.versions import Project

_PATIENCE = 30.0
"""Seconds to wait for an answer of the server, as long as a person waits before they think of a fault."""
_LONGEST = 25
"""Seconds after which the server itself ends a statement, so that its connection stays."""
_CONNECT = 10
"""Seconds to wait for a connection."""
_IDLE = 4
"""Connections kept open for the next calls."""
_TRIES = 5
"""Times that a call is made in all, if other writers or a lost connection stop it."""

_OPTIONS = " ".join(
    f"-c {setting}"
    for setting in (
        "search_path=pg_catalog",
        "timezone=UTC",
        # the conditions of row-level security take longer to compile, or to plan again, than most statements
        "jit=off",
        "plan_cache_mode=force_generic_plan",
        f"statement_timeout={_LONGEST}s",
        f"lock_timeout={_PATIENCE / 2:.0f}s",
        f"idle_in_transaction_session_timeout={2 * _PATIENCE:.0f}s",
    )
)

# every error is told as a sentence; the log messages of psycopg would go to the terminal
logging.getLogger("psycopg").addHandler(logging.NullHandler())

_Result = TypeVar("_Result")


class Connection(psycopg.Connection[tuple[Any, ...]]):
    """A connection that gives up when the server is silent.

    Attributes:
        patience: seconds to wait for an answer; None to wait for ever.
    """

    patience: float | None = _PATIENCE

    def wait(
        self, gen: Generator[Any, Any, _Result], interval: float = 0.1, timeout: float | None = None
    ) -> _Result:
        """Wait until the answer has arrived.

        Raises:
            psycopg.OperationalError: it has not arrived in time; the connection is closed.
        """
        if timeout is not None:  # for notifications, whose absence is no fault
            return super().wait(gen, interval, timeout)
        if self.patience is None:
            return super().wait(gen, interval)
        try:
            return super().wait(_within(gen, self.patience), interval)
        except _SilentError:
            self.close()
            raise


class _SilentError(psycopg.OperationalError):
    """The server is silent."""


def _within(generator: Generator[Any, Any, _Result], seconds: float) -> Generator[Any, Any, _Result]:
    """Pass on the events that a generator waits for, until some seconds have passed."""
    end = time.monotonic() + seconds
    try:
        wanted = next(generator)
        while True:
            ready = yield wanted
            if not ready and time.monotonic() > end:
                raise _SilentError
            wanted = generator.send(ready)
    except StopIteration as end_of_it:
        result: _Result = end_of_it.value
        return result


Rows: TypeAlias = "list[tuple[Any, ...]]"


class Server:
    """The database of a team, as all threads of this program use it.

    Another database that answers at the same address later counts as one that cannot be reached.

    Attributes:
        address: of the project.
        losses: how many connections were lost in the middle of a call.
    """

    def __init__(self, address: Address) -> None:
        """Connect to nothing yet."""
        self.address = address
        self.losses = 0
        self._idle: deque[Connection] = deque()
        self._guard = threading.Lock()
        self._project: Project | None = None
        self._identity = ""

    @property
    def project(self) -> int:
        """Return the number of the project.

        Raises:
            HashiyaError: it could not be read.
        """
        if self._project is None:
            with self.borrowed():
                pass
        assert self._project is not None  # noqa: S101  set by every connection
        return self._project.number

    @property
    def identity(self) -> str:
        """Return the identity of the project: the expected one, or that of the first connection.

        Raises:
            HashiyaError: it could not be read.
        """
        if not self._identity:
            with self.borrowed():
                pass
        return self._identity

    def expect(self, identity: str) -> None:
        """Treat every database that has another identity as one that cannot be reached."""
        self._identity = identity

    @contextmanager
    def borrowed(self) -> Iterator[Connection]:
        """Lend a connection; a transaction that is left open is rolled back.

        Raises:
            HashiyaError: the server cannot be reached, refuses, or has no schema that this program knows.
        """
        connection = self._take()
        try:
            with _told(connection, self.address):
                yield connection
        except LostError:
            self.losses += 1
            raise
        finally:
            self._give_back(connection)

    def fetch(self, statement: LiteralString, values: Mapping[str, Any] | Sequence[Any] = ()) -> Rows:
        """Return the rows of a statement, which is a transaction of its own and may be repeated."""

        def rows() -> Rows:
            with self.borrowed() as connection:
                return connection.execute(statement, values).fetchall()

        return self.repeated(rows)

    def repeated(self, action: Callable[[], _Result]) -> _Result:
        """Call an action that may be repeated, again if another writer or a lost connection stopped it.

        Raises:
            HashiyaError: as the action, after several tries.
        """
        for number in range(1, _TRIES):
            try:
                return action()
            except (LostError, OutdatedError):
                continue  # the next connection tells whether the server is there, or what was saved meanwhile
            except PassingError:
                time.sleep(random.uniform(0.01, 0.1) * number)  # noqa: S311  so that two writers part
        return action()

    def close(self) -> None:
        """Close the connections that nobody uses."""
        with self._guard:
            while self._idle:
                self._idle.pop().close()

    def _take(self) -> Connection:
        with self._guard:
            if self._idle:
                return self._idle.pop()
        connection = connect(self.address)
        try:
            with _told(connection, self.address):
                self._check(check_version(connection, self.address))
        except BaseException:
            connection.close()
            raise
        return connection

    def _check(self, project: Project) -> None:
        if self._identity not in ("", project.identity):
            raise other_database_error(self.address)
        self._project, self._identity = project, project.identity

    def _give_back(self, connection: Connection) -> None:
        if not connection.closed and connection.info.transaction_status != _IN_NOTHING:
            with suppress(psycopg.Error):
                connection.rollback()
        with self._guard:
            if (
                not connection.closed
                and connection.info.transaction_status == _IN_NOTHING
                and len(self._idle) < _IDLE
            ):
                self._idle.append(connection)
                return
        connection.close()


_IN_NOTHING = psycopg.pq.TransactionStatus.IDLE


def connect(address: Address, patience: float | None = _PATIENCE) -> Connection:
    """Open a connection, which commits each statement outside of a transaction.

    Args:
        address: of the project.
        patience: seconds to wait for an answer of the server; None to wait for ever.

    Raises:
        HashiyaError: the server cannot be reached, or refuses.
    """
    try:
        settings = conninfo.conninfo_to_dict(address.url)
    except psycopg.Error as error:
        raise connect_error(address, None) from error
    options = f"{_OPTIONS} {settings.pop('options', '') or ''}".strip()
    if patience is None:
        options += " -c statement_timeout=0"
    defaults: dict[str, Any] = {
        "connect_timeout": _CONNECT,
        "tcp_user_timeout": int(_PATIENCE * 1000),
        "keepalives_idle": int(_PATIENCE),
        "application_name": "hashiya",
    }
    try:
        connection = Connection.connect(
            "", autocommit=True, **{**defaults, **settings, "options": options, "client_encoding": "utf8"}
        )
    except psycopg.Error as error:
        raise connect_error(address, error) from error
    connection.patience = patience
    connection.prepare_threshold = 1
    return connection


@contextmanager
def connected(address: Address, patience: float | None = _PATIENCE) -> Iterator[Connection]:
    """Lend a connection of its own, whatever the schema of the database is.

    Raises:
        HashiyaError: the server cannot be reached, or refuses.
    """
    connection = connect(address, patience)
    try:
        with _told(connection, address):
            yield connection
    finally:
        connection.close()


def heard_on(connection: Connection, address: Address, channel: str, seconds: float) -> list[str]:
    """Return the notifications of other sessions on a channel: the first ones, or none after some seconds.

    Args:
        connection: used by the listener alone.
        address: of the project, for errors.
        channel: to listen to from now on; empty for the one of an earlier call.
        seconds: to wait.

    Raises:
        HashiyaError: the connection is lost.
    """
    with _told(connection, address):
        if channel:
            connection.execute(psycopg.sql.SQL("LISTEN {}").format(psycopg.sql.Identifier(channel)))
        return [each.payload for each in connection.notifies(timeout=seconds, stop_after=1)]


@contextmanager
def _told(connection: Connection, address: Address) -> Iterator[None]:
    """Raise an error of the server as a sentence."""
    try:
        yield
    except _SilentError as error:  # to ask again would take as long
        raise slow_error(address) from error
    except UnicodeDecodeError as error:  # no server sends such an answer; the line has damaged it
        connection.close()
        raise lost_error(address, Message("postgresql.answer_damaged")) from error
    except psycopg.Error as error:
        # an error of the client, which has no code, leaves open how far the connection is
        is_lost = isinstance(error, psycopg.OperationalError) and error.sqlstate is None
        if connection.closed or connection.broken or is_lost:
            connection.close()
            raise lost_error(address, cause_of(error)) from error
        raise error_of(address, error) from error


def server_at(address: Address) -> Server:
    """Return the server of an address, one for all who use it."""
    key = address.url, address.project
    return _servers.get(key) or _servers.setdefault(key, Server(Address(*key)))


_servers: dict[tuple[str, str], Server] = {}


@atexit.register
def forget_servers() -> None:
    """Forget all servers, and close their connections that nobody uses."""
    while _servers:
        _servers.popitem()[1].close()
