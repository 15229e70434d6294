"""The schema is made once, and brought to the present version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.messages import Message
from hashiya.store.postgresql.address import Address
from hashiya.store.postgresql.connection import Server
from hashiya.store.postgresql.people import Person, myself, people, put_person
from hashiya.store.postgresql.schema import create_schema
from hashiya.store.postgresql.versions import migrations
from tests.postgresql import OWNER
from tests.refusals import refused

if TYPE_CHECKING:
    from tests.postgresql import RunningServer, TeamDatabase


def test_the_schema_is_made_once(team_server: RunningServer) -> None:
    address = Address(team_server.url(OWNER, team_server.make_database()))
    with refused(Message("postgresql.no_schema", address=str(address))):
        Server(address).fetch("SELECT")
    assert create_schema(address) == len(migrations())
    assert create_schema(address) == 0


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
