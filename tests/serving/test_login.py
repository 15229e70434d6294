"""The door for people with passwords."""

from __future__ import annotations

import asyncio
import json
import re
import sys
from contextlib import AsyncExitStack, asynccontextmanager
from typing import TYPE_CHECKING

import pytest
from aiohttp import ClientSession, CookieJar
from aiohttp.test_utils import TestServer
from yarl import URL

from hashiya.errors import HashiyaError
from hashiya.messages import Message
from hashiya.messages.language import speak
from hashiya.serving.admission import hosts_of
from hashiya.serving.application import Reception
from hashiya.serving.endings import Ending
from hashiya.serving.entrance import Entrance
from hashiya.serving.entrant import Entrant
from hashiya.serving.login import LoginDoor
from hashiya.serving.page import page_files
from hashiya.serving.terms import Terms
from hashiya.serving.visits import Visits

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from http.cookies import BaseCookie

    from aiohttp import ClientResponse, ClientWebSocketResponse

pytestmark = pytest.mark.process

PATIENCE = 20.0
RIGHT = {"login": "sara", "password": "\u0633\u0631 & <b>"}
# shows the environment that it was given
READER = """
import json, os, sys
os.write(1, b"__GANGLION__\\n")
data = json.dumps([os.environ.get("HASHIYA_STORE"), os.environ.get("PGPASSWORD"), sys.argv]).encode()
os.write(1, b"D" + len(data).to_bytes(4, "big") + data)
while head := sys.stdin.buffer.read(5):
    if b'"quit"' in sys.stdin.buffer.read(int.from_bytes(head[1:], "big")):
        break
"""


async def ending_of(socket: ClientWebSocketResponse) -> int | None:
    async for _ in socket:
        pass
    return socket.close_code


class Site:
    """A server on which people log in, and a browser."""

    def __init__(self, server: TestServer, browser: ClientSession, visits: Visits, door: LoginDoor) -> None:
        self.browser = browser
        self.visits = visits
        self.door = door
        self.origin = str(server.make_url("/"))[:-1]

    async def post(self, path: str, form: dict[str, str], origin: str | None = None) -> ClientResponse:
        headers = {"Origin": origin or self.origin}
        return await self.browser.post(self.origin + path, data=form, headers=headers, allow_redirects=False)

    async def get(self, path: str) -> ClientResponse:
        return await self.browser.get(self.origin + path, allow_redirects=False)


def judge(login: str, password: str) -> Entrant | None:
    if login == "away":
        raise HashiyaError(Message("postgresql.wrong_password", address="x"))
    is_right = (login, password) == (RIGHT["login"], RIGHT["password"])
    return (
        Entrant("\u0633\u0627\u0631\u0629", {"HASHIYA_STORE": "own", "PGPASSWORD": None})
        if is_right
        else None
    )


@asynccontextmanager
async def serving(language: str | None = None) -> AsyncIterator[Site]:
    visits = Visits(Terms((), (sys.executable, "-c", READER), "title", visitors=2, idle=PATIENCE))
    hosts = hosts_of("127.0.0.1", ["desk.example"])
    door = LoginDoor(judge, visits.end_of, hosts, language=language)
    reception = Reception(hosts, door, visits, Entrance(2), page_files({}))
    async with AsyncExitStack() as stack:
        server = TestServer(reception.application())
        await server.start_server(shutdown_timeout=1)
        stack.push_async_callback(server.close)
        browser = await stack.enter_async_context(ClientSession(cookie_jar=CookieJar(unsafe=True)))
        yield Site(server, browser, visits, door)


async def test_a_stranger_is_led_to_the_form_and_gets_nothing_else() -> None:
    async with serving() as site:
        page = await site.get("/")
        assert (page.status, page.headers["Location"]) == (303, "/login")
        for path in ("/textual.js", "/page.js", f"/ws/{0:032x}", "/nothing", "/login/x"):
            assert (await site.get(path)).status == 403
        assert (await site.get("/login")).status == 200


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ar", "rtl")])
async def test_the_form_speaks_the_language_and_needs_no_script(language: str, direction: str) -> None:
    speak(language)
    try:
        async with serving() as site:
            text = await (await site.get("/login")).text()
    finally:
        speak("en")
    assert f'<html lang="{language}" dir="{direction}">' in text
    assert "<script" not in text


