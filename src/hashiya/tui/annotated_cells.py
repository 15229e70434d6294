"""How the cells of a row look that annotations cover, one inside the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.codebook.label import NOTHING
from hashiya.terminal.colour_depth import ColourDepth
from hashiya.tui.palette import (
    NOT_UNDERLINED,
    current_style,
    doubtful_style,
    edge_style,
    label_named,
    label_style,
    outer_style,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.style import Style

    from hashiya.annotation.annotation import Annotation
    from hashiya.layout import Row
    from hashiya.session.reader import Reader
    from hashiya.text.spans import Span
    from hashiya.tui.palette import Palette

_LONGEST_LIT = 60
"""Code points of an annotation that is lit whole; of a longer one only the first and the last word are."""


def put_annotations(
    row: Row, cell_styles: list[Style], here: Iterable[Annotation], reader: Reader, palette: Palette
) -> None:
    """Style the cells of annotations, the inner ones over the outer ones.

    The underline of an outer annotation goes on below the inner ones. Without colours each annotation has
    its underline, but on rows that it fills, and an inner one has edges.

    Args:
        row: the row.
        cell_styles: the styles of its cells; changed in place.
        here: the annotations of the row.
        reader: of the open article.
        palette: the colours.
    """
    lit = reader.lit
    has_colours = palette.depth is not ColourDepth.NONE
    covered: list[list[str]] = [[] for _ in cell_styles]
    for annotation in sorted(here, key=lambda each: each.start - each.end):
        if annotation.label == NOTHING.name and annotation.id not in lit:
            continue
        label = label_named(reader.labels, annotation.label)
        is_doubtful = reader.anchoring.is_doubtful(annotation)
        painted = [(annotation.span, (doubtful_style if is_doubtful else label_style)(label, palette))]
        if annotation.id in lit and not is_doubtful:
            painted += [(span, current_style(label, palette)) for span in _lit_spans(annotation, reader)]
        fills_row = annotation.start <= row.start and row.end <= annotation.end
        for span, style in painted:
            for index in row.touched(*span):
                cell_styles[index] += style + NOT_UNDERLINED if fills_row else style
        touched = row.touched(*annotation.span)
        for index in touched:
            for name in covered[index]:
                cell_styles[index] += outer_style(label_named(reader.labels, name))
            if covered[index] and not has_colours:
                offsets = annotation.start, annotation.end - 1
                if any(row.cells[index].start <= offset < row.cells[index].end for offset in offsets):
                    cell_styles[index] += edge_style()
        for index in touched:
            covered[index].append(annotation.label)


def _lit_spans(annotation: Annotation, reader: Reader) -> Sequence[Span]:
    """Choose the parts of an annotation that are lit, so that a long quotation can still be read."""
    first, last = reader.words.at(annotation.start), reader.words.before(annotation.end)
    if annotation.end - annotation.start <= _LONGEST_LIT or first is None or last is None:
        return [annotation.span]
    return [first._replace(start=annotation.start), last._replace(end=annotation.end)]
