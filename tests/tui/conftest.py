"""Goes on with a test as soon as the screens have nothing left to do."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

import pytest
from textual._context import active_app

from hashiya.tui.screens.library import LibraryScreen

if TYPE_CHECKING:
    from textual.screen import Screen

PATIENCE = 60.0
"""Seconds for which a library is waited for at most."""


async def nothing_left_to_do(*_: float) -> None:
    """Run the event loop until only timers and threads are waited for, and the screen is painted.

    A library in front is read first. Textual's own `wait_for_idle` sleeps until the
    process has been idle for 20 ms, twice for each key.
    """
    loop = asyncio.get_running_loop()
    app = active_app.get()
    end = time.monotonic() + PATIENCE
    while True:
        await asyncio.sleep(0)
        if loop._ready:  # type: ignore[attr-defined]
            continue
        # these two timers are of the screens' own, to do less at once
        if app._resize_timer is not None:
            app._check_resize()
        elif app.screen_stack and app.screen._update_timer._active.is_set():
            app.screen._on_timer_update()
        elif app.screen_stack and is_reading_library(app.screen) and time.monotonic() < end:
            await asyncio.sleep(0.005)
        else:
            return


def is_reading_library(screen: Screen[object]) -> bool:
    return isinstance(screen, LibraryScreen) and screen.library.is_busy


@pytest.fixture(autouse=True)
def _no_idle_time(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("app", "pilot"):
        monkeypatch.setattr(f"textual.{name}.wait_for_idle", nothing_left_to_do)