@pytest.mark.parametrize(("fixed", "language"), [(None, "ar"), ("en", "en")])
async def test_a_browser_is_answered_in_its_language_unless_the_server_has_one(
    fixed: str | None, language: str
) -> None:
    async with serving(fixed) as site:
        wish = {"Accept-Language": "ar-SY,ar;q=0.9,en;q=0.8", "Origin": site.origin}
        url = f"{site.origin}/login"
        assert f'<html lang="{language}"' in await (await site.browser.get(url, headers=wish)).text()
        await site.browser.post(url, data=RIGHT, headers=wish)
        assert f'<html lang="{language}"' in await (await site.browser.get(site.origin, headers=wish)).text()
        socket = await site.browser.ws_connect(f"{site.origin}/ws/{1:032x}", origin=site.origin, headers=wish)
        *_, words = json.loads(await socket.receive_bytes(timeout=PATIENCE))
        assert f"--language={language}" in words
        await socket.close()


async def test_the_right_password_opens_the_reader_as_that_person() -> None:
    async with serving() as site:
        entered = await site.post("/login", RIGHT)
        assert (entered.status, entered.headers["Location"]) == (303, "/")
        cookie = entered.headers["Set-Cookie"]
        assert "HttpOnly" in cookie
        assert "SameSite=Strict" in cookie
        assert RIGHT["password"] not in cookie
        assert (await site.get("/")).status == 200
        url = f"{site.origin}/ws/{1:032x}"
        socket = await site.browser.ws_connect(url, origin=site.origin)
        store, password, words = json.loads(await socket.receive_bytes(timeout=PATIENCE))
        assert (store, password) == ("own", None)
        assert "own" not in words
        await socket.close()


@pytest.mark.parametrize(
    "form",
    [
        {"login": "sara", "password": "x"},
        {"login": "<b>&\"'\x1b", "password": "x"},
        {"login": "sara", "password": ""},
        {"login": "", "password": "x"},
        {},
    ],
)
async def test_a_wrong_password_opens_nothing(form: dict[str, str]) -> None:
    async with serving() as site:
        answer = await site.post("/login", form)
        assert answer.status in (400, 403)
        assert "Set-Cookie" not in answer.headers
        text = await answer.text()
        assert "<b>" not in text
        assert "\x1b" not in text
        assert (await site.get("/")).status == 303


async def test_after_a_wrong_password_only_the_password_is_asked_for() -> None:
    async with serving() as site:
        assert re.search(r'name="login"[^>]*autofocus', await (await site.get("/login")).text())
        text = await (await site.post("/login", {"login": "sara", "password": "x"})).text()
        assert re.search(r'name="login"[^>]*value="sara"', text)
        assert re.search(r'name="password"[^>]*autofocus', text)


async def test_a_form_on_another_sites_page_is_refused() -> None:
    async with serving() as site:
        for origin in ("http://evil.example", "null"):
            assert (await site.post("/login", RIGHT, origin)).status == 403
        await site.post("/login", RIGHT)
        assert (await site.post("/logout", {}, "http://evil.example")).status == 403
        assert (await site.get("/")).status == 200


async def test_a_database_that_is_away_is_told() -> None:
    async with serving() as site:
        answer = await site.post("/login", {"login": "away", "password": "x"})
        assert answer.status == 503


async def test_who_guesses_has_to_wait_even_with_the_right_password_and_at_once() -> None:
    async with serving() as site:
        wrong = {"login": "sara", "password": "x"}
        answers = await asyncio.gather(*(site.post("/login", wrong) for _ in range(30)))
        assert sorted(each.status for each in answers) == [403] * 4 + [429] * 26
        late = await site.post("/login", RIGHT)
        assert late.status == 429
        assert int(late.headers["Retry-After"]) >= 1


async def test_a_person_who_logs_out_has_no_visit_any_more_and_is_let_in_no_more() -> None:
    async with serving() as site:
        await site.post("/login", RIGHT)
        url = f"{site.origin}/ws/{1:032x}"
        socket = await site.browser.ws_connect(url, origin=site.origin)
        await socket.receive_bytes(timeout=PATIENCE)
        left = await site.post("/logout", {})
        assert (left.status, left.headers["Location"]) == (303, "/login")
        assert not site.visits.visitors
        assert (await site.get("/")).status == 303
        await socket.close()


