"""ArabicShaping.txt, through hashiya's shaping: each listed character between each kind of neighbours."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from hashiya.layout.shaping import shape
from tests.layout.generate_tables import UNICODE, joining_types

if TYPE_CHECKING:
    from collections.abc import Mapping

NEIGHBOURS = (
    "",
    " ",
    "\u0628",  # beh, dual-joining
    "\u062f",  # dal, right-joining
    "\u0621",  # hamza, non-joining
    "\u0640",  # tatweel, join-causing
    "\u200d",  # zero width joiner, join-causing
    "\u200c",  # zero width non-joiner
    "\u08a0",  # beh with small v, dual-joining without presentation forms
    "\U00010acd",  # Manichaean heth, left-joining
    "\u064b\u200e",  # transparent: a mark and a format character
)


def needs_unicode_data() -> None:
    if not (UNICODE / "ArabicShaping.txt").exists():
        pytest.skip(f"{UNICODE} has no ArabicShaping.txt: install the package unicode-data")


def presentation_forms() -> dict[tuple[str, str], str]:
    """(letter, "isolated" | "initial" | "medial" | "final") → form, from UnicodeData.txt."""
    forms = {}
    with Path(UNICODE / "UnicodeData.txt").open(encoding="utf-8") as lines:
        for line in lines:
            fields = line.split(";")
            position, *letters = fields[5].split() or [""]
            if position in {"<isolated>", "<initial>", "<medial>", "<final>"} and len(letters) == 1:
                forms[chr(int(letters[0], 16)), position.strip("<>")] = chr(int(fields[0], 16))
    return forms


def expected_form(
    text: str, index: int, types: Mapping[int, str], forms: Mapping[tuple[str, str], str]
) -> str:
    """The Unicode Standard's joining rules R1 to R7; what precedes a letter stands on its right."""
    own = types.get(ord(text[index]), "U")
    if own == "T":
        return text[index]
    visible = [types.get(ord(c), "U") for c in text[:index] if types.get(ord(c)) != "T"]
    before = visible[-1] if visible else "U"
    after = next((types.get(ord(c), "U") for c in text[index + 1 :] if types.get(ord(c)) != "T"), "U")
    right = own in "DRC" and before in "DLC"
    left = own in "DLC" and after in "DRC"
    position = {(False, False): "isolated", (False, True): "initial", (True, True): "medial"}.get(
        (right, left), "final"
    )
    return forms.get((text[index], position), text[index])


def test_every_listed_character_takes_the_form_that_its_neighbours_ask_for() -> None:
    needs_unicode_data()
    types, forms = joining_types(), presentation_forms()
    listed = [chr(c) for c, joining in types.items() if joining != "T"] + [
        "\u064b",
        "\u0898",
        "\u202e",
        "\u06dc",
    ]
    failures = []
    for letter, before, after in product(listed, NEIGHBOURS, NEIGHBOURS):
        text = before + letter + after
        expected = "".join(expected_form(text, index, types, forms) for index in range(len(text)))
        if shape(text) != expected:
            failures.append((text, shape(text), expected))
    assert len(listed) > 800
    assert not failures, failures[:5]


def test_every_transparent_character_is_looked_through() -> None:
    needs_unicode_data()
    types, forms = joining_types(), presentation_forms()
    beh_initial, beh_final = forms["\u0628", "initial"], forms["\u0628", "final"]
    transparent = [chr(c) for c, joining in types.items() if joining == "T"]
    failures = [c for c in transparent if shape(f"\u0628{c}\u0628") != beh_initial + c + beh_final]
    assert len(transparent) > 2000
    assert not failures
