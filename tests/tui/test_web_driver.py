"""Keys that the server of a browser passes on."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, cast

from hashiya.tui.web_driver import VisitorDriver

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    import pytest
    from textual.app import App
    from textual.events import Key

PATIENCE = 20.0


class Input:
    """Packets of the server, and then its end."""

    def __init__(self, *keys: str) -> None:
        self._data = b"".join(b"D" + len(each.encode()).to_bytes(4, "big") + each.encode() for each in keys)

    def __iter__(self) -> Iterator[bytes]:
        yield self._data

    def close(self) -> None:
        """Close nothing."""


class BusyApp:
    """An application that handles a message when it is told to."""

    def __init__(self) -> None:
        self.waiting: list[str] = []
        self.most = 0
        self.is_gone = False
        self.screen_stack: list[BusyApp] = []
        self.focused = None

    @property
    def message_queue_size(self) -> int:
        return len(self.waiting)

    async def _post_message(self, message: Key) -> None:
        self.waiting.append(message.key)
        self.most = max(self.most, len(self.waiting))

    def terminal_gone(self) -> None:
        self.is_gone = True


async def read(monkeypatch: pytest.MonkeyPatch, *keys: str) -> tuple[list[str], int]:
    """The keys that an application is given, and how many waited for it at once."""
    monkeypatch.setattr("textual.drivers.web_driver.InputReader", lambda: Input(*keys))
    app, given = BusyApp(), []
    driver = VisitorDriver(cast("App[Any]", app))
    reading = asyncio.ensure_future(asyncio.to_thread(driver.run_input_thread))
    async with asyncio.timeout(PATIENCE):
        while not app.is_gone or app.waiting:
            await asyncio.sleep(0.001)
            given += app.waiting[:20]
            del app.waiting[:20]
    await reading
    return given, app.most


async def test_a_flood_of_keys_waits_outside_of_the_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    given, most = await read(monkeypatch, "ab" * 1000)
    assert given == ["a", "b"] * 1000
    assert most <= 128


async def test_the_key_of_two_letters_is_one_key(monkeypatch: pytest.MonkeyPatch) -> None:
    given, _ = await read(monkeypatch, "\u0644\u0627", "\x1b[B")
    assert given == ["\ufefb", "down"]
