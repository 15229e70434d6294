from __future__ import annotations

import pytest

from hashiya.codebook.colours import contrast, light_shades
from hashiya.codebook.few_colours import BLACK, BLUE, GREEN, RED, FewShades, few_shades
from hashiya.codebook.label import DEFAULT, Label

# numbers 0 to 7 as they are defined: xterm's charproc.c (XTerm-col.ad), the Linux console's vt.c
TERMINALS = {
    "xterm": ["#000000", "#CD0000", "#00CD00", "#CDCD00", "#0000EE", "#CD00CD", "#00CDCD", "#E5E5E5"],
    "linux": ["#000000", "#AA0000", "#00AA00", "#AA5500", "#0000AA", "#AA00AA", "#00AAAA", "#AAAAAA"],
}


def _label(name: str, colour: str) -> Label:
    shades = light_shades(colour)
    return Label(name=name, key=name, letter=name, title=name, light=shades, dark=shades)


def test_the_built_in_labels_keep_their_hues() -> None:
    assert [shades.tint for shades in few_shades(DEFAULT).values()] == [BLUE, RED, GREEN]


def test_six_labels_differ_even_if_their_own_colours_do_not() -> None:
    shades = few_shades([_label(name, "#C04040") for name in "abcdef"])
    assert len({tint for tint, _ in shades.values()}) == 6


def test_more_labels_than_hues_have_shades_too() -> None:
    assert len(few_shades([_label(chr(97 + index), "#808080") for index in range(20)])) == 20


@pytest.mark.parametrize("terminal", TERMINALS)
def test_ink_can_be_read_on_tint(terminal: str) -> None:
    colours = TERMINALS[terminal]
    for tint, ink in few_shades([_label(name, "#C04040") for name in "abcdef"]).values():
        assert contrast(colours[tint], colours[ink]) >= 3


def test_ink_is_black_or_white() -> None:
    assert few_shades(DEFAULT)["QUOTE"] == FewShades(GREEN, BLACK)
