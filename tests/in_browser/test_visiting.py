"""The reader in a browser: keys, the clipboard, the window, loading again, and the end of the server."""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
import subprocess
import time
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from hashiya.messages import Message
from hashiya.serving.endings import Ending
from tests.in_browser.chromium import CONTROL, PATIENCE, chromium
from tests.in_browser.line import Line
from tests.running import running
from tests.terminals.pty_program import HASHIYA

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.in_browser.chromium import Page

pytestmark = pytest.mark.real_terminal

TEXT = (
    "\u0642\u0627\u0644 \u0645\u0635\u062f\u0631 \u0641\u064a"
    " (\u0642\u0633\u062f) \u0625\u0646\u0647 \u0645\u0648\u0627\u0641\u0642\n"
)
HOSTILE = (
    "<script>window.hurt = 1</script><img src=x onerror=window.hurt=1>\n"
    "\x1b]0;hurt\x07\x1b]52;c;aHVydA==\x07\x1b[31m\x9b2J\u202eabc\n" + TEXT
)


_ACCOUNT = "document.getElementById('account').innerText.trim()"


class Sitting:
    """A server with an article, and a browser at its page."""

    def __init__(self, folder: Path, server: subprocess.Popen[bytes], page: Page, line: Line) -> None:
        self.line = line
        self.folder = folder
        self.server = server
        self.page = page

    def stored(self) -> str:
        """Everything that is stored of the article."""
        found = (self.folder / "annotations").rglob("*.json")
        return "\n".join(path.read_text(encoding="utf-8") for path in found)

    async def until_stored(self, words: str) -> None:
        end = time.monotonic() + PATIENCE
        while words not in self.stored():
            assert time.monotonic() < end, self.stored()
            await asyncio.sleep(0.1)


@asynccontextmanager
async def visiting(
    folder: Path, text: str = TEXT, *options: str, shown: str = "quit"
) -> AsyncIterator[Sitting]:
    (folder / "article.txt").write_text(text, encoding="utf-8", newline="")
    words = [str(HASHIYA), "serve", "--port=0", "--annotator=sara", *options, "article.txt"]
    environment: dict[str, Any] = {**os.environ, "HOME": str(folder), "LANG": "C.UTF-8"}
    with running(words, cwd=folder, stdout=subprocess.PIPE, env=environment) as server:
        assert server.stdout is not None
        address = urlsplit(server.stdout.readline().decode().strip())
        line = Line(address.port or 0)
        await line.mend()
        try:
            async with chromium(folder) as page:
                await page.open(address._replace(netloc=f"127.0.0.1:{line.port}").geturl())
                await page.until_shown(shown)
                yield Sitting(folder, server, page, line)
        finally:
            line.cut()
            server.send_signal(signal.SIGTERM)
            await asyncio.to_thread(server.wait, PATIENCE)


async def test_keys_of_an_arabic_keyboard_act_as_commands(tmp_path: Path) -> None:
    async with visiting(tmp_path) as sitting:
        await sitting.page.press("\u0634", "KeyA", number=65)  # on the key A: an actor
        await sitting.until_stored('"ACTOR"')


async def test_a_copy_is_on_the_clipboard_of_the_browser(tmp_path: Path) -> None:
    async with visiting(tmp_path) as sitting:
        await sitting.page.press("c", "KeyC", number=67)
        await sitting.page.until(
            "navigator.clipboard.readText().then((text) => text.startsWith('\u0642\u0627\u0644'))"
        )


async def test_a_paste_goes_into_the_line_that_is_edited(tmp_path: Path) -> None:
    async with visiting(tmp_path) as sitting:
        page = sitting.page
        await page.value("navigator.clipboard.writeText('pasted here')")
        await page.press("/", "Slash", number=191)
        await page.paste()
        await page.until_shown("pasted here")


async def test_the_reader_follows_the_size_of_the_window(tmp_path: Path) -> None:
    async with visiting(tmp_path) as sitting:
        page = sitting.page
        before = len(await page.rows())
        size = {"width": 1200, "height": 900, "deviceScaleFactor": 1, "mobile": False}
        await page.call("Emulation.setDeviceMetricsOverride", **size)
        await page.until(f"document.querySelectorAll('.xterm-rows > div').length > {before + 5}")
        rows = await page.until_shown("quit", line=-1)
        assert rows[0].startswith(" hashiya")


async def test_letters_stay_in_their_cells_when_the_window_becomes_narrow(tmp_path: Path) -> None:
    backwards = """
        [...document.querySelectorAll('.xterm-rows span')].map((span) => span.firstChild).filter((text) => {
          const places = [...text.data].map((_, at) => {
            const range = document.createRange();
            range.setStart(text, at);
            range.setEnd(text, at + 1);
            return range.getBoundingClientRect().left;
          });
          return places.some((place, at) => place < places[at - 1]);
        }).length
    """
    async with visiting(tmp_path, TEXT * 40) as sitting:
        page = sitting.page
        assert await page.value(backwards) == 0
        size = {"width": 420, "height": 700, "deviceScaleFactor": 1, "mobile": False}
        await page.call("Emulation.setDeviceMetricsOverride", **size)
        await page.until("document.querySelector('.xterm-screen').clientWidth === 420")
        await page.press("ArrowDown", "ArrowDown", number=40)
        await page.until_shown("28\u201331", line=-2)
        assert await page.value(backwards) == 0


