"""Write a report on the annotations of some articles, by one or several annotators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.codebook.present_annotator import GOLD
from hashiya.report.page import pages

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hashiya.codebook.label import LabelSet
    from hashiya.services.exporting import Export
    from hashiya.services.progress import Progress
    from hashiya.store.repository.protocols import Repository


def report_pieces(
    export: Export,
    labels: LabelSet,
    format_: str,
    annotators: Sequence[str],
    progress: Progress | None = None,
) -> Iterator[bytes]:
    """Generate the pieces of a report.

    Args:
        export: the articles and their annotations.
        labels: those of the codebook.
        format_: one of `hashiya.report.page.FORMATS`.
        annotators: those who are compared, as `compared_annotators` lists them.
        progress: told of each article.
    """
    documents = export.documents(progress, with_text=True)
    return pages(documents, labels, format_, annotators, lambda: export.losses.messages)


def compared_annotators(stores: Sequence[Repository]) -> Sequence[str]:
    """List the annotators whose work is compared; that of ``gold`` is no annotator's own."""
    return [each.annotator for each in stores if each.annotator not in ("", GOLD) and each.keys()]
