"""In Arabic every screen is mirrored, speaks Arabic, and acts on what a click shows."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from textual.widget import Widget

from hashiya.codebook.label import DEFAULT
from hashiya.messages import Message, speak
from hashiya.terminal.colour_depth import ColourDepth
from hashiya.text.spans import Span
from hashiya.tui.key_names import shown_keys
from hashiya.tui.palette import palette_for, styles
from hashiya.tui.screens.questions import QuestionsScreen
from hashiya.tui.strips import ELLIPSIS
from hashiya.tui.widgets.row_list import RowList
from tests.shares import sampled
from tests.tui.driving import drawn, reading, screen_lines
from tests.tui.test_nothing_clipped import KEYS, opened

if TYPE_CHECKING:
    from pathlib import Path

    from textual.geometry import Region
    from textual.strip import Strip

    from hashiya.tui.app import HashiyaApp

pytestmark = sampled(3)

WIDE = (120, 40)
CARET = styles(palette_for(ColourDepth.FULL, DEFAULT, dark=True)).caret


LATIN = re.compile("[A-Za-z]{2,}")
NAMES = frozenset(
    [
        "hashiya",
        "txt",
        "ACTOR",
        "EVENT",
        "QUOTE",
        "QA",
        "utf",
        "cp",
        "fg",
        "kind",
        "canonical",
        "Ctrl",
        "Shift",
    ]
)
"""Words that are Latin in both languages: names of the program, files, labels, attributes, keys."""


def regions(app: HashiyaApp) -> dict[tuple[str, str | None, int], Region]:
    """Where the widgets are, by their kind, their name and their number among those of the same kind."""
    kinds: Counter[str] = Counter()
    found = {}
    for screen in app.screen_stack:
        for widget in screen.query(Widget):
            kind = f"{type(screen).__name__} {type(widget).__name__}"
            kinds[kind] += 1
            if widget.display and widget.region:
                found[kind, widget.id, kinds[kind]] = widget.region
    return found


def caret_columns(line: Strip) -> list[int]:
    """The columns of a line of input that are drawn as the caret, which has the brightest ground."""
    columns = 0
    found: list[int] = []
    for segment in line:
        if (
            segment.style is not None
            and segment.style.color == CARET.color
            and segment.style.bgcolor == CARET.bgcolor
        ):
            found += range(columns, columns + segment.cell_length)
        columns += segment.cell_length
    return found


@pytest.mark.parametrize("keys", [["h"], ["o"], ["?"], ["ctrl+p"], ["n", "n", "m"], ["r"], ["/", "a"]])
async def test_every_widget_changes_sides(tmp_path: Path, keys: list[str]) -> None:
    found = {}
    for language in ("en", "ar"):
        speak(language)
        (tmp_path / language).mkdir()
        async with opened(tmp_path / language, WIDE) as (app, pilot):
            await pilot.press(*keys)
            await pilot.pause()
            found[language] = regions(app)
    assert found["ar"].keys() == found["en"].keys()
    for name, region in found["en"].items():
        assert found["ar"][name].x == WIDE[0] - region.right, name
        assert found["ar"][name].right == WIDE[0] - region.x, name


@pytest.mark.parametrize("name", [*KEYS, "keys"])
async def test_no_word_of_ours_is_latin(tmp_path: Path, name: str) -> None:
    speak("ar")
    async with opened(tmp_path, (80, 24)) as (app, pilot):
        await pilot.press(*("space" if key == " " else key for key in KEYS.get(name, ["?"])))
        await pilot.pause(0.05)
        words = {word for line in screen_lines(app) for word in LATIN.findall(line)}
    assert words <= NAMES


async def test_the_bars_begin_at_the_right(tmp_path: Path) -> None:
    speak("ar")
    async with reading(tmp_path, size=(100, 30)) as driver:
        title = driver.line_text("title")
        assert title.rstrip().endswith("hashiya")
        assert title.index("article") < title.index("◂") < title.index(tmp_path.name)
        status = driver.line_text("status")
        assert status.rstrip().endswith(drawn(Message("tui.percent", percent=100)))
        assert status.lstrip().startswith(drawn(Message("session.saved")))


async def test_a_key_is_at_the_right_of_its_word_and_a_click_on_either_runs_it(tmp_path: Path) -> None:
    speak("ar")
    async with reading(tmp_path, size=(120, 30)) as driver:
        command = driver.app.bindings.page["find.open"]
        key, word = drawn(shown_keys(command.keys[:1])), drawn(command.short)
        line = driver.line_text("keys")
        assert f"{word} {key}" in line
        column = line.index(f"{word} {key}")
        for x in (column, column + len(word) + 1):
            await driver.pilot.click("#keys", offset=(x, 0))
            await driver.pilot.pause()
            assert driver.screen.open_prompt is not None
            await driver.press("escape")


async def test_the_margin_is_at_the_right_and_a_click_goes_to_its_row(tmp_path: Path) -> None:
    speak("ar")
    async with reading(tmp_path, size=(130, 30)) as driver:
        await driver.go_to("الوزارة")
        await driver.press("a")
        await driver.go_to("روسيا\n")
        await driver.press("e")
        margin, page = driver.screen.margin, driver.screen.page
        assert page.region.right == margin.region.x
        assert margin.region.right == 130
        rows = [margin.line_of(index) for index in (0, 1)]
        assert rows == [0, 2], "each annotation is on the line of its row"
        assert margin.render_line(0).text.split() == ["│", drawn("روسيا"), "E◂"]
        await driver.press("home")
        await driver.pilot.click("#margin", offset=(margin.size.width - 1, 2))
        await driver.pilot.pause()
        assert driver.caret() == "الوزارة"


async def test_the_page_has_letters_at_the_right_and_the_scroll_mark_at_the_left(tmp_path: Path) -> None:
    speak("ar")
    async with reading(tmp_path, "كلمة أولى\n" * 200, size=(60, 20)) as driver:
        await driver.press("a")
        line = driver.screen.page.render_line(0).text
        assert line[0] == "▌"
        assert line.rstrip().endswith(f"{drawn('كلمة أولى')} A")
        assert driver.cells_of(0, 4) != []
        page = driver.screen.page
        column = page.left + driver.reader.document.width - 1
        await driver.pilot.click("#page", offset=(column, 4))
        await driver.pilot.pause()
        assert driver.reader.caret == Span(2 * len("كلمة أولى\n"), 2 * len("كلمة أولى\n") + 4)


async def test_a_line_of_input_begins_at_the_right_and_a_click_finds_its_letters(
    tmp_path: Path,
) -> None:
    speak("ar")
    async with reading(tmp_path, size=(80, 24)) as driver:
        await driver.press("/")
        prompt = driver.screen.prompt
        head = drawn(Message("tui.search"))
        assert prompt.render_line(0).text == f" ◂ {head} ".rjust(80)
        room = 80 - len(f" ◂ {head} ")
        assert caret_columns(prompt.render_line(0)) == [room - 1]
        await driver.press(*"روسيا")
        line = prompt.render_line(0)
        assert line.text.rstrip().endswith(f"{drawn('روسيا')} ◂ {head}")
        assert caret_columns(line) == [room - 6]
        await driver.press("right")
        assert (prompt.editor.caret, caret_columns(prompt.render_line(0))) == (4, [room - 5])
        await driver.press("left")
        assert prompt.editor.caret == 5
        await driver.pilot.click("#prompt", offset=(room - 2, 0))
        assert prompt.editor.caret == 1
        await driver.press("home", *["delete"] * 5, *"abc")
        assert prompt.render_line(0).text.startswith(" abc")
        await driver.pilot.click("#prompt", offset=(2, 0))
        assert prompt.editor.caret == 1


async def test_a_question_is_answered_by_the_key_that_is_clicked(tmp_path: Path) -> None:
    speak("ar")
    async with opened(tmp_path, (80, 24)) as (app, pilot):
        await pilot.press("r")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, QuestionsScreen)
        later = drawn(app.bindings.questions["decide.later"].short)
        lines = screen._keys.lines(screen._keys.size.width)
        texts = [screen._keys.render_line(y).text for y in range(len(lines))]
        [(y, text)] = [(y, text) for y, text in enumerate(texts) if later in text]
        await pilot.click(type(screen._keys), offset=(text.index(later), y))
        await pilot.pause()
        assert app.screen is not screen


async def test_left_and_right_keep_their_sides(tmp_path: Path) -> None:
    speak("ar")
    async with reading(tmp_path) as driver:
        await driver.press("left")
        assert driver.caret() == "وفد"
        await driver.press("right")
        assert driver.caret() == "زيارة"


@pytest.mark.parametrize("typed", ["المكتبة", "المكتبه", "hgl;jfm"])
async def test_the_palette_finds_a_command_whatever_its_spelling_or_the_layout(
    tmp_path: Path, typed: str
) -> None:
    speak("ar")
    async with reading(tmp_path) as driver:
        await driver.press("ctrl+p", *typed)
        commands = driver.app.screen.query_one("#commands", RowList)
        assert 0 < commands.count < 10
        assert drawn("المكتبة") in commands.render_line(0).text


async def test_a_long_line_of_input_is_scrolled_between_its_label_and_the_left_edge(tmp_path: Path) -> None:
    speak("ar")
    async with reading(tmp_path, size=(40, 20)) as driver:
        text = "".join(chr(0x628 + number % 3) for number in range(60))
        await driver.press("/", *text)
        prompt = driver.screen.prompt
        room = 40 - len(f" ◂ {drawn(Message('tui.search'))} ")
        line = prompt.render_line(0)
        assert (caret_columns(line), line.text[room - 1]) == ([1], ELLIPSIS)
        await driver.pilot.click("#prompt", offset=(11, 0))
        assert prompt.editor.caret == 60 - 10
        await driver.press("home")
        line = prompt.render_line(0)
        assert (caret_columns(line), line.text[:2]) == ([room - 1], f" {ELLIPSIS}")
        await driver.pilot.click("#prompt", offset=(room - 6, 0))
        assert prompt.editor.caret == 5