async def test_a_login_ends_the_one_before_in_the_same_browser() -> None:
    async with serving() as site:
        await site.post("/login", RIGHT)
        before = {name: each.value for name, each in _kept_by(site).items()}
        socket = await site.browser.ws_connect(f"{site.origin}/ws/{1:032x}", origin=site.origin)
        ending = asyncio.ensure_future(ending_of(socket))
        await site.post("/login", RIGHT)
        assert await ending == Ending.LOGGED_OUT
        assert before.keys() == _kept_by(site).keys()
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in before.items())}
        async with ClientSession() as other, other.get(site.origin, headers=headers) as answer:
            assert answer.url.path == "/login"
        assert (await site.get("/")).status == 200


def _kept_by(site: Site) -> BaseCookie[str]:
    return site.browser.cookie_jar.filter_cookies(URL(site.origin))


async def test_a_cookie_that_a_browser_brings_along_is_never_taken_over() -> None:
    async with serving() as site:
        port = URL(site.origin).port
        site.browser.cookie_jar.update_cookies({f"hashiya-{port}": "fixed"}, URL(site.origin))
        entered = await site.post("/login", RIGHT)
        assert "fixed" not in entered.headers["Set-Cookie"]
        headers = {"Cookie": f"hashiya-{port}=fixed"}
        async with ClientSession() as other, other.get(site.origin, headers=headers) as answer:
            assert answer.url.path == "/login"


@pytest.mark.parametrize("is_away", [False, True], ids=["another password", "no database"])
async def test_a_password_that_holds_no_more_ends_the_visit(
    is_away: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hashiya.serving.login._TO_JUDGE_AGAIN", 0.05)
    judged = asyncio.Event()
    async with serving() as site:
        await site.post("/login", RIGHT)
        socket = await site.browser.ws_connect(f"{site.origin}/ws/{1:032x}", origin=site.origin)
        ending = asyncio.ensure_future(ending_of(socket))
        loop = asyncio.get_running_loop()

        def judge_anew(*_: str) -> Entrant | None:
            loop.call_soon_threadsafe(judged.set)
            if is_away:
                raise HashiyaError(Message("postgresql.wrong_password", address="x"))
            return None

        site.door._judge = judge_anew
        async with asyncio.timeout(PATIENCE):
            await judged.wait()
            if is_away:
                assert (await site.get("/")).status == 200
                await socket.close()
            else:
                assert await ending == Ending.LOGGED_OUT
                assert (await site.get("/")).status == 303


async def test_a_login_ends_after_its_hours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hashiya.serving.login._SECONDS", 0.3)
    async with serving() as site:
        await site.post("/login", RIGHT)
        async with asyncio.timeout(PATIENCE):
            while (await site.get("/")).status == 200:
                await asyncio.sleep(0.05)


async def test_a_person_is_logged_in_by_a_bounded_number_of_browsers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hashiya.serving.login._MOST_LOGINS", 2)
    async with serving() as site, AsyncExitStack() as stack:
        browsers = []
        for _ in range(3):
            jar = CookieJar(unsafe=True)
            browsers.append(await stack.enter_async_context(ClientSession(cookie_jar=jar)))
            await browsers[-1].post(f"{site.origin}/login", data=RIGHT, headers={"Origin": site.origin})
        pages = [await each.get(site.origin, allow_redirects=False) for each in browsers]
        assert [each.status for each in pages] == [303, 200, 200]


async def test_who_guesses_behind_a_proxy_keeps_nobody_else_out() -> None:
    async with serving() as site:

        async def log_in(form: dict[str, str], sender: str) -> int:
            proxied = {"Host": "desk.example", "Origin": "https://desk.example", "X-Forwarded-For": sender}
            url = f"{site.origin}/login"
            async with site.browser.post(url, data=form, headers=proxied, allow_redirects=False) as answer:
                return answer.status

        wrong = RIGHT | {"password": "x"}
        assert [await log_in(wrong, "203.0.113.5") for _ in range(5)][-1] == 429
        assert await log_in(RIGHT, "203.0.113.5") == 429
        assert await log_in(RIGHT, "203.0.113.6") == 303


async def test_a_large_form_is_refused() -> None:
    async with serving() as site:
        assert (await site.post("/login", {"login": "a" * 100_000, "password": "x"})).status == 413
