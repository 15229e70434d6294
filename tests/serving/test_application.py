"""What the server answers, and what it refuses."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from typing import TYPE_CHECKING

import pytest
from aiohttp import ClientSession, CookieJar, WSMsgType, WSServerHandshakeError
from aiohttp.test_utils import TestServer

from hashiya.messages import Message
from hashiya.serving.admission import hosts_of
from hashiya.serving.application import Reception
from hashiya.serving.door import TokenDoor
from hashiya.serving.endings import Ending
from hashiya.serving.entrance import Entrance
from hashiya.serving.incoming import MOST_BYTES
from hashiya.serving.page import page_files
from hashiya.serving.terms import Terms
from hashiya.serving.visitor import Visitor
from hashiya.serving.visits import Visits

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from collections.abc import AsyncIterator, Mapping

    from aiohttp import ClientWebSocketResponse

pytestmark = pytest.mark.process

PATIENCE = 20.0
KNOWN = "k" * 43
PAGES = [f"{number:032x}" for number in range(100)]
# speaks as a reader does: says its number, sends back what it is sent, and leaves when it is asked
READER = """
import os, sys
def send(kind, data):
    os.write(1, kind + len(data).to_bytes(4, "big") + data)
os.write(1, b"__GANGLION__\\n")
send(b"D", str(os.getpid()).encode())
while head := sys.stdin.buffer.read(5):
    payload = sys.stdin.buffer.read(int.from_bytes(head[1:], "big"))
    if b'"quit"' in payload:
        break
    if payload == b"file":
        send(b"M", b'{"type": "deliver_file_start", "key": "k", "path": "/etc/passwd"}')
        send(b"M", b'{"type": "open_url", "url": "http://evil.example", "new_tab": true}')
        send(b"P", b"1:a")
    if payload == b"number":
        send(b"D", str(os.getpid()).encode())
        continue
    if payload == b"saved":
        send(b"M", b'{"type": "ended", "told": []}')
        break
    if payload == b"rescued":
        told = b'{"id": "session.import_again", "parameters": {"command": "<b>\\\\u001b"}}'
        send(b"M", b'{"type": "ended", "told": [' + told + b"]}")
        break
    if payload == b"die":
        os._exit(1)
    if payload == b"leave":
        send(b"M", b'{"type": "exit"}')
    send(head[:1], payload) if head[:1] == b"D" else None
"""
SLOW = """
import os, sys, time
os.write(1, b"__GANGLION__\\n")
number = str(os.getpid()).encode()
os.write(1, b"D" + len(number).to_bytes(4, "big") + number)
while b'"quit"' not in sys.stdin.buffer.read(int.from_bytes(sys.stdin.buffer.read(5)[1:], "big")):
    pass
