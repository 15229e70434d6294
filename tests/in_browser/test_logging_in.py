"""People who log in at the page, with the store of a team."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import subprocess
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from psycopg import sql

from hashiya.serving.endings import Ending
from hashiya.store.postgresql.people import put_person
from tests.in_browser.chromium import CONTROL, PATIENCE, chromium
from tests.in_browser.line import Line
from tests.postgresql import ASKED
from tests.running import running
from tests.terminals.pty_program import HASHIYA

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.in_browser.chromium import Page
    from tests.postgresql import TeamDatabase

pytestmark = pytest.mark.real_terminal
NAME, WORD = "\u0633\u0627\u0631\u0629", "p:a@s s/w#rd&"
OTHER = "\u0639\u0645\u0631"
SAVED = "\u062d\u064f\u0641\u0638 \u0639\u0645\u0644\u0643 \u0643\u0644\u0647."


TEXT = "\u0642\u0627\u0644 \u0645\u0635\u062f\u0631 \u0641\u064a \u0648\u0641\u062f\n"


def add_person(database: TeamDatabase, name: str, login: str, password: str) -> str:
    """Add an annotator who needs a password, and return the login."""
    login = database.add(name, "annotator", login)
    put_person(database.server(), name, "annotator", login, password)
    database.running.execute(sql.SQL("GRANT {} TO {}").format(sql.Identifier(ASKED), sql.Identifier(login)))
    return login


@contextmanager
def served(folder: Path, database: TeamDatabase) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """Serve an article with the store of a team; the server and its address."""
    (folder / "article.txt").write_text(TEXT, encoding="utf-8")
    words = [str(HASHIYA), "serve", "--port=0", f"--store={database.address().whole}", "article.txt"]
    environment = {**os.environ, "HOME": str(folder), "LANG": "C.UTF-8"}
    with running(words, cwd=folder, stdout=subprocess.PIPE, env=environment) as server:
        assert server.stdout is not None
        yield server, server.stdout.readline().decode().strip()


async def log_in(page: Page, login: str, password: str) -> None:
    await page.until("location.pathname === '/login' && !!document.querySelector('[name=login]')")
    await page.value(f"document.querySelector('[name=login]').value = {login!r}")
    await page.value(f"document.querySelector('[name=password]').value = {password!r}")
    await page.value("document.querySelector('form:not([hidden]) button').click()")


async def mark_and_undo(page: Page) -> None:
    """Mark three words by the keys of an Arabic keyboard, and take the last one back."""
    await page.press("\u0634", "KeyA", number=65)
    await page.until_shown("1 A", line=0)
    await page.press("Escape", "Escape", number=27)
    await page.press("ArrowLeft", "ArrowLeft", number=37)
    await page.press("\u062b", "KeyE", number=69)
    await page.until_shown("1 E", line=0)
    await page.press("Escape", "Escape", number=27)
    await page.press("ArrowLeft", "ArrowLeft", number=37)
    await page.press("\u0636", "KeyQ", number=81)
    await page.until_shown("1 Q", line=0)
    await page.press("\u0639", "KeyU", number=85)
    await page.until_shown("0 Q", line=0)


async def go_away_and_come_back(page: Page, line: Line) -> None:
    """Mark a word and load the page at once again, and lose the line for a while."""
    await page.press("\u0636", "KeyQ", number=81)
    await page.until_shown("1 Q", line=0)
    await page.call("Page.reload")
    await page.until("document.readyState === 'complete' && !document.body.dataset.ending")
    await page.until_shown("1 Q  1 E  1 A", line=0)
    line.cut()
    await page.until("document.body.classList.contains('-connecting')")
    await line.mend()
    await page.until("!document.body.classList.contains('-connecting')")


async def copy_and_paste(page: Page) -> None:
    await page.press("Escape", "Escape", number=27)
    await page.press("\u0624", "KeyC", number=67)
    await page.until("navigator.clipboard.readText().then((text) => text.includes('article'))")
    await page.value("navigator.clipboard.writeText('pasted')")
    await page.press("/", "Slash", number=191)
    await page.paste()
    await page.until_shown("pasted")


async def test_a_person_logs_in_and_works_under_the_own_name(tmp_path: Path, database: TeamDatabase) -> None:
    login = add_person(database, NAME, "annotator", WORD)
    with served(tmp_path, database) as (server, address):
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/", address)
        async with chromium(tmp_path) as page:
            await page.open(address)
            await log_in(page, login, WORD)
            await page.until_shown("quit")
            await page.press("a", "KeyA", number=65)
            await page.until_shown("saved")
            await page.until_shown("A 1", line=0)
            lines = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout
            assert WORD not in lines
            server.send_signal(signal.SIGTERM)
            assert server.wait(PATIENCE) == 0
    assert stored(database) == [(NAME, "ACTOR")]


async def test_an_arabic_session_loses_nothing_and_ends_with_the_logout(
    tmp_path: Path, database: TeamDatabase
) -> None:
    login = add_person(database, NAME, "sara", WORD)
    other = add_person(database, OTHER, "omar", "2")
    with served(tmp_path, database) as (server, address):
        line = Line(urlsplit(address).port or 0)
        await line.mend()
        try:
            async with chromium(tmp_path, "--lang=ar", "--accept-lang=ar-SY,ar,en") as page:
                await page.open(f"http://127.0.0.1:{line.port}/")
                await log_in(page, login, "wrong")
                await page.until("document.querySelector('[role=status]')?.innerText !== ''")
                await log_in(page, login, WORD)
                await page.until("document.documentElement.lang === 'ar'")
                await page.until_shown("0 A", line=0)
                await mark_and_undo(page)
                await go_away_and_come_back(page, line)
                await copy_and_paste(page)
                await page.press("Escape", "Escape", number=27)
                await page.press("q", "KeyQ", number=81, modifiers=CONTROL)
                await page.until(f"document.body.dataset.ending === '{int(Ending.LEFT)}'")
                await page.value("document.querySelector('form button').click()")
                await log_in(page, other, "2")
                await page.until_shown("0 Q  0 E  0 A", line=0)
                await page.press("\u0634", "KeyA", number=65)
                await page.until_shown("1 A", line=0)
                await page.value("fetch('/logout', {method: 'POST'}).then(() => true)")
                await page.until(f"document.body.dataset.ending === '{int(Ending.LOGGED_OUT)}'")
                assert await page.value("document.getElementById('account').innerText.trim()") == SAVED
        finally:
            line.cut()
            server.send_signal(signal.SIGTERM)
            assert await asyncio.to_thread(server.wait, PATIENCE) == 0
    assert sorted(stored(database)) == sorted(
        [(NAME, "ACTOR"), (NAME, "EVENT"), (NAME, "QUOTE"), (OTHER, "ACTOR")]
    )


def stored(database: TeamDatabase) -> list[tuple[str, str]]:
    """The annotations of a team: of whom, and the label."""
    return database.rows(
        "SELECT name, label FROM hashiya.annotation JOIN hashiya.person ON person.id = annotation.person"
    )
