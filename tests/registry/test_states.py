"""States and territories are known by all names that news give them."""

from __future__ import annotations

import pytest

from hashiya.registry.states import is_state, state_of
from hashiya.registry.territories import name_of_territory


@pytest.mark.parametrize(
    "name", ["سوريا", "سورية", "المملكة العربية السعودية", "أمريكا", "جزر القمر", "تيمور - ليشتي"]
)
def test_a_state_is_known_by_its_names(name: str) -> None:
    assert is_state(name)


@pytest.mark.parametrize("name", ["دمشق", "العالم", "الشمال", ""])
def test_a_capital_or_region_is_no_state(name: str) -> None:
    assert not is_state(name)


def test_a_capital_is_known_by_each_of_its_spellings() -> None:
    assert state_of("أبوظبي") == state_of("أبو ظبي") == "الإمارات"


def test_all_territories_of_the_cldr_are_known() -> None:
    assert len(set(name_of_territory().values())) > 250
    assert name_of_territory()["الامارات العربيه المتحده"] == "الإمارات"
