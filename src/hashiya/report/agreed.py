"""How far annotators agree, as a report shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hashiya.report.blocks import Linked, Told


class Measured(NamedTuple):
    """The measures of a label, written as numbers; with an interval where there is one."""

    label: Told
    exact_f1: str
    overlap_f1: str
    kappa: str
    alpha: str


class Disagreement(NamedTuple):
    """A difference: its kind, and what each annotator marked, linked to its place."""

    kind: Told
    versions: Sequence[tuple[str, Sequence[Linked]]]


class Agreed(NamedTuple):
    """How far annotators agree.

    Attributes:
        annotators: their names.
        articles: how many articles were compared.
        agreed: how many annotations all of them have.
        rows: the measures of each label, and of all labels last.
        kinds: how many differences there are of each kind.
        worst: the greatest differences.
    """

    annotators: Sequence[str]
    articles: int
    agreed: int
    rows: Sequence[Measured]
    kinds: Sequence[tuple[Told, int]]
    worst: Sequence[Disagreement]
