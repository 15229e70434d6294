"""Units cut into pieces."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given

from hashiya.agreement.pieces import cut
from hashiya.agreement.unit import Unit
from tests.agreement.units import some_units


def test_units_side_by_side_are_their_own_pieces() -> None:
    assert cut([Unit(0, 3, "A"), Unit(3, 5, "A"), Unit(7, 9, "B")]) == [
        (0, 3, ("A",)),
        (3, 5, ("A",)),
        (7, 9, ("B",)),
    ]
    assert cut([]) == []


def test_overlapping_units_are_cut_at_each_edge() -> None:
    assert cut([Unit(0, 9, "Q"), Unit(2, 4, "A"), Unit(8, 12, "E"), Unit(20, 22, "A")]) == [
        (0, 2, ("Q",)),
        (2, 4, ("A", "Q")),
        (4, 8, ("Q",)),
        (8, 9, ("E", "Q")),
        (9, 12, ("E",)),
        (20, 22, ("A",)),
    ]


@given(some_units(8))
def test_each_code_point_is_in_one_piece_with_its_labels(units: list[Unit]) -> None:
    pieces = cut(units)
    assert all(end <= start for (_, end, _), (start, _, _) in pairwise(pieces))
    found = {at: labels for start, end, labels in pieces for at in range(start, end)}
    covered = {at for unit in units for at in range(unit.start, unit.end)}
    assert found == {
        at: tuple(sorted({unit.label for unit in units if unit.start <= at < unit.end})) for at in covered
    }
