"""The library of a folder: the entry of every article, sorted, filtered, by folder."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hashiya.article.library import SUFFIXES
from hashiya.files.current_folder import name_of
from hashiya.messages import Message
from hashiya.session.article_entry import ArticleEntry, look_into
from hashiya.session.cataloguer import Cataloguer
from hashiya.session.working_copy import STATUS_NAMES
from hashiya.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from hashiya.store.repository.protocols import Repository

ALL = "all"
ORDER_NAMES = {
    "name": Message("session.order_name"),
    "title": Message("session.order_title"),
    "date": Message("session.order_date"),
    "length": Message("session.order_length"),
    "annotations": Message("session.order_annotations"),
    "status": Message("session.order_status"),
}
"""The orders of the articles, with their names for a person."""
FILTER_NAMES = {ALL: Message("session.status_all"), **STATUS_NAMES}
"""The statuses for filtering articles, with their names for a person."""
STATUSES, ORDERS = tuple(FILTER_NAMES), tuple(ORDER_NAMES)


@dataclass(frozen=True, slots=True)
class FolderRow:
    """The line above the articles of a folder.

    Attributes:
        folder: the folder.
        name: its path below the library's own folder, ``/``-separated; that folder's name for itself.
        articles: how many of its articles pass the filter.
        is_closed: whether their rows are put away.
    """

    folder: Path
    name: str
    articles: int
    is_closed: bool


class Library:
    """The articles of a library, in the order and with the filter chosen.

    Attributes:
        order: one of `ORDERS`; ``name`` is the order in which the articles were found, folder by folder, and
            decides between equals.
        reverse: whether the order is turned round.
        status: one of `STATUSES`; which articles are shown.
        query: words that title or file name must hold, compared after search folding.
        labels: every label that an article's annotations have, so that all rows have the same columns.
    """

    def __init__(
        self,
        paths: Sequence[Path],
        store: Repository,
        *,
        also: Path | None = None,
        clear_key: object = "escape",
    ) -> None:
        """Begin empty; `take` brings the articles.

        Args:
            paths: articles, and folders to search for articles, with their subfolders.
            store: where their annotations are kept.
            also: an article to list whatever its name.
            clear_key: the key that clears the filter, as the parameter of a message.
        """
        self._paths = paths
        self._clear_key = clear_key
        self._name = name_of(paths[0]) if paths else ""
        wanted = paths if also is None else (*paths, also)
        self._cataloguer = Cataloguer(wanted, lambda path: look_into(store, path))
        self._entries: list[ArticleEntry] = []
        self._folders: dict[Path, int] = {}  # numbered as they were met
        self._folder_of: list[int] = []  # of each entry
        self._positions: dict[Path, int] = {}
        self._closed: set[int] = set()
        self._shown: list[int] | None = None
        self._rows: list[int | FolderRow] | None = None
        self.order = "name"
        self.reverse = False
        self.status = ALL
        self.query = ""
        self.labels: set[str] = set()

    def __len__(self) -> int:
        return len(self._entries)

    # --- filling it

    @property
    def state(self) -> Message | None:
        """The work in the background, or why it ended; None when all is done."""
        return self._cataloguer.problem or self._cataloguer.state

    @property
    def is_busy(self) -> bool:
        """Whether `take` may bring something yet."""
        return self._cataloguer.is_busy

    def start(self) -> None:
        """Find and read articles in a thread from now on; without one, `take` does so."""
        self._cataloguer.start()

    def stop(self) -> None:
        """Look for nothing more."""
        self._cataloguer.stop()

    def take(self, in_sight: Iterable[ArticleEntry] = (), *, seconds: float = 0.0) -> bool:
        """Take in the entries that are new or changed.

        Args:
            in_sight: the articles that are looked into before the others.
            seconds: for how long the work is done here if no thread does it.

        Returns:
            Whether anything changed.
        """
        self._cataloguer.look_first([entry.path for entry in in_sight if not entry.known])
        news = self._cataloguer.take(seconds)
        for entry in news:
            self._put(entry)
        return bool(news)

    def refresh(self, path: Path) -> None:
        """Read an article again that may have changed while it was open, before all others."""
        if path in self._positions:
            self._cataloguer.look_again(path)

    def _put(self, entry: ArticleEntry) -> None:
        self.labels.update(entry.counts)
        position = self._positions.setdefault(entry.path, len(self._entries))
        if position == len(self._entries):
            self._entries.append(entry)
            self._folder_of.append(self._folders.setdefault(entry.path.parent, len(self._folders)))
            self._shown = self._rows = None
        elif entry.known:
            self._entries[position] = entry
            if (self.order, self.status, self.query) != ("name", ALL, ""):
                self._shown = self._rows = None

    # --- looking at it

    @property
    def shown(self) -> list[ArticleEntry]:
        """The articles that pass the filter, in order."""
        return [self._entries[position] for position in self._arranged()]

    @property
    def count(self) -> int:
        """The number of articles that pass the filter."""
        return len(self._arranged())

    @property
    def row_count(self) -> int:
        """The number of rows."""
        return len(self._row_list())

    def row(self, index: int) -> ArticleEntry | FolderRow:
        """Return one row: an article, or, in the order of names, the line above the articles of a folder."""
        row = self._row_list()[index]
        return self._entries[row] if isinstance(row, int) else row

    def rows(self, part: slice) -> list[ArticleEntry | FolderRow]:
        """Return some of the rows."""
        return [self._entries[row] if isinstance(row, int) else row for row in self._row_list()[part]]

    def index_of(self, row: ArticleEntry | FolderRow) -> int | None:
        """Return the index of the row for the same article or folder now; None if it is not shown."""
        rows = self._row_list()
        if isinstance(row, FolderRow):
            folders = (each.folder if isinstance(each, FolderRow) else None for each in rows)
            return next((index for index, folder in enumerate(folders) if folder == row.folder), None)
        position = self._positions.get(row.path)
        return rows.index(position) if position is not None and position in rows else None

    @property
    def first_article(self) -> int | None:
        """The index of the first article's row; None if no article is shown."""
        return next((index for index, row in enumerate(self._row_list()) if isinstance(row, int)), None)

    def reveal(self, path: Path) -> int | None:
        """Open the folder of an article and return the index of its row; None if it is not shown."""
        position = self._positions.get(path)
        if position is None:
            return None
        if self._folder_of[position] in self._closed:
            self.toggle(path.parent)
        return self.index_of(self._entries[position])

    def entry_of(self, path: Path) -> ArticleEntry | None:
        """Return the entry of an article; None if the article has not been found."""
        position = self._positions.get(path)
        return None if position is None else self._entries[position]

    def toggle(self, folder: Path) -> None:
        """Put the rows of a folder's articles away, or bring them back."""
        self._closed ^= {self._folders[folder]}
        self._rows = None

    def arrange(
        self,
        *,
        order: str | None = None,
        reverse: bool | None = None,
        status: str | None = None,
        query: str | None = None,
    ) -> None:
        """Change the order or the filter; the others stay."""
        self.order = order if order is not None else self.order
        self.reverse = reverse if reverse is not None else self.reverse
        self.status = status if status is not None else self.status
        self.query = query if query is not None else self.query
        self._shown = self._rows = None

    @property
    def notices(self) -> Sequence[Message]:
        """Why no article is shown; empty if one is, or may yet be found."""
        if self.count or (not self._entries and self.is_busy):
            return ()
        if self._entries:
            return (Message("session.none_pass", key=self._clear_key),)
        return [Message("session.no_articles", folder=path, suffixes=SUFFIXES) for path in self._paths]

    def _arranged(self) -> list[int]:
        """Return the positions of the articles that pass the filter, in order."""
        if self._shown is None:
            wanted = fold(self.query).split()
            shown = list(range(len(self._entries)))
            if wanted or self.status != ALL:
                shown = [position for position in shown if self._passes(self._entries[position], wanted)]
            if self.order in _KEYS:
                key = _KEYS[self.order]
                shown.sort(key=lambda position: key(self._entries[position]))
            self._shown = shown[::-1] if self.reverse else shown
        return self._shown

    def _passes(self, entry: ArticleEntry, wanted: list[str]) -> bool:
        if self.status not in (ALL, entry.status):
            return False
        return all(word in entry.searched for word in wanted)

    def _row_list(self) -> list[int | FolderRow]:
        if self._rows is None:
            shown = self._arranged()
            by_folder = self.order == "name" and len(self._folders) > 1
            self._rows = self._rows_by_folder(shown) if by_folder else list(shown)
        return self._rows

    def _rows_by_folder(self, shown: list[int]) -> list[int | FolderRow]:
        groups: dict[int, list[int]] = {}
        for position in shown:
            groups.setdefault(self._folder_of[position], []).append(position)
        folders = list(self._folders)
        rows: list[int | FolderRow] = []
        for number, positions in groups.items():
            folder, is_closed = folders[number], number in self._closed
            rows.append(FolderRow(folder, self._name_of(folder), len(positions), is_closed))
            if not is_closed:
                rows += positions
        return rows

    def _name_of(self, folder: Path) -> str:
        if len(self._paths) != 1 or not folder.is_relative_to(self._paths[0]):
            return folder.as_posix()
        below = folder.relative_to(self._paths[0]).as_posix()
        return below if below != "." else self._name


_KEYS: dict[str, Callable[[ArticleEntry], str | int]] = {
    "title": lambda entry: fold(entry.title),
    "date": lambda entry: entry.date,
    "length": lambda entry: entry.length or 0,
    "annotations": lambda entry: sum(entry.counts.values()),
    "status": lambda entry: STATUSES.index(entry.status),
}
