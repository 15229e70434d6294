"""Rows that the terminal shows already are not sent again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.segment import Segment
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.app import App
from textual.geometry import Region
from textual.strip import Strip

from hashiya.codebook.proposals import ProposalSettings
from hashiya.tui.shown_rows import ShownRows
from tests.tui.driving import all_read, reading
from tests.tui.test_writing import BLUE, CONSOLE, HEIGHT, RED, WIDTH, Screen, layouts, partial_updates

if TYPE_CHECKING:
    from pathlib import Path

    from rich.style import Style

    from tests.tui.driving import Driver

TEXT = (
    "قال الرئيس السوري أحمد الشرع إن بلاده ترحب بالزيارة.\n"
    + "لا شيء في هذا السطر يستحق أن يذكر اليوم.\n" * 20
    + "وأعلن وزير الخارجية الروسي سيرغي لافروف عن اتفاق جديد.\n"
)


def written(writer: ShownRows, update: CompositorUpdate) -> str:
    assert isinstance(update, LayoutUpdate | ChopsUpdate)
    rewritten = writer.rewrite(update)
    if rewritten is None:
        return ""
    assert isinstance(rewritten, CompositorUpdate)
    return rewritten.render_segments(CONSOLE)


def whole(*lines: Strip) -> LayoutUpdate:
    width = lines[0].cell_length
    return LayoutUpdate([[line] for line in lines], Region(0, 0, width, len(lines)))


def line(text: str, style: Style = RED) -> Strip:
    return Strip([Segment(text, style)])


def characters(sequence: str) -> str:
    return re.sub(r"\x1b\[[\d;]*[mH]|\n", "", sequence)


@given(layouts(), st.lists(partial_updates() | layouts(), max_size=5))
def test_the_terminal_shows_what_textual_draws(first: LayoutUpdate, rest: list[CompositorUpdate]) -> None:
    writer = ShownRows()
    ours, theirs = Screen(), Screen()
    for update in (first, *rest):
        ours.write(written(writer, update))
        theirs.write(update.render_segments(CONSOLE))
        assert ours.lines == theirs.lines


@given(layouts(), partial_updates())
def test_what_is_shown_already_is_not_written(first: LayoutUpdate, update: ChopsUpdate) -> None:
    writer = ShownRows()
    written(writer, first)
    written(writer, update)
    assert written(writer, update) == ""


def test_of_a_screen_only_the_rows_that_differ_are_written() -> None:
    writer = ShownRows()
    written(writer, whole(line("ab"), line("cd"), line("ef")))
    assert characters(written(writer, whole(line("ab"), line("xd"), line("ef")))) == "xd"


def test_only_a_change_of_colour_is_written() -> None:
    writer = ShownRows()
    written(writer, whole(line("ab"), line("cd")))
    assert characters(written(writer, whole(line("ab"), line("cd", BLUE)))) == "cd"


def test_of_widgets_side_by_side_only_the_changed_one_is_written() -> None:
    writer = ShownRows()
    written(writer, LayoutUpdate([[line("abc"), line("def")]], Region(0, 0, 6, 1)))
    sequence = written(writer, LayoutUpdate([[line("abc"), line("xyz")]], Region(0, 0, 6, 1)))
    assert sequence.startswith("\x1b[1;4H")
    assert characters(sequence) == "xyz"


def test_a_row_is_written_again_once_another_covered_a_part_of_it() -> None:
    writer = ShownRows()
    written(writer, whole(line("abcdef")))
    dialog = ChopsUpdate([{0: None, 2: line("xy"), 4: None}], [(0, 2, 4)], [[2, 4, 6]])
    assert characters(written(writer, dialog)) == "xy"
    assert characters(written(writer, whole(line("abcdef")))) == "abcdef"


def test_what_the_terminal_may_have_cleared_is_written_whole() -> None:
    writer = ShownRows()
    screen = whole(*[line("a" * WIDTH)] * HEIGHT)
    written(writer, screen)
    writer.forget()
    part = ChopsUpdate([{0: line("a" * WIDTH)}], [(0, 0, WIDTH)], [[WIDTH]])
    assert characters(written(writer, part)) == "a" * WIDTH
    assert writer.rewrite(screen) is screen


def test_a_screen_of_another_height_is_written_whole() -> None:
    writer = ShownRows()
    written(writer, whole(line("aaaa"), line("bbbb")))
    other = whole(line("aaaa"))
    assert writer.rewrite(other) is other


class Sent:
    """The frames of a running reader: for each the lines of the screen that it writes, and its cells."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.frames: list[dict[int, str]] = []
        monkeypatch.setattr(App, "_display", lambda app, screen, update: self._take(update))

    def _take(self, update: object) -> None:
        if isinstance(update, LayoutUpdate):
            self.frames.append(
                {y: "".join(each.text for each in line) for y, line in enumerate(update.strips)}
            )
        elif isinstance(update, ChopsUpdate):
            written: dict[int, str] = {}
            for y, column, _ in update.spans:
                strip = update.chops[y][column]
                assert strip is not None
                written[y] = written.get(y, "") + strip.text
            self.frames.append(written)

    async def by(self, driver: Driver, *keys: str) -> dict[int, str]:
        """The lines that are written after keys."""
        await driver.pilot.pause()
        self.frames.clear()
        await driver.press(*keys)
        return {y: text for frame in self.frames for y, text in frame.items()}


