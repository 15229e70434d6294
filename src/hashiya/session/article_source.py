"""The source of a library: lists articles and looks into each of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from hashiya.article.library import SUFFIXES, is_listed, list_folders
from hashiya.files.folders import FoundFolder
from hashiya.messages import Message
from hashiya.session.article_entry import look_into

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from hashiya.session.article_entry import ArticleEntry
    from hashiya.store.repository.protocols import Repository


class ArticleSource(Protocol):
    """Lists the articles of a library, and looks into one; the thread of the library calls both."""

    @property
    def top(self) -> Path | None:
        """The folder to which the names of folders are relative; None shows them whole."""

    def folders(self) -> Iterator[FoundFolder]:
        """Generate all articles, folder by folder, each article and each folder once; may take long.

        A large folder may come in several parts, each in the order of names.
        """

    def look_into(self, path: Path) -> ArticleEntry:
        """Find title, date, length, counts and status of an article; an error becomes its `problem`.

        An entry that `is_provisional` is shown at once, and the article is looked into once more.
        """

    def none_found(self) -> Sequence[Message]:
        """Say why the library is empty; the thread of the keys calls this, so it touches no disk."""


class ArticleFiles:
    """The `ArticleSource` of files: articles that are named, and those in folders that are named."""

    def __init__(self, paths: Sequence[Path], store: Repository, *, also: Path | None = None) -> None:
        """Touch no file yet.

        Args:
            paths: articles, and folders to search for articles, with their subfolders.
            store: the annotations.
            also: an article to list whatever its name.
        """
        self._paths = paths
        self._wanted = paths if also is None else (*paths, also)
        self._store = store
        self._quickly: set[Path] | None = set()
        self.top = paths[0] if len(paths) == 1 else None

    def folders(self) -> Iterator[FoundFolder]:
        """Walk the folders in the order named; an article named in one of them comes with its folder."""
        tops = [path for path in self._wanted if path.is_dir()]
        named: dict[Path, dict[str, None]] = {}
        for path in self._wanted:
            if path not in tops:
                named.setdefault(path.parent, {})[path.name] = None
        walked: set[Path] = set()
        for path in self._wanted:
            if path in tops:
                now: set[Path] = set()  # a folder in several parts comes again
                for found in list_folders(path):
                    now.add(found.folder)
                    if found.folder not in walked:
                        yield _with_named(found, named)
                walked |= now
            elif path.parent in named and not any(path.is_relative_to(top) for top in tops):
                yield FoundFolder(path.parent, tuple(named.pop(path.parent)))
        # such as those in hidden folders
        for folder, names in named.items():
            yield FoundFolder(folder, tuple(names))

    def look_into(self, path: Path) -> ArticleEntry:
        """Read an article and its annotations.

        The first looks are quick, so that titles are shown at once; the first second look ends that.
        """
        quickly = self._quickly is not None and path not in self._quickly
        entry = look_into(self._store, path, quickly=quickly)
        if self._quickly is not None:
            if not quickly:
                self._quickly = None
            elif entry.is_provisional:
                self._quickly.add(path)
        return entry

    def none_found(self) -> Sequence[Message]:
        """Name the folders without articles, and the kinds of files looked for."""
        return [Message("session.no_articles", folder=path, suffixes=SUFFIXES) for path in self._paths]


def _with_named(found: FoundFolder, named: dict[Path, dict[str, None]]) -> FoundFolder:
    """Add the files that are named in a folder and that its list leaves out."""
    if found.problem is not None or found.folder not in named:
        return found
    more = (name for name in named.pop(found.folder) if not is_listed(name))
    return found._replace(names=(*found.names, *more))
