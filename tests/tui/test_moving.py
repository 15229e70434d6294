"""Each key that moves: key → caret."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.tui.driving import TEXT, reading

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("at", "key", "expected"),
    [
        ("الوزارة", "left", "أن"),
        ("الوزارة", "right", "أوضحت"),
        ("English", "left", "in"),
        ("English", "right", "with"),
        ("وأشارت", "ctrl+right", "أوضحت"),
        ("الوزارة", "ctrl+left", "وأشارت"),
        ("الوزارة", "ctrl+down", "وأشارت"),
        ("استقبله", "ctrl+up", "أوضحت"),
        ("برئاسة", "home", "أوضحت"),
        ("English", "end", "it"),
        ("English", "home", "Third"),
        ("استقبله", "g", "زيارة"),
        ("استقبله", "ل", "زيارة"),
        ("استقبله", "ctrl+home", "زيارة"),
        ("استقبله", "G", "it"),
        ("استقبله", "ﻷ", "it"),
        ("استقبله", "ctrl+end", "it"),
    ],
)
async def test_a_key_moves_the_caret(tmp_path: Path, at: str, key: str, expected: str) -> None:
    async with reading(tmp_path) as driver:
        await driver.go_to(at)
        await driver.press(key)
        assert driver.caret() == expected
        assert driver.selected() is None


async def test_down_and_up_keep_to_the_column(tmp_path: Path) -> None:
    text = "واحد اثنان ثلاثة\nأربعة خمسة ستة\nسبعة ثمانية تسعة\n"
    async with reading(tmp_path, text) as driver:
        await driver.go_to("اثنان")
        await driver.press("down")
        assert driver.caret() == "خمسة"
        await driver.press("down")
        assert driver.caret() == "ثمانية"
        await driver.press("up", "up")
        assert driver.caret() == "اثنان"


async def test_page_down_shows_the_next_page_and_page_up_returns(tmp_path: Path) -> None:
    text = "".join(f"كلمة{number} هنا\n" for number in range(100))
    async with reading(tmp_path, text, size=(60, 13)) as driver:
        height = driver.screen.page.size.height
        assert height == 10
        await driver.press("pagedown")
        shown = [driver.reader.viewport.row(place).start for place in driver.reader.viewport.lines if place]
        assert driver.reader.caret is not None
        assert driver.reader.caret.start in shown
        assert text.index("كلمة0") not in shown
        await driver.press("pageup")
        assert driver.reader.viewport.top == (0, 0)
        assert driver.caret() == "كلمة0"


async def test_the_carets_word_is_drawn_reversed_and_its_old_place_is_not(tmp_path: Path) -> None:
    async with reading(tmp_path) as driver:
        await driver.go_to("الوزارة")
        start = TEXT.index("الوزارة")
        ink = driver.app.palette.ink.lower()
        assert driver.backgrounds(start, start + 7) == {ink}
        await driver.press("left")
        assert ink not in driver.backgrounds(start, start + 7)
        assert driver.backgrounds(start + 8, start + 10) == {ink}


async def test_a_caret_move_repaints_its_rows_and_no_others(tmp_path: Path) -> None:
    async with reading(tmp_path, size=(60, 30)) as driver:
        await driver.go_to("الوزارة")
        page = driver.screen.page
        painted: list[int] = []
        original = page.render_line

        def watched(y: int) -> object:
            painted.append(y)
            return original(y)

        page.render_line = watched  # type: ignore[method-assign, assignment]
        await driver.press("left")
        line = driver.reader.viewport.line_of(driver.reader.document.place_of(TEXT.index("الوزارة")))
        assert set(painted) == {line}
