"""Count what annotators made of one article, for all measures of agreement."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from hashiya.agreement.coded import count_contents
from hashiya.agreement.gamma import MOST_ANNOTATORS, count_disorder
from hashiya.agreement.spans import count_spans
from hashiya.agreement.tally import ALL, add
from hashiya.agreement.tokens import count_tokens
from hashiya.agreement.unit import Unit
from hashiya.agreement.unitizing import measure_lengths, squared_pieces

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hashiya.agreement.categories import Category
    from hashiya.agreement.tally import Tally
    from hashiya.annotation.annotation import Annotation

SPANS, TOKENS, LENGTHS, SQUARES, DISORDER = "spans", "tokens", "lengths", "squares", "disorder"
PIECES, SHARED = "pieces", "shared"


class Marks(NamedTuple):
    """The annotations of one annotator in an article, each unit once.

    Attributes:
        annotations: in the order of the text.
        units: their units.
    """

    annotations: Sequence[Annotation]
    units: Sequence[Unit]


def marks_of(annotations: Sequence[Annotation]) -> Marks:
    """Sort annotations, and leave out all but the first of a span and label."""
    by_unit: dict[Unit, Annotation] = {}
    for each in annotations:
        by_unit.setdefault(Unit(each.start, each.end, each.label), each)
    units = sorted(by_unit)
    return Marks([by_unit[unit] for unit in units], units)


def count_article(
    marks: Sequence[Marks],
    categories: Sequence[Sequence[Category]],
    length: int,
    *,
    seed: str,
    samples: int,
) -> Tally:
    """Count what is alike and what differs in an article.

    Args:
        marks: the annotations of each annotator; two at least.
        categories: of the words of the article, by each annotator; empty if its text is not known.
        length: code points of the article.
        seed: the beginning of the random numbers.
        samples: how many random annotations to draw for γ.
    """
    units = [each.units for each in marks]
    tally: Tally = {}
    labels = sorted({unit.label for each in units for unit in each})
    by_label = {label: [[unit for unit in each if unit.label == label] for each in units] for label in labels}
    for label, of_label in by_label.items():
        for first, second in combinations(of_label, 2):
            add(tally, {(SPANS, label): count_spans(first, second)})
        tally[SQUARES, label] = {PIECES: squared_pieces(of_label)}
    lengths, squares = measure_lengths(units, length)
    tally[LENGTHS, ALL] = dict(lengths.items())
    tally[SQUARES, ALL] = {PIECES: squares.pieces, SHARED: squares.shared}
    if categories:
        tally[TOKENS, ALL] = dict(count_tokens(categories).items())
    if len(units) <= MOST_ANNOTATORS and samples:
        tally[DISORDER, ALL] = count_disorder(units, seed, samples)
    return tally


def count_coding(marks: Sequence[Marks]) -> Tally:
    """Count how far the attributes and relations of matched spans are alike, over all pairs of annotators."""
    tally: Tally = {}
    for first, second in combinations(marks, 2):
        add(tally, count_contents(first.annotations, second.annotations, (first.units, second.units)))
    return tally
