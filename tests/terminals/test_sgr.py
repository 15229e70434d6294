from __future__ import annotations

import pytest

from hashiya.terminal.ink import Weight
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


def test_twins_differ_by_one_unit_of_blue() -> None:
    assert INK.twins("1;48;2;9;9;9;38;2;7;8;255") == ("\x1b[38;2;7;8;255m", "\x1b[38;2;7;8;254m")


def test_twins_of_a_style_without_a_known_colour_are_not_faint_and_faint() -> None:
    assert INK.twins("") == INK.twins("31") == ("\x1b[22m", "\x1b[2m")
    # the end of faint is the end of bold too
    assert INK.twins("1;31") == ("\x1b[22;1m", "\x1b[2m")


def test_what_a_piece_without_a_style_changed_is_taken_back() -> None:
    assert coloured([("\x1b[2ma", ""), ("b", "")]) == "\x1b[2ma\x1b[mb"
