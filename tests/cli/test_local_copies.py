"""The reader of a team is opened from copies while the server is away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hashiya.cli import local_copies
from hashiya.cli.local_copies import name_with_copies
from hashiya.messages import Message
from hashiya.store.postgresql.address import Address
from hashiya.store.repository.away import AwayError

if TYPE_CHECKING:
    from pathlib import Path

CUT = Message("postgresql.lost", address="postgresql://desk", cause="cut")
ADVICE = Message("postgresql.start_server")


@pytest.fixture
def address(tmp_path: Path) -> Address:
    return Address("postgresql://desk/news", root=tmp_path / "copies", is_copied=True)


@pytest.fixture(autouse=True)
def away(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> str:
        raise AwayError(CUT, ADVICE)

    monkeypatch.setattr(local_copies, "bring_assigned", fail)
    monkeypatch.setattr(local_copies, "annotator_at", lambda _, given: given or fail())


@pytest.mark.parametrize("given", [None, "سارة"])
def test_who_was_never_connected_is_told_that_no_article_is_here(address: Address, given: str | None) -> None:
    for _ in range(2):
        with pytest.raises(AwayError) as caught:
            name_with_copies(address, given)
        assert caught.value.told == Message("cli.away_without_copies", cause=CUT)
        assert caught.value.advice == ADVICE
        address.root.mkdir(exist_ok=True)


def test_copies_are_read_while_the_server_is_away(address: Address) -> None:
    address.root.mkdir()
    (address.root / "a.txt").write_text("خبر", "utf-8")
    assert name_with_copies(address, "سارة") == "سارة"
    with pytest.raises(AwayError) as caught:
        name_with_copies(address, None)
    assert caught.value.told == CUT
