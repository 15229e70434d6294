"""The annotations of others on the screen: dim, named, apart from one's own, never in the way of a key."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from hashiya.codebook.colours import contrast
from hashiya.codebook.label import DEFAULT
from hashiya.messages import Message
from hashiya.session.labelling import label
from hashiya.terminal.colour_depth import ColourDepth
from hashiya.tui.palette import (
    beneath_style,
    current_style,
    doubtful_style,
    label_style,
    other_current_style,
    other_style,
    palette_for,
    proposed_style,
    styles,
)
from tests.others import Colleagues
from tests.session.marking import made, span_of
from tests.tui.driving import TEXT, Driver, drawn, reading, screen_lines
from tests.tui.test_palette import as_seen, sent

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from rich.style import Style

ACTOR, EVENT = "الوزارة", "استقبله"
MONA = "منى"


@asynccontextmanager
async def with_others(
    folder: Path, size: tuple[int, int] = (100, 30), *, dark: bool = True, text: str = TEXT
) -> AsyncIterator[Driver]:
    """Opens an article in which two others have annotated, and nothing is of one's own."""
    async with reading(folder, text, size=size, dark=dark) as driver:
        colleagues = Colleagues(folder / "annotations")
        colleagues.put(MONA, driver.reader, made(text, ACTOR), made(text, EVENT, "EVENT"))
        colleagues.put("zeyd", driver.reader, made(text, EVENT, "EVENT"))
        yield driver


async def press(driver: Driver, *keys: str) -> None:
    """Press keys, and wait until the annotations of others are read."""
    for key in keys:
        await driver.press(key)
        if driver.reader.others is not None and driver.reader.others.are_shown:
            assert driver.reader.others.wait()
            await driver.pilot.pause()


def style_of(driver: Driver, words: str) -> Style:
    """The one style of some words."""
    [style] = {style for _, style in driver.cells_of(*span_of(driver.reader.text, words))}
    return style


async def test_nothing_tells_of_others_before_the_key(tmp_path: Path) -> None:
    async with with_others(tmp_path, (120, 30)) as driver:
        await driver.go_to(ACTOR)
        assert not any(name in line for line in screen_lines(driver.app) for name in ("zeyd", drawn(MONA)))
        assert "others 3" not in driver.line_text("title")
        assert style_of(driver, EVENT) == style_of(driver, "وأشارت")


@pytest.mark.parametrize("dark", [True, False])
async def test_they_are_drawn_on_a_ground_of_their_own_and_no_letter_moves(
    tmp_path: Path, *, dark: bool
) -> None:
    async with with_others(tmp_path, dark=dark) as driver:
        before = [text for text, _ in driver.cells_of(0, len(TEXT))]
        await press(driver, ">")
        assert [text for text, _ in driver.cells_of(0, len(TEXT))] == before
        theirs = style_of(driver, ACTOR)
        await driver.go_to("اللواء")
        await driver.press("a", "left")
        ours = style_of(driver, "اللواء")
        assert theirs.bgcolor is not None
        assert theirs.bgcolor.name == driver.app.palette.beside
        assert ours.bgcolor not in {theirs.bgcolor, None}
        assert "others 3" in driver.line_text("title")


async def test_the_same_key_hides_them(tmp_path: Path) -> None:
    async with with_others(tmp_path, (120, 30)) as driver:
        before = screen_lines(driver.app)[1:-2]
        await press(driver, ">", "n", ">", "g")
        assert screen_lines(driver.app)[1:-2] == before
        assert "others 3" not in driver.line_text("title")


async def test_two_on_the_same_words_are_told_by_a_line_and_by_two_rows(tmp_path: Path) -> None:
    async with with_others(tmp_path, (120, 30)) as driver:
        await press(driver, ">")
        one, two = style_of(driver, ACTOR), style_of(driver, EVENT)
        assert not one.underline
        assert two.underline or two.underline2
        rows = [line for line in screen_lines(driver.app) if "zeyd" in line or drawn(MONA) in line]
        assert len([line for line in rows if drawn(EVENT) in line]) >= 2


