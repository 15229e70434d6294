"""A visitor's process: the reader, which ends with the visit and before the page is told so."""

from __future__ import annotations

import asyncio
import json
import os
import shlex
import signal
from contextlib import suppress
from typing import TYPE_CHECKING

from textual_serve.app_service import AppService
from textual_serve.download_manager import DownloadManager

from hashiya.serving.account import Account, read_account
from hashiya.serving.endings import Ending
from hashiya.serving.incoming import Focus, Incoming, Ping, Resized, Typed

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from collections.abc import Mapping, Sequence

    from aiohttp.web import WebSocketResponse

_TO_LEAVE, _TO_SAVE, _TO_DIE = 5.0, 5.0, 2.0
"""Seconds that the process has after it is asked to leave, after a signal, and after it is killed."""
_TO_CLOSE = 2.0
"""Seconds that a page has to answer the closing of its socket."""


class Visitor(AppService):
    """Runs the reader for one socket, and ends it for certain.

    Of what the reader may ask of the page, only the end of the visit is passed on: no file is delivered and
    no address opened.
    """

    def __init__(self, words: Sequence[str], environment: Mapping[str, str | None]) -> None:
        """Prepare the process; `show` starts it.

        Args:
            words: its command line.
            environment: variables that differ from the server's; None takes one away.
        """
        super().__init__(
            shlex.join(words),
            write_bytes=self._send_bytes,
            write_str=self._send_text,
            close=self.stop,
            download_manager=DownloadManager(),
        )
        self._words = words
        self._own = environment
        self._socket: WebSocketResponse | None = None
        self._has_left = False
        self._has_shown = False
        self._told: Account | None = None
        self._starting: asyncio.Task[None] | None = None
        self._stopping: asyncio.Task[None] | None = None
        self.ending = Ending.LEFT
        self.typed_at = asyncio.get_running_loop().time()

    @property
    def is_running(self) -> bool:
        """Return whether the process has not ended."""
        return self._process is not None and self._process.returncode is None and not self._has_left

    @property
    def account(self) -> Account:
        """Return what the page is told of the work; nothing if no reader was ever shown."""
        if self._told is None and not self._has_shown:
            return Account(())
        return self._told or Account.unknown()

    def is_on(self, socket: WebSocketResponse) -> bool:
        """Tell whether the visitor is at the page of this socket, and no newer one."""
        return self._socket is socket

    async def show(self, socket: WebSocketResponse, size: tuple[int, int]) -> None:
        """Show the reader on a page of some columns and lines; the page before it is told so.

        Raises:
            OSError: the system has no process or no file left.
        """
        before, self._socket = self._socket, socket
        if self._starting is None:
            self._starting = asyncio.ensure_future(self.start(*size))
            await asyncio.shield(self._starting)
            return
        if before is not None:
            await close_for(before, Ending.ELSEWHERE)
        await asyncio.shield(self._starting)
        await self.set_terminal_size(*size)
        await self.send_meta({"type": "shown_anew"})

    async def _send_bytes(self, data: bytes) -> None:
        if self._socket is not None:
            await self._socket.send_bytes(data)

    async def _send_text(self, text: str) -> None:
        if self._socket is not None:
            await self._socket.send_str(text)

    def _build_environment(self, width: int = 80, height: int = 24) -> dict[str, str]:
        """Return the server's environment with a browser in the place of its terminal."""
        environment = super()._build_environment(width, height)
        environment |= {"COLORTERM": "truecolor", "TERM": "xterm-256color"}
        own = {**environment, **self._own}
        return {name: value for name, value in own.items() if value is not None}

    async def _open_app_process(self, width: int = 80, height: int = 24) -> Process:
        """Start the process without a shell, in a session that ends as a whole.

        Raises:
            OSError: the system has no process or no file left.
        """
        process = await asyncio.create_subprocess_exec(
            *self._words,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            env=self._build_environment(width, height),
            start_new_session=True,
        )
        self._process, self._stdin = process, process.stdin
        return process

    async def run(self) -> None:
        """Pass the output on until the process ends, and then end the visit."""
        try:
            await super().run()
        finally:
            self._leave()

    async def on_data(self, payload: bytes) -> None:
        """Pass a part of a frame on; without a socket it is dropped, so that the process can go on."""
        self._has_shown = True
        with suppress(ConnectionError):
            await super().on_data(payload)

    async def on_meta(self, data: bytes) -> None:
        """Heed that the reader leaves, and its account of the work; nothing else."""
        match json.loads(data):
            case {"type": "exit"}:
                self._leave()
            case {"type": "ended", "told": list(told)}:
                self._told = read_account(told)

    async def on_packed(self, payload: bytes) -> None:
        """Drop a part of a file, for none was asked for."""

    async def take(self, message: Incoming) -> None:
        """Pass a message of the page on to the process, and wait while the process has enough of them.

        Raises:
            BrokenPipeError: the process reads no more messages.
        """
        if self.stdin.is_closing():
            raise BrokenPipeError
        match message:
            case Typed(data):
                self.typed_at = asyncio.get_running_loop().time()
                await self.send_bytes(data)
            case Resized(width, height):
                await self.set_terminal_size(width, height)
            case Focus(is_there):
                await (self.focus() if is_there else self.blur())
            case Ping(text):
                await self.remote_write_str(json.dumps(["pong", text]))

    def _leave(self) -> None:
        self._has_left = True
        self._begin_to_stop(Ending.LEFT)

    async def stop(self, ending: Ending = Ending.STOPPED) -> None:
        """End the process, and then tell the page why and what became of the work.

        Args:
            ending: the reason, of which the first counts.
        """
        await asyncio.shield(self._begin_to_stop(ending))

    def _begin_to_stop(self, ending: Ending) -> asyncio.Task[None]:
        if self._stopping is None:
            self.ending = ending
            self._stopping = asyncio.ensure_future(self._stop())
        return self._stopping

    async def _stop(self) -> None:
        if self._starting is not None:
            await asyncio.wait([self._starting])
        if self._process is not None:
            await self._end(self._process)
        if self._task is not None:
            await asyncio.wait([self._task], timeout=_TO_DIE)  # the account is the last of its output
            self._task.cancel()
            await asyncio.wait([self._task], timeout=_TO_DIE)
        if self._socket is not None:
            await close_for(self._socket, self.ending, self.account)

    async def _end(self, process: Process) -> None:
        """End the process: ask it, then by a signal after which it still saves, then by force."""
        for end, seconds in ((self._ask, _TO_LEAVE), (self._terminate, _TO_SAVE), (self._kill, _TO_DIE)):
            with suppress(TimeoutError):
                async with asyncio.timeout(seconds):
                    await end()
                    await process.wait()
                    break

    async def _ask(self) -> None:
        await self.send_meta({"type": "quit"})

    async def _terminate(self) -> None:
        self._signal(signal.SIGTERM)

    async def _kill(self) -> None:
        self._signal(signal.SIGKILL)

    def _signal(self, number: signal.Signals) -> None:
        if self._process is not None and self._process.returncode is None:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, number)


async def close_for(socket: WebSocketResponse, ending: Ending, account: Account | None = None) -> None:
    """Close a socket with a reason; a page that does not answer is not waited for.

    Args:
        socket: of the page.
        ending: the reason.
        account: of the work, told before.
    """
    with suppress(TimeoutError, ConnectionError):
        async with asyncio.timeout(_TO_CLOSE):
            if account is not None:
                await socket.send_str(json.dumps(["account", account.sentences()]))
            await socket.close(code=ending)
