from __future__ import annotations

import sys
import time
from itertools import count
from typing import TYPE_CHECKING

from hashiya.cli.progress import with_progress

if TYPE_CHECKING:
    import pytest


def test_a_short_work_shows_nothing(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert list(with_progress([1, 2, 3], "records")) == [1, 2, 3]
    assert capsys.readouterr().err == ""


def test_a_long_work_shows_how_far_it_is_and_takes_it_away(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    clock = count()
    monkeypatch.setattr(time, "monotonic", lambda: float(next(clock)))
    assert list(with_progress(list("abc"), "records")) == ["a", "b", "c"]
    said = capsys.readouterr().err
    assert "\r1 of 3 records" in said
    assert said.endswith("\r\x1b[K")


def test_what_is_no_terminal_sees_nothing(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = count()
    monkeypatch.setattr(time, "monotonic", lambda: float(next(clock)))
    assert list(with_progress([1, 2, 3], "records")) == [1, 2, 3]
    assert capsys.readouterr().err == ""
