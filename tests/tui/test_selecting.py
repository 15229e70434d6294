"""Each key that selects: key → selection → what is drawn filled."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hashiya.messages import Message
from tests.layout.positions import position
from tests.tui.driving import TEXT, drawn, reading

if TYPE_CHECKING:
    from pathlib import Path

OUTER = "العلاقات مع روسيا “قديمة وراسخة” منذ عقود"
INNER = "قديمة وراسخة"


@pytest.mark.parametrize(
    ("at", "keys", "expected"),
    [
        ("اللواء", ["space", "left", "left"], "اللواء علي النعسان"),
        ("النعسان", ["space", "right", "right"], "اللواء علي النعسان"),
        ("اللواء", ["space", "left", "left", "space"], "اللواء علي النعسان"),
        ("اللواء", ["space", "left", "space", "left"], None),
        ("اللواء", ["space", "left", "escape"], None),
        ("اللواء", ["shift+left", "shift+left"], "اللواء علي النعسان"),
        ("النعسان", ["shift+right"], "علي النعسان"),
        ("اللواء", ["shift+left", "left"], None),
        ("علي", ["w"], "علي"),
        ("علي", ["ص"], "علي"),
        ("English", ["s"], "Third paragraph, in English, with (قسد) in it."),
        ("عسكري", ["p"], "زيارة وفد عسكري إلى روسيا"),
        ("راسخة", ["i"], INNER),
        ("راسخة", ["i", "i"], OUTER),
        ("راسخة", ["ه", "ه"], OUTER),
        ("النعسان", ["w", "["], "النعسا"),
        ("النعسان", ["w", "]"], "النعسان،"),
        ("النعسان", ["w", "د"], "النعسان،"),
        ("النعسان", ["w", "ج"], "النعسا"),
        ("وأشارت", ["w", "}"], "أشارت"),
        ("وأشارت", ["w", "'"], "أشارت"),
        ("وأشارت", ["w", "ط"], "أشارت"),
        ("وأشارت", ["w", "}", "{"], "وأشارت"),
        ("وأشارت", ["w", "}", ";"], "وأشارت"),
        ("وأشارت", ["w", "}", "ك"], "وأشارت"),
        ("وأشارت", ["}"], "أشارت"),
    ],
)
async def test_keys_select(tmp_path: Path, at: str, keys: list[str], expected: str | None) -> None:
    async with reading(tmp_path) as driver:
        driver.reader.go_to(TEXT.index(at))
        await driver.press(*keys)
        assert driver.selected() == expected
        if expected is not None and driver.reader.caret is not None:
            selection = driver.reader.selection
            assert selection is not None
            filled = driver.app.palette.filled.lower()
            ink = driver.app.palette.ink.lower()
            assert driver.backgrounds(*selection) <= {filled, ink}
            assert filled not in driver.backgrounds(0, selection.start)


async def test_the_status_line_counts_the_letters_selected_without_their_marks(tmp_path: Path) -> None:
    text = "وفقًا لبيان\n"
    async with reading(tmp_path, text) as driver:
        await driver.press("w")
        assert driver.selected() == "وفقًا"
        assert drawn(Message("tui.selected", count=4)) in driver.line_text("status")
        await driver.press("[")
        assert driver.selected() == "وفقً"
        await driver.press("[")
        assert driver.selected() == "وف"


async def test_the_mouse_selects_from_cell_to_cell(tmp_path: Path) -> None:
    async with reading(tmp_path) as driver:
        page = driver.screen.page
        document = driver.reader.document

        def point(offset: int) -> tuple[int, int]:
            place, column = position(document, offset)
            row = driver.reader.viewport.row(place)
            line = driver.reader.viewport.line_of(place)
            assert line is not None
            return page.left + document.width - row.width + column, line

        first, last = TEXT.index("اللواء"), TEXT.index("النعسان") + 6
        await driver.pilot.mouse_down("#page", offset=point(first))
        await driver.pilot.hover("#page", offset=point(last))
        await driver.pilot.mouse_up("#page", offset=point(last))
        await driver.pilot.pause()
        assert driver.selected() == "اللواء علي النعسان"
        await driver.pilot.click("#page", offset=point(TEXT.index("نائب") + 1))
        assert driver.selected() is None
        assert driver.caret() == "نائب"
        await driver.pilot.click("#page", offset=point(TEXT.index("استقبله") + 1), times=2)
        assert driver.selected() == "استقبله"


async def test_a_drag_leaves_out_the_spaces_at_its_ends(tmp_path: Path) -> None:
    text = "قال اللواء علي النعسان أمس\n"
    async with reading(tmp_path, text) as driver:
        page, row = driver.screen.page, driver.reader.viewport.row(driver.reader.viewport.top)
        indent = page.left + driver.reader.document.width - row.width

        def point(offset: int) -> tuple[int, int]:
            return indent + next(i for i, cell in enumerate(row.cells) if cell.start == offset), 0

        before, behind = text.index(" اللواء"), text.index(" أمس")
        await driver.pilot.mouse_down("#page", offset=point(before))
        await driver.pilot.hover("#page", offset=point(behind))
        assert driver.selected() == " اللواء علي النعسان "
        await driver.pilot.mouse_up("#page", offset=point(behind))
        await driver.pilot.pause()
        assert driver.selected() == "اللواء علي النعسان"


@pytest.mark.parametrize("end", ["", ".", '".', "؟! ", " …"])
async def test_a_click_behind_a_row_stays_on_the_row(tmp_path: Path, end: str) -> None:
    async with reading(tmp_path, f"قال الوزير{end}\n\nThe next{end}\n\nفقرة أخرى\n") as driver:
        page = driver.screen.page
        await driver.pilot.click("#page", offset=(page.left, 0))
        assert driver.caret() == "الوزير"
        await driver.pilot.click("#page", offset=(page.left + driver.reader.document.width - 1, 2))
        assert driver.caret() == "next"
        await driver.pilot.click("#page", offset=(page.left, 0), times=2)
        assert driver.selected() == "الوزير"
