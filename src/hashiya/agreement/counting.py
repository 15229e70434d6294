"""Count the annotations of one article by several annotators, for all measures of agreement."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from hashiya.agreement.clusters import disorder_of_many
from hashiya.agreement.coded import count_contents
from hashiya.agreement.disorder import align
from hashiya.agreement.gamma import MOST_ANNOTATORS, count_disorder
from hashiya.agreement.pieces import cut
from hashiya.agreement.spans import count_spans
from hashiya.agreement.tally import ALL, add
from hashiya.agreement.tokens import count_tokens, labelled
from hashiya.agreement.unit import Unit
from hashiya.agreement.unitizing import measure_lengths, squared_pieces

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from hashiya.agreement.categories import Category, Given
    from hashiya.agreement.gamma import Sampling
    from hashiya.agreement.pieces import Piece
    from hashiya.agreement.tally import Counts, Tally
    from hashiya.agreement.tokens import Tokens
    from hashiya.annotation.annotation import Annotation

SPANS, TOKENS, LENGTHS, SQUARES, DISORDER = "spans", "tokens", "lengths", "squares", "disorder"
PIECES, SHARED = "pieces", "shared"


class Marks(NamedTuple):
    """The annotations of one annotator in an article, each unit once.

    Attributes:
        annotations: in the order of the text.
        units: their units.
        pieces: the units, cut at the edges of those that overlap.
        categories: of the tokens of the article; empty if its text is not known.
    """

    annotations: Sequence[Annotation]
    units: Sequence[Unit]
    pieces: Sequence[Piece]
    categories: Sequence[Category]


class Counted(NamedTuple):
    """The counts of two annotators.

    Attributes:
        tally: for the measures of spans, tokens and units.
        coding: for the agreement on attributes and relations.
    """

    tally: Tally
    coding: Tally


def marks_of(annotations: Iterable[Annotation], tokens: Tokens | None) -> Marks:
    """Sort annotations, and leave out all but the first of a span and label.

    Args:
        annotations: of one annotator.
        tokens: of the article; None if its text is not known.
    """
    by_unit: dict[Unit, Annotation] = {}
    for each in annotations:
        by_unit.setdefault(Unit(each.start, each.end, each.label), each)
    units = sorted(by_unit)
    pieces = cut(units)
    categories = labelled(tokens, pieces) if tokens is not None else ()
    return Marks([by_unit[unit] for unit in units], units, pieces, categories)


def count_pair(first: Marks, second: Marks, length: int, sampling: Sampling | None) -> Counted:
    """Count likenesses and differences between two annotators of an article.

    Args:
        first: the annotations of the reference.
        second: those of the other annotator.
        length: code points of the article.
        sampling: how γ is estimated; None leaves γ out.
    """
    tally = _count([first, second], length)
    aligned = align(first.units, second.units)
    if sampling is not None:
        units = (first.units, second.units)
        tally[DISORDER, ALL] = count_disorder(units, aligned.disorder, sampling)
    return Counted(tally, count_contents(first, second, aligned.partners))


def count_group(marks: Sequence[Marks], length: int, sampling: Sampling | None) -> Tally:
    """Count likenesses and differences among more than two annotators of an article.

    Args:
        marks: the annotations of each annotator.
        length: code points of the article.
        sampling: how γ is estimated; None leaves γ out, which is also left out for too many annotators.
    """
    tally = _count(marks, length)
    if sampling is not None and len(marks) <= MOST_ANNOTATORS:
        units = [each.units for each in marks]
        tally[DISORDER, ALL] = count_disorder(units, disorder_of_many(units), sampling)
    return tally


def _count(marks: Sequence[Marks], length: int) -> Tally:
    units = [each.units for each in marks]
    tally: Tally = {}
    by_label: dict[str, list[list[Unit]]] = {}
    for annotator, each in enumerate(units):
        for unit in each:
            by_label.setdefault(unit.label, [[] for _ in units])[annotator].append(unit)
    for label, of_label in sorted(by_label.items()):
        for first, second in combinations(of_label, 2):
            add(tally, {(SPANS, label): count_spans(first, second)})
        tally[SQUARES, label] = {PIECES: squared_pieces(of_label)}
    lengths, squares = measure_lengths([each.pieces for each in marks], length)
    tally[LENGTHS, ALL] = _combined(lengths, len(marks))
    tally[SQUARES, ALL] = {PIECES: squares.pieces, SHARED: squares.shared}
    if all(each.categories for each in marks):
        tally[TOKENS, ALL] = _combined(count_tokens([each.categories for each in marks]), len(marks))
    return tally


def _combined(items: Mapping[Given, int], annotators: int) -> Counts:
    """Count items by their categories; who of more than two gave which makes no difference to any measure."""
    counts: Counts = {}
    for given, number in items.items():
        key = given if annotators == 2 else tuple(sorted(given))
        counts[key] = counts.get(key, 0) + number
    return counts
