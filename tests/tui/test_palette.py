"""What is told apart by its look, in every depth of colour and both themes."""

from __future__ import annotations

import math
import re
from itertools import product
from typing import TYPE_CHECKING

import pytest
from rich.color import Color, ColorSystem, ColorType
from textual.strip import Strip

from hashiya.article.reading import read_article
from hashiya.codebook.colours import contrast, dark_shades, light_shades
from hashiya.codebook.label import DEFAULT, Label, LabelSet
from hashiya.store.tinydb.store import Store
from hashiya.terminal.colour_depth import ColourDepth
from hashiya.tui.app import HashiyaApp
from hashiya.tui.palette import (
    Palette,
    current_style,
    label_letter_style,
    label_style,
    palette_for,
    styles,
)
from tests.codebook.test_few_colours import TERMINALS

if TYPE_CHECKING:
    from pathlib import Path

    from rich.style import Style

SYSTEMS = {
    ColourDepth.NONE: ColorSystem.STANDARD,
    ColourDepth.EIGHT: ColorSystem.STANDARD,
    ColourDepth.INDEXED: ColorSystem.EIGHT_BIT,
    ColourDepth.FULL: ColorSystem.TRUECOLOR,
}
THEMES = list(product(ColourDepth, (True, False)))
_OWN = Label(
    name="PLACE",
    key="l",
    letter="P",
    title="place",
    light=light_shades("#B050B0"),
    dark=dark_shades("#B050B0"),
    underline="curly",
)
LABELS = LabelSet([*DEFAULT, _OWN])


def sent(style: Style, depth: ColourDepth) -> str:
    """The numbers of SGR that come out for a style."""
    return Strip.render_style(style, "x", SYSTEMS[depth]).partition("x")[0]


def as_seen(colour: Color, depth: ColourDepth) -> str:
    """``#rrggbb`` of what comes out for a colour."""
    return colour.downgrade(SYSTEMS[depth]).get_truecolor().hex


def colour_difference(first: str, second: str) -> float:
    """The difference of two colours ``#rrggbb`` as a person sees it: their distance in CIELAB."""
    return math.dist(_lab(first), _lab(second))


def _lab(colour: str) -> tuple[float, float, float]:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    x = 0.4339 * red + 0.3763 * green + 0.1899 * blue  # of the white of D65
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = 0.0177 * red + 0.1095 * green + 0.8728 * blue
    x, y, z = (part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116 for part in (x, y, z))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize(("depth", "dark"), THEMES)
def test_labels_caret_selection_and_match_are_told_apart(depth: ColourDepth, *, dark: bool) -> None:
    palette = palette_for(depth, LABELS, dark=dark)
    look = styles(palette)
    on_text = [
        look.text,
        look.selection,
        look.match,
        look.caret,
        *(label_style(each, palette) for each in LABELS),
    ]
    looks = [sent(look.text + each, depth) for each in on_text]
    assert len(set(looks)) == len(looks)


@pytest.mark.parametrize(("depth", "dark"), THEMES)
def test_the_label_jumped_to_is_told_from_the_others(depth: ColourDepth, *, dark: bool) -> None:
    palette = palette_for(depth, LABELS, dark=dark)
    for label in LABELS:
        assert sent(current_style(label, palette), depth) != sent(label_style(label, palette), depth)


@pytest.mark.parametrize("dark", [True, False])
def test_tints_of_eight_colours_differ(*, dark: bool) -> None:
    palette = palette_for(ColourDepth.EIGHT, LABELS, dark=dark)
    look = styles(palette)
    tints = [
        look.text,
        look.caret,
        look.selection,
        look.match,
        *(label_style(each, palette) for each in LABELS),
    ]
    assert len({tint.bgcolor for tint in tints}) == len(tints)


def drawn_with(palette: Palette) -> list[Style]:
    """All styles that stand by themselves."""
    look = styles(palette)
    drawn = [getattr(look, name) for name in look._fields if name != "hidden"]
    return drawn + [make(each, palette) for each in LABELS for make in (label_style, label_letter_style)]


