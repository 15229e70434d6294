"""Cut units into pieces that lie side by side, each with the set of its labels."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

from hashiya.agreement.categories import Category

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hashiya.agreement.unit import Unit

Piece: TypeAlias = tuple[int, int, Category]
"""Offsets of the first code point and after the last one, and the labels there."""


def cut(units: Sequence[Unit]) -> list[Piece]:
    """Cut sorted units where they overlap, at each of their edges."""
    pieces: list[Piece] = []
    first = covered = 0
    for index, (start, end, label) in enumerate(units):
        if start >= covered:
            if index > first + 1:  # the units before overlap, and only the first of them is there
                pieces[-1:] = _pieces(units[first:index])
            pieces.append((start, end, (label,)))
            first = index
        covered = max(covered, end)
    if len(units) > first + 1:
        pieces[-1:] = _pieces(units[first:])
    return pieces


def _pieces(units: Sequence[Unit]) -> list[Piece]:
    """Cut units that overlap one another."""
    edges: dict[int, list[tuple[str, int]]] = {}
    for start, end, label in units:
        edges.setdefault(start, []).append((label, 1))
        edges.setdefault(end, []).append((label, -1))
    inside: dict[str, int] = {}
    pieces = []
    for left, right in pairwise(sorted(edges)):
        for label, change in edges[left]:
            inside[label] = inside.get(label, 0) + change
            if not inside[
                label
            ]:  # a long span may hold thousands of labels, and each edge lists those inside
                del inside[label]
        pieces.append((left, right, tuple(inside if len(inside) < 2 else sorted(inside))))
    return pieces
