"""The list of annotations: a key acts on the row that the bar is on, and one sees where the keys go."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from hashiya.annotation.annotation import new_annotation
from hashiya.annotation.edits import Edit
from hashiya.codebook.label import DEFAULT
from hashiya.messages import Message
from hashiya.session.labelling import label
from hashiya.store.tinydb.store import Store
from hashiya.terminal.colour_depth import ColourDepth
from hashiya.text.arabic_keyboard import arabic_key
from hashiya.text.spans import Span
from hashiya.tui.palette import palette_for, styles
from tests.session.marking import look
from tests.storing import apply
from tests.tui.driving import TEXT, Driver, drawn, reading

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from textual.strip import Strip

WORDS = ("وفد", "الوزارة", "اللواء", "العلاقات", "English")
"""Words that are marked ACTOR, in text order."""


@asynccontextmanager
async def marked(folder: Path, size: tuple[int, int] = (100, 30)) -> AsyncIterator[Driver]:
    """Opens an article with five annotations, the caret on the first word of the text."""
    async with reading(folder, size=size) as driver:
        for word in WORDS:
            start = TEXT.index(word)
            driver.reader.select(Span(start, start + len(word)))
            label(driver.reader, "ACTOR")
        driver.reader.go_to(0)
        await driver.pilot.pause()
        yield driver


def listed(driver: Driver) -> list[tuple[str, str]]:
    return [(each.label, each.text) for each in driver.reader.annotations]


def bar(driver: Driver) -> str:
    """The words of the row that the bar is on."""
    return driver.reader.annotations[driver.screen.margin.cursor].text


def actors(*words: str) -> list[tuple[str, str]]:
    return [("ACTOR", word) for word in words]


# --- every key that is about an annotation is about the row


async def test_x_removes_the_annotation_of_the_row_and_not_the_carets(tmp_path: Path) -> None:
    async with marked(tmp_path) as driver:
        await driver.press("g", "n", "shift+tab", "down", "down", "down", "x")
        assert driver.on_disk() == actors("وفد", "الوزارة", "اللواء", "English")


@pytest.mark.parametrize("key", ["delete", "x", arabic_key("x")])
async def test_the_row_that_follows_is_the_next_to_be_removed(tmp_path: Path, key: str) -> None:
    async with marked(tmp_path) as driver:
        await driver.press("shift+tab", "down", key)
        assert bar(driver) == "اللواء"
        await driver.press(key)
        assert listed(driver) == actors("وفد", "العلاقات", "English")
        await driver.press("end", key, key, key)
        assert listed(driver) == []
        assert not driver.reader.in_list
        await driver.press(key)
        assert driver.reader.notice == Message("commands.no_annotation_here")


async def test_a_note_is_written_on_the_row_and_the_bar_stays(tmp_path: Path) -> None:
    async with marked(tmp_path) as driver:
        await driver.press("shift+tab", "down", "down", "m", *"قسد", "enter")
        assert [each.note for each in driver.reader.annotations] == ["", "", "قسد", "", ""]
        assert bar(driver) == "اللواء"
        await driver.press("m", *"x", "escape", "x")
        assert listed(driver) == actors("وفد", "الوزارة", "العلاقات", "English")


async def test_the_row_is_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with marked(tmp_path) as driver:
        copied: list[str] = []
        monkeypatch.setattr(driver.app, "copy", lambda text, _: copied.append(text))
        await driver.press("space", "left", "shift+tab", "end", "c")
        start = TEXT.index("English")
        assert copied == [f"English\n[article.txt {start}–{start + 7}]"]


@pytest.mark.parametrize("key", ["e", arabic_key("e")])
async def test_a_label_is_put_on_the_words_of_the_row(tmp_path: Path, key: str) -> None:
    async with marked(tmp_path) as driver:
        await driver.press("shift+tab", "down", "down", key)
        assert ("EVENT", "اللواء") in listed(driver)
        assert len(listed(driver)) == 6
        assert driver.reader.in_list
        assert driver.reader.subject is not None
        assert driver.reader.subject.label == "EVENT"


async def test_next_and_previous_move_the_bar(tmp_path: Path) -> None:
    async with marked(tmp_path) as driver:
        await driver.press("shift+tab", "n", "n", "n", "N")
        assert (bar(driver), driver.caret()) == ("اللواء", "زيارة")
        await driver.press("x")
        assert listed(driver) == actors("وفد", "الوزارة", "العلاقات", "English")


async def test_undo_and_redo_leave_the_bar_on_what_they_did(tmp_path: Path) -> None:
    async with marked(tmp_path) as driver:
        await driver.press("shift+tab", "down", "x", "end", "u")
        assert (listed(driver), bar(driver)) == (actors(*WORDS), "الوزارة")
        await driver.press("y")
        assert listed(driver) == actors("وفد", "اللواء", "العلاقات", "English")
        assert bar(driver) == "اللواء"
        await driver.press("x")
        assert listed(driver) == actors("وفد", "العلاقات", "English")


@pytest.mark.parametrize(
    ("key", "selected"),
    [
        ("]", "اللواء "),
        ("[", "اللوا"),
        ("}", "للواء"),
        ("{", " اللواء"),
        ("w", "اللواء"),
        ("shift+left", "اللواء علي"),
        ("space", "اللواء"),
        ("p", TEXT.split("\n")[2]),
    ],
)
async def test_selecting_begins_at_the_words_of_the_row_and_goes_on_in_the_page(
    tmp_path: Path, key: str, selected: str
) -> None:
    async with marked(tmp_path) as driver:
        await driver.press("shift+tab", "down", "down", key)
        assert driver.selected() == selected
        assert not driver.reader.in_list


async def test_a_motion_of_the_page_begins_at_the_row(tmp_path: Path) -> None:
    async with marked(tmp_path) as driver:
        await driver.press("shift+tab", "down", "down", "left")
        assert (driver.caret(), driver.reader.in_list) == ("علي", False)


async def test_a_row_that_another_program_removes_takes_no_other_with_it(tmp_path: Path) -> None:
    async with marked(tmp_path) as driver:
        await driver.press("shift+tab", "down", "down")
        assert driver.reader.working_copy.flush()
        theirs = Store(driver.store.folder).open(driver.reader.article)
        gone = driver.reader.subject
        assert gone is not None
        apply(theirs, [Edit(gone, None)])
        look(driver.reader)
        assert bar(driver) == "العلاقات"
        await driver.press("x")
        assert listed(driver) == actors("وفد", "الوزارة", "English")


async def test_a_row_that_another_program_adds_above_moves_the_bar_on(
    tmp_path: Path,
) -> None:
    async with marked(tmp_path) as driver:
        await driver.press("shift+tab", "down", "down")
        assert driver.reader.working_copy.flush()
        article = driver.reader.article
        theirs = Store(driver.store.folder).open(article)
        apply(theirs, [Edit(None, new_annotation(theirs.key, article.sha256, TEXT, Span(0, 5), "EVENT"))])
        look(driver.reader)
        assert bar(driver) == "اللواء"
        await driver.press("x")
        assert "اللواء" not in [text for _, text in listed(driver)]


# --- going in, going out


async def test_enter_goes_to_the_annotation(tmp_path: Path) -> None:
    async with marked(tmp_path) as driver:
        await driver.press("shift+tab", "end", "enter")
        assert (driver.caret(), driver.reader.in_list) == ("English", False)
        await driver.press("x")
        assert listed(driver) == actors(*WORDS[:4])


@pytest.mark.parametrize("key", ["tab", "escape", "h"])
async def test_leaving_the_list_leaves_the_caret_where_it_was(tmp_path: Path, key: str) -> None:
    async with marked(tmp_path) as driver:
        await driver.press("shift+tab", "end", key)
        assert (driver.caret(), driver.reader.in_list) == ("زيارة", False)
        await driver.press("a")
        assert listed(driver)[0] == ("ACTOR", "زيارة")


async def test_the_page_shows_the_words_of_the_row_and_comes_back(tmp_path: Path) -> None:
    async with marked(tmp_path, size=(100, 8)) as driver:
        top = driver.reader.viewport.top
        await driver.press("shift+tab", "end")
        assert driver.cells_of(*driver.reader.annotations[-1].span)
        await driver.press("shift+tab")
        assert driver.reader.viewport.top == top


async def test_the_bar_is_on_the_carets_annotation_when_the_list_is_entered(tmp_path: Path) -> None:
    async with marked(tmp_path) as driver:
        await driver.go_to("العلاقات")
        await driver.press("shift+tab", "x")
        assert listed(driver) == actors("وفد", "الوزارة", "اللواء", "English")


async def test_a_list_without_annotations_is_not_entered(tmp_path: Path) -> None:
    async with reading(tmp_path) as driver:
        await driver.press("shift+tab")
        assert driver.reader.notice == Message("commands.no_annotation_yet")
        await driver.press("a")
        assert listed(driver) == actors("زيارة")


async def test_typing_fast_keeps_every_key_on_its_row(tmp_path: Path) -> None:
    async with marked(tmp_path) as driver:
        await driver.pilot.press("shift+tab", "down", "x", "down", "x", "tab", "e")
        assert listed(driver) == [("EVENT", "زيارة"), *actors("وفد", "اللواء", "English")]


async def test_a_click_on_a_row_goes_there_and_the_wheel_moves_no_bar(tmp_path: Path) -> None:
    async with marked(tmp_path, size=(100, 6)) as driver:
        margin = driver.screen.margin
        await driver.press("shift+tab", "tab")
        margin.wheel(2)
        assert [margin.index_at(line) for line in range(3)] == [1, 2, 3], "the page is scrolled"
        assert margin.cursor == 0
        await driver.pilot.click("#margin", offset=(5, 2))
        assert (driver.caret(), driver.reader.in_list) == ("العلاقات", False)


# --- where the keys go is seen


@pytest.mark.parametrize("dark", [True, False])
@pytest.mark.parametrize("depth", list(ColourDepth))
def test_the_bar_of_the_list_stands_out_in_every_depth_of_colour(depth: ColourDepth, dark: bool) -> None:
    look = styles(palette_for(depth, DEFAULT, dark=dark))
    seen = [(each.color, each.bgcolor, each.reverse) for each in (look.row_selected, look.bar)]
    assert seen[0] != seen[1]


async def test_one_sees_whether_the_keys_are_for_the_list(tmp_path: Path) -> None:
    async with marked(tmp_path, size=(120, 30)) as driver:
        margin, look = driver.screen.margin, styles(driver.app.palette)
        await driver.go_to("الوزارة")
        rows = [margin.render_line(margin.line_of(index) or 0) for index in range(3)]
        assert [row.text[0] for row in rows] == [" ", "▸", " "]
        assert {row.text[-1] for row in rows} == {"│"}
        assert look.row_selected not in [segment.style for row in rows for segment in row]
        caret, background = driver.reader.caret, look.caret.bgcolor
        assert caret is not None
        assert background is not None
        assert driver.backgrounds(*caret) == {background.name}
        assert "actor" in driver.line_text("keys")
        await driver.press("shift+tab", "down")
        rows = [margin.render_line(margin.line_of(index) or 0) for index in range(4)]
        assert [row.text[0] for row in rows] == [" ", " ", "▸", " "]
        assert {margin.render_line(y).text[-1] for y in range(margin.size.height)} == {"┃"}
        assert look.row_selected in [segment.style for segment in rows[2]]
        assert driver.backgrounds(*caret) != {background.name}
        assert drawn(Message("commands.go_to_row_short")) in driver.line_text("keys")
        assert "actor" in driver.line_text("status")
        await driver.press("shift+tab")
        assert "actor" in driver.line_text("keys")


async def test_in_a_narrow_list_the_facts_take_what_the_words_leave(tmp_path: Path) -> None:
    async with marked(tmp_path, size=(80, 24)) as driver:
        for each in list(driver.reader.annotations):
            driver.reader.offering.give(each, "canonical", "وزارة الدفاع السورية الجديدة")
        long = driver.reader.text.index("وفد")
        driver.reader.select(Span(long, long + 200))
        label(driver.reader, "QUOTE")
        await driver.press("shift+tab")
        lines = [strip.text for strip in map(driver.screen.margin.render_line, range(20))]
        assert len(lines[0]) == 25
        for word, line in zip(WORDS, [line for line in lines if line[1:2] == "A"], strict=True):
            assert drawn(word) in line
            assert drawn("وزارة") in line, "as much of the name as there is room for"
        [line] = [line for line in lines if line[1:2] == "Q"]
        assert "mixed" in line


async def test_in_a_wide_list_the_facts_take_their_column_and_what_the_words_leave(tmp_path: Path) -> None:
    name = "وزارة الدفاع"
    async with marked(tmp_path, size=(120, 24)) as driver:
        driver.reader.offering.give(next(iter(driver.reader.annotations)), "canonical", name)
        await driver.press("shift+tab")
        lines = [strip.text for strip in map(driver.screen.margin.render_line, range(20))]
        [line] = [line for line in lines if drawn(name) in line]
        assert len(name) > len(line) // 3
        assert drawn(WORDS[0]) in line


@pytest.mark.parametrize("before", [("left",), ("left", "j")])
@pytest.mark.parametrize("is_marked", [True, False])
async def test_a_move_of_the_caret_does_not_paint_the_list_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_marked: bool, before: tuple[str, ...]
) -> None:
    async with (marked if is_marked else reading)(tmp_path, size=(120, 40)) as driver:
        painted: list[int] = []
        margin = driver.screen.margin
        draw = margin.render_line

        def note(y: int) -> Strip:
            painted.append(y)
            return draw(y)

        await driver.press(*before)
        monkeypatch.setattr(margin, "render_line", note)
        for key in ("left", "right", "down", "up"):
            await driver.press(key)
        # with annotations, the row of the one that is meant
        assert len(set(painted)) <= 2 * is_marked
