"""Random units, as annotators mark them who mostly agree."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from hashiya.agreement.unit import Unit

if TYPE_CHECKING:
    from collections.abc import Sequence

LABELS = ("ACTOR", "EVENT", "QUOTE")


def seeded(seed: int) -> Random:
    return Random(seed)  # noqa: S311  nothing secret


def random_units(random: Random, count: int, length: int) -> list[Unit]:
    """Return units that may overlap and nest, sorted, each once."""
    found = set()
    for _ in range(count):
        start = random.randrange(length)
        end = min(length, start + 1 + int(random.random() ** 3 * 40))
        found.add(Unit(start, end, random.choice(LABELS)))
    return sorted(found)


def flat_units(random: Random, count: int, length: int) -> list[Unit]:
    """Return units that lie side by side, sorted."""
    edges = sorted(random.sample(range(length + 1), 2 * count))
    return [
        Unit(start, end, random.choice(LABELS)) for start, end in zip(edges[::2], edges[1::2], strict=True)
    ]


def varied(random: Random, units: Sequence[Unit]) -> list[Unit]:
    """Return units as a second annotator might mark them."""
    found = set()
    for start, end, label in units:
        if random.random() < 0.85:
            moved = max(0, start - (random.random() < 0.3))
            found.add(Unit(moved, end, label if random.random() < 0.9 else random.choice(LABELS)))
    return sorted(found)


def some_units(most: int = 6, length: int = 30) -> st.SearchStrategy[list[Unit]]:
    unit = st.builds(
        lambda start, size, label: Unit(start, start + size, label),
        st.integers(0, length),
        st.integers(1, length),
        st.sampled_from(LABELS),
    )
    return st.lists(unit, max_size=most, unique=True).map(sorted)
