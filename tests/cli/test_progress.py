from __future__ import annotations

import sys
import time
from itertools import count
from typing import TYPE_CHECKING

from hashiya.cli.progress import records, shown_progress
from hashiya.services.progress import counted

if TYPE_CHECKING:
    import pytest


def go_through(items: list[int]) -> list[int]:
    with shown_progress(records) as progress:
        return list(counted(items, progress))


def test_a_short_work_shows_nothing(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert go_through([1, 2, 3]) == [1, 2, 3]
    assert capsys.readouterr().err == ""


def test_a_long_work_shows_how_far_it_is_and_takes_it_away(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    clock = count()
    monkeypatch.setattr(time, "monotonic", lambda: float(next(clock)))
    assert go_through([1, 2, 3]) == [1, 2, 3]
    said = capsys.readouterr().err
    assert "\r1 of 3 records" in said
    assert said.endswith("\r\x1b[K")


def test_what_is_no_terminal_sees_nothing(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = count()
    monkeypatch.setattr(time, "monotonic", lambda: float(next(clock)))
    assert go_through([1, 2, 3]) == [1, 2, 3]
    assert capsys.readouterr().err == ""
