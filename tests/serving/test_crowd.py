"""A crowd of sockets, against the installed program."""

from __future__ import annotations

import asyncio
import os
import re
import resource
import signal
import subprocess
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from aiohttp import ClientConnectionError, ClientSession, CookieJar, WSMsgType

from tests.running import running
from tests.shares import exhaustive
from tests.terminals.pty_program import HASHIYA

pytestmark = pytest.mark.process

PATIENCE = 60.0
MOST_MEGABYTES = 150
MOST_FILES = 1000
UPGRADE = (
    "GET /ws/{number:032x}?token=wrong HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: http://127.0.0.1\r\n"
    "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
)


async def _come_in(address: str, number: int) -> asyncio.StreamWriter | None:
    """Open a socket and send nothing, a part of a header, or a request that is refused."""
    parts = urlsplit(address)
    sent = ["", "GET / HTTP/1.1\r\nHost: ", UPGRADE.format(number=number)]
    with suppress(ConnectionError):
        _, writer = await asyncio.open_connection(parts.hostname, parts.port)
        writer.write(sent[number % 3].encode())
        return writer
    return None


async def _visit(address: str, number: int) -> None:
    """Load the page and see the reader, and try again after a lost connection as a person does."""
    origin = address.partition("/?")[0]
    async with asyncio.timeout(PATIENCE):
        while True:
            with suppress(ClientConnectionError):
                async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as browser:
                    for path in (address, f"{origin}/textual.js"):
                        async with browser.get(path) as answer:
                            assert answer.status == 200
                            await answer.read()
                    async with browser.ws_connect(f"{origin}/ws/{number:032x}", origin=origin) as socket:
                        if (await socket.receive()).type is WSMsgType.BINARY:
                            return


@pytest.mark.parametrize("count", [500, *exhaustive(10_000)])
async def test_a_crowd_of_sockets_keeps_no_visitor_out(tmp_path: Path, count: int) -> None:
    before, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    count = count if most == resource.RLIM_INFINITY else min(count, most - 500)
    (tmp_path / "article.txt").write_text("\u0642\u0627\u0644\n", encoding="utf-8")
    words = [str(HASHIYA), "serve", "--port=0", "article.txt"]
    environment = {**os.environ, "HOME": str(tmp_path)}
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with running(words, cwd=tmp_path, env=environment, text=True, **streams) as server:
        assert server.stdout is not None
        assert server.stderr is not None
        address = server.stdout.readline().strip()
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(before, count + 400), most))
        try:
            first = asyncio.ensure_future(_visit(address, 1))
            crowd = []
            for start in range(0, count, 100):
                numbers = range(start, min(start + 100, count))
                crowd += await asyncio.gather(*(_come_in(address, number) for number in numbers))
            await first
            await _visit(address, 2)
            if (told := Path(f"/proc/{server.pid}/status")).exists():
                largest = re.search(r"VmHWM:\s+(\d+) kB", told.read_text())
                assert largest is not None
                assert int(largest[1]) < MOST_MEGABYTES * 1024
                assert sum(1 for _ in Path(f"/proc/{server.pid}/fd").iterdir()) < MOST_FILES
            for writer in filter(None, crowd):
                writer.transport.abort()
        finally:
            resource.setrlimit(resource.RLIMIT_NOFILE, (before, most))
        server.send_signal(signal.SIGTERM)
        assert await asyncio.to_thread(server.wait, PATIENCE) == 0
        assert "Traceback" not in server.stderr.read()
