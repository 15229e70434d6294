from __future__ import annotations

import math
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hashiya.codebook.colours import contrast, dark_shades, light_shades
from hashiya.codebook.label import DEFAULT

# Machado, Oliveira and Fernandes (2009), severity 1.0, on linear sRGB
VISIONS = {
    "common": (1, 0, 0, 0, 1, 0, 0, 0, 1),
    "protanopia": (
        *(0.152286, 1.052583, -0.204868),
        *(0.114503, 0.786281, 0.099216),
        *(-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        *(0.367322, 0.860646, -0.227968),
        *(0.280085, 0.672501, 0.047413),
        *(-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        *(1.255528, -0.076749, -0.178779),
        *(-0.078411, 0.930809, 0.147602),
        *(0.004733, 0.691367, 0.303900),
    ),
}


def linear(colour: str) -> list[float]:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]


def lab(rgb: list[float]) -> tuple[float, float, float]:
    """CIE L*a*b* (D65) of linear sRGB."""
    r, g, b = (min(1.0, max(0.0, c)) for c in rgb)
    xyz = (
        (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505,
        0.2126 * r + 0.7152 * g + 0.0722 * b,
        (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089,
    )
    x, y, z = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def seen_difference(first: str, second: str, vision: str) -> float:
    def seen(colour: str) -> tuple[float, float, float]:
        rgb = linear(colour)
        matrix = VISIONS[vision]
        return lab([sum(matrix[3 * row + i] * rgb[i] for i in range(3)) for row in range(3)])

    return math.dist(seen(first), seen(second))


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)  # WebAIM's well-known failing grey
    assert contrast("#FF0000", "#FF0000") == 1


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("label", list(DEFAULT), ids=lambda label: label.name)
def test_the_default_labels_are_readable_in_both_themes(label: object, theme: str) -> None:
    shades = getattr(label, theme)
    darker, lighter = sorted(
        0.2126 * r + 0.7152 * g + 0.0722 * b for r, g, b in (linear(shades.tint), linear(shades.ink))
    )
    assert (lighter + 0.05) / (darker + 0.05) >= 7


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_default_tints_differ_for_every_kind_of_eye(theme: str, vision: str) -> None:
    for first, second in combinations(DEFAULT, 2):
        tints = getattr(first, theme).tint, getattr(second, theme).tint
        assert seen_difference(*tints, vision) >= 9, (first.name, second.name)


@given(st.integers(0, 0xFFFFFF))
def test_any_colour_gives_readable_shades(number: int) -> None:
    colour = f"#{number:06X}"
    assert contrast(*light_shades(colour)) >= 7
    assert contrast(*dark_shades(colour)) >= 7
