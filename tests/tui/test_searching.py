"""Search: key → matches found and drawn, however they are spelled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.messages import Message
from hashiya.session.commands.key_names import Key
from tests.tui.driving import drawn, reading

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "العلاقة الأولى مع إيران\nلا شيء هنا\nعَلاقة أخرى، وعلاقه ثالثة\n"


async def test_a_search_finds_and_draws_every_spelling(tmp_path: Path) -> None:
    async with reading(tmp_path, TEXT) as driver:
        await driver.go_to("إيران")
        await driver.press("/", *"علاقه")
        marked, clitic = TEXT.index("عَ"), TEXT.index("وعلاقه")
        for start, end in [(2, 7), (marked, marked + 6), (clitic + 1, clitic + 6)]:
            assert driver.backgrounds(start, end) == {driver.app.palette.found}
        assert driver.backgrounds(clitic, clitic + 1) == {driver.app.palette.paper}
        assert driver.backgrounds(TEXT.index("لا شيء"), TEXT.index("هنا") + 3) == {driver.app.palette.paper}


async def test_enter_goes_to_the_next_match_and_further_keys_walk_round(tmp_path: Path) -> None:
    async with reading(tmp_path, TEXT) as driver:
        await driver.press("ظ", *"علاقة", "enter")
        assert driver.caret() == "عَلاقة"
        await driver.press("f")
        assert driver.caret() == "وعلاقه"
        await driver.press("f3")
        assert driver.caret() == "العلاقة"
        await driver.press("b")
        assert driver.caret() == "وعلاقه"
        await driver.press("shift+f3")
        assert driver.caret() == "عَلاقة"


async def test_a_label_covers_the_match_that_is_drawn_as_selected(tmp_path: Path) -> None:
    async with reading(tmp_path, TEXT) as driver:
        await driver.press("/", *"علاقة", "enter", "f")
        clitic = TEXT.index("وعلاقه")
        assert driver.backgrounds(clitic + 1, clitic + 6) == {driver.app.palette.filled}
        assert driver.backgrounds(clitic, clitic + 1) != {driver.app.palette.filled}
        await driver.press("e", "f", "e")
        assert [(a.label, a.span.cut(TEXT)) for a in driver.reader.annotations] == [
            ("EVENT", "علاقة"),
            ("EVENT", "علاقه"),
        ]


async def test_escape_ends_the_search(tmp_path: Path) -> None:
    async with reading(tmp_path, TEXT) as driver:
        await driver.press("/", *"علاقة", "escape")
        assert driver.reader.finder.query == ""
        assert driver.screen.page.has_focus
        assert not driver.screen.prompt.display
        assert driver.backgrounds(TEXT.index("عَ"), TEXT.index("عَ") + 6) == {driver.app.palette.paper}


async def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    async with reading(tmp_path, TEXT) as driver:
        await driver.press("/", *"zzz", "enter")
        assert driver.reader.notice == Message("commands.not_found")
        assert driver.caret() == "العلاقة"


async def test_the_footer_says_what_keys_do_while_a_search_is_typed(tmp_path: Path) -> None:
    async with reading(tmp_path, TEXT) as driver:
        commands = driver.line_text("keys")
        await driver.press("/")
        hint = Message("tui.search_keys", enter=Key("enter"), escape=Key("escape"))
        assert driver.line_text("keys").strip() == drawn(hint)
        await driver.pilot.click("#keys", offset=(2, 0))
        assert driver.screen.prompt.display
        await driver.press("escape")
        assert driver.line_text("keys") == commands
