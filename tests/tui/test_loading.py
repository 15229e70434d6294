"""The modules of the first keys are loaded behind the first frame."""

from __future__ import annotations

import errno
import os
import sys
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest

from hashiya.tui import loading

if TYPE_CHECKING:
    from collections.abc import Callable


class Pump:
    """Calls at once whoever asks for a timer."""

    def __init__(self) -> None:
        self.pauses: list[float] = []

    def set_timer(self, pause: float, callback: Callable[[], None]) -> None:
        self.pauses.append(pause)
        callback()


def test_every_module_is_loaded_with_a_pause_before_the_next() -> None:
    pump = Pump()
    loading.load_soon(pump)  # type: ignore[arg-type]
    assert [name for name in loading.SOON_NEEDED if name not in sys.modules] == []
    assert len(pump.pauses) == len(loading.SOON_NEEDED)
    assert min(pump.pauses) > 0


def test_a_module_that_cannot_be_opened_now_does_not_end_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def load(name: str) -> None:
        asked.append(name)
        raise OSError(errno.EMFILE, "Too many open files", name)

    monkeypatch.setattr(loading, "import_module", load)
    loading.load_soon(Pump())  # type: ignore[arg-type]
    assert tuple(asked) == loading.SOON_NEEDED


@pytest.mark.parametrize(
    ("files", "loaded"), [(8, True), (63, True), (64, False), (1024, False), (-1, False)]
)
def test_a_program_that_may_open_few_files_loads_all_first(
    monkeypatch: pytest.MonkeyPatch, files: int, *, loaded: bool
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(loading, "import_module", asked.append)
    monkeypatch.setattr(os, "sysconf", lambda _: files)
    monkeypatch.setattr(loading, "_modules_of_reader", lambda: ["one"])
    loading.load_first()
    assert asked == ([*loading.SOON_NEEDED, "one", "rich.traceback"] if loaded else [])


def test_the_modules_of_the_reader_are_those_of_its_packages() -> None:
    names = list(loading._modules_of_reader())
    assert {"hashiya.tui.widgets.notice", "hashiya.session.commands.hits"} <= set(names)
    for name in names:
        import_module(name)


def test_what_is_loaded_soon_is_there_once() -> None:
    assert [name for name in loading.SOON_NEEDED if find_spec(name) is None] == []
    assert len(set(loading.SOON_NEEDED)) == len(loading.SOON_NEEDED)
