"""How the cells of a row look that annotations of others cover: on a ground of their own, below one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.codebook.label import NOTHING
from hashiya.tui.palette import (
    beneath_style,
    label_named,
    other_current_style,
    other_style,
    outer_style,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.style import Style

    from hashiya.annotation.annotation import Annotation
    from hashiya.layout import Row
    from hashiya.session.reader import Reader
    from hashiya.tui.palette import Palette


def put_others(
    row: Row,
    cell_styles: list[Style],
    own: Sequence[Annotation],
    reader: Reader,
    palette: Palette,
) -> None:
    """Style the cells of the annotations of others, the inner ones over the outer ones.

    Where the analyst has annotated, too, or one of them lies within another, a line below the letters tells.

    Args:
        row: the row.
        cell_styles: the styles of its cells, with the analyst's own annotations; changed in place.
        own: the analyst's annotations in the row.
        reader: of the open article.
        palette: the colours.
    """
    theirs = reader.others.index.overlapping(row.start, row.end) if reader.others is not None else []
    lit = reader.lit
    drawn = [each for each in own if each.label != NOTHING.name or each.id in lit]
    above = {index for each in drawn for index in row.touched(*each.span)}
    covered: set[int] = set()
    for annotation in sorted(theirs, key=lambda each: (each.start - each.end, each.id in lit)):
        is_lit = annotation.id in lit
        if annotation.label == NOTHING.name and not is_lit:
            continue
        label = label_named(reader.labels, annotation.label)
        style = (other_current_style if is_lit else other_style)(label, palette)
        for index in row.touched(*annotation.span):
            if index in above and not is_lit:
                cell_styles[index] += beneath_style(palette)
            else:
                cell_styles[index] += style + outer_style(label) if index in covered else style
            covered.add(index)
