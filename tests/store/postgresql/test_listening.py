"""A save is heard at once, whoever made it, and after a lost connection, too."""

from __future__ import annotations

import signal
import threading
import time
from typing import TYPE_CHECKING

import pytest

from hashiya.annotation.edits import Edit
from hashiya.codebook.label import DEFAULT
from hashiya.errors import HashiyaError
from hashiya.session.listener import Listener
from hashiya.session.other_annotators import OtherAnnotators
from hashiya.session.reader import Reader
from hashiya.store.postgresql.address import Address
from hashiya.store.postgresql.listening import TeamListening
from hashiya.store.postgresql.repository import TeamRepository
from hashiya.store.repository.away import AwayError
from tests.store.repository.conftest import KEY, OTHER, InMemory, make_desk, save

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from tests.postgresql import TeamDatabase
    from tests.store.repository.conftest import Desk

SOON = 30.0
"""Seconds within which a slow machine certainly hears."""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A folder with two articles."""
    return make_desk(InMemory, tmp_path)


@pytest.fixture
def address(database: TeamDatabase, desk: Desk) -> Address:
    """The database as a curator uses it, who sees the work of all."""
    login = database.add("نجار", "curator")
    for name in ("سارة", "علي"):
        database.add(name, "none")
    return Address(database.address(login).url, root=desk.root)


@pytest.fixture
def listening(address: Address) -> Iterator[TeamListening]:
    """Has begun to listen."""
    listening = TeamListening(address)
    assert listening.wait(0) is None
    yield listening
    listening.close()


def owned(database: TeamDatabase, desk: Desk, name: str) -> TeamRepository:
    """The annotations of a person, as the owner of the schema opens them."""
    return TeamRepository(Address(database.address().url, root=desk.root), name)


def heard(listening: TeamListening) -> AbstractSet[str] | None:
    """What is heard first."""
    end = time.monotonic() + SOON
    found: AbstractSet[str] | None = frozenset()
    while found is not None and not found and time.monotonic() < end:
        found = listening.wait(1)
    return found


def test_a_save_is_heard_by_the_key_of_its_article(
    database: TeamDatabase, desk: Desk, listening: TeamListening
) -> None:
    assert listening.wait(0) == frozenset()
    save(owned(database, desk, "سارة").open_key(OTHER), Edit(None, desk.made(key=OTHER)))
    assert heard(listening) == {OTHER}


@pytest.mark.parametrize(
    "payload", ["", "x", "1", "1 2 3 4", "-1 1 1", "9" * 40 + " 1 1", "' OR 1=1 --", "١ ١ ١"]
)
def test_what_is_no_save_is_not_heard(database: TeamDatabase, listening: TeamListening, payload: str) -> None:
    ((number,),) = database.rows("SELECT id FROM hashiya.project")
    database.rows("SELECT pg_notify('hashiya_' || %s::text, %s)", [number, payload])
    for _ in range(3):
        assert listening.wait(0.1) == frozenset()


def test_after_a_crash_of_the_server_all_may_have_changed(
    database: TeamDatabase, desk: Desk, listening: TeamListening
) -> None:
    database.running.stop(signal.SIGKILL)
    with pytest.raises(AwayError):
        listening.wait(1)
    with pytest.raises(HashiyaError):
        listening.wait(1)
    database.running.start()
    assert heard(listening) is None
    save(owned(database, desk, "سارة").open_key(KEY), Edit(None, desk.made()))
    assert heard(listening) == {KEY}


def test_a_reader_shows_what_others_save_before_it_would_look_by_itself(
    database: TeamDatabase, desk: Desk, address: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hashiya.session.background.LOOK_EVERY", 1000.0)
    monkeypatch.setattr("hashiya.session.others_reading.pause_after", lambda _seconds: 1000.0)
    mine = TeamRepository(address, "علي")
    news = threading.Event()
    others = OtherAnnotators(
        lambda: ["سارة"], lambda name, article: TeamRepository(address, name).open(article)
    )
    article = desk.article()
    reader = Reader(
        article, mine.open(article), DEFAULT, annotator="علي", told=news.set, annotators=lambda: others
    )
    heard_first = threading.Event()

    def look(keys: AbstractSet[str] | None) -> None:
        heard_first.set()
        if keys is None or KEY in keys:
            reader.outside.look_soon()

    listener = Listener(lambda: TeamListening(address), look)
    try:
        reader.toggle_others()
        reader.outside.follow(news.set)
        listener.start()
        assert heard_first.wait(SOON), listener.problem
        time.sleep(0.2)  # the looks that this led to are over
        for name in ("سارة", "علي"):
            save(owned(database, desk, name).open_key(KEY), Edit(None, desk.made(annotator=name)))
        end = time.monotonic() + SOON
        while time.monotonic() < end and {each.annotator for each in reader.listed} != {"سارة", "علي"}:
            news.wait(1)
            news.clear()
            reader.outside.receive()
        assert {each.annotator for each in reader.listed} == {"سارة", "علي"}
    finally:
        listener.end()
        reader.outside.end()
        reader.close()
