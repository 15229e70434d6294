"""List articles with their counts of annotations, and describe their texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from hashiya.article.heading import heading_of
from hashiya.article.library import list_library
from hashiya.errors import HashiyaError
from hashiya.messages import Message, sentence
from hashiya.services.complaint import Complaint
from hashiya.services.named_articles import find_all, is_below, kept_key, refuse_missing
from hashiya.services.opening import read_listed
from hashiya.services.progress import counted
from hashiya.store.repository.entry import Entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from hashiya.services.progress import Progress
    from hashiya.store.repository.protocols import Repository


class Line(NamedTuple):
    """One article of a list.

    Attributes:
        key: the article's key, or the path of a file that belongs to no known article.
        status: ``unread``, ``in progress`` or ``done``.
        counts: the number of annotations for each label, in the order in which labels were found; labels
            found later have no number.
        problem: why the annotations cannot be read; None if they can.
    """

    key: str
    status: str
    counts: tuple[int, ...]
    problem: Message | None


class Listing:
    """Articles and their counts, kept as small as possible: there may be ten thousand.

    Attributes:
        labels: the labels of the settings, then the others in the order found.
        lines: the articles, grouped by folder, in the order of their keys.
        elsewhere: the files of articles outside the store's root, since their keys do not lead to them; None
            for a file that belongs to no known article.
        unreadable: the files and folders that cannot be read.
        empty: the named folders without articles.
    """

    def __init__(self, labels: Iterable[str]) -> None:
        self.labels = list(labels)
        self.lines: list[Line] = []
        self.elsewhere: dict[str, Path | None] = {}
        self.unreadable: list[Complaint] = []
        self.empty: list[Path] = []

    def add(self, key: str, entry: Entry) -> None:
        """Add an article, whose annotations may be kept under the key of a former name."""
        self.labels += [label for label in entry.counts if label not in self.labels]
        counts = tuple(entry.counts.get(label, 0) for label in self.labels)
        self.lines.append(Line(key, entry.status, counts, entry.problem))

    def counts(self, line: Line) -> list[int]:
        """Return the number of an article's annotations for each of the labels."""
        return [*line.counts, *[0] * (len(self.labels) - len(line.counts))]

    @property
    def keys(self) -> list[str]:
        """The keys that lead to the files of articles."""
        return [line.key for line in self.lines if line.key not in self.elsewhere]

    @property
    def problems(self) -> list[Complaint]:
        """All that cannot be read: files and folders, then annotations."""
        damaged = [Complaint(line.key, line.problem) for line in self.lines if line.problem]
        return [*self.unreadable, *damaged]


def list_articles(
    store: Repository, labels: Iterable[str], paths: Sequence[Path] = (), progress: Progress | None = None
) -> Listing:
    """List articles; no text of an article is read.

    Args:
        store: the store.
        labels: the names of the known labels.
        paths: articles and folders; all annotated articles if there are none.
        progress: is told how many articles are done.

    Raises:
        HashiyaError: a path names nothing, or the store cannot be read.
    """
    listing = Listing(labels)
    kept = _kept_keys(store, paths, listing)
    for key in counted(sorted(kept, key=lambda key: key.rpartition("/")), progress):
        found = kept[key]
        listing.add(key, found if isinstance(found, Entry) else store.entry(found))
    return listing


def records_of(store: Repository, listing: Listing) -> Iterator[dict[str, Any]]:
    """Describe each article as JSON values; each text is read in turn, and not kept."""
    for line in listing.lines:
        path = listing.elsewhere[line.key] if line.key in listing.elsewhere else store.path_of(line.key)
        record: dict[str, Any] = {
            "article": line.key,
            "folder": line.key.rpartition("/")[0] or ".",
            **_described(store, path),
            "status": line.status,
            "counts": dict(zip(listing.labels, listing.counts(line), strict=True)),
        }
        if line.problem:
            record["problem"] = sentence(line.problem)
        yield record


def _kept_keys(store: Repository, paths: Sequence[Path], listing: Listing) -> dict[str, str | Entry]:
    """Find the articles to list.

    Returns:
        By the key of each article, the key of its annotations, which may be that of a former name; by the
        path of each file that belongs to no known article, its entry.
    """
    everything = find_all(store)
    kept: dict[str, str | Entry] = {}
    if not paths:
        kept.update((key, key) for key in everything.keys)
        for name, why in everything.refused.items():
            kept[name] = Entry(name, problem=why.told)
            listing.elsewhere[name] = None
    for path in paths:
        key = store.key_of(path)
        if path.is_dir():
            for found, file in _articles_below(store, path, listing):
                _note_elsewhere(listing, found, file)
                kept.setdefault(found, found)
            for each in everything.keys:
                if is_below(each, key):
                    kept.setdefault(each, each)
        else:
            known = kept_key(store, path)
            if not store.is_kept(known):
                refuse_missing(path)
            _note_elsewhere(listing, key, path)
            kept[key] = known
    return kept


def _articles_below(store: Repository, folder: Path, listing: Listing) -> Iterator[tuple[str, Path]]:
    is_empty = True
    for path, problem in list_library(folder):
        is_empty = False
        if problem:
            told = Message("files.cannot_read", path=path, cause=problem)
            listing.unreadable.append(Complaint(str(path), told))
        else:
            yield store.key_of(path), path
    if is_empty:
        listing.empty.append(folder)


def _note_elsewhere(listing: Listing, key: str, path: Path) -> None:
    if key.startswith("../"):
        listing.elsewhere[key] = path


def _described(store: Repository, path: Path | None) -> dict[str, str | int | None]:
    """Describe the text of an article: ``title``, ``date`` (ISO 8601), ``length`` (code points).

    If the text cannot be read, title and date are empty, and the length is None.
    """
    try:
        article = read_listed(store, path) if path is not None else None
    except HashiyaError:
        article = None
    if article is None:
        return {"title": "", "date": "", "length": None}
    return {**heading_of(article)._asdict(), "length": len(article.text)}
