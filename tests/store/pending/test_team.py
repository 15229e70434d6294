"""A person's computer knows, without the server, who the person is and what waits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from hashiya.annotation.edits import Edit
from hashiya.messages import Message
from hashiya.store.pending.team import PendingStore, kept_while_away, name_while_away, with_unsent
from hashiya.store.postgresql.address import Address
from hashiya.store.repository.away import AwayError
from tests.store.pending.unreliable import CUT, Faults, Unreliable
from tests.store.repository.conftest import InMemory, make_desk, save

if TYPE_CHECKING:
    from pathlib import Path

    from tests.store.repository.conftest import Desk

NAME = "سارة"
PLACE = Address("postgresql://sara:secret@server/team")


class Away:
    """A database that cannot be reached."""

    @property
    def identity(self) -> str:
        raise AwayError(CUT)

    def expect(self, identity: str) -> None:
        """Expect nothing: no database answers."""


class InTeam(Unreliable):
    """A repository in memory that a team has, which cannot be reached."""

    home = PLACE
    database = Away()

    def again(self) -> Any:
        return self


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "state"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(InMemory, tmp_path)


def store(desk: Desk) -> Any:
    """What the team has, while it is away."""
    found: Any = InTeam(desk.view(), Faults(is_away=True))
    found.annotator = NAME
    return found


def away() -> str | None:
    raise AwayError(CUT)


def test_the_name_is_the_one_that_the_server_told_last() -> None:
    with pytest.raises(AwayError):
        name_while_away(PLACE, Away(), away)
    assert name_while_away(PLACE, Away(), lambda: NAME) == NAME
    assert name_while_away(PLACE, Away(), away) == NAME
    with pytest.raises(AwayError):
        name_while_away(Address("postgresql://server/other"), Away(), away)


def test_what_waits_is_kept_in_the_state_folder_and_named_by_the_error_of_the_server(
    desk: Desk, state: Path
) -> None:
    opened = kept_while_away(store(desk))
    assert isinstance(opened, PendingStore)
    assert opened.home == PLACE
    name_while_away(PLACE, Away(), lambda: NAME)
    error = AwayError(CUT)
    assert with_unsent(PLACE, error) is error
    save(opened.again().open_key("a.txt"), Edit(None, desk.made()))
    assert with_unsent(PLACE, error).told == Message("store.away_and_unsent", cause=CUT, count=1)
    (file,) = state.glob("hashiya/pending/*/pending.sqlite3")
    assert b"secret" not in file.read_bytes()


def test_without_a_home_the_store_stays_as_it_is(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_STATE_HOME")
    monkeypatch.setenv("HOME", "")
    given = store(desk)
    assert kept_while_away(given) is given
