"""The library: the articles of a source, sorted, filtered, by folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from hashiya.files.current_folder import name_of
from hashiya.messages import Message
from hashiya.session.arranged import Arranged
from hashiya.session.arranging import Arrangement
from hashiya.session.cataloguer import Cataloguer
from hashiya.session.library_rows import FolderLine, LibraryRows
from hashiya.session.single_stories import SingleStories

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from hashiya.session.arranging import Arranging
    from hashiya.session.article_entry import ArticleEntry
    from hashiya.session.article_source import ArticleSource
    from hashiya.session.story_finder import StoryFinder


class FolderRow(NamedTuple):
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
        labels: every label that an article's annotations have, so that all rows have the same columns.
        can_take: whether the person can be given another article.
    """

    def __init__(
        self,
        source: ArticleSource,
        *,
        clear_key: object = "escape",
        can_take: bool = False,
        story_finder: Callable[[], StoryFinder] | None = None,
    ) -> None:
        """Begin empty; `take` brings the articles.

        Args:
            source: lists the articles.
            clear_key: the key that clears the filter, as the parameter of a message.
            can_take: as the attribute.
            story_finder: makes what finds the stories of several articles; None shows each article.
        """
        self.can_take = can_take
        self._source = source
        self._clear_key = clear_key
        self._cataloguer = Cataloguer(source)
        self._table = self._cataloguer.table
        self._closed: set[int] = set()
        self.labels: set[str] = set()
        self._arranged = Arranged(self._table)
        self._stories = SingleStories(story_finder)
        self._rows: LibraryRows | None = None
        self._rows_of: Arranging | None = None

    def __len__(self) -> int:
        return self._table.count

    # --- filling it

    @property
    def state(self) -> Message | None:
        """The work in the background, or why it ended; None when all is done."""
        if not self._arranged.current.is_complete and len(self):
            return Message("session.filtering") if self.wanted.is_filtered else Message("session.sorting")
        return self._stories.state or self._cataloguer.problem or self._cataloguer.state

    @property
    def is_busy(self) -> bool:
        """Whether `take` may bring something yet."""
        return not self.is_arranged or self._cataloguer.is_busy or self._stories.is_busy

    @property
    def is_arranged(self) -> bool:
        """Whether the rows are in order by all that is known of the articles."""
        return self._arranged.is_final

    def start(self) -> None:
        """Find and read articles in a thread from now on; without one, `take` does so."""
        self._cataloguer.start()

    def stop(self) -> None:
        """Look for nothing more."""
        self._cataloguer.stop()
        self.stop_finding()

    def take(self, in_sight: Iterable[ArticleEntry] = (), *, seconds: float = 0.0) -> bool:
        """Take in the articles that are new or changed, and go on with filtering and sorting.

        Args:
            in_sight: the articles that are looked into before the others.
            seconds: for how long work is done here.

        Returns:
            Whether the rows in sight, or the number of articles, may have changed.
        """
        numbers = [entry.number for entry in in_sight]
        changed = self._put(numbers)
        self._cataloguer.look_first([number for number in numbers if not self._table.is_known(number)])
        self._cataloguer.work(seconds)
        changed |= self._put(numbers)
        if self._stories.take():
            self.arrange(once=True)
            changed = True
        return self._arrange_on(seconds) or changed

    def refresh(self, path: Path) -> None:
        """Read an article again that may have changed while it was open, before all others."""
        if (number := self._table.number_at(path)) is not None:
            self._cataloguer.look_again(number)
            self._arranged.hurry()

    def _put(self, in_sight: Sequence[int]) -> bool:
        news, labels = self._cataloguer.news(), len(self.labels)
        has_more = self._table.take_over()
        if news:
            self._table.put(news, in_sight)
            self._arranged.outdate()
            self.labels.update(*(entry.counts for entry in news.values()))
        return has_more or len(self.labels) > labels or not news.keys().isdisjoint(in_sight)

    def _arrange_on(self, seconds: float) -> bool:
        """Filter and sort for a time; return whether other rows are shown."""
        changed = self._arranged.work(seconds, self._stories.found)
        changed |= self._unfold_on()
        if changed:
            self._renew_rows()
        return changed

    def _unfold_on(self) -> bool:
        """Give some more articles of unfolded stories rows, and tell whether there are any."""
        return self._arranged.current.is_complete and self._stories.grow(self._arranged.fold)

    def _renew_rows(self) -> None:
        """Show the articles that are arranged now; rows are made again unless they go on as before."""
        goes_on = self._rows_of is self._arranged.current and not self.wanted.reverse
        if self._rows is not None and goes_on and self._rows.by_folder == self._by_folder:
            self._rows.extend(self._listed)
        else:
            self._rows = None

    # --- each story once

    @property
    def can_fold(self) -> bool:
        """Whether the articles of a story can be folded into one row."""
        return self._stories.can_find

    def toggle_once(self) -> None:
        """Show each story once, as soon as the stories are found, or all articles; end a search for stories.

        Raises:
            HashiyaError: the system starts no thread.
        """
        if self.stop_finding():
            return
        if self.wanted.once:
            self.arrange(once=False)
        else:
            self._stories.find(self._table, lambda: not self._cataloguer.is_finding)

    def stop_finding(self) -> bool:
        """End the search for stories, and tell whether there was one."""
        return self._stories.cancel()

    def unfold(self, entry: ArticleEntry) -> None:
        """Show the articles that have the story of a row below it, or put them away."""
        if (fold := self._arranged.fold) is not None and entry.story is not None:
            self._stories.unfold(entry.number, fold)
            self._unfold_on()
            self._rows = None

    def path_to_open(self, entry: ArticleEntry) -> Path:
        """Return the article that a row opens: of a folded story, the first annotated one, if any is."""
        fold = self._arranged.fold
        if fold is None or entry.story is None or entry.story.is_unfolded or entry.story.is_copy:
            return entry.path
        return self._table.path(fold.first_annotated(entry.number))

    def folder_name(self, entry: ArticleEntry) -> str:
        """Return the name of an article's folder, as the line above its articles has it."""
        return self._name_of(entry.path.parent)

    @property
    def _listed(self) -> Sequence[int]:
        """The articles shown, with the copies of unfolded stories."""
        return self._stories.listed(self._arranged.shown, self._arranged.fold)

    def _row_of(self, number: int, near: int = 0) -> int | None:
        """Return the row of an article, or of the one that stands for it."""
        row, fold = self._row_list.of_article(number, near), self._arranged.fold
        if row is None and fold is not None and fold.is_copy(number):
            return self._row_list.of_article(fold.first(number))
        return row

    # --- looking at it

    @property
    def count(self) -> int:
        """The number of articles that pass the filter, as far as is known."""
        return self._arranged.current.count

    @property
    def row_count(self) -> int:
        """The number of rows."""
        return self._row_list.count

    def row(self, index: int) -> ArticleEntry | FolderRow:
        """Return one row: an article, or, in the order of names, the line above the articles of a folder."""
        row = self._row_list[index]
        if not isinstance(row, int):
            return self._folder_row(row)
        entry, fold = self._table.entry(row), self._arranged.fold
        return entry if fold is None else entry._replace(story=self._stories.row(row, fold))

    def rows(self, part: slice) -> list[ArticleEntry | FolderRow]:
        """Return some of the rows."""
        return [self.row(index) for index in range(*part.indices(self.row_count))]

    def index_of(self, row: ArticleEntry | FolderRow, near: int = 0) -> int | None:
        """Return the index of the row for the same article or folder now; None if it is not shown.

        Args:
            row: the row.
            near: the index where it may still be.
        """
        if isinstance(row, FolderRow):
            folder = self._table.folder_at(row.folder)
            return None if folder is None else self._row_list.of_folder(folder)
        return self._row_of(row.number, near)

    @property
    def folders(self) -> Iterator[tuple[Path, int]]:
        """The folders of all articles, each with the number of its articles; any thread may ask."""
        table = self._table
        for index, folder in enumerate(tuple(table.folders)):
            yield Path(folder), len(table.articles_of(index))

    @property
    def first_article(self) -> int | None:
        """The index of the first article's row; None if no article is shown."""
        return self._row_list.first_article

    def reveal(self, path: Path) -> int | None:
        """Open the folder of an article and return the index of its row; None if it is not shown."""
        number = self._table.number_at(path)
        if number is None:
            return None
        if (folder := self._table.folder_of(number)) in self._closed:
            self._closed.discard(folder)
            self._rows = None
        return self._row_of(number)

    def around(self, path: Path) -> Sequence[Path]:
        """Return the paths of the article before one, of that article, and of the one after it."""
        number, shown, fold = self._table.number_at(path), self._listed, self._arranged.fold
        if number is not None and fold is not None and number not in shown:
            number = fold.first(number)
        if number is None or number not in shown:
            return ()
        place = shown.index(number)
        return [self._table.path(each) for each in shown[max(0, place - 1) : place + 2]]

    def entry_of(self, path: Path) -> ArticleEntry | None:
        """Return the entry of an article; None if the article has not been found."""
        number = self._table.number_at(path)
        return None if number is None else self._table.entry(number)

    def toggle(self, folder: Path) -> None:
        """Put the rows of a folder's articles away, or bring them back."""
        if (index := self._table.folder_at(folder)) is not None:
            self._closed ^= {index}
            self._rows = None

    @property
    def wanted(self) -> Arrangement:
        """The order and the filter."""
        return self._arranged.wanted

    def arrange(
        self,
        *,
        order: str | None = None,
        reverse: bool | None = None,
        status: str | None = None,
        query: str | None = None,
        folder: Path | None = None,
        once: bool | None = None,
    ) -> None:
        """Change the order or the filter; the others stay."""
        now = self.wanted
        self._show(
            Arrangement(
                now.order if order is None else order,
                now.reverse if reverse is None else reverse,
                now.status if status is None else status,
                now.query if query is None else query,
                now.folder if folder is None else str(folder),
                now.once if once is None else once,
            )
        )

    def show_all(self) -> None:
        """Show every article, in the order chosen."""
        self._show(Arrangement(self.wanted.order, self.wanted.reverse, once=self.wanted.once))

    def _show(self, wanted: Arrangement) -> None:
        self._arranged.choose(wanted, self._stories.found)
        self._unfold_on()
        self._rows = None

    @property
    def notices(self) -> Sequence[Message]:
        """Why no article is shown; empty if one is, or may yet be found."""
        if self.count or not self._arranged.current.is_complete or (not len(self) and self.is_busy):
            return ()
        if len(self):
            return (Message("session.none_pass", key=self._clear_key),)
        return self._source.none_found()

    @property
    def _by_folder(self) -> bool:
        # a story may be in several folders
        return self.wanted.order == "name" and not self.wanted.once and len(self._table.folders) > 1

    @property
    def _place(self) -> Callable[[int], int] | None:
        """The numbers by which the articles shown grow; None if they are in no order of numbers."""
        if self.wanted.order != "name" or self.wanted.once:
            return None
        places = self._arranged.current.places
        return (lambda number: -places[number]) if self.wanted.reverse else places.__getitem__

    @property
    def _row_list(self) -> LibraryRows:
        if self._rows is None:
            self._rows = LibraryRows(
                self._table, self._listed, self._closed, by_folder=self._by_folder, place=self._place
            )
            self._rows_of = self._arranged.current
        return self._rows

    def _folder_row(self, line: FolderLine) -> FolderRow:
        folder = Path(self._table.folders[line.folder])
        return FolderRow(folder, self._name_of(folder), line.articles, line.folder in self._closed)

    def _name_of(self, folder: Path) -> str:
        top = self._source.top
        if top is None or not folder.is_relative_to(top):
            return folder.as_posix()
        below = folder.relative_to(top).as_posix()
        return below if below != "." else name_of(top)
