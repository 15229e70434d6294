"""A real PostgreSQL server for tests: on a socket in a folder of its own, run by another user than root.

A test takes the fixture `database`, or `team_server` to stop or kill the server (tests/conftest.py).
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import contextmanager
from functools import cache
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, LiteralString
from urllib.parse import quote

import psycopg
import pytest
from psycopg import sql

from hashiya.store.postgresql.address import Address
from hashiya.store.postgresql.connection import Server, forget_servers, server_at
from hashiya.store.postgresql.people import put_person
from hashiya.store.postgresql.schema import create_schema

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

OWNER, SUPERUSER = "owner", "postgres"
"""The login that owns the schema of each database; the superuser, whom only the tests use."""
ASKED = "asked_for_password"
"""Logins that are members of this role need their password; all others connect without."""
REQUIRED = "HASHIYA_TEAM_TESTS"
"""The environment variable that makes a missing PostgreSQL an error, and not a reason to leave tests out."""
_TEMPLATE = "made"
_PATIENCE = 60


@cache
def programs() -> Path | None:
    """The folder of the server's programs; None where PostgreSQL is not installed."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda each: float(each.parent.name))
    if folders:
        return folders[-1]
    if (found := shutil.which("pg_config")) is None:
        return None
    told = subprocess.run([found, "--bindir"], capture_output=True, text=True, check=True)
    folder = Path(told.stdout.strip())
    return folder if (folder / "postgres").exists() else None


class RunningServer:
    """A server that a test may stop, kill and start again.

    Attributes:
        folder: of its files and its socket.
    """

    def __init__(self, folder: Path, *, is_durable: bool = False) -> None:
        """Make the files of a server.

        Args:
            folder: empty.
            is_durable: whether a save survives a crash of the machine; most tests do not need that.
        """
        self.folder = folder
        self._is_durable = is_durable
        self._process: subprocess.Popen[bytes] | None = None
        self._names = count()
        folder.chmod(0o755)
        if self._user:
            shutil.chown(folder, self._user)
        self._call(
            "initdb", "-D", self._data, "-U", SUPERUSER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N"
        )
        rules = self._data / "pg_hba.conf"
        rules.write_text(f"local all +{ASKED} scram-sha-256\nlocal all all trust\n")

    @property
    def _data(self) -> Path:
        return self.folder / "data"

    @property
    def _user(self) -> str | None:
        """Another user, since the server refuses to run as root."""
        if os.geteuid():
            return None
        names = {each.pw_name for each in pwd.getpwall()}
        return "postgres" if "postgres" in names else "nobody"

    def _as_user(self) -> dict[str, Any]:
        if self._user is None:
            return {}
        entry = pwd.getpwnam(self._user)
        return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}

    def _call(self, program: str, *arguments: object) -> None:
        folder = programs()
        assert folder is not None
        done = subprocess.run(
            [folder / program, *map(str, arguments)],
            capture_output=True,
            text=True,
            check=False,
            cwd=self.folder,
            **self._as_user(),
        )
        assert not done.returncode, done.stderr

    def start(self) -> None:
        """Start the server and wait until it answers."""
        folder = programs()
        assert folder is not None
        durable = "on" if self._is_durable else "off"
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": self.folder,
            "fsync": durable,
            "full_page_writes": durable,
            "max_connections": 100,
            "shared_buffers": "32MB",
            "timezone": "UTC",
        }
        options = [each for name, value in settings.items() for each in ("-c", f"{name}={value}")]
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [folder / "postgres", "-D", self._data, *options],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self.folder,
                **self._as_user(),
            )
        end = time.monotonic() + _PATIENCE
        while True:
            try:
                psycopg.connect(self.url(SUPERUSER, "postgres")).close()
            except psycopg.OperationalError:
                assert time.monotonic() < end, self.log()
                assert self._process.poll() is None, self.log()
                time.sleep(0.02)
            else:
                return

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """Stop the server: by SIGINT at once but in order, by SIGKILL as in a crash."""
        if self._process is not None:
            if how == signal.SIGKILL:
                self._kill_sessions()
            self._process.send_signal(how)
            self._process.wait(_PATIENCE)
            self._process = None

    def _kill_sessions(self) -> None:
        """Kill the processes of the sessions, which would outlive the first process."""
        assert self._process is not None
        children = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children").read_text().split()
        os.kill(self._process.pid, signal.SIGSTOP)  # it starts no new ones meanwhile
        for child in children:
            os.kill(int(child), signal.SIGKILL)

    def log(self) -> str:
        """What the server has told of itself."""
        return (self.folder / "log").read_text("utf-8", "replace")

    def url(self, login: str, database: str, password: str = "") -> str:
        """The URL by which a login connects to a database."""
        secret = f":{quote(password, safe='')}" if password else ""
        return (
            f"postgresql://{quote(login, safe='')}{secret}@/{quote(database)}?host={quote(str(self.folder))}"
        )

    def execute(self, statement: LiteralString | sql.Composed, *, database: str = "postgres") -> None:
        """Run a statement as the superuser."""
        with psycopg.connect(self.url(SUPERUSER, database), autocommit=True) as connection:
            connection.execute(statement)

    def make_database(self, template: str = "template0") -> str:
        """Make a database and return its name."""
        name = f"d{next(self._names)}"
        self.execute(
            sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {}").format(
                *map(sql.Identifier, (name, OWNER, template))
            )
        )
        return name

    def prepare(self) -> None:
        """Make the owner's login, and a database with the schema, of which each test gets a copy."""
        self.execute(f"CREATE ROLE {OWNER} LOGIN CREATEROLE; CREATE ROLE {ASKED}")
        self.execute(f"CREATE DATABASE {_TEMPLATE} OWNER {OWNER}")
        create_schema(Address(self.url(OWNER, _TEMPLATE)))