@pytest.mark.parametrize("dark", [True, False])
@pytest.mark.parametrize("depth", [ColourDepth.INDEXED, ColourDepth.FULL])
def test_all_that_is_drawn_can_be_read(depth: ColourDepth, *, dark: bool) -> None:
    for style in drawn_with(palette_for(depth, LABELS, dark=dark)):
        assert style.color is not None
        assert style.bgcolor is not None
        assert contrast(as_seen(style.color, depth), as_seen(style.bgcolor, depth)) >= 4.5, style


@pytest.mark.parametrize("dark", [True, False])
@pytest.mark.parametrize("terminal", TERMINALS)
def test_all_that_is_drawn_in_eight_colours_can_be_read(terminal: str, *, dark: bool) -> None:
    colours = TERMINALS[terminal]
    for style in drawn_with(palette_for(ColourDepth.EIGHT, LABELS, dark=dark)):
        assert style.color is not None
        assert style.bgcolor is not None
        assert contrast(colours[style.color.number or 0], colours[style.bgcolor.number or 0]) >= 3, style


@pytest.mark.parametrize("dark", [True, False])
def test_no_black_of_eight_colours_is_bold_for_it_would_be_grey(*, dark: bool) -> None:
    palette = palette_for(ColourDepth.EIGHT, LABELS, dark=dark)
    look = styles(palette)
    laid = [label_style(each, palette) for each in LABELS]
    laid += [label_letter_style(each, palette) for each in LABELS]
    laid += [look.headline + each for each in (look.selection, look.match, look.caret)]
    for style in laid:
        assert style.color is not None
        assert style.color.name != "black" or not style.bold


def test_without_colours_no_number_of_a_colour_is_sent() -> None:
    palette = palette_for(ColourDepth.NONE, LABELS, dark=True)
    look = styles(palette)
    drawn = [getattr(look, name) for name in look._fields]
    drawn += [
        make(each, palette) for each in LABELS for make in (label_style, label_letter_style, current_style)
    ]
    numbers = re.findall(r"\d+", "".join(sent(style, ColourDepth.NONE) for style in drawn))
    assert set(numbers) <= {"1", "2", "3", "4", "7", "21", "39", "49"}


@pytest.mark.parametrize("dark", [True, False])
def test_of_256_colours_greys_come_out_grey(*, dark: bool) -> None:
    palette = palette_for(ColourDepth.INDEXED, LABELS, dark=dark)
    for chosen in (palette.paper, palette.panel, palette.ink, palette.faint):
        assert len(set(Color.parse(chosen).downgrade(ColorSystem.EIGHT_BIT).get_truecolor())) == 1


@pytest.mark.parametrize("dark", [True, False])
@pytest.mark.parametrize("depth", [ColourDepth.INDEXED, ColourDepth.FULL])
def test_a_selection_beside_an_annotation_is_seen_as_another_colour(
    depth: ColourDepth, *, dark: bool
) -> None:
    palette = palette_for(depth, DEFAULT, dark=dark)
    backgrounds = [palette.paper, palette.found, *(label_style(each, palette).bgcolor for each in DEFAULT)]
    seen = [
        as_seen(Color.parse(each) if isinstance(each, str) else each, depth) for each in backgrounds if each
    ]
    selected = as_seen(Color.parse(palette.filled), depth)
    assert min(colour_difference(selected, each) for each in seen) > 15, "of CIE 1976, where 2 is just seen"


@pytest.mark.parametrize("depth", [ColourDepth.NONE, ColourDepth.EIGHT])
async def test_the_screen_has_no_other_colours_in_either_theme(tmp_path: Path, depth: ColourDepth) -> None:
    path = tmp_path / "article.txt"
    path.write_text("\u0628\u064a\u062a", encoding="utf-8")
    app = HashiyaApp([path], Store(tmp_path / "annotations"), LABELS, depth=depth)
    app.articles.first = app.articles.reader_of(read_article(path))
    allowed = {ColorType.DEFAULT} if depth is ColourDepth.NONE else {ColorType.DEFAULT, ColorType.STANDARD}
    async with app.run_test(size=(60, 12)) as pilot:
        for key in ("a", "t", "?"):
            await pilot.press(key)
            await pilot.pause()
            drawn = app.screen._compositor.render_strips(app.size)
            found = {part.style for strip in drawn for part in strip if part.style is not None}
            colours = {colour for style in found for colour in (style.color, style.bgcolor) if colour}
            assert {colour.type for colour in colours} <= allowed
