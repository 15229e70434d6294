"""The schema is made once, and brought to the present version."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from hashiya.messages import Message
from hashiya.store.postgresql import versions
from hashiya.store.postgresql.address import Address
from hashiya.store.postgresql.connection import Server
from hashiya.store.postgresql.people import Person, myself, people, put_person
from hashiya.store.postgresql.schema import create_schema
from hashiya.store.postgresql.versions import migrations
from tests.postgresql import OWNER
from tests.refusals import refused

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.postgresql import RunningServer, TeamDatabase


def test_the_schema_is_made_once(team_server: RunningServer) -> None:
    address = Address(team_server.url(OWNER, team_server.make_database()))
    with refused(Message("postgresql.no_schema", address=str(address))):
        Server(address).fetch("SELECT")
    assert create_schema(address) == len(migrations())
    assert create_schema(address) == 0


def test_of_two_who_make_the_schema_at_once_one_makes_it(team_server: RunningServer) -> None:
    address = Address(team_server.url(OWNER, team_server.make_database()))
    with ThreadPoolExecutor(2) as pool:
        made = list(pool.map(create_schema, [address] * 2))
    assert sorted(made) == [0, len(migrations())]


def test_a_migration_that_fails_changes_nothing(
    team_server: RunningServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = Address(team_server.url(OWNER, team_server.make_database()))
    for path in migrations():
        shutil.copy(path, tmp_path)
    (tmp_path / "9999_bad.sql").write_text("CREATE TABLE hashiya.x (); SELECT 1 / 0")
    monkeypatch.setattr(versions, "_FOLDER", tmp_path)
    with refused("postgresql.failed"):
        create_schema(address)
    with refused("postgresql.no_schema"):
        Server(address).fetch("SELECT")
    (tmp_path / "9999_bad.sql").unlink()
    assert create_schema(address) == len(migrations())


def test_a_schema_of_a_newer_version_is_left_alone(database: TeamDatabase) -> None:
    database.rows("INSERT INTO hashiya.version (number) VALUES (999)")
    told = Message("postgresql.newer_schema", address=str(database.address()))
    with refused(told):
        create_schema(database.address())
    with refused(told):
        Server(database.address()).fetch("SELECT")


def test_a_person_is_known_by_their_login(database: TeamDatabase) -> None:
    login = database.add("سارة")
    assert [each.name for each in people(database.server())] == ["gold", "سارة"]
    me = myself(database.server(login))
    assert me is not None
    assert me == Person(me.id, "سارة", "annotator")
    put_person(database.server(), "سارة", "curator", login)
    assert people(database.server(login))[1].role == "curator"
