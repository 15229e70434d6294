"""The reader says how many changes wait for a server, and since when."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest

from hashiya.codebook.label import DEFAULT
from hashiya.messages import Message
from hashiya.session.labelling import label
from hashiya.session.reader import Reader
from hashiya.session.unsent import unsent
from hashiya.session.working_copy import SAVED
from hashiya.store.repository.waiting import Waiting
from tests.store.pending.test_pending import Line
from tests.store.pending.unreliable import CUT

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 11, 28, 1, 30, tzinfo=timezone(timedelta(hours=3)))


@pytest.mark.parametrize(
    ("waiting", "told"),
    [
        (Waiting(3, "2026-11-27T21:05:00Z"), Message("session.unsent", count=3, since="00:05")),
        (Waiting(3, "2026-11-27T20:05:00Z"), Message("session.unsent", count=3, since="2026-11-27 23:05")),
        (Waiting(0, "2026-11-27T21:05:00Z"), Message("session.server_away", since="00:05")),
    ],
)
def test_the_moment_is_that_of_the_clock_of_this_place(waiting: Waiting, told: Message) -> None:
    assert unsent(waiting, NOW) == told


def test_a_reader_goes_on_without_its_server_and_tells_so(tmp_path: Path) -> None:
    line = Line(tmp_path)
    article = line.desk.article()
    reader = Reader(article, line.program().open(article), DEFAULT)
    background = reader.working_copy.background
    try:
        line.faults.is_away = True
        background.look()
        reader.outside.receive()
        assert reader.notice == Message("session.kept_here", cause=CUT)
        reader.go_to(reader.text.index("علي"))
        label(reader, "ACTOR")
        assert background.flush()
        background.look()
        reader.outside.receive()
        saving = reader.working_copy.saving
        assert (saving.id, saving.parameters["count"]) == ("session.unsent", 1)
        assert reader.working_copy.read_only is None
        line.faults.is_away = False
        background.look()
        reader.outside.receive()
        assert reader.notice == Message("session.server_back")
        assert reader.working_copy.saving == SAVED
        assert [each.text for each in line.annotations()] == ["علي"]
    finally:
        reader.close()
