"""What keeps a team store from being opened is told in one sentence, without the password."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

import psycopg
import pytest

from hashiya.errors import HashiyaError
from hashiya.messages import Message
from hashiya.store import annotators, open_repository
from hashiya.store.postgresql import connection
from hashiya.store.postgresql.address import Address
from hashiya.store.postgresql.connection import Server, forget_servers, server_at
from hashiya.store.postgresql.people import put_person
from hashiya.store.postgresql.schema import create_schema
from hashiya.store.repository.away import AwayError
from tests.postgresql import ASKED, OWNER, running_server
from tests.refusals import refused

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.postgresql import RunningServer, TeamDatabase

HIDDEN = "s3cr%20et"


def told_by(address: Address) -> HashiyaError:
    """The error of the first call."""
    with pytest.raises(HashiyaError) as caught:
        annotators(address)
    error = caught.value
    for shown in (error.message, error.hint, repr(error), str(error)):
        assert "s3cr" not in shown
    return error


def test_a_wrong_password_or_none_is_told(database: TeamDatabase) -> None:
    login = database.add("سارة")
    put_person(database.server(), "سارة", "annotator", login, "right")
    database.running.execute(f"GRANT {ASKED} TO {login}")
    for password in ("", "s3cr et"):
        error = told_by(database.address(login, password))
        assert error.told.id == "postgresql.wrong_password"
    assert annotators(database.address(login, "right")) == []


def test_a_login_that_the_server_does_not_know_is_told(database: TeamDatabase) -> None:
    assert told_by(database.address("nobody", "s3cr et")).told.id == "postgresql.no_login"


def test_a_database_that_does_not_exist_is_told(team_server: RunningServer) -> None:
    assert told_by(Address(team_server.url(OWNER, "missing", "s3cr et"))).told.id == "postgresql.no_database"


def test_a_database_without_a_schema_is_told(team_server: RunningServer) -> None:
    error = told_by(Address(team_server.url(OWNER, team_server.make_database(), "s3cr et")))
    assert error.told.id == "postgresql.no_schema"
    assert error.advice == Message("postgresql.run_init_as_owner")


def test_a_project_that_does_not_exist_is_told(database: TeamDatabase) -> None:
    address = database.address()._replace(project="other")
    assert told_by(address).told == Message("postgresql.no_project", address=str(address), name="other")
    create_schema(address)
    assert annotators(address) == []


def test_a_schema_of_an_older_version_is_told(database: TeamDatabase) -> None:
    database.rows("DELETE FROM hashiya.version WHERE number = (SELECT max(number) FROM hashiya.version)")
    assert told_by(database.address()).told.id == "postgresql.older_schema"


@pytest.mark.parametrize("encoding", ["LATIN1", "SQL_ASCII"])
def test_a_database_of_another_encoding_is_left_alone(team_server: RunningServer, encoding: str) -> None:
    name = f"in_{encoding.lower()}"
    team_server.execute(
        f"CREATE DATABASE {name} OWNER {OWNER} ENCODING {encoding}"
        " LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0"
    )
    with refused("postgresql.wrong_encoding"):
        create_schema(Address(team_server.url(OWNER, name)))


@pytest.mark.parametrize(
    "url",
    [
        f"postgresql://sara:{HIDDEN}@127.0.0.1:1/db",
        f"postgresql://sara:{HIDDEN}@/db?host=/nowhere",
        f"postgresql://sara:{HIDDEN}@host.invalid/db",
    ],
)
def test_a_server_that_is_not_there_is_away(url: str) -> None:
    error = told_by(Address(url))
    assert isinstance(error, AwayError)
    assert error.told.id == "postgresql.away"


@pytest.mark.parametrize(
    "url",
    [
        f"postgresql://sara:{HIDDEN}@host/db?nonsense=1",
        f"postgresql://sara:{HIDDEN}@host:x/db",
        "postgresql://h/%zz",
    ],
)
def test_an_address_that_libpq_does_not_read_is_malformed_or_away(url: str) -> None:
    assert told_by(Address(url)).told.id in ("postgresql.malformed_address", "postgresql.away")


def test_an_extra_that_is_not_installed_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [each for each in sys.modules if each.startswith("hashiya.store.postgresql.")]:
        if not name.endswith(".address"):
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with refused("postgresql.not_installed") as caught:
        open_repository(Address("postgresql://host/db"), "سارة")
    assert caught.value.advice == Message("postgresql.install")


@contextmanager
def silent_server(folder: Path) -> Iterator[Address]:
    """A server that takes connections and never says a word."""
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(folder / ".s.PGSQL.5432"))
        listening.listen()
        yield Address(f"postgresql://sara:{HIDDEN}@/db?host={folder}&connect_timeout=2")


def test_a_server_that_never_answers_is_away_in_time(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("s")
    with silent_server(folder) as address:
        assert isinstance(told_by(address), AwayError)


def test_a_server_that_falls_silent_is_asked_once_and_not_again(database: TeamDatabase) -> None:
    server = Server(database.address())
    asked = 0

    def ask() -> None:
        nonlocal asked
        asked += 1
        with server.borrowed() as borrowed:
            borrowed.patience = 0.3
            borrowed.execute("SELECT pg_sleep(20)")

    with refused(Message("postgresql.slow", address=str(database.address())), AwayError):
        server.repeated(ask)
    assert asked == 1
    assert server.fetch("SELECT 1") == [(1,)]
    server.close()


def test_a_connection_that_the_server_ended_is_replaced(database: TeamDatabase) -> None:
    server = Server(database.address())
    assert server.fetch("SELECT 1") == [(1,)]
    database.rows("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'owner'")
    assert server.fetch("SELECT 2") == [(2,)]
    server.close()


def test_servers_that_are_forgotten_keep_no_connection(database: TeamDatabase) -> None:
    server = server_at(database.address())
    assert server.fetch("SELECT 1") == [(1,)]
    (idle,) = server._idle
    forget_servers()
    assert idle.closed
    assert server_at(database.address()) is not server


def test_threads_have_connections_of_their_own_and_leave_few_open(database: TeamDatabase) -> None:
    server = Server(database.address())
    barrier = threading.Barrier(8)

    def work() -> None:
        with server.borrowed() as mine:
            barrier.wait(20)
            assert mine.execute("SELECT 1").fetchall() == [(1,)]

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(server._idle) == connection._IDLE
    server.close()


def test_a_server_that_was_stopped_is_away_and_back_after_its_start() -> None:
    with running_server() as running:
        name = running.make_database("made")
        address = Address(running.url(OWNER, name))
        server = Server(address)
        assert server.fetch("SELECT 1") == [(1,)]
        running.stop(signal.SIGKILL)
        with pytest.raises(AwayError):
            server.fetch("SELECT 1")
        running.start()
        assert server.fetch("SELECT 1") == [(1,)]
        server.close()


def test_an_error_of_the_client_in_the_middle_of_a_call_ends_the_connection(database: TeamDatabase) -> None:
    server = database.server()
    seen = []

    def call() -> int:
        with server.borrowed() as borrowed:
            seen.append(borrowed)
            if len(seen) == 1:
                raise psycopg.OperationalError("cannot exit pipeline mode while busy")
            return borrowed.info.backend_pid

    assert server.repeated(call)
    assert seen[0].closed
    assert not seen[1].closed


def test_what_psycopg_logs_is_not_printed() -> None:
    program = (
        "import logging; from hashiya.store.postgresql import connection\n"
        "logging.getLogger('psycopg').warning('error ignored terminating')\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("", "")
