"""Levels around and inside isolates, derived by hand from UAX #9."""

from __future__ import annotations

import pytest

from hashiya.layout import isolates
from hashiya.layout.isolates import paragraph_levels

ALEF, HEBREW_ALEF = "\u0627", "\u05d0"
LRE, RLE, PDF, RLO = "\u202a", "\u202b", "\u202c", "\u202e"
LRI, RLI, FSI, PDI = "\u2066", "\u2067", "\u2068", "\u2069"


def levels(text: str, base_level: int) -> list[int]:
    return list(paragraph_levels(text, base_level))


def test_a_bracket_behind_an_isolate_looks_back_at_the_last_strong_letter_before_it() -> None:
    # a alef LRI b PDI ( alef ): the pair holds no left-to-right letter and stands after a right-to-left one
    # (N0 c 1), so it is right-to-left, and so is what lies between the alefs (N1)
    assert levels(f"a{ALEF}{LRI}b{PDI}({ALEF})", 0) == [0, 1, 1, 2, 1, 1, 1, 1]
    # and the reverse in a right-to-left paragraph
    assert levels(f"{ALEF}a{RLI}{ALEF}{PDI}(b)", 1) == [1, 2, 2, 3, 2, 2, 2, 2]


def test_a_bracket_behind_two_isolates_looks_back_past_both() -> None:
    assert levels(f"a{HEBREW_ALEF}{LRI}b{PDI}{RLI}c{PDI}[{ALEF}]", 0) == [0, 1, 1, 2, 1, 1, 2, 1, 1, 1, 1]


def test_what_an_isolate_holds_bears_on_nothing_outside() -> None:
    # the digits inside follow no Arabic letter, so they stay European; those outside are Arabic (W2)
    assert levels(f"{ALEF}{LRI}1,2{PDI}1,2", 1) == [1, 1, 2, 2, 2, 1, 2, 2, 2]
    assert levels(f"{ALEF}{RLI}1-2{PDI}1-2", 1) == [1, 1, 4, 4, 4, 1, 2, 1, 2]


def test_a_first_strong_isolate_takes_the_direction_of_its_first_letter_outside_further_isolates() -> None:
    assert levels(f"{FSI}.{LRI}a{PDI}{ALEF}{PDI}", 0) == [0, 1, 1, 2, 1, 1, 0]
    assert levels(f"{FSI}.{RLI}{ALEF}{PDI}a{PDI}", 1) == [1, 2, 2, 3, 2, 2, 1]
    # without a letter it is left-to-right (X5c), whatever the paragraph is
    assert levels(f"{FSI}.{PDI}", 1) == [1, 2, 1]
    # an isolate in it that nothing closes hides the rest
    assert levels(f"{FSI}.{RLI}{ALEF}", 1) == [1, 2, 2, 3]


def test_an_isolate_that_nothing_closes_reaches_to_the_end_and_a_stray_end_does_nothing() -> None:
    assert levels(f"{ALEF}{LRI}a{ALEF}.", 1) == [1, 1, 2, 3, 2]
    assert levels(f"{ALEF}{PDI}a{PDI}{ALEF}", 1) == [1, 1, 2, 1, 1]


def test_the_end_of_an_isolate_ends_the_embeddings_in_it_and_the_end_of_an_embedding_no_isolate() -> None:
    assert levels(f"a{RLI}{LRE}b{PDI}c", 0)[3:] == [2, 0, 0]
    assert levels(f"a{RLI}b{PDF}c{PDI}d", 0)[2:5:2] == [2, 2]


def test_an_override_ends_where_an_isolate_begins() -> None:
    assert levels(f"{RLO}a{LRI}b{PDI}c", 0)[1:] == [1, 1, 2, 1, 1]


@pytest.mark.parametrize(("depth", "level"), [(61, 122), (62, 124), (63, 124), (130, 124)])
def test_isolates_are_no_deeper_than_125(depth: int, level: int) -> None:
    # each leads two levels down; beyond 125 (BD2) they are neutral characters of the level that holds them
    text = LRI * depth + "a" + PDI * depth
    found = levels(text, 0)
    assert found[depth] == level
    assert found[:3] == found[:-4:-1] == [0, 2, 4]
    assert max(found) == level


def test_an_isolate_right_to_left_fits_at_125_where_a_left_to_right_one_does_not() -> None:
    text = LRI * 62 + RLI + ALEF + LRI + ALEF + PDI + PDI + ALEF
    # level 125 holds all after the last isolate that fits, and alef outside it has the next level of 124
    assert levels(text, 0)[62:] == [124, 125, 125, 125, 125, 124, 125]


def test_an_embedding_beyond_125_makes_an_isolate_in_it_none() -> None:
    # 62 embeddings reach level 124; the 63rd does not count, and its end takes none of them back
    found = levels(LRE * 63 + LRI + ALEF + PDI + PDF + ALEF, 0)
    assert [found[index] for index in (63, 64, 65, 67)] == [124, 125, 125, 125]


def test_an_isolate_that_holds_something_is_never_shown_to_python_bidi(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen = []

    def answer(text: str, base_level: int) -> bytes:
        seen.append((text, base_level))
        return bytes([base_level]) * len(text)

    monkeypatch.setattr(isolates, "python_bidi_levels", answer)
    paragraph_levels(f"a{LRI}b{RLI}c{PDI}d{PDI}e{LRI}{PDI}", 0)
    assert sorted(seen) == [(f"a{LRI}{PDI}e{LRI}{PDI}", 0), (f"{LRI}b{RLI}{PDI}d", 0), (f"{RLI}c", 1)]


def test_isolates_without_number_are_resolved() -> None:
    # beside each other, and each in the one before: no recursion, and no time that grows with their square
    many = 20_000
    assert paragraph_levels(f"{RLI}a{PDI}" * many, 1) == bytes([1, 4, 1]) * many
    # 62 of them fit below level 1, the rest are neutral
    assert set(paragraph_levels(RLI * many + "a", 1)[62:-1]) == {125}
