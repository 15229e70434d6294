"""What a widget draws that cleans nothing, such as one of Textual's, is clean when it is written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.app import App
from textual.geometry import Region
from textual.strip import Strip
from textual.widgets import Static

from hashiya.text.cleaning import clean
from hashiya.tui.outgoing import cleaned
from hashiya.tui.terminal_app import TerminalApp

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pytest

RED = Style(color="red")
HOSTILE = "a\x1b[95m\x9b31m\x07\u202eb\ud800"
OWN = re.compile(r"\x1b\[[0-9;]*[mH]")


def drawn(update: object) -> str:
    assert isinstance(update, CompositorUpdate)
    return OWN.sub("", update.render_segments(Console(color_system="truecolor"))).replace("\n", "")


def test_a_clean_update_is_written_as_it_is() -> None:
    whole = LayoutUpdate([[Strip([Segment("زيارة ab", RED)])]], Region(0, 0, 8, 1))
    part = ChopsUpdate([{0: Strip([Segment("ab", RED)]), 2: None}], [(0, 0, 2)], [[2, 4]])
    assert cleaned(whole) is whole
    assert cleaned(part) is part


def test_a_whole_frame_is_cleaned_in_its_columns() -> None:
    strips: list[Iterable[Strip]] = [
        [Strip([Segment("ab", RED), Segment(HOSTILE, RED)], 20)],
        [Strip([Segment("c")])],
    ]
    frame = cleaned(LayoutUpdate(strips, Region(0, 0, 20, 2)))
    assert isinstance(frame, LayoutUpdate)
    first, second = [strip for line in frame.strips for strip in line]
    assert first.text == "ab" + clean(HOSTILE)[:18]
    assert first.cell_length == 20
    assert all(segment.style == RED for segment in first if segment.text.strip())
    assert second.text == "c"


def test_a_part_of_a_frame_is_cleaned() -> None:
    strip = Strip([Segment(HOSTILE, RED)])
    update = ChopsUpdate([{0: Strip([Segment("x")])}, {0: strip}], [(1, 0, strip.cell_length)], [[1], [9]])
    text = drawn(cleaned(update))
    assert text.startswith("a\ufffd")
    assert clean(text) == text


async def test_nothing_that_any_widget_draws_is_written_uncleaned(monkeypatch: pytest.MonkeyPatch) -> None:
    class Careless(TerminalApp):
        def compose(self) -> list[Static]:
            return [Static(HOSTILE, markup=False)]

    written: list[CompositorUpdate] = []
    monkeypatch.setattr(App, "_display", lambda app, screen, update: written.append(update))
    async with Careless().run_test() as pilot:
        await pilot.pause()
        texts = [drawn(update) for update in written if isinstance(update, CompositorUpdate)]
        assert any("\ufffd[95m" in text for text in texts)
        assert [clean(text) for text in texts] == texts
