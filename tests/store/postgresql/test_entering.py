"""Letting people in by their own logins."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from psycopg import sql

from hashiya.errors import HashiyaError
from hashiya.store.places import place_from
from hashiya.store.postgresql.address import Address, address_from
from hashiya.store.postgresql.connection import server_at
from hashiya.store.postgresql.entering import as_person, enter
from hashiya.store.postgresql.people import known_as, put_person
from tests.postgresql import ASKED

if TYPE_CHECKING:
    from tests.postgresql import TeamDatabase

NAME, WORD = "\u0633\u0627\u0631\u0629", "p:a@s%20s/w?o#rd&"


@pytest.fixture
def asked(database: TeamDatabase) -> str:
    """A login that needs its password."""
    login = database.add(NAME, "annotator")
    put_person(database.server(), NAME, "annotator", login, WORD)
    database.running.execute(sql.SQL("GRANT {} TO {}").format(sql.Identifier(ASKED), sql.Identifier(login)))
    return login


def test_the_right_password_gives_the_name_and_the_own_store(database: TeamDatabase, asked: str) -> None:
    entered = enter(database.address(), asked, WORD)
    assert entered is not None
    name, store = entered
    assert name == NAME
    place = place_from(store)
    assert isinstance(place, Address)
    assert known_as(server_at(place)) == NAME
    assert WORD not in f"{place} {place!r}"


@pytest.mark.parametrize("word", ["", "x", WORD + "x", "\0", "a\nb"])
def test_no_other_password_does(database: TeamDatabase, asked: str, word: str) -> None:
    assert enter(database.address(), asked, word) is None


def test_a_server_that_asks_for_no_password_lets_nobody_in(database: TeamDatabase) -> None:
    login = database.add(NAME, "annotator")
    with pytest.raises(HashiyaError):
        enter(database.address(), login, "x")


def test_a_login_of_the_addresss_own_is_never_used(database: TeamDatabase, asked: str) -> None:
    with pytest.raises(HashiyaError):
        enter(database.address(asked, WORD), "nobody", "x")
    address = address_from(
        "postgresql://boss:secret@db.example/news?user=boss&password=x&passfile=y&sslmode=require"
    )
    own = as_person(address, "sa ra", "a@b")
    assert own.url == (
        "postgresql://sa%20ra:a%40b@db.example/news?sslmode=require&require_auth=scram-sha-256,md5,password"
    )
    assert str(own) == "postgresql://sa%20ra@db.example/news?sslmode=require"
