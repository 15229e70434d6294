"""``hashiya list [PATH…]``: the articles with their counts and how far one has got."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from hashiya.annotation.strict_json import encode
from hashiya.article.heading import heading_of
from hashiya.article.library import list_library, none_found
from hashiya.cli.arguments import load_known_labels, open_store
from hashiya.cli.grouping import Complaint, grouped
from hashiya.cli.output import print_message, write_data
from hashiya.cli.progress import with_progress
from hashiya.cli.stored import is_below, refuse_missing
from hashiya.cli.table import print_table
from hashiya.errors import HashiyaError
from hashiya.services.opening import read_listed
from hashiya.store import Summary
from hashiya.store.tinydb.summary import summarise

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator, Mapping

    from hashiya.store.tinydb.store import Store


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument(
        "paths",
        metavar="PATH",
        nargs="*",
        type=Path,
        help="articles and folders; all annotated articles if none",
    )
    parser.add_argument("--json", action="store_true", help="print a JSON array with one object per article")


class _Found:
    """The articles that are to be listed.

    Attributes:
        kept: by key, the key under which its annotations are kept, which may be that of a name it had before;
            for a store file that does not say whose it is, by its path, why.
        elsewhere: the files of articles outside the store's root, to which their keys alone do not lead; None
            for a store file that does not say whose it is.
        unreadable: why a file or a folder that was met cannot be read.
    """

    def __init__(self) -> None:
        self.kept: dict[str, str | Summary] = {}
        self.elsewhere: dict[str, Path | None] = {}
        self.unreadable: list[Complaint] = []

    def add(self, key: str, path: Path, kept: str | Summary) -> None:
        """Add an article that is named, or lies in a folder that is."""
        self.kept[key] = kept
        if key.startswith("../"):
            self.elsewhere[key] = path


class _Line(NamedTuple):
    """One article of the list.

    Attributes:
        key: the article's, or the path of a store file that does not say whose it is.
        status: ``unread``, ``in progress`` or ``done``.
        counts: how many annotations have each label, in the order in which labels were met; labels that were
            met later have no number.
        problem: why the store file cannot be read, or an empty string.
    """

    key: str
    status: str
    counts: tuple[int, ...]
    problem: str


class _Listing(Collection[Sequence[str | int]]):
    """The articles as rows of a table, kept as small as they can be: there may be ten thousand.

    Attributes:
        labels: those of the settings, then the others in the order in which they were met.
        lines: by article.
    """

    def __init__(self, labels: Iterable[str]) -> None:
        self.labels = list(labels)
        self.lines: list[_Line] = []

    def add(self, key: str, summary: Summary) -> None:
        """Add an article."""
        self.labels += [label for label in summary.counts if label not in self.labels]
        counts = tuple(summary.counts.get(label, 0) for label in self.labels)
        self.lines.append(_Line(key, summary.status, counts, summary.problem))

    def counts(self, line: _Line) -> list[int]:
        """How many annotations of an article have each of the labels."""
        return [*line.counts, *[0] * (len(self.labels) - len(line.counts))]

    def __len__(self) -> int:
        return len(self.lines)

    def __contains__(self, row: object) -> bool:
        return any(row == each for each in self)

    def __iter__(self) -> Iterator[Sequence[str | int]]:
        for line in self.lines:
            yield [line.key, "damaged" if line.problem else line.status, *self.counts(line)]


def execute(arguments: argparse.Namespace) -> int:
    """Print the list and answer the exit status, 1 if a store file, an article or a folder cannot be read.

    Raises:
        HashiyaError: a path names nothing, or the settings are wrong.
    """
    store = open_store(arguments)
    listing = _Listing(load_known_labels(store).names)
    found = _articles(store, arguments.paths)
    by_folder = sorted(found.kept, key=lambda key: key.rpartition("/"))
    for key in with_progress(by_folder, "articles"):
        kept = found.kept[key]
        listing.add(key, kept if isinstance(kept, Summary) else summarise(store.file_of(kept)))
    if arguments.json:
        write_data(_json(store, listing, found.elsewhere))
    elif listing:
        print_table(["article", "status", *listing.labels], listing)
    problems = [*found.unreadable]
    problems += [Complaint(line.key, line.problem) for line in listing.lines if line.problem]
    for group in grouped(problems):
        first = group.complaints[0]
        print_message(first.reason if len(group.complaints) == 1 else group.told(plural="files"))
    return 1 if problems else 0


def _articles(store: Store, paths: Sequence[Path]) -> _Found:
    """Find what is listed."""
    everything = store.survey()
    found = _Found()
    if not paths:
        found.kept.update((key, key) for key in everything.keys)
        for path, why in everything.refused.items():
            found.kept[str(path)] = Summary(problem=why.message)
            found.elsewhere[str(path)] = None
    for path in paths:
        key = store.key_of(path)
        if path.is_dir():
            _add_below(store, path, found)
            for each in everything.keys:
                if is_below(each, key):
                    found.kept.setdefault(each, each)
        else:
            kept = store.kept_key(path)
            if not store.is_kept(kept):
                refuse_missing(path)
            found.add(key, path, kept)
    return found


def _add_below(store: Store, folder: Path, found: _Found) -> None:
    """Add the articles in a folder and below it."""
    is_empty = True
    for entry in list_library(folder):
        is_empty = False
        if entry.problem:
            reason = f"cannot read {entry.path}: {entry.problem}"
            found.unreadable.append(Complaint(str(entry.path), reason, (str(entry.path),)))
        else:
            key = store.key_of(entry.path)
            found.add(key, entry.path, found.kept.get(key, key))
    if is_empty:
        print_message(none_found(folder))


def _json(store: Store, listing: _Listing, elsewhere: Mapping[str, Path | None]) -> Iterator[bytes]:
    """Encode the list as an array; each article is read when its turn comes, and none is kept."""
    separator = b"["
    for line in listing.lines:
        path = elsewhere[line.key] if line.key in elsewhere else store.path_of(line.key)
        counts = dict(zip(listing.labels, listing.counts(line), strict=True))
        record: dict[str, Any] = {
            "article": line.key,
            "folder": line.key.rpartition("/")[0] or ".",
            **_described(store, path),
            "status": line.status,
            "counts": counts,
        }
        if line.problem:
            record["problem"] = line.problem
        yield separator + encode(record)
        separator = b",\n "
    yield b"]\n" if listing else b"[]\n"


def _described(store: Store, path: Path | None) -> dict[str, str | int | None]:
    """Read what a list tells of an article's text: ``title``, ``date`` (ISO 8601), ``length`` (code points).

    The first two are empty and the last is None where it cannot be read, perhaps since it is not there.
    """
    try:
        article = read_listed(store, path) if path is not None else None
    except HashiyaError:
        article = None
    if article is None:
        return {"title": "", "date": "", "length": None}
    return {**heading_of(article)._asdict(), "length": len(article.text)}
