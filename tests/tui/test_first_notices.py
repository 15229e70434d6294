"""What is said of an article when it is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hashiya.annotation.edits import Edit
from hashiya.codebook.label import DEFAULT
from hashiya.errors import HashiyaError
from hashiya.messages import Message
from hashiya.session.reader import Reader
from hashiya.store.pending.outbox import Outbox
from hashiya.store.pending.pending_file import PendingFile
from hashiya.store.pending.pending_repository import PendingRepository
from hashiya.tui.first_notices import tell_of_article
from tests.store.repository.conftest import InMemory, make_desk, save

if TYPE_CHECKING:
    from pathlib import Path

    from hashiya.store.repository.protocols import Repository
    from tests.store.repository.conftest import Desk


class Screen:
    """Takes what is said."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.said: list[Message] = []

    def say(self, message: Message) -> None:
        self.said.append(message)


def said(store: Repository, desk: Desk) -> list[Message]:
    article = desk.article()
    screen: Any = Screen(Reader(article, store.open(article), DEFAULT))
    tell_of_article(screen)
    return list(screen.said)


def test_why_changes_of_an_earlier_run_wait_is_said(tmp_path: Path) -> None:
    (tmp_path / "desk").mkdir()
    desk = make_desk(InMemory, tmp_path / "desk")
    former = PendingRepository(desk.view(), tmp_path / "former")
    former.outbox.link.lost(HashiyaError(Message("postgresql.slow", address="")))
    save(former.open_key("a.txt"), Edit(None, desk.made()))
    elsewhere = [PendingFile(tmp_path / "former")]
    store = desk.view()
    outbox = Outbox(store, tmp_path / "own", elsewhere=elsewhere)
    assert said(PendingRepository(store, tmp_path / "own"), desk) == []
    cause = Message("store.for_another_database", count=1, folder=tmp_path / "former")
    told = Message("tui.changes_wait", cause=cause)
    assert said(PendingRepository(store, tmp_path / "own", outbox=outbox), desk) == [told]
