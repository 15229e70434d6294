"""The bounds of open connections, against a server that listens."""

from __future__ import annotations

import asyncio
import resource
from contextlib import asynccontextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING

import pytest
from aiohttp import web

from hashiya.errors import HashiyaError
from hashiya.messages import Message
from hashiya.serving.admission import hosts_of
from hashiya.serving.application import Reception
from hashiya.serving.door import TokenDoor
from hashiya.serving.entrance import Entrance, allow_files
from hashiya.serving.page import page_files
from hashiya.serving.terms import Terms
from hashiya.serving.visits import Visits

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

PATIENCE = 20.0
KNOWN = "k" * 43
ASKED = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n"
VISIT = (
    b"GET /ws/%032x?token=%s HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: http://127.0.0.1\r\n"
    b"Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
    b"Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
)
READER = "printf '__GANGLION__\\nD\\0\\0\\0\\2on'; cat >/dev/null; :"


@asynccontextmanager
async def listening(most: int = 256, header: float = PATIENCE, visitors: int = 2) -> AsyncIterator[int]:
    """The port of a running server."""
    visits = Visits(Terms((), ("sh", "-c", READER), "title", visitors=visitors, idle=PATIENCE, absence=0))
    hosts, entrance = hosts_of("127.0.0.1"), Entrance(visitors, others=most, header=header)
    reception = Reception(hosts, TokenDoor(KNOWN, hosts), visits, entrance, page_files({}))
    runner = web.AppRunner(reception.application(), access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    assert runner.server is not None
    factory = partial(entrance.connection, runner.server)
    server = await asyncio.get_running_loop().create_server(factory, "127.0.0.1", 0)
    yield server.sockets[0].getsockname()[1]
    server.close()
    await runner.cleanup()


async def everything(reader: asyncio.StreamReader) -> bytes:
    """Read until the server closes the connection."""
    async with asyncio.timeout(PATIENCE):
        try:
            return await reader.read()
        except ConnectionResetError:
            return b""


async def test_a_header_that_does_not_end_is_not_waited_for() -> None:
    async with listening(header=0.5) as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(ASKED)
        reading = asyncio.ensure_future(everything(reader))
        while not reading.done():  # a line now and then does not lengthen the time
            writer.write(b"X: y\r\n")
            await asyncio.wait([reading], timeout=0.05)
        assert not reading.result().startswith(b"HTTP/1.1 200")
        writer.close()


async def test_a_connection_that_sends_nothing_is_closed() -> None:
    async with listening(header=0.2) as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        assert await everything(reader) == b""
        writer.close()


async def test_strangers_give_way_before_a_connection_that_was_let_in() -> None:
    async with listening(most=20) as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        asked = b"GET /page.js?token=%s HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n" % KNOWN.encode()
        length = len(page_files({})["/page.js"].body)
        for _ in range(3):
            writer.write(asked)
            assert (await reader.readuntil(b"\r\n\r\n")).startswith(b"HTTP/1.1 200")
            await reader.readexactly(length)
            for _, each in [await asyncio.open_connection("127.0.0.1", port) for _ in range(60)]:
                each.close()
        writer.close()


@pytest.mark.parametrize("page", [0, 7], ids=["without a place", "of one page"])
async def test_sockets_that_never_answer_are_no_more_than_the_bound(
    page: int, caplog: pytest.LogCaptureFixture
) -> None:
    async with listening(most=20, visitors=1) as port:
        crowd = [await asyncio.open_connection("127.0.0.1", port) for _ in range(100)]
        for number, (_, writer) in enumerate(crowd):
            writer.write(VISIT % (page or number, KNOWN.encode()))
        ended = [asyncio.ensure_future(_until_eof(reader)) for reader, _ in crowd]
        async with asyncio.timeout(PATIENCE):
            while sum(each.done() for each in ended) < 79:
                await asyncio.sleep(0.02)
            answer = b""
            while not answer:  # refused while the last sockets are closed
                reader, writer = await asyncio.open_connection("127.0.0.1", port)
                writer.write(ASKED + b"\r\n")
                answer = await _first_line(reader)
                writer.transport.abort()
        assert answer.startswith(b"HTTP/1.1 403")
        for each in ended:
            each.cancel()
        for _, writer in crowd:
            writer.transport.abort()
    assert caplog.records == []


async def _first_line(reader: asyncio.StreamReader) -> bytes:
    with suppress(ConnectionError):
        return await reader.readline()
    return b""


async def _until_eof(reader: asyncio.StreamReader) -> None:
    with suppress(ConnectionError):
        await reader.read()


async def test_a_crowd_of_connections_keeps_no_one_out_and_no_visitor_loses_theirs() -> None:
    async with listening(most=20) as port:
        visitor, own = await asyncio.open_connection("127.0.0.1", port)
        own.write(VISIT % (1, KNOWN.encode()))
        assert b"101" in await visitor.readuntil(b"\r\n\r\n")
        assert await visitor.readexactly(4) == b"\x82\x02on"
        crowd = [await asyncio.open_connection("127.0.0.1", port) for _ in range(200)]
        closed = [asyncio.ensure_future(everything(reader)) for reader, _ in crowd]
        async with asyncio.timeout(PATIENCE):
            while sum(each.done() for each in closed) < 179:
                await asyncio.sleep(0.02)
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(ASKED + b"\r\n")
        assert (await reader.readline()).startswith(b"HTTP/1.1 403")
        own.write(b"\x89\x81\0\0\0\0!")  # a ping, masked
        assert await visitor.readexactly(3) == b"\x8a\x01!"
        for each in closed:
            each.cancel()
        for _, each_writer in [*crowd, (reader, writer), (visitor, own)]:
            each_writer.close()


@pytest.mark.parametrize(
    "sent",
    [
        b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\n\r\n",
        ASKED + b"X: " + b"a" * 100_000 + b"\r\n\r\n",
        ASKED + b"".join(b"X-%d: y\r\n" % number for number in range(10_000)) + b"\r\n",
        b"\x16\x03\x01\x02\0\x01\0\x01\xfc\x03\x03" + bytes(300),
        b"\0" * 1000 + b"\r\n\r\n",
        ASKED + b"Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil.example\r\n\r\n",
    ],
    ids=["path", "header", "headers", "tls", "zeros", "smuggled", "hosts"],
)
async def test_rubbish_and_headers_without_measure_are_refused_and_not_logged(
    sent: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    async with listening(header=1.0) as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(sent)
        assert (await everything(reader))[:12] in (b"HTTP/1.1 400", b"HTTP/1.0 400", b"HTTP/1.1 403", b"")
        writer.close()
    assert caplog.records == []


@pytest.mark.parametrize(
    "sent",
    [b"\xff" * 100, b"\x81\x05hello", b"\xc1\x80\0\0\0\0", b"\x81\xff" + b"\x7f" * 12, b"\x82\x81\0\0\0\0!"],
    ids=["rubbish", "unmasked", "reserved", "exabytes", "binary"],
)
async def test_rubbish_on_a_websocket_ends_the_visit(sent: bytes) -> None:
    async with listening() as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(VISIT % (1, KNOWN.encode()))
        await reader.readuntil(b"\x82\x02on")
        writer.write(sent)
        told = await everything(reader)  # the account of the work, and the end
        assert not told or b"\x88" in told
        writer.close()


@pytest.mark.parametrize(
    "sent",
    [b"FOO BAR\r\n\r\n", b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n<script>\r\n\r\n", ASKED + ASKED],
    ids=["method", "header", "two hosts"],
)
async def test_a_malformed_request_is_answered_in_a_word_and_never_repeated(sent: bytes) -> None:
    async with listening() as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(sent + b"\r\n")
        head, _, body = (await everything(reader)).partition(b"\r\n\r\n")
        assert body == b"Bad Request\n"
        assert b"Server: hashiya" in head
        assert b"X-Content-Type-Options: nosniff" in head
        writer.close()


def test_as_many_files_are_allowed_as_visitors_may_need() -> None:
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (512, before[1]))
        allow_files(8)
        assert resource.getrlimit(resource.RLIMIT_NOFILE)[0] >= 896 + 8 * 8
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)


def test_more_visitors_than_the_system_has_files_for_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resource, "getrlimit", lambda _: (1024, 1024))
    with pytest.raises(HashiyaError) as error:
        allow_files(1000)
    assert error.value.told == Message("serving.too_few_files", count=1000)
    assert error.value.advice == Message("serving.fewer_visitors", most=16)
