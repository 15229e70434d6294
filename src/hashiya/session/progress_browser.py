"""The counts and the progress of a library, by annotator and by folder, as a list shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hashiya.messages import Message
from hashiya.services.tallies import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from hashiya.services.progress import Progress
    from hashiya.services.tallies import Tallies, Tally, Tallying


class TallyRow(NamedTuple):
    """The row of a folder or an annotator.

    Attributes:
        name: as it is shown.
        tally: the counts.
        folder: the path of the folder; None for an annotator, and for a folder without articles here.
    """

    name: str
    tally: Tally
    folder: Path | None = None


class ProgressBrowser:
    """Rows of annotators, then of folders, each part under a heading.

    Attributes:
        rows: the rows.
        first_folder: the index of the first row of a folder; 0 if there is none.
        labels: every label that an annotation has.
    """

    def __init__(self, tallies: Tallies, paths: Mapping[str, Path]) -> None:
        """Make the rows.

        Args:
            tallies: the counts.
            paths: the path of each folder of the library, by its key.
        """
        # a folder between two listed ones is named below the upper one
        above: list[str] = []
        folders: list[TallyRow] = []
        for tally in tallies.folders:
            above[tally.depth :] = [tally.name]
            upper = above[-2] if len(above) > 1 else ROOT
            name = tally.name.removeprefix(f"{upper}/") if upper != ROOT else tally.name
            folders.append(TallyRow(name, tally, paths.get(tally.name)))
        self.rows: Sequence[Message | TallyRow] = [
            Message("tui.progress_annotators"),
            *(TallyRow(tally.name, tally) for tally in tallies.annotators),
            Message("tui.progress_folders"),
            *folders,
        ]
        self.first_folder = len(tallies.annotators) + 2 if folders else 0
        self.labels = {label for row in self.rows if isinstance(row, TallyRow) for label in row.tally.counts}


def count_library(
    tallying: Tallying,
    key_of: Callable[[Path], str],
    articles: Iterable[tuple[Path, int]],
    progress: Progress | None = None,
) -> ProgressBrowser:
    """Count the articles of a library; this reads the stores.

    Args:
        tallying: counts.
        key_of: gives the key of a folder.
        articles: the folders of the library, each with the number of its articles.
        progress: is told how many articles were read.

    Raises:
        HashiyaError: a store cannot be read.
    """
    counts: dict[str, int] = {}
    paths: dict[str, Path] = {}
    for folder, count in articles:
        key = key_of(folder)
        counts[key] = counts.get(key, 0) + count
        path = folder
        while key not in paths:
            paths[key] = path
            above = key.rpartition("/")[0] or ROOT
            if key == ROOT or key.startswith("..") or path == path.parent:
                break
            key, path = above, path.parent
    return ProgressBrowser(tallying.count(counts, progress), paths)