time.sleep(0.5)
told = b'{"type": "ended", "told": []}'
os.write(1, b"M" + len(told).to_bytes(4, "big") + told)
"""
CLOSED = """
import os, time
os.close(0)
os.write(1, b"__GANGLION__\\n" + b"D\\0\\0\\0\\1" + b"1")
time.sleep(600)
"""
DEAF = """
import signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print('__GANGLION__', flush=True)
time.sleep(600)
"""


class Site:
    """A running server and a browser."""

    def __init__(self, server: TestServer, browser: ClientSession, visits: Visits) -> None:
        self.server = server
        self.browser = browser
        self.visits = visits
        self.token = KNOWN
        self._pages = iter(PAGES)

    @property
    def origin(self) -> str:
        return str(self.server.make_url("/"))[:-1]

    async def status(self, path: str, headers: Mapping[str, str] | None = None, method: str = "GET") -> int:
        async with self.browser.request(method, self.origin + path, headers=headers) as answer:
            return answer.status

    async def enter(self) -> None:
        assert await self.status(f"/?token={self.token}") == 200

    async def open(
        self, origin: str | None = None, page: str | None = None, *, comes_back: bool = False
    ) -> ClientWebSocketResponse:
        url = f"{self.origin}/ws/{page or next(self._pages)}?width=80&height=24"
        url += "&again=1" if comes_back else ""
        return await self.browser.ws_connect(url, origin=origin or self.origin)

    async def visit(self) -> tuple[ClientWebSocketResponse, int]:
        """Open a socket; the number of its process."""
        socket = await self.open()
        return socket, int(await socket.receive_bytes(timeout=PATIENCE))

    async def until_nobody_is_here(self) -> None:
        async with asyncio.timeout(PATIENCE):
            while self.visits.visitors:
                await asyncio.sleep(0.02)


@asynccontextmanager
async def serving(
    program: str = READER, visitors: int = 2, idle: float = PATIENCE, absence: float = 0
) -> AsyncIterator[Site]:
    title = "<b>\u0645\u062c\u0644\u062f\x1b"
    visits = Visits(Terms((), (sys.executable, "-c", program), title, visitors, idle, absence))
    hosts = hosts_of("127.0.0.1", ["desk.example"])
    reception = Reception(hosts, TokenDoor(KNOWN, hosts), visits, Entrance(visitors), page_files({}))
    async with AsyncExitStack() as stack:
        server = TestServer(reception.application())
        await server.start_server(shutdown_timeout=1)
        stack.push_async_callback(server.close)
        browser = await stack.enter_async_context(ClientSession(cookie_jar=CookieJar(unsafe=True)))
        yield Site(server, browser, visits)


def is_running(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return True


PATHS = [
    "/",
    "/textual.js",
    "/xterm.css",
    "/page.js",
    "/page.css",
    "/font/regular",
    "/nothing",
    f"/ws/{0:032x}",
    "/login",
]


@pytest.mark.parametrize("path", PATHS)
async def test_nothing_is_sent_without_the_token(path: str) -> None:
    async with serving() as site:
        assert await site.status(path) == 403
        assert await site.status(f"{path}?token=") == 403
        assert await site.status(f"{path}?token={site.token[:-1]}") == 403
        assert await site.status(f"{path}?token={site.token}%00") == 403
        assert await site.status(path, {"Cookie": f"hashiya-{site.server.port}={site.token}"}) == 403


async def test_the_refusal_is_one_sentence() -> None:
    async with serving() as site, site.browser.get(site.origin) as answer:
        assert await answer.text() == f"{Message('serving.no_token')}\n"
        assert answer.headers["Cache-Control"] == "no-store"


async def test_the_page_gives_a_pass_for_the_token() -> None:
    async with serving() as site:
        async with site.browser.get(f"{site.origin}/?token={site.token}") as answer:
            cookie = answer.headers["Set-Cookie"]
            text = await answer.text()
        assert "HttpOnly" in cookie
        assert "SameSite=Strict" in cookie
        assert site.token not in cookie + text
        assert [
            await site.status(path) for path in ("/", "/textual.js", "/xterm.css", "/page.js", "/page.css")
        ] == [200] * 5


@pytest.mark.parametrize(
    ("host", "said", "is_secure"),
    [("desk.example", "https", True), ("desk.example", "http", False), ("127.0.0.1", "https", False)],
)
async def test_the_pass_is_kept_to_tls_where_the_proxy_says_so(host: str, said: str, is_secure: bool) -> None:
    async with serving() as site:
        headers = {"Host": host, "X-Forwarded-Proto": said}
        async with site.browser.get(f"{site.origin}/?token={site.token}", headers=headers) as answer:
            assert ("Secure" in answer.headers["Set-Cookie"]) is is_secure


async def test_the_page_is_well_formed_and_loads_nothing_from_elsewhere() -> None:
    async with serving() as site, site.browser.get(f"{site.origin}/?token={site.token}") as answer:
        text = await answer.text()
        policy = answer.headers["Content-Security-Policy"]
        here = answer.url.authority
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Referrer-Policy"] == "same-origin"
    assert "&lt;b&gt;\u0645\u062c\u0644\u062f" in text
    assert "\x1b" not in text
    assert "//" not in text
    assert policy.startswith("default-src 'none'; script-src 'self'; ")
    assert f"connect-src 'self' ws://{here} " in policy


async def test_another_host_is_refused_even_with_the_token() -> None:
    async with serving() as site:
        for host in ("evil.example", f"evil.example:{site.server.port}", "127.0.0.1:1; script-src *"):
            url = f"{site.origin}/?token={site.token}"
            async with site.browser.get(url, headers={"Host": host}) as answer:
                assert answer.status == 421
                assert "evil" not in answer.headers["Content-Security-Policy"]
                assert "script-src *" not in answer.headers["Content-Security-Policy"]
                assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:1", "file://"])
async def test_a_page_of_another_origin_gets_no_socket(origin: str) -> None:
    async with serving() as site:
        await site.enter()
        with pytest.raises(WSServerHandshakeError) as refusal:
            await site.open(origin)
        assert refusal.value.status == 403
        assert await site.status(f"/ws/{PAGES[0]}") == 403
        assert not site.visits.visitors


@pytest.mark.parametrize(
    "path",
    [
        "/static/js/textual.js",
        "/download/k",
        "/font/../page.js/x",
        "/font/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
        "/..%2f..%2fetc/passwd",
        "//etc/passwd",
        "/textual.js%00.txt",
        "/ws/other",
        "/ws",
        "/ws/canvas/" + "0" * 32,
        "/ws/" + "g" * 32,
        "/login",
        "/ws/",
    ],
)
async def test_no_other_path_is_sent(path: str) -> None:
    async with serving() as site:
        await site.enter()
        assert await site.status(path) == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
async def test_no_other_method_is_answered(method: str) -> None:
    async with serving() as site:
        await site.enter()
        assert await site.status("/", method=method) == 405


async def test_a_visitor_has_a_process_that_ends_with_the_socket() -> None:
    async with serving() as site:
        await site.enter()
        socket, number = await site.visit()
        await socket.send_str(json.dumps(["stdin", "\u0634"]))
        assert await socket.receive_bytes(timeout=PATIENCE) == "\u0634".encode()
        await socket.send_str(json.dumps(["ping", "7"]))
        assert await socket.receive_json(timeout=PATIENCE) == ["pong", "7"]
        await socket.close()
        await site.until_nobody_is_here()
        assert not is_running(number)


@pytest.mark.parametrize("key", ["leave", "die"])
async def test_the_socket_ends_with_the_process(key: str) -> None:
    async with serving() as site:
        await site.enter()
        socket, number = await site.visit()
        await socket.send_str(json.dumps(["stdin", key]))
        async for _ in socket:
            pass
        await site.until_nobody_is_here()
        assert not is_running(number)


async def ending_of(socket: ClientWebSocketResponse) -> int | None:
    async for _ in socket:
        pass
    return socket.close_code


async def test_one_visitor_too_many_is_told_so_until_another_leaves() -> None:
    async with serving(visitors=2) as site:
        await site.enter()
        (first, _), (second, _) = await site.visit(), await site.visit()
        assert await ending_of(await site.open()) == Ending.FULL
        await first.close()
        async with asyncio.timeout(PATIENCE):
            while len(site.visits.visitors) > 1:
                await asyncio.sleep(0.02)
        third, _ = await site.visit()
        await second.close()
        await third.close()


async def test_of_100_visitors_at_once_only_the_first_ones_get_a_process() -> None:
    async with serving(visitors=2) as site:
        await site.enter()
        sockets = await asyncio.gather(*(site.open() for _ in range(100)))
        endings = [asyncio.ensure_future(ending_of(socket)) for socket in sockets]
        async with asyncio.timeout(PATIENCE):
            while sum(each.done() for each in endings) < 98:
                assert len(site.visits.visitors) <= 2
                await asyncio.sleep(0.02)
        assert {each.result() for each in endings if each.done()} == {Ending.FULL}
        assert len(site.visits.visitors) == 2
        for socket in sockets:
            await socket.close()


async def test_a_page_that_is_loaded_again_goes_on_with_its_process() -> None:
    async with serving(visitors=1, absence=PATIENCE) as site:
        await site.enter()
        socket = await site.open(page=PAGES[7])
        number = await socket.receive_bytes(timeout=PATIENCE)
        await socket.close()
        again = await site.open(page=PAGES[7])
        await again.send_str(json.dumps(["stdin", "number"]))
        assert await again.receive_bytes(timeout=PATIENCE) == number
        await again.close()


async def test_a_second_page_of_the_same_number_takes_the_visit_over() -> None:
    async with serving(absence=PATIENCE) as site:
        await site.enter()
        first = await site.open(page=PAGES[7])
        number = await first.receive_bytes(timeout=PATIENCE)
        second = await site.open(page=PAGES[7])
        assert await ending_of(first) == Ending.ELSEWHERE
        await second.send_str(json.dumps(["stdin", "number"]))
        assert await second.receive_bytes(timeout=PATIENCE) == number
        assert len(site.visits.visitors) == 1
        await second.close()


@pytest.fixture
def slow_start(monkeypatch: pytest.MonkeyPatch) -> list[Process]:
    """Let each process start late; all that have started."""
    started = []
    start = Visitor._open_app_process

    async def start_late(self: Visitor, width: int = 80, height: int = 24) -> Process:
        await asyncio.sleep(0.2)
        started.append(await start(self, width, height))
        return started[-1]

    monkeypatch.setattr(Visitor, "_open_app_process", start_late)
    return started


async def test_two_sockets_of_one_page_at_once_begin_one_visit(slow_start: list[Process]) -> None:
    async with serving(absence=PATIENCE) as site:
        await site.enter()
        sockets = await asyncio.gather(*(site.open(page=PAGES[7]) for _ in range(5)))
        endings = [asyncio.ensure_future(ending_of(socket)) for socket in sockets]
        async with asyncio.timeout(PATIENCE):
            while sum(each.done() for each in endings) < 4:
                await asyncio.sleep(0.02)
        assert {each.result() for each in endings if each.done()} == {Ending.ELSEWHERE}
        await site.visits.end_all()
        await asyncio.gather(*endings)
    [process] = slow_start
    assert process.returncode is not None


async def test_visitors_who_wait_for_the_same_place_get_no_more_than_there_are() -> None:
    async with serving(visitors=1, absence=PATIENCE) as site:
        await site.enter()
        first, _ = await site.visit()
        await first.close()
        sockets = [await site.open(page=PAGES[50]), await site.open(page=PAGES[50])]
        sockets.append(await site.open(page=PAGES[51]))
        endings = [asyncio.ensure_future(ending_of(socket)) for socket in sockets]
        async with asyncio.timeout(PATIENCE):
            while sum(each.done() for each in endings) < 2:
                await asyncio.sleep(0.02)
        assert len(site.visits.visitors) == 1
        assert {each.result() for each in endings if each.done()} <= {Ending.ELSEWHERE, Ending.FULL}
        await site.visits.end_all()
        await asyncio.gather(*endings)


async def test_a_visit_that_ends_while_it_begins_leaves_no_process(slow_start: list[Process]) -> None:
    async with serving(absence=PATIENCE) as site:
        await site.enter()
        ending = asyncio.ensure_future(ending_of(await site.open()))
        async with asyncio.timeout(PATIENCE):
            while not site.visits.visitors:
                await asyncio.sleep(0)
        await site.visits.end_all()
        assert await ending == Ending.STOPPED
        assert not site.visits.visitors
    [process] = slow_start
    assert process.returncode is not None


async def test_no_visit_begins_when_the_server_has_begun_to_end() -> None:
    async with serving() as site:
        await site.enter()
        await site.visits.end_all()
        assert await ending_of(await site.open()) == Ending.STOPPED
        assert not site.visits.visitors


async def test_a_visit_without_its_page_gives_its_place_to_another_visitor() -> None:
    async with serving(visitors=1, absence=PATIENCE) as site:
        await site.enter()
        first, number = await site.visit()
        await first.close()
        second, other = await site.visit()
        assert number != other
        assert not is_running(number)
        await second.close()


async def test_a_visit_whose_page_does_not_come_back_ends() -> None:
    async with serving(absence=0.2) as site:
        await site.enter()
        socket, number = await site.visit()
        await socket.close()
        await site.until_nobody_is_here()
        assert not is_running(number)


@pytest.mark.parametrize(
    "text", ["x" * (MOST_BYTES + 1), "{", '["resize", {"width": "1", "height": 1}]', "[" * 100_000]
)
async def test_a_message_that_is_too_long_or_none_of_the_pages_ends_the_visit(text: str) -> None:
    async with serving() as site:
        await site.enter()
        socket, number = await site.visit()
        await socket.send_str(text)
        async for _ in socket:
            pass
        await site.until_nobody_is_here()
        assert not is_running(number)


async def test_no_file_is_delivered_and_no_address_opened() -> None:
    async with serving() as site:
        await site.enter()
        socket, _ = await site.visit()
        await socket.send_str(json.dumps(["stdin", "file"]))
        assert await socket.receive_bytes(timeout=PATIENCE) == b"file"
        assert await site.status("/download/k") == 404


async def test_a_visitor_who_types_nothing_is_let_out() -> None:
    async with serving(idle=3.0) as site:
        await site.enter()
        socket, number = await site.visit()
        assert await ending_of(socket) == Ending.IDLE
        await site.until_nobody_is_here()
        assert not is_running(number)


async def test_a_page_that_comes_back_gets_no_more_time_without_a_key() -> None:
    async with serving(idle=3.0, absence=PATIENCE) as site:
        await site.enter()
        async with asyncio.timeout(PATIENCE):
            ending = None
            while ending != Ending.IDLE:
                socket = await site.open(page=PAGES[7])
                reading = asyncio.ensure_future(ending_of(socket))
                await asyncio.wait([reading], timeout=1.0)
                await socket.close()
                ending = await reading


async def test_the_end_of_the_server_ends_every_process() -> None:
    async with serving() as site:
        await site.enter()
        numbers = [(await site.visit())[1] for _ in range(2)]
        await site.server.close()
        assert not any(map(is_running, numbers))


async def test_a_process_that_does_not_leave_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hashiya.serving.visitor._TO_LEAVE", 0.1)
    monkeypatch.setattr("hashiya.serving.visitor._TO_SAVE", 0.1)
    async with serving(DEAF) as site:
        await site.enter()
        socket = await site.open()
        await socket.close()
        await site.until_nobody_is_here()


async def test_a_reader_that_reads_no_more_ends_the_visit(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("hashiya.serving.visitor._TO_LEAVE", 0.1)
    async with serving(CLOSED) as site:
        await site.enter()
        socket, _ = await site.visit()
        ending = asyncio.ensure_future(ending_of(socket))
        with suppress(ConnectionError):
            for _ in range(100):
                await socket.send_str(json.dumps(["stdin", "x"]))
        assert await ending == Ending.LEFT
    assert caplog.records == []


async def account_of(socket: ClientWebSocketResponse) -> tuple[object, int | None]:
    """What a page is told of the work last, and the ending."""
    told = None
    async for message in socket:
        told = json.loads(message.data) if message.type is WSMsgType.TEXT else told
    return told, socket.close_code


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ("saved", Message("serving.saved")),
        ("rescued", Message("session.import_again", command="\u2068<b>\ufffd\u2069")),
        ("die", Message("serving.perhaps_unsaved")),
    ],
)
async def test_the_page_is_told_what_became_of_the_work(key: str, told: Message) -> None:
    async with serving() as site:
        await site.enter()
        socket, _ = await site.visit()
        await socket.send_str(json.dumps(["stdin", key]))
        assert await account_of(socket) == (["account", [str(told)]], Ending.LEFT)


async def test_the_page_is_told_of_the_end_after_the_process_has_ended() -> None:
    async with serving(SLOW) as site:
        await site.enter()
        socket, number = await site.visit()
        ending = asyncio.ensure_future(site.visits.end_all())
        assert await account_of(socket) == (["account", [str(Message("serving.saved"))]], Ending.STOPPED)
        assert not is_running(number)
        await ending


async def test_a_page_that_comes_back_too_late_is_told_how_its_visit_ended() -> None:
    async with serving(absence=0.1) as site:
        await site.enter()
        socket = await site.open(page=PAGES[7])
        await socket.receive_bytes(timeout=PATIENCE)
        await socket.close()
        await site.until_nobody_is_here()
        again = await site.open(page=PAGES[7], comes_back=True)
        told = ["account", [str(Message("serving.perhaps_unsaved"))]]
        assert await account_of(again) == (told, Ending.STOPPED)
        assert not site.visits.visitors


async def test_a_page_that_comes_back_to_another_server_begins_no_visit() -> None:
    async with serving() as site:
        await site.enter()
        assert await account_of(await site.open(comes_back=True)) == (None, Ending.STOPPED)
        assert not site.visits.visitors
