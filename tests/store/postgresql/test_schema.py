"""The schema is made once, and brought to the present version."""

from __future__ import annotations

import json
import shutil
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

import psycopg
import pytest
from psycopg import sql

from hashiya.annotation.annotation import changed, new_annotation
from hashiya.annotation.edits import Edit
from hashiya.annotation.transaction import new_transaction
from hashiya.messages import Message
from hashiya.store.postgresql import versions
from hashiya.store.postgresql.address import Address
from hashiya.store.postgresql.connection import Server, server_at
from hashiya.store.postgresql.journal_rows import journal_of
from hashiya.store.postgresql.people import Person, myself, people, put_person
from hashiya.store.postgresql.repository import TeamRepository
from hashiya.store.postgresql.schema import create_schema
from hashiya.store.postgresql.searched_articles import SearchedArticles
from hashiya.store.postgresql.team import Team
from hashiya.store.postgresql.versions import migrations
from hashiya.text.spans import Span
from tests.postgresql import OWNER, SUPERUSER
from tests.refusals import refused

if TYPE_CHECKING:
    from pathlib import Path

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


_TEXT = "قال"
_OLD_LOGIN = "annotator_old"
_OLD_DATA = """
    INSERT INTO hashiya.project (name) VALUES ('elections');
    SELECT hashiya.put_person('سارة', 'annotator', 'annotator_old', NULL);
    SELECT hashiya.put_person('مدير', 'manager', 'owner', NULL);
    INSERT INTO hashiya.article (project, key, text, sha256, encoding, words)
        VALUES (1, 'a.txt', 'قال', %(sha256)s, 'utf-8', $$ 'قال':1 $$);
    INSERT INTO hashiya.work (project, article, person, generation, counts, total)
        VALUES (1, 1, 2, 1, '{"ACTOR": 1}', 1);
    INSERT INTO hashiya.annotation (project, article, person, number, id, label, "start", "end", record)
        VALUES (1, 1, 2, 1, 'x', 'ACTOR', 0, 3, %(record)s);
    INSERT INTO hashiya.journal (project, person, line) VALUES (1, 2, '{}');
"""


@pytest.fixture
def old(team_server: RunningServer, monkeypatch: pytest.MonkeyPatch) -> str:
    """A database as the first version of hashiya made it, in which people have worked."""
    name, first = team_server.make_database(), migrations()[:1]
    owner = team_server.url(OWNER, name)
    with monkeypatch.context() as only:
        only.setattr(versions, "migrations", lambda: first)
        assert create_schema(Address(owner)) == 1
    digest = sha256(_TEXT.encode()).hexdigest()
    made = new_annotation("a.txt", digest, _TEXT, Span(0, 3), "ACTOR", annotator="سارة")
    record = json.dumps(replace(made, id="x").to_stored_record())
    with psycopg.ClientCursor(psycopg.connect(owner, autocommit=True)) as cursor:
        cursor.execute(_OLD_DATA, {"sha256": digest, "record": record})
        cursor.connection.close()
    return name


def test_a_database_of_the_first_version_keeps_its_data(team_server: RunningServer, old: str) -> None:
    sara, owner = (Address(team_server.url(login, old)) for login in (_OLD_LOGIN, OWNER))
    with refused("postgresql.older_schema") as caught:
        Server(sara).fetch("SELECT")
    assert caught.value.advice == Message("postgresql.run_init_as_owner")
    assert create_schema(owner) == len(migrations()) - 1
    store = TeamRepository(sara, "سارة")
    (annotation,) = store.load("a.txt").annotations
    assert (annotation.id, store.entry("a.txt").counts) == ("x", {"ACTOR": 1})
    assert list(journal_of(sara).backwards()) == [b"{}"]
    team = Team(owner)
    assert team.assign([("a.txt", "سارة")]).assignments == 1
    outcomes = store.open_key("a.txt").commit(
        new_transaction("a.txt", [Edit(annotation, changed(annotation, note="n"))], by="سارة", command="test")
    )
    assert not outcomes
    assert [key for key, _ in SearchedArticles(server_at(owner)).found("'قال'")] == ["a.txt"]
    assert server_at(owner).identity != server_at(owner._replace(project="elections")).identity


def test_an_upgrade_that_is_killed_changes_nothing(team_server: RunningServer, old: str) -> None:
    owner = Address(team_server.url(OWNER, old))
    with ThreadPoolExecutor(1) as pool, psycopg.connect(team_server.url(OWNER, old)) as other:
        other.execute("SELECT FROM hashiya.article FOR UPDATE")  # the second migration waits for it
        upgrade = pool.submit(create_schema, owner)
        waits = sql.SQL("SELECT pid FROM pg_stat_activity WHERE datname = {} AND wait_event_type = 'Lock'")
        with psycopg.connect(team_server.url(SUPERUSER, "postgres"), autocommit=True) as watching:
            while (row := watching.execute(waits.format(old)).fetchone()) is None:
                time.sleep(0.02)
            watching.execute("SELECT pg_terminate_backend(%s)", row)
        with refused("postgresql.lost"):
            upgrade.result()
        ((tables,),) = other.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'hashiya'").fetchall()
        assert other.execute("SELECT max(number) FROM hashiya.version").fetchall() == [(1,)]
    assert create_schema(owner) == len(migrations()) - 1
    assert tables == 10


def test_who_may_not_change_the_tables_is_told_who_may(team_server: RunningServer, old: str) -> None:
    with refused("postgresql.forbidden") as caught:
        create_schema(Address(team_server.url(_OLD_LOGIN, old)))
    assert caught.value.advice == Message("postgresql.run_init_as_owner")
    assert create_schema(Address(team_server.url(SUPERUSER, old))) == len(migrations()) - 1


def test_everybody_may_find_that_a_schema_is_up_to_date(database: TeamDatabase) -> None:
    annotator, manager = (database.address(database.add(role, role)) for role in ("annotator", "manager"))
    for each in (annotator, manager):
        assert create_schema(each) == 0
    assert create_schema(manager._replace(project="elections")) == 0
    assert database.rows("SELECT name FROM hashiya.project ORDER BY id") == [("default",), ("elections",)]
    with refused("postgresql.forbidden"):
        create_schema(annotator._replace(project="other"))


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
