"""Report the result of copying a store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.cli.grouping import first_of_each
from hashiya.cli.telling import print_message
from hashiya.messages import Message

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from hashiya.errors import HashiyaError
    from hashiya.store.copying import Report


def print_copied(folder: Path, report: Report, problems: Sequence[HashiyaError]) -> int:
    """Report the copied articles, the problems and the conflicts, and return the exit status.

    Args:
        folder: of the store that is not the team's.
        report: on the annotations.
        problems: why articles or settings could not be copied.
    """
    print_message(Message("cli.copied", folder=folder, changed=report.changed, count=report.articles))
    if report.conflicts:
        print_message(Message("cli.copied_conflicts", count=report.conflicts), Message("cli.conflicts_asked"))
    if report.drafts:
        print_message(Message("cli.copied_drafts", count=report.drafts))
    for name in report.differing:
        print_message(Message("cli.collection_differs", name=name))
    for told, advice in first_of_each([*problems, *report.problems]):
        print_message(told, advice)
    return 1 if problems or report.problems else 0
