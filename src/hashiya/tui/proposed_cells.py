"""How the cells of a row look that a proposal covers: underlined in the ink of its label, no letter moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.tui.palette import label_named, proposed_style

if TYPE_CHECKING:
    from rich.style import Style

    from hashiya.layout import Row
    from hashiya.session.proposals import Proposals
    from hashiya.session.reader import Reader
    from hashiya.tui.palette import Palette


def put_proposals(
    row: Row, cell_styles: list[Style], proposals: Proposals, reader: Reader, palette: Palette
) -> None:
    """Style the cells of the proposals that are shown, the inner ones over the outer ones.

    Args:
        row: the row.
        cell_styles: the styles of its cells; changed in place.
        proposals: the proposals of the article.
        reader: of the open article.
        palette: the colours.
    """
    here = proposals.within(row.start, row.end)
    for proposal in sorted(here, key=lambda each: each.span.start - each.span.end):
        style = proposed_style(label_named(reader.labels, proposal.label), palette)
        for index in row.touched(*proposal.span):
            cell_styles[index] += style
