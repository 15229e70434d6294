"""Write a report on the annotations of some articles, by one or several annotators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.codebook.present_annotator import GOLD
from hashiya.report.outline import outlined
from hashiya.report.page import pages
from hashiya.report.summary import Counting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from hashiya.codebook.label import LabelSet
    from hashiya.report.outline import Outline
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


def outline_of(
    export: Export,
    labels: LabelSet,
    annotators: Sequence[str],
    progress: Progress | None = None,
    is_wanted: Callable[[], bool] = lambda: True,
) -> Outline | None:
    """Make a report to walk through; None if nobody waits for it any more.

    Args:
        export: the articles and their annotations.
        labels: those of the codebook.
        annotators: those who are compared, as `compared_annotators` lists them.
        progress: told of each article.
        is_wanted: tells before each article whether somebody still waits.
    """
    counting = Counting(annotators)
    for document in export.documents(progress, with_text=True):
        if not is_wanted():
            return None
        counting.add(document)
    losses = [*export.losses.messages, *(each.told for each in export.problems)]
    return outlined(counting, labels, losses)


def compared_annotators(stores: Sequence[Repository]) -> Sequence[str]:
    """List the annotators whose work is compared; that of ``gold`` belongs to no annotator."""
    return [each.annotator for each in stores if each.annotator not in ("", GOLD) and each.keys()]
