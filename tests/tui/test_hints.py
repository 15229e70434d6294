"""Hints on the page: over the beginnings of words, in letters of either layout; nothing beside them moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hashiya.layout import lay_out_line
from hashiya.messages import Message, speak
from hashiya.text.arabic_keyboard import arabic_key
from hashiya.tui.palette import styles
from tests.tui.driving import TEXT, Driver, drawn, reading

if TYPE_CHECKING:
    from pathlib import Path

    from rich.style import Style

IN_BOTH_LANGUAGES = pytest.mark.parametrize("language", ["en", "ar"])
ON_F = arabic_key("f") or ""
OPENING = {"j": False, "ت": True}
"""The key that shows hints on either layout, and whether hints then are Arabic letters."""


def cells(driver: Driver) -> dict[int, tuple[str, Style]]:
    """What is drawn, and how, at the offset of each cell in sight; those of a row from left to right."""
    page, found = driver.screen.page, {}
    for line, place in enumerate(driver.reader.viewport.lines):
        if place is None:
            continue
        row = driver.reader.viewport.row(place)
        column = page.left + (driver.reader.document.width - row.width if row.base == "rtl" else 0)
        strip = page.render_line(line)
        for cell in row.cells:
            [segment] = strip.crop(column, column + cell.width)
            assert segment.style is not None
            found[cell.start] = segment.text, segment.style
            column += cell.width
    return found


@IN_BOTH_LANGUAGES
@pytest.mark.parametrize("key", OPENING)
async def test_a_hint_is_drawn_over_the_first_letters_of_its_word(
    tmp_path: Path, language: str, key: str
) -> None:
    speak(language)
    async with reading(tmp_path, size=(80, 24)) as driver:
        before = cells(driver)
        await driver.press(key)
        after, look = cells(driver), styles(driver.app.palette)
        covered: dict[int, str] = {}
        for word, hint in driver.reader.hinting.drawn(0, len(TEXT)):
            first = sorted(start for start in before if start >= word.start)[: len(hint)]
            left_to_right = sorted(first, key=list(before).index)
            covered |= dict(zip(left_to_right, hint[::-1] if OPENING[key] else hint, strict=True))
        assert len(covered) > 30
        for start, character in covered.items():
            [letter] = lay_out_line(character, "ltr").cells
            assert after[start] == (letter.text, look.hint)
        assert {start: after[start] for start in after.keys() - covered} == {
            start: before[start] for start in before.keys() - covered
        }
        assert (ON_F in "".join(covered.values())) is OPENING[key]
        assert drawn(Message("tui.type_a_hint")) in driver.line_text("status")
        await driver.press("escape")
        assert cells(driver) == before


@pytest.mark.parametrize("key", OPENING)
async def test_two_hints_and_a_label_mark_the_words_between_them(tmp_path: Path, key: str) -> None:
    async with reading(tmp_path, size=(80, 24)) as driver:
        await driver.press(key)
        for word in ("اللواء", "النعسان"):
            hints = {each.start: hint for each, hint in driver.reader.hinting.drawn(0, len(TEXT))}
            await driver.press(*hints[TEXT.index(word)])
        assert driver.selected() == "اللواء علي النعسان"
        await driver.press("a")
        assert driver.on_disk() == [("ACTOR", "اللواء علي النعسان")]
        assert driver.reader.is_hinting, "for the next span"


async def test_the_layout_of_the_last_key_is_that_of_the_hints(tmp_path: Path) -> None:
    async with reading(tmp_path, size=(80, 24)) as driver:
        await driver.press("j", "ث")
        assert driver.reader.types_arabic
        assert driver.reader.hinting.label == "EVENT"
        [*letters] = {hint for _, hint in driver.reader.hinting.drawn(0, len(TEXT))}
        assert ON_F in "".join(letters)
        await driver.press("backspace", "e")
        assert "f" in "".join(hint for _, hint in driver.reader.hinting.drawn(0, len(TEXT)))
