from __future__ import annotations

import pytest

from hashiya.terminal.rows import Weight
from hashiya.terminal.sgr import SgrInk, coloured

INK = SgrInk()


def test_a_style_is_taken_back_after_its_piece() -> None:
    assert coloured([("a", "1;31"), ("b", "")]) == "\x1b[1;31ma\x1b[mb"


@pytest.mark.parametrize(
    ("style", "weight"),
    [
        ("", Weight()),
        ("1", Weight(bold=True)),
        ("3;38;2;1;1;3", Weight(italic=True)),
        ("1;3;4", Weight(bold=True, italic=True)),
        ("38;2;1;3;1", Weight()),
        ("31", Weight()),
    ],
)
def test_weight_is_what_a_style_begins_with(style: str, weight: Weight) -> None:
    assert INK.weight(style) == weight
    assert INK.with_weight(style, weight) == style


def test_another_weight_leaves_the_rest() -> None:
    assert INK.with_weight("1;3;38;2;1;1;3", Weight()) == "38;2;1;1;3"
    assert INK.with_weight("4", Weight(bold=True)) == "1;4"
    assert INK.with_weight("1", Weight()) == ""


def test_blues_differ_by_one_unit() -> None:
    assert INK.blues("1;48;2;9;9;9;38;2;7;8;255") == ("\x1b[38;2;7;8;255m", "\x1b[38;2;7;8;254m")
    assert INK.blues("1;31") == ("", "")
