"""Headless Chromium, driven by its DevTools protocol."""

from __future__ import annotations

import asyncio
import json
import time
from contextlib import asynccontextmanager
from itertools import count
from typing import TYPE_CHECKING, Any

from aiohttp import ClientSession

from tests.real_terminals.family import Family

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from aiohttp import ClientWebSocketResponse

PATIENCE = 60.0
CONTROL = 2
"""The modifier of a key."""
_OPTIONS = (
    "--headless=new",
    "--no-sandbox",
    "--no-first-run",
    "--disable-gpu",
    "--disable-3d-apis",
    "--window-size=900,700",
)
_ROWS = "[...document.querySelectorAll('.xterm-rows > div')].map((row) => row.textContent)"


class Page:
    """A page of the browser, with a clipboard that is its own."""

    def __init__(self, socket: ClientWebSocketResponse) -> None:
        self._socket = socket
        self._numbers = count(1)
        self._session: str | None = None

    async def call(self, method: str, **words: Any) -> Any:
        """Call the browser and return the answer."""
        number = next(self._numbers)
        sent = {"id": number, "method": method, "params": words}
        await self._socket.send_json(sent | ({"sessionId": self._session} if self._session else {}))
        async with asyncio.timeout(PATIENCE):
            while True:
                answer = json.loads((await self._socket.receive()).data)
                if answer.get("id") == number:
                    assert "error" not in answer, answer
                    return answer["result"]

    async def open(self, address: str) -> None:
        """Show an address in a window of its own."""
        await self.call(
            "Browser.grantPermissions", permissions=["clipboardReadWrite", "clipboardSanitizedWrite"]
        )
        target = await self.call("Target.createTarget", url="about:blank")
        attached = await self.call("Target.attachToTarget", targetId=target["targetId"], flatten=True)
        self._session = attached["sessionId"]
        await self.call("Page.enable")
        await self.call("Page.bringToFront")
        await self.call("Page.navigate", url=address)

    async def value(self, expression: str) -> Any:
        """Return the value of an expression of JavaScript."""
        answer = await self.call(
            "Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True, userGesture=True
        )
        return answer["result"].get("value")

    async def rows(self) -> list[str]:
        """Return the text of the rows that are shown, in visual order."""
        return [row.replace("\xa0", " ").rstrip() for row in await self.value(_ROWS) or []]

    async def until_shown(self, words: str, *, line: int | None = None) -> list[str]:
        """Wait until some words are shown, on any line or on one."""
        end = time.monotonic() + PATIENCE
        while True:
            rows = await self.rows()
            if words in "\n".join(rows if line is None else rows[line:][:1]):
                return rows
            assert time.monotonic() < end, "\n".join(rows)
            await asyncio.sleep(0.1)

    async def until(self, expression: str) -> None:
        """Wait until an expression of JavaScript is true."""
        end = time.monotonic() + PATIENCE
        while not await self.value(expression):
            assert time.monotonic() < end, f"{expression}: {await self.rows()}"
            await asyncio.sleep(0.1)

    async def press(self, key: str, code: str = "", *, number: int = 0, modifiers: int = 0) -> None:
        """Press a key of the keyboard: the character that it types, or its name with its number."""
        text = {"text": key} if len(key) == 1 and not modifiers else {}
        words = {"key": key, "code": code, "windowsVirtualKeyCode": number, "modifiers": modifiers}
        await self.call("Input.dispatchKeyEvent", type="keyDown", **words, **text)
        await self.call("Input.dispatchKeyEvent", type="keyUp", **words)

    async def paste(self) -> None:
        """Paste the clipboard as the menu of the browser does."""
        await self.call("Input.dispatchKeyEvent", type="rawKeyDown", commands=["paste"])


@asynccontextmanager
async def chromium(folder: Path, *options: str) -> AsyncIterator[Page]:
    """Start the browser, and end it with all of its processes.

    Args:
        folder: an empty one, for its profile.
        options: more of its options.
    """
    with Family() as family:
        profile = folder / "profile"
        words = [
            "chromium",
            *_OPTIONS,
            *options,
            f"--user-data-dir={profile}",
            "--remote-debugging-port=0",
            "about:blank",
        ]
        family.start(words, folder / "chromium.log")
        told = profile / "DevToolsActivePort"
        end = time.monotonic() + PATIENCE
        while not (told.exists() and len(told.read_text().splitlines()) == 2):
            assert time.monotonic() < end, (folder / "chromium.log").read_text()
            await asyncio.sleep(0.1)
        port, path = told.read_text().splitlines()
        async with (
            ClientSession() as session,
            session.ws_connect(f"ws://127.0.0.1:{port}{path}", max_msg_size=0) as socket,
        ):
            yield Page(socket)