@pytest.mark.parametrize("number", [1, 2])
async def test_of_two_on_the_same_words_the_one_that_is_meant_is_lit(tmp_path: Path, number: int) -> None:
    async with with_others(tmp_path) as driver:
        await press(driver, ">")
        driver.reader.pick(driver.reader.listed[number].id)
        await driver.pilot.pause()
        label_of_both = DEFAULT["EVENT"]
        lit = other_current_style(label_of_both, driver.app.palette)
        assert style_of(driver, EVENT).bgcolor == lit.bgcolor


async def test_a_line_below_ones_own_tells_of_another_annotation(tmp_path: Path) -> None:
    async with with_others(tmp_path) as driver:
        await driver.go_to(ACTOR)
        await driver.press("a", "g")
        alone = style_of(driver, ACTOR)
        await press(driver, ">")
        both = style_of(driver, ACTOR)
        assert (both.bgcolor, both.color) == (alone.bgcolor, alone.color)
        assert (alone.underline, both.underline) == (False, True)


async def test_the_letters_before_a_row_are_faint_where_only_others_annotated(tmp_path: Path) -> None:
    async with with_others(tmp_path) as driver:
        await press(driver, ">")
        line = driver.screen.page.render_line(2)
        [letters] = [segment for segment in line if segment.text.strip() == "AE"]
        assert letters.style == styles(driver.app.palette).faint


async def test_a_row_of_the_list_is_faint_and_ones_own_is_not(tmp_path: Path) -> None:
    async with with_others(tmp_path, (120, 30)) as driver:
        await press(driver, ">")
        await driver.go_to("English")
        await driver.press("a", "g")
        margin, look = driver.screen.margin, styles(driver.app.palette)
        rows = [margin.draw(number, 40, selected=False) for number in range(len(driver.reader.listed))]
        words = [
            next(segment for segment in row if drawn(each.text) in segment.text)
            for row, each in zip(rows, driver.reader.listed, strict=True)
        ]
        own = driver.reader.annotations[0]
        for segment, each in zip(words, driver.reader.listed, strict=True):
            assert segment.style == (look.bar if each is own else look.bar_faint)


async def test_the_status_line_says_whose_and_what(tmp_path: Path) -> None:
    async with with_others(tmp_path) as driver:
        await press(driver, ">")
        await driver.go_to(ACTOR)
        await driver.press("escape")
        line = driver.line_text("status")
        assert all(part in line for part in ("by", drawn(MONA), "actor", "1 of 3"))


async def test_the_status_line_of_ones_own_says_who_else_annotated_there(tmp_path: Path) -> None:
    async with with_others(tmp_path, (120, 30)) as driver:
        await press(driver, ">")
        await driver.go_to(EVENT)
        await driver.press("a", "escape", "right", "left")
        line = driver.line_text("status")
        assert all(part in line for part in ("also", drawn(MONA), "(event)", "zeyd (event)"))
        await driver.press("x", "e", "escape", "right", "left")
        line = driver.line_text("status")
        assert "zeyd" in line
        assert "(event)" not in line


async def test_the_list_names_them_and_acts_on_ones_own_only(tmp_path: Path) -> None:
    async with with_others(tmp_path, (80, 24)) as driver:
        await press(driver, ">", "(")
        assert driver.reader.in_list
        listed = [line for line in screen_lines(driver.app) if drawn(MONA) in line]
        assert len(listed) >= 2
        await driver.press("x")
        assert len(driver.reader.listed) == 3
        assert driver.reader.notice is not None
        assert driver.reader.notice.id == "commands.annotation_of_another"
        await driver.press("down", "<")
        assert [each.text for each in driver.reader.annotations] == [EVENT]