async def test_a_page_that_is_loaded_again_shows_the_same_reader(tmp_path: Path) -> None:
    async with visiting(tmp_path, TEXT, "--visitors=1") as sitting:
        page = sitting.page
        await page.press("/", "Slash", number=191)
        for letter in "abcde":
            await page.press(letter)
        await page.until_shown("abcde")
        await page.call("Page.reload")
        await page.until("document.readyState === 'complete' && !document.body.dataset.ending")
        await page.until_shown("abcde")
        await page.press("f")
        await page.until_shown("abcdef")


async def test_the_reader_is_seen_in_an_arabic_page(tmp_path: Path) -> None:
    async with visiting(tmp_path, TEXT, "--language=ar", shown="hashiya") as sitting:
        place = "JSON.stringify(document.querySelector('.xterm-screen').getBoundingClientRect().toJSON())"
        found = json.loads(await sitting.page.value(place))
        assert (found["left"], found["top"]) == (0, 0)


async def test_the_font_comes_with_the_page(tmp_path: Path) -> None:
    async with visiting(tmp_path) as sitting:
        loaded = "[...document.fonts].filter((face) => face.status === 'loaded').length"
        assert await sitting.page.value(loaded) == 4
        served = (
            "performance.getEntriesByType('resource').filter((each) => each.name.includes('/font/')).length"
        )
        assert await sitting.page.value(served) == 4


async def test_a_hostile_article_is_text_and_nothing_else(tmp_path: Path) -> None:
    async with visiting(tmp_path, HOSTILE) as sitting:
        page = sitting.page
        await page.value("navigator.clipboard.writeText('mine')")
        await page.until_shown("<script>")
        assert await page.value("[window.hurt, document.title.includes('hurt')]") == [None, False]
        assert await page.value("document.querySelectorAll('img, iframe, body script').length") == 0
        assert await page.value("navigator.clipboard.readText()") == "mine"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_the_end_of_the_server_saves_the_work_and_is_told(
    tmp_path: Path, number: signal.Signals
) -> None:
    async with visiting(tmp_path) as sitting:
        await sitting.page.press("a", "KeyA", number=65)
        await sitting.page.until_shown("A 1", line=0)
        sitting.server.send_signal(number)
        assert await asyncio.to_thread(sitting.server.wait, PATIENCE) == 0
        assert '"ACTOR"' in sitting.stored()
        await sitting.page.until(f"document.body.dataset.ending === '{int(Ending.STOPPED)}'")
        assert await sitting.page.value(_ACCOUNT) == str(Message("serving.saved"))


async def test_who_quits_is_told_that_the_visit_has_ended(tmp_path: Path) -> None:
    async with visiting(tmp_path) as sitting:
        await sitting.page.press("q", "KeyQ", number=81, modifiers=CONTROL)
        await sitting.page.until(f"document.body.dataset.ending === '{int(Ending.LEFT)}'")
        assert await sitting.page.value(_ACCOUNT) == str(Message("serving.saved"))


async def test_what_could_not_be_saved_is_told_with_its_file(tmp_path: Path) -> None:
    async with visiting(tmp_path) as sitting:
        (tmp_path / "annotations").write_text("in the way")
        await sitting.page.press("a", "KeyA", number=65)
        await sitting.page.until_shown("A 1", line=0)
        sitting.server.send_signal(signal.SIGTERM)
        await sitting.page.until(f"document.body.dataset.ending === '{int(Ending.STOPPED)}'")
        told = await sitting.page.value(_ACCOUNT)
        found = re.search(r"hashiya import (\S+\.jsonl)", told)
        assert found is not None, told
        assert '"ACTOR"' in Path(found[1]).read_text(encoding="utf-8")


async def test_a_lost_line_is_opened_again_by_itself(tmp_path: Path) -> None:
    async with visiting(tmp_path, TEXT, "--visitors=1") as sitting:
        page = sitting.page
        await page.press("/", "Slash", number=191)
        await page.press("a")
        await page.until_shown("search ▸ a")
        sitting.line.cut()
        await page.until("document.body.classList.contains('-connecting')")
        await sitting.line.mend()
        await page.until("!document.body.classList.contains('-connecting')")
        await page.press("b")
        await page.until_shown("search ▸ ab")
        assert await page.value("document.body.dataset.ending ?? null") is None


async def test_a_line_that_stays_lost_is_told(tmp_path: Path) -> None:
    async with visiting(tmp_path) as sitting:
        await sitting.page.value("document.body.dataset.absence = 1")
        sitting.line.cut()
        await sitting.page.until("document.body.dataset.ending === 'lost'")
        assert await sitting.page.value("document.getElementById('again').checkVisibility()")
