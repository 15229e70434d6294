"""Text from outside is drawn, never obeyed: no control reaches the terminal, nothing is read as markup."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hashiya.annotation.annotation import new_annotation
from hashiya.annotation.edits import Edit
from hashiya.article.reading import read_article
from hashiya.codebook.label import DEFAULT
from hashiya.store.tinydb.store import Store
from hashiya.text.spans import Span
from hashiya.tui.app import HashiyaApp
from tests.storing import apply
from tests.tui.driving import all_read

if TYPE_CHECKING:
    from pathlib import Path

MARKUP = "[/AFP] [AFP] [@click=app.quit]انقر[/] [red]أحمر[/red] [link=x]"
CONTROLS = (
    "\x1b]52;c;SEFDSw==\x07 \x1b[2J \x9b31m \x1b]0;t\x1b\\ \x00\x07\x08\x7f\x85\x90 \u202eabc\u202c \u2067x"
)
TEXT = f"عنوان {MARKUP}\n\nنص {CONTROLS} نهاية\n"


def _everything_drawn(app: HashiyaApp) -> str:
    strips = app.screen._compositor.render_strips(app.size)
    return "\n".join(segment.text for strip in strips for segment in strip)


def _forbidden(drawn: str) -> list[str]:
    return [
        character
        for character in drawn.replace("\n", "")
        if ord(character) < 0x20
        or 0x7F <= ord(character) < 0xA0
        or 0xD800 <= ord(character) < 0xE000
        or character in "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029"
    ]


async def test_no_screen_shows_a_control_or_reads_markup(tmp_path: Path) -> None:
    path = tmp_path / "[red]bad\x1b[31m\u202e\x07[@click=app.quit].txt"
    path.write_bytes(TEXT.encode("utf-8", "surrogatepass"))
    store = Store(tmp_path / "annotations")
    article = read_article(path)
    annotations = [
        new_annotation("x", article.sha256, TEXT, Span(0, 40), label, note=f"{CONTROLS}{MARKUP}")
        for label in ("ACTOR", "EVENT")
    ]
    article_store = store.open(article)
    apply(article_store, [Edit(None, a) for a in annotations])
    app = HashiyaApp([tmp_path], store, DEFAULT)
    async with app.run_test(size=(120, 30)) as pilot:
        await all_read(app, pilot)
        seen = []
        for keys in (
            [],
            ["enter"],
            ["down", "down", "p"],
            ["n", "shift+tab"],
            ["shift+tab", "m"],
            ["escape", "?"],
            ["escape", "ctrl+p"],
            ["escape", "/"],
        ):
            await pilot.press(*keys)
            await pilot.pause()
            seen.append(_everything_drawn(app))
            assert _forbidden(seen[-1]) == []
        assert "\ufffd" in seen[1]
        assert "AFP" in seen[0]
        # a bidi control in a name is told of, where the layout alone would hide it
        assert "<U+202E>" in seen[0]
        assert "<U+202E>" in seen[1]
        assert "[@click=app.quit]" in seen[1] or "app.quit" in seen[1]
        assert app.is_running


@pytest.mark.parametrize("text", ["", "\n\n\n", "  \u00a0 \n", "؟!؛ ... «»\n"])
async def test_an_article_without_words_opens_and_every_key_is_harmless(tmp_path: Path, text: str) -> None:
    from tests.tui.driving import reading

    async with reading(tmp_path, text) as driver:
        for command in driver.app.bindings.page.commands:
            if command.id.split(".")[0] in ("move", "extend", "select", "annotation"):
                await driver.press(command.keys[0], "escape")
        await driver.press("a", "e", "q")
        assert driver.on_disk() == []
        assert driver.app.is_running


@pytest.mark.parametrize("size", [(40, 10), (20, 5), (10, 3), (3, 2), (1, 1), (500, 60)])
async def test_any_window_is_drawn_without_an_error_and_keeps_the_place(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    from tests.tui.driving import TEXT as ARTICLE_TEXT
    from tests.tui.driving import reading

    async with reading(tmp_path) as driver:
        await driver.go_to("استقبله")
        await driver.pilot.resize_terminal(*size)
        await driver.pilot.pause()
        assert driver.caret() == "استقبله"
        _everything_drawn(driver.app)
        await driver.press("left", "right", "pagedown", "pageup", "g")
        await driver.go_to("استقبله")
        await driver.pilot.resize_terminal(100, 30)
        await driver.pilot.pause()
        start = ARTICLE_TEXT.index("استقبله")
        assert driver.backgrounds(start, start + 7) == {driver.app.palette.ink.lower()}
