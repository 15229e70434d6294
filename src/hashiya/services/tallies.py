"""Count articles, progress and annotations by folder and by annotator, from the summaries of a store."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from hashiya.files.folders import name_order
from hashiya.services.progress import counted
from hashiya.store.repository.changes import NO_MARK
from hashiya.store.repository.reading import DONE, IN_PROGRESS, UNREAD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from hashiya.services.progress import Progress
    from hashiya.store.repository.entry import Entry
    from hashiya.store.repository.protocols import Repository

ROOT = "."
"""The folder of the articles whose keys name no folder."""


class Tally(NamedTuple):
    """Articles and annotations of a folder with all folders below it, or of an annotator.

    Attributes:
        name: the folder, as keys begin with it; or the annotator.
        articles: how many there are; of an annotator, those with annotations or begun.
        in_progress: how many are in progress.
        done: how many are done.
        counts: the annotations by label.
        depth: the number of folders of the list that are above this one.
    """

    name: str
    articles: int
    in_progress: int
    done: int
    counts: Mapping[str, int]
    depth: int = 0

    @property
    def unread(self) -> int:
        """The number of articles that are neither in progress nor done."""
        return max(0, self.articles - self.in_progress - self.done)


class _Sum:
    """A sum of articles that grows."""

    def __init__(self) -> None:
        self.articles = 0
        self.statuses: Counter[str] = Counter()
        self.counts: Counter[str] = Counter()

    def add(self, entry: Entry) -> None:
        self.statuses[entry.status] += 1
        self.counts.update(entry.counts)

    def add_all(self, other: _Sum) -> None:
        self.articles += other.articles
        self.statuses.update(other.statuses)
        self.counts.update(other.counts)

    def tally(self, name: str, depth: int = 0) -> Tally:
        # an article may be annotated and not be there any more
        articles = max(self.articles, self.statuses[IN_PROGRESS] + self.statuses[DONE])
        return Tally(name, articles, self.statuses[IN_PROGRESS], self.statuses[DONE], self.counts, depth)


def tally_folders(articles: Mapping[str, int], entries: Iterable[Entry]) -> Sequence[Tally]:
    """Count by folder; each folder includes those below it, and stands above them.

    A folder without articles of its own and with one folder below it is left out.

    Args:
        articles: the number of articles by their folder.
        entries: summaries of articles, at most one of each.
    """
    own: dict[str, _Sum] = {}
    for folder, count in articles.items():
        own.setdefault(folder, _Sum()).articles += count
    for entry in entries:
        own.setdefault(entry.key.rpartition("/")[0] or ROOT, _Sum()).add(entry)
    whole: dict[str, _Sum] = {}
    for folder, found in own.items():
        for each in (folder, *_above(folder)):
            whole.setdefault(each, _Sum()).add_all(found)
    below = Counter(next(_above(folder), "") for folder in whole)
    listed = [folder for folder in whole if folder in own or below[folder] != 1]
    depths: dict[str, int] = {}
    for folder in sorted(listed, key=_tree_order):
        depths[folder] = next((depths[each] + 1 for each in _above(folder) if each in depths), 0)
    return [whole[folder].tally(folder, depth) for folder, depth in depths.items()]


def tally_annotator(name: str, entries: Iterable[Entry]) -> Tally:
    """Count the articles that an annotator has annotated or begun."""
    found = _Sum()
    for entry in entries:
        if entry.total or entry.status != UNREAD:
            found.articles += 1
            found.add(entry)
    return found.tally(name)


def _above(folder: str) -> Iterator[str]:
    """Generate the folders above one, the nearest first."""
    is_inside = not folder.startswith("..")
    while "/" in folder:
        folder = folder.rpartition("/")[0]
        yield folder
    if is_inside and folder != ROOT:
        yield ROOT


def _tree_order(folder: str) -> list[tuple[list[str | int], str]]:
    return [] if folder == ROOT else [name_order(name) for name in folder.split("/")]


class Summaries:
    """The summaries of the articles that an annotator has; only those that changed are read again."""

    def __init__(self, store: Repository) -> None:
        """Read nothing yet."""
        self._store = store
        self._mark = NO_MARK
        self._entries: dict[str, Entry] = {}

    def read(self, progress: Progress | None = None) -> Sequence[Entry]:
        """Return the present summaries.

        Args:
            progress: is told how many articles were read.

        Raises:
            HashiyaError: the store cannot be read.
        """
        changes = self._store.changes(self._mark)
        for key in counted(changes.keys, progress):
            if key in changes.mark.versions:
                self._entries[key] = self._store.entry(key)
            else:
                self._entries.pop(key, None)
        self._mark = changes.mark
        return list(self._entries.values())


class Tallies(NamedTuple):
    """The counts of a library.

    Attributes:
        annotators: a tally for each, by name.
        folders: those of the present annotator, in the order of a tree.
    """

    annotators: Sequence[Tally]
    folders: Sequence[Tally]


class Tallying:
    """Counts again and again; a count after the first reads only the articles that changed."""

    def __init__(self, own: Repository, others: Callable[[], Iterable[Repository]]) -> None:
        """Read nothing yet.

        Args:
            own: of the present annotator.
            others: opens what the other annotators have.
        """
        self._own = own
        self._others = others
        self._summaries: dict[str, Summaries] = {}

    def count(self, articles: Mapping[str, int], progress: Progress | None = None) -> Tallies:
        """Count the articles of a library; any thread may call this, one at a time.

        Args:
            articles: the number of articles by their folder.
            progress: is told how many articles were read.

        Raises:
            HashiyaError: a store cannot be read.
        """
        own = self._of(self._own).read(progress)
        annotators = [tally_annotator(self._own.annotator, own)]
        annotators += (
            tally_annotator(other.annotator, self._of(other).read(progress)) for other in self._others()
        )
        return Tallies(sorted(annotators), tally_folders(articles, own))

    def _of(self, store: Repository) -> Summaries:
        return self._summaries.setdefault(store.annotator, Summaries(store))