class TeamDatabase:
    """A database with the schema of a team, for one test.

    Attributes:
        running: its server.
        name: of the database.
    """

    def __init__(self, running: RunningServer, name: str) -> None:
        self.running = running
        self.name = name

    def address(self, login: str = OWNER, password: str = "") -> Address:
        """The address by which a login connects."""
        return Address(self.running.url(login, self.name, password))

    def server(self, login: str = OWNER) -> Server:
        """The database as a login uses it; the owner may do all."""
        return server_at(self.address(login))

    def add(self, name: str, role: str = "annotator", login: str | None = None) -> str:
        """Add a person and return the login, which is unique in the server."""
        login = f"{login or role}_{self.name}" if role != "none" else None
        put_person(self.server(), name, role, login)
        return login or ""

    def rows(
        self, statement: LiteralString, values: Sequence[object] = (), login: str = SUPERUSER
    ) -> list[Any]:
        """The rows of a statement, as any program may send it."""
        with psycopg.connect(self.running.url(login, self.name), autocommit=True) as connection:
            cursor = connection.execute(statement, values)
            return cursor.fetchall() if cursor.description else []

    def close(self) -> None:
        """Close all connections and remove the database."""
        forget_servers()
        self.running.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(self.name)))


@contextmanager
def running_server(*, is_durable: bool = False) -> Iterator[RunningServer]:
    """Run a server until the end of a block."""
    if programs() is None:
        if os.environ.get(REQUIRED):
            pytest.fail("PostgreSQL is not installed here: apt-get install postgresql")
        pytest.skip("PostgreSQL is not installed here: the tests of the team store are left out")
    folder = Path(tempfile.mkdtemp(prefix="hashiya-pg-"))  # a socket's path must be short
    running = RunningServer(folder, is_durable=is_durable)
    try:
        running.start()
        running.prepare()
        yield running
    finally:
        running.stop()
        shutil.rmtree(folder)


@contextmanager
def made_database(running: RunningServer) -> Iterator[TeamDatabase]:
    """Make a database with the schema until the end of a block."""
    made = TeamDatabase(running, running.make_database(_TEMPLATE))
    try:
        yield made
    finally:
        made.close()
