from __future__ import annotations

from hashiya.corpus.number_set import NumberSet


def test_a_set_has_the_numbers_that_were_taken_in() -> None:
    numbers = {0, 1, 7, 8, 63, 64, 8_191, 8_192, 1_000_003}
    found = NumberSet(numbers)
    near = {each + step for each in numbers for step in (-1, 0, 1)}
    assert {each for each in near if each in found} == numbers
    assert "1" not in found
