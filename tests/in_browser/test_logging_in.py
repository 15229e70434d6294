"""People who log in at the page, with the store of a team."""

from __future__ import annotations

import os
import re
import signal
import subprocess
from typing import TYPE_CHECKING

import pytest
from psycopg import sql

from hashiya.store.postgresql.people import put_person
from tests.in_browser.chromium import PATIENCE, chromium
from tests.postgresql import ASKED
from tests.running import running
from tests.terminals.pty_program import HASHIYA

if TYPE_CHECKING:
    from pathlib import Path

    from tests.postgresql import TeamDatabase

pytestmark = pytest.mark.real_terminal
NAME, WORD = "\u0633\u0627\u0631\u0629", "p:a@s s/w#rd&"


async def test_a_person_logs_in_and_works_under_the_own_name(tmp_path: Path, database: TeamDatabase) -> None:
    login = database.add(NAME, "annotator")
    put_person(database.server(), NAME, "annotator", login, WORD)
    database.running.execute(sql.SQL("GRANT {} TO {}").format(sql.Identifier(ASKED), sql.Identifier(login)))
    (tmp_path / "article.txt").write_text("\u0642\u0627\u0644 \u0645\u0635\u062f\u0631\n", encoding="utf-8")
    words = [str(HASHIYA), "serve", "--port=0", f"--store={database.address().whole}", "article.txt"]
    environment = {**os.environ, "HOME": str(tmp_path), "LANG": "C.UTF-8"}
    with running(words, cwd=tmp_path, stdout=subprocess.PIPE, env=environment) as server:
        assert server.stdout is not None
        address = server.stdout.readline().decode().strip()
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/", address)
        async with chromium(tmp_path) as page:
            await page.open(address)
            await page.until("location.pathname === '/login' && !!document.querySelector('[name=login]')")
            await page.value(f"document.querySelector('[name=login]').value = {login!r}")
            await page.value(f"document.querySelector('[name=password]').value = {WORD!r}")
            await page.value("document.querySelector('form:not([hidden]) button').click()")
            await page.until_shown("quit")
            await page.press("a", "KeyA", number=65)
            await page.until_shown("saved")
            await page.until_shown("A 1", line=0)
            lines = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout
            assert WORD not in lines
            server.send_signal(signal.SIGTERM)
            assert server.wait(PATIENCE) == 0
    [(who,)] = database.rows(
        "SELECT name FROM hashiya.annotation JOIN hashiya.person ON person.id = annotation.person"
    )
    assert who == NAME
