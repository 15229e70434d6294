"""Krippendorff's α for unitizing: agreement on where the units of a text lie, and on their labels.

The definitions are those of Krippendorff, Mathet, Bouvry and Widlöcher, "On the reliability of unitizing
textual continua: Further developments", Quality & Quantity 50, 2016, as in Krippendorff, "Content Analysis",
4th edition, 2019, section 12.6: _uα (equation 34), |_uα (35) and _cuα (36 and 37), with nominal differences.

They want every annotator's units to lie side by side. Where spans are nested or overlap, the text is cut at
each of their edges, and a piece has the set of its labels as its category, as tokens have. Without overlaps,
the pieces are just the units.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from hashiya.agreement.categories import NO_LABEL, alpha
from hashiya.agreement.pieces import cut

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from hashiya.agreement.categories import Given
    from hashiya.agreement.pieces import Piece
    from hashiya.agreement.unit import Unit


class Squares(NamedTuple):
    """Squares of lengths in code points, summed: how often a piece would be paired with itself by chance.

    Attributes:
        pieces: of all pieces of units.
        shared: of the part of each piece that is in a unit of another annotator, too.
    """

    pieces: float
    shared: float


class Alphas(NamedTuple):
    """The coefficients; each is None where it is not defined.

    Attributes:
        both: _uα, agreement on the units and their labels.
        boundaries: |_uα, agreement on what is a unit and what is a gap.
        labels: _cuα, agreement on the labels of text that two or more annotators have in units.
    """

    both: float | None
    boundaries: float | None
    labels: float | None


def measure_lengths(pieces: Sequence[Sequence[Piece]], length: int) -> tuple[Mapping[Given, int], Squares]:
    """Measure how many code points of a text have which categories.

    Args:
        pieces: those of the units of each annotator.
        length: code points of the text.

    Returns:
        The code points by the categories that the annotators give them, in the order of the annotators.
    """
    changes = [(length, annotator, NO_LABEL) for annotator in range(len(pieces))]
    for annotator, each in enumerate(pieces):
        for start, end, category in each:
            changes += ((end, annotator, NO_LABEL), (start, annotator, category))
    lengths: Counter[Given] = Counter()
    current = [NO_LABEL] * len(pieces)
    shared = [0] * len(pieces)
    squares = at = 0
    for start, annotator, category in sorted(changes):
        if start > at:
            lengths[tuple(current)] += start - at
            if len(current) - current.count(NO_LABEL) > 1:
                shared = [each + (start - at if of else 0) for each, of in zip(shared, current, strict=True)]
            at = start
        squares += shared[annotator] ** 2
        shared[annotator] = 0
        current[annotator] = category
    return lengths, Squares(_squared(piece for each in pieces for piece in each), squares)


def squared_pieces(units: Iterable[Sequence[Unit]]) -> float:
    """Sum the squares of the lengths of all pieces of units, such as those of one label."""
    return _squared(piece for each in units for piece in cut(each))


def alpha_of_units(lengths: Mapping[Given, float], pieces: float) -> float | None:
    """Calculate _uα.

    Args:
        lengths: the code points by the categories that the annotators give them.
        pieces: as in `Squares`.
    """
    # a gap is paired with itself one code point at a time
    gaps = sum(length * given.count(NO_LABEL) for given, length in lengths.items())
    return alpha(lengths, pieces + gaps)


def alphas(lengths: Mapping[Given, float], squares: Squares) -> Alphas:
    """Calculate all coefficients."""
    boundaries: Counter[Given] = Counter()
    labels: Counter[Given] = Counter()
    for given, length in lengths.items():
        boundaries[tuple(("",) if category else NO_LABEL for category in given)] += length  # type: ignore[assignment]
        inside = tuple(category for category in given if category)
        if len(inside) > 1:
            labels[inside] += length * (len(inside) - 1) / (len(given) - 1)  # type: ignore[assignment]
    return Alphas(
        alpha_of_units(lengths, squares.pieces),
        alpha_of_units(boundaries, squares.pieces),
        alpha(labels, squares.shared),
    )


def _squared(pieces: Iterable[Piece]) -> int:
    return sum([(end - start) ** 2 for start, end, _ in pieces])
