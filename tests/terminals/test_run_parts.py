from __future__ import annotations

import pytest

from hashiya.terminal.run_parts import RunPart, run_parts

ALEF, BEH = "\ufe8d", "\ufe8f"
FATHA = "\u064e"


@pytest.mark.parametrize(
    ("run", "is_turned"),
    [
        (f"{ALEF}{BEH}", True),  # from the right all along
        (f"ab{BEH}", True),  # its last letter, as seen, is the first that is written
        (f"a{BEH}b", False),  # from the left at both ends
        ("...", False),  # no letter, no direction
    ],
)
def test_a_run_that_an_order_suits_is_one_part(run: str, *, is_turned: bool) -> None:
    assert run_parts(run) == [RunPart(run, is_turned=is_turned, is_odd=False)]


def test_a_run_that_no_order_suits_is_cut_where_the_direction_changes() -> None:
    assert run_parts(f"{ALEF}{BEH}-ab") == [
        RunPart(f"{ALEF}{BEH}-", is_turned=True, is_odd=False),
        RunPart("ab", is_turned=False, is_odd=True),
    ]


def test_a_cell_with_marks_is_a_part_and_neighbours_take_turns_in_the_other_font() -> None:
    assert run_parts(f"{BEH}{BEH}{FATHA}{ALEF}") == [
        RunPart(BEH, is_turned=True, is_odd=False),
        RunPart(f"{BEH}{FATHA}", is_turned=True, is_odd=True),
        RunPart(ALEF, is_turned=True, is_odd=False),
    ]
    assert run_parts(f"{BEH}{FATHA}") == [RunPart(f"{BEH}{FATHA}", is_turned=True, is_odd=False)]