async def test_a_closed_dialog_leaves_the_rows_beside_it_unwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = Sent(monkeypatch)
    async with reading(tmp_path, TEXT, size=(120, 40)) as driver:
        assert await sent.by(driver, "ctrl+p")
        closed = await sent.by(driver, "escape")
        assert 0 < len(closed) < 40


async def test_the_screen_is_written_once_at_the_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = Sent(monkeypatch)
    async with reading(tmp_path, size=(80, 24)):
        assert sum(len(text) for frame in sent.frames for text in frame.values()) < 80 * 30


async def test_a_terminal_that_was_cleared_gets_the_whole_screen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = Sent(monkeypatch)
    async with reading(tmp_path, size=(80, 24)) as driver:
        await driver.press("left")
        sent.frames.clear()
        driver.app.repaint()
        await driver.pilot.pause()
        assert [sum(map(len, frame.values())) for frame in sent.frames] == [80 * 24]


async def test_reading_a_file_again_writes_the_whole_screen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = Sent(monkeypatch)
    async with reading(tmp_path, size=(80, 24)) as driver:
        await driver.press("left")
        sent.frames.clear()
        await driver.press("ctrl+l")
        assert max(sum(map(len, frame.values())) for frame in sent.frames) == 80 * 24


@pytest.mark.parametrize("key", ["f5", "ctrl+l"])
@pytest.mark.parametrize("way", ["o", "F", "R", "_", "?", "ctrl+p"])
async def test_every_place_has_keys_that_write_the_whole_screen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str, key: str
) -> None:
    sent = Sent(monkeypatch)
    async with reading(tmp_path, size=(80, 24)) as driver:
        await driver.press(way)
        await all_read(driver.app, driver.pilot)
        assert sum(map(len, (await sent.by(driver, key)).values())) == 80 * 24


async def test_proposals_write_only_their_words_and_marks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = Sent(monkeypatch)
    async with reading(tmp_path, TEXT, size=(120, 40), proposals=ProposalSettings()) as driver:
        proposals = driver.reader.proposals
        assert proposals is not None
        viewport = driver.reader.viewport
        rows = [viewport.row(place) for place in viewport.lines if place is not None]
        with_proposals = {y + 1 for y, row in enumerate(rows) if proposals.within(row.start, row.end)}
        assert with_proposals
        assert len(with_proposals) < len(rows)
        *_, last = [frame for frame in sent.frames if with_proposals <= frame.keys()]
        assert last.keys() - {38, 39} == with_proposals
