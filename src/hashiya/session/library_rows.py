"""The rows of a library: its articles, in the order of names under the lines of their folders."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Sequence

    from hashiya.session.article_table import ArticleTable


class FolderLine(NamedTuple):
    """The line above the articles of a folder.

    Attributes:
        folder: the index of the folder in the table.
        articles: how many of its articles are shown.
    """

    folder: int
    articles: int


class LibraryRows:
    """Rows by their indices, without a value for each row.

    Attributes:
        count: the number of rows.
        by_folder: whether there are lines of folders.
    """

    def __init__(
        self,
        table: ArticleTable,
        shown: Sequence[int],
        closed: Container[int],
        *,
        by_folder: bool,
        place: Callable[[int], int] | None,
    ) -> None:
        """Divide the articles shown among their folders.

        Args:
            table: all articles.
            shown: the numbers of the articles shown.
            closed: the folders whose articles have no rows.
            by_folder: whether there are lines of folders; the articles of a folder must follow each other.
            place: gives numbers by which the articles shown grow; None if they are in another order.
        """
        self._table = table
        self._closed = closed
        self._place = place
        self._folders, self._firsts, self._lines = array("I"), array("I"), array("I")
        self.by_folder = by_folder
        self.count = 0
        self.extend(shown)

    def extend(self, shown: Sequence[int]) -> None:
        """Take other articles, which begin with those so far."""
        self._shown = shown
        if not self.by_folder:
            self.count = len(shown)
            return
        first, line = 0, 0
        if self._folders:  # the last folder may have more articles now
            first, line = self._firsts[-1], self._lines[-1]
            for column in (self._folders, self._firsts, self._lines):
                column.pop()
        while first < len(shown):
            folder = self._table.folder_of(shown[first])
            end = self._end_of(folder, first)
            self._folders.append(folder)
            self._firsts.append(first)
            self._lines.append(line)
            line += 1 if folder in self._closed else 1 + end - first
            first = end
        self.count = line

    def __getitem__(self, row: int) -> int | FolderLine:
        """Return the number of an article, or the line of a folder."""
        if not self.by_folder:
            return self._shown[row]
        group = bisect_right(self._lines, row) - 1
        first = self._firsts[group]
        if self._lines[group] == row:
            return FolderLine(self._folders[group], self._end(group) - first)
        return self._shown[first + row - self._lines[group] - 1]

    def of_folder(self, folder: int) -> int | None:
        """Return the row of a folder; None if it has none."""
        return self._lines[self._folders.index(folder)] if folder in self._folders else None

    def of_article(self, number: int, near: int = 0) -> int | None:
        """Return the row of an article; None if it has none.

        Args:
            number: of the article.
            near: the row where it may be.
        """
        if near < self.count and self[near] == number:
            return near
        if not self.by_folder:
            return self._place_in(0, self.count, number)
        folder = self._table.folder_of(number)
        if folder in self._closed or folder not in self._folders:
            return None
        group = self._folders.index(folder)
        first = self._firsts[group]
        place = self._place_in(first, self._end(group), number)
        return self._lines[group] + 1 + place - first if place is not None else None

    def _place_in(self, first: int, end: int, number: int) -> int | None:
        """Find an article among some of those shown."""
        if self._place is None:
            return self._shown.index(number) if number in self._shown else None
        place = bisect_left(self._shown, self._place(number), first, end, key=self._place)
        return place if place < end and self._shown[place] == number else None

    def _end_of(self, folder: int, first: int) -> int:
        """Find the end of the articles of a folder among those shown from `first` on."""
        numbers, shown = self._table.articles_of(folder), self._shown
        # articles of other folders have smaller numbers before the folder, and larger ones behind it
        if shown[-1] in numbers:
            return len(shown)
        is_behind = numbers.stop.__le__ if shown[-1] >= numbers.stop else numbers.start.__gt__
        return bisect_left(shown, True, first, key=is_behind)

    @property
    def first_article(self) -> int | None:
        """The row of the first article; None if there is none."""
        if not self.by_folder:
            return 0 if self.count else None
        lines = zip(self._folders, self._lines, strict=True)
        return next((line + 1 for folder, line in lines if folder not in self._closed), None)

    def _end(self, group: int) -> int:
        return self._firsts[group + 1] if group + 1 < len(self._firsts) else len(self._shown)
