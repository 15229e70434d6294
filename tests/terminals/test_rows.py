from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hashiya.terminal.mode import Mode
from hashiya.terminal.rows import written, written_rows
from tests.terminals.drawn_rows import ALEF, BEH, GREEN, INK, RED, drawn_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.terminals.simulators import Style


def test_visual_is_written_as_it_is_given() -> None:
    given_ = [(ALEF, RED), (BEH, GREEN)]
    assert written(given_, Mode.VISUAL, INK) == given_


@pytest.mark.parametrize("mode", list(Mode))
def test_a_row_without_arabic_is_left_alone(mode: Mode) -> None:
    row = [("caf\u00e9 \u65e5 ", RED), ("12", GREEN)]
    assert written(row, mode, INK) == row


@pytest.mark.parametrize("mode", list(Mode))
def test_an_empty_row_is_empty(mode: Mode) -> None:
    assert written([], mode, INK) == []


@given(st.lists(drawn_rows(), max_size=5), st.sampled_from(list(Mode)))
def test_rows_are_written_at_once_as_one_by_one(rows: list[list[tuple[str, Style]]], mode: Mode) -> None:
    assert written_rows(rows, mode, INK) == [written(row, mode, INK) for row in rows]


@given(drawn_rows(), st.sampled_from(list(Mode)), st.data())
def test_where_pieces_end_makes_no_difference(
    row: list[tuple[str, Style]], mode: Mode, data: st.DataObject
) -> None:
    joined: list[tuple[str, Style]] = []
    for text, style in row:
        if joined and joined[-1][1] == style and data.draw(st.booleans()):
            joined[-1] = (joined[-1][0] + text, style)
        else:
            joined.append((text, style))
    assert _by_character(written(joined, mode, INK)) == _by_character(written(row, mode, INK))


def _by_character(pieces: Sequence[tuple[str, Style]]) -> list[tuple[str, Style]]:
    return [(character, style) for text, style in pieces for character in text]


@pytest.mark.parametrize("mode", list(Mode))
def test_only_the_mode_that_is_written_in_is_loaded(mode: Mode) -> None:
    code = (
        "import sys\n"
        "from hashiya.terminal.mode import Mode\n"
        "from hashiya.terminal.rows import written\n"
        "from hashiya.terminal.sgr import SgrInk\n"
        f"written([('a', '')], Mode({mode.value!r}), SgrInk())\n"
        "print(*sorted(name for name in sys.modules if name.startswith('hashiya.terminal.in_')))\n"
        "print('hashiya.terminal.characters' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = "" if mode is Mode.VISUAL else f"hashiya.terminal.in_{mode.value}"
    assert done.stdout.splitlines() == [loaded, str(mode is not Mode.VISUAL)]
