"""The report on the screen."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from hashiya.codebook.label import DEFAULT
from hashiya.messages import Message, speak
from hashiya.report.blocks import Axis, Bar, Heading, Linked, Point, Prose, Table
from hashiya.services.exporting import Export
from hashiya.session.preferences import Preferences
from hashiya.session.report_browser import Entry, Mention, TableRow
from hashiya.store.tinydb.store import Store
from hashiya.tui.app import HashiyaApp
from hashiya.tui.palette import DARK
from hashiya.tui.report_rows import Drawing
from hashiya.tui.screens.library import LibraryScreen
from hashiya.tui.screens.waiting import WaitingScreen
from hashiya.tui.table_columns import GAP, shared_columns
from tests.others import Colleagues
from tests.session.marking import made
from tests.tui.driving import TEXT, drawn, reading, report_shown

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from hashiya.report.blocks import Cell
    from hashiya.tui.screens.report import ReportScreen


@pytest.fixture
def arabic() -> Iterator[None]:
    """Speak Arabic."""
    speak("ar")
    yield
    speak(None)


DRAWING = Drawing(DARK, DEFAULT, ["ACTOR"])


async def test_a_row_leads_to_its_spans_and_on_to_the_article(tmp_path: Path) -> None:
    async with reading(tmp_path, TEXT) as driver:
        await driver.press("/", *"النعسان", "enter", "escape", "a", "g")
        await driver.press("R")
        screen = await report_shown(driver.app, driver.pilot)
        rows = screen.browser.page.rows
        await go_to(screen, next(n for n, row in enumerate(rows) if isinstance(row, TableRow)))
        await driver.press("enter", "enter")
        (place,) = screen.browser.page.rows
        assert isinstance(place, Mention)
        assert place.text == "النعسان"
        await driver.press("enter")
        assert driver.app.screen is driver.screen
        assert driver.caret() == "النعسان"


async def go_to(screen: ReportScreen, index: int) -> None:
    screen._list.go_to_row(index)


async def test_an_annotation_of_another_is_selected(tmp_path: Path) -> None:
    async with reading(tmp_path, TEXT) as driver:
        Colleagues(driver.store.home).put("منى", driver.reader, made(TEXT, "الوزارة"))
        await driver.press("f11")
        screen = await report_shown(driver.app, driver.pilot)
        rows = screen.browser.page.rows
        await go_to(screen, next(n for n, row in enumerate(rows) if isinstance(row, TableRow)))
        await driver.press("enter", "enter", "enter")
        assert driver.app.screen is driver.screen
        assert driver.selected() == "الوزارة"


async def test_escape_goes_back_page_by_page_and_keeps_the_row(tmp_path: Path) -> None:
    async with reading(tmp_path, TEXT) as driver:
        await driver.press("a", "R")
        screen = await report_shown(driver.app, driver.pilot)
        rows = screen.browser.page.rows
        index = next(n for n, row in enumerate(rows) if isinstance(row, TableRow))
        await go_to(screen, index)
        await driver.press("enter", "enter", "escape", "escape")
        assert screen.browser.page.rows is rows
        assert screen._list.row_index == index
        await driver.press("escape")
        assert driver.app.screen is driver.screen


async def test_the_library_opens_a_report_and_an_article_from_it(tmp_path: Path) -> None:
    async with reading(tmp_path, TEXT) as driver:
        await driver.go_to("النعسان")
        await driver.press("a")
        assert driver.reader.working_copy.flush()
        home = driver.store.home
    app = HashiyaApp([tmp_path], Store(driver.store.folder, home=home), DEFAULT, Preferences())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, LibraryScreen)
        await pilot.press("R")
        screen = await report_shown(app, pilot)
        rows = screen.browser.page.rows
        await go_to(screen, next(n for n, row in enumerate(rows) if isinstance(row, TableRow)))
        await pilot.press("enter", "enter", "enter")
        await pilot.pause()
        reader = app.articles.reader
        assert reader is not None
        assert reader.subject is not None
        assert reader.subject.text == "النعسان"
        await pilot.press("o")
        await pilot.pause()
        assert isinstance(app.screen, LibraryScreen)


async def test_counting_is_given_up_and_the_thread_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_go_on, read = threading.Event(), list[object]()
    documents = Export.documents

    def slow(export: Export, *arguments: object, **options: object) -> Iterator[object]:
        for each in documents(export, *arguments, **options):  # type: ignore[arg-type]
            may_go_on.wait(30)
            yield each
            read.append(each)

    monkeypatch.setattr(Export, "documents", slow)
    async with reading(tmp_path, TEXT) as driver:
        await driver.press("a")
        assert driver.reader.working_copy.flush()
        await driver.press("R")
        waiting = driver.app.screen_stack[-1]
        assert isinstance(waiting, WaitingScreen)
        await driver.press("escape")
        assert waiting not in driver.app.screen_stack
        may_go_on.set()
        for thread in threading.enumerate():
            if thread.name == "hashiya-errand":
                thread.join(30)
        assert read == [], "no article is counted any more"
        await driver.pilot.pause()
        assert driver.app.screen is driver.screen


async def test_a_report_begins_with_a_heading_at_its_top(tmp_path: Path) -> None:
    async with reading(tmp_path, TEXT) as driver:
        await driver.press("R")
        screen = await report_shown(driver.app, driver.pilot)
        assert isinstance(screen.browser.page.rows[0], Heading)
        assert screen._list.draw(0, 60, selected=False).text.strip() == drawn(Message("report.methods"))
        await driver.press("tab", "up")
        assert not screen._list.draw(screen._list.cursor, 60, selected=False).text.strip(), "as above others"


async def test_an_empty_folder_has_a_report_without_numbers(tmp_path: Path) -> None:
    async with reading(tmp_path, TEXT) as driver:
        await driver.press("R")
        screen = await report_shown(driver.app, driver.pilot)
        assert not any(
            row.links for row in screen.browser.page.rows if isinstance(row, Prose) and not row.links
        )
        await driver.press("end", "enter", "home", "tab", "escape")
        assert driver.app.screen is driver.screen


def row_of(*cells: object) -> TableRow:
    table = Table([Message("report.label"), "", Message("report.all")], [cells])  # type: ignore[list-item]
    return TableRow(table, cells)  # type: ignore[arg-type]


@pytest.mark.usefixtures("arabic")
def test_a_bar_begins_at_the_right_in_arabic_and_names_are_joined() -> None:
    text = DRAWING.draw(row_of("الوزارة", Bar(0.5, 0), Linked(-7, "x")), 0, 60, selected=False).text
    assert len(text) == 60
    assert text.rstrip().endswith(drawn("الوزارة"))
    bar = text.strip().partition(drawn("الوزارة"))[0].rstrip()
    assert bar.endswith("█")
    assert "-7" in text
    half = DRAWING.draw(row_of("و", Bar(0.5125, 0), Linked(7, "x")), 0, 60, selected=False).text
    assert "▌" not in half


def test_a_bar_begins_at_the_left_in_english() -> None:
    speak("en")
    text = DRAWING.draw(row_of("x", Bar(1.0), Linked(7, "x")), 0, 60, selected=False).text
    assert text.startswith(" x")
    assert text.index("█") < text.index("7")
    speak(None)


def test_each_table_has_columns_of_its_own() -> None:
    names = Message("agreement.label"), Message("agreement.kappa_of_words"), Message("report.articles")
    for _ in range(200):  # a table takes the place in memory of one that is gone
        for count in (1, 2, 3):
            cells = ("x",) * count
            row = TableRow(Table(names[:count], [cells]), cells)
            assert DRAWING.draw(row, 0, 60, selected=False).text.split() == list(cells)


@pytest.mark.usefixtures("arabic")
def test_a_negative_measure_keeps_its_sign_before_it() -> None:
    header = (Message("agreement.label"), Message("agreement.kappa_of_words"))
    cells = ("x", Linked("-0.05 (-0.10–0.02)", "d0"))
    row = TableRow(Table(header, [cells]), cells)
    assert "-0.05 (-0.10–0.02)" in DRAWING.draw(row, 0, 60, selected=False).text


@pytest.mark.usefixtures("arabic")
def test_time_runs_from_right_to_left_in_arabic() -> None:
    axis = Axis("2024-01-01", "2025-12-31", [Point(0.0, 0.01, "a", "e"), *[Point(0.5, 0.01, "b", "e")] * 2])
    bars = DRAWING.draw(axis, 0, 42, selected=False).text
    days = DRAWING.draw(axis, 1, 42, selected=False).text
    assert bars[40] == "▄"
    assert bars.index("█") in (19, 20, 21)
    assert days.strip().startswith("2025-12-31")
    assert days.rstrip().endswith("2024-01-01")


@pytest.mark.parametrize("width", [20, 40, 80, 200])
@pytest.mark.parametrize("labels", [1, 8])
def test_every_row_fits_the_window(width: int, labels: int) -> None:
    hostile = "\u202e\x1b[31m<b>" + "ا" * 500
    cells: list[Cell] = [
        hostile,
        Bar(0.3),
        *[Linked(1_000_000, "x")] * labels,
        Linked("0.95 (0.90–0.99)", "y"),
    ]
    table = Table([hostile, "", *["عمود طويل جدًا"] * labels, hostile], [cells])
    for row in (
        TableRow(table, cells),
        Entry(hostile, 7, "x"),
        Mention(hostile, hostile, "x"),
        Axis("", "", [Point(0.99999, 1.0, hostile, "x")]),
    ):
        for line in range(DRAWING.lines(row, width)):
            strip = DRAWING.draw(row, line, width, selected=True)
            assert strip.cell_length == width
            assert "\u202e" not in strip.text
            assert "\x1b" not in strip.text


def test_numbers_keep_their_columns_and_names_share_the_rest() -> None:
    cells: list[Cell] = ["name" * 20, Bar(1), Linked(1_234, "x")]
    columns = shared_columns(Table(["a", "", "b"], [cells]), 60)
    assert columns[2] == (5, True)
    assert sum(each.width for each in columns) + 3 * GAP <= 60
    assert columns[1].width >= 8