@pytest.mark.parametrize("size", [(80, 24), (40, 10)])
async def test_the_key_that_takes_one_over_is_named_where_there_is_one(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with with_others(tmp_path, size) as driver:
        await press(driver, ">")
        assert "take over" not in driver.line_text("keys")
        await driver.go_to(ACTOR)
        await driver.press("escape")
        assert "< take over" in driver.line_text("keys")
        await driver.press("<")
        assert driver.reader.notice == Message("session.taken_over", annotator=MONA, label="ACTOR")
        assert "< take over" not in driver.line_text("keys")
        await driver.press("u")
        assert len(driver.reader.annotations) == 0


async def test_they_stay_shown_in_the_next_article(tmp_path: Path) -> None:
    async with with_others(tmp_path) as driver:
        (tmp_path / "b.txt").write_text(TEXT, encoding="utf-8")
        await press(driver, ">")
        await driver.press("$")
        await driver.pilot.pause()
        assert driver.reader.article.path.name == "b.txt"
        others = driver.reader.others
        assert others is not None
        assert others.wait()
        assert others.count == 0
        assert driver.reader.notice is None


async def test_another_program_is_followed_without_a_key(tmp_path: Path) -> None:
    async with with_others(tmp_path) as driver:
        await press(driver, ">")
        Colleagues(tmp_path / "annotations").put("zeyd", driver.reader, made(TEXT, "English"))
        others = driver.reader.others
        assert others is not None
        while others.count == 3:
            await driver.pilot.pause(0.05)
        style = style_of(driver, "English")
        assert style.bgcolor is not None
        assert style.bgcolor.name == driver.app.palette.beside


async def test_two_hundred_of_them_scroll_in_the_smallest_window(tmp_path: Path) -> None:
    words = [f"كلمة{number}" for number in range(200)]
    text = f"{ACTOR} {EVENT} " + " ".join(words) + "\n"
    async with with_others(tmp_path, (40, 10), text=text) as driver:
        Colleagues(tmp_path / "annotations").put(
            "A" * 100, driver.reader, *(made(text, f"{word} ") for word in words[:-1])
        )
        await press(driver, ">", "(", "G", "g")
        assert driver.reader.in_list
        assert len(driver.reader.listed) == 202
        assert max(map(len, screen_lines(driver.app))) <= 40


async def test_a_hostile_name_is_shown_as_text(tmp_path: Path) -> None:
    name = "\u202eab\x1b[31m\n[red]\u0085" + "\u0301" * 50
    async with with_others(tmp_path, (120, 30)) as driver:
        Colleagues(tmp_path / "annotations").put(name, driver.reader, made(TEXT, "English"))
        await press(driver, ">")
        assert len(driver.reader.listed) == 4
        await driver.go_to("English")
        await driver.press("escape")
        lines = screen_lines(driver.app)
        assert any("[red]" in line for line in lines)
        assert not any(forbidden in line for line in lines for forbidden in "\u202e\x1b\n\u0085")


# --- looks


DEPTHS = pytest.mark.parametrize("depth", list(ColourDepth))
DARK = pytest.mark.parametrize("dark", [True, False])


@DEPTHS
@DARK
def test_they_differ_from_text_from_proposals_and_from_ones_own(depth: ColourDepth, *, dark: bool) -> None:
    palette = palette_for(depth, DEFAULT, dark=dark)
    text = styles(palette).text
    for each in DEFAULT:
        own = [make(each, palette) for make in (label_style, current_style, doubtful_style)]
        theirs = [other_style(each, palette), other_current_style(each, palette)]
        rest = [text, proposed_style(each, palette), *own, own[0] + beneath_style(palette)]
        looks = [sent(text + style, depth) for style in (*theirs, *rest)]
        assert len(set(looks)) == len(looks), each.name


@DARK
@pytest.mark.parametrize("depth", [ColourDepth.INDEXED, ColourDepth.FULL])
def test_their_letters_can_be_read_and_their_ground_seen(depth: ColourDepth, *, dark: bool) -> None:
    palette = palette_for(depth, DEFAULT, dark=dark)
    paper = styles(palette).text.bgcolor
    assert paper is not None
    for each in DEFAULT:
        for style in (other_style(each, palette), other_current_style(each, palette)):
            assert style.color is not None
            assert style.bgcolor is not None
            ground = as_seen(style.bgcolor, depth)
            assert contrast(as_seen(style.color, depth), ground) >= 4.5
            assert ground != as_seen(paper, depth)


async def test_a_label_key_beside_them_labels_the_word(tmp_path: Path) -> None:
    async with with_others(tmp_path) as driver:
        await press(driver, ">")
        await driver.go_to(ACTOR)
        label(driver.reader, "QUOTE")
        assert [each.label for each in driver.reader.annotations] == ["QUOTE"]
