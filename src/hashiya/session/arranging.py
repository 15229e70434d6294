"""Filter and sort the articles of a library piece by piece, so that no key waits for a million of them."""

from __future__ import annotations

import time
from array import array
from heapq import merge
from typing import TYPE_CHECKING, Any, NamedTuple

from hashiya.messages import Message
from hashiya.session.compact_lines import narrowed
from hashiya.session.working_copy import STATUS_NAMES
from hashiya.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from hashiya.session.article_stories import ArticleStories, StoryFold
    from hashiya.session.article_table import ArticleTable, Block

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

_AHEAD = 200
"""Rows of an order that are shown before all articles are looked through."""
_LETTERS = 4
"""Letters of a title by which titles are grouped before each group is sorted."""
_PIECE = 2_000
"""Articles of a group that are sorted at once."""


class Arrangement(NamedTuple):
    """The order and the filter of a library.

    Attributes:
        order: one of `ORDERS`; ``name`` is the order of the names, folder by folder, and decides between
            equals.
        reverse: whether the order is turned round.
        status: one of `STATUSES`; which articles are shown.
        query: words that title or file name must hold, compared after search folding.
        folder: the path of a folder; only articles in it and below it are shown. Empty shows all.
        once: whether of the articles of a story only the first one is shown.
    """

    order: str = "name"
    reverse: bool = False
    status: str = ALL
    query: str = ""
    folder: str = ""
    once: bool = False

    @property
    def is_filtered(self) -> bool:
        """Whether some articles may be left out."""
        return (self.status, self.query, self.folder) != (ALL, "", "")

    @property
    def is_plain(self) -> bool:
        """Whether all articles are shown in the order of their names, or the other way round."""
        return self.order == "name" and not self.is_filtered and not self.once


class Arranging:
    """Finds the articles of an arrangement, in slices of time.

    Attributes:
        wanted: the arrangement.
        shown: the numbers of the articles found so far, in order.
        count: how many pass the filter, as far as is known.
        seconds: the time spent so far.
        places: of the articles in the order of names.
        fold: the articles that are left out since each story is shown once; None if all are shown.
    """

    def __init__(
        self, table: ArticleTable, wanted: Arrangement, stories: ArticleStories | None = None
    ) -> None:
        """Begin with nothing.

        Args:
            table: the articles.
            wanted: the arrangement.
            stories: the stories, if each is to be shown once.
        """
        self.fold: StoryFold | None = None
        if stories is not None and wanted.once:
            from hashiya.session.article_stories import StoryFold  # the first frame does without

            counts = table.counts
            self.fold = StoryFold(stories, lambda number: counts.codes[number] > 0)
        self._table = table
        self.places = table.places
        self.wanted = wanted
        self.shown: Sequence[int] = ()
        self.count = 0
        self.seconds = 0.0
        self._words = narrowed(fold(wanted.query)).split()
        self._blocks = 0  # those that were looked through
        self._passed = array("I")
        self._groups: dict[str | int, array[int]] = {}
        self._unsorted: set[str | int] = set()
        self._key = self._key_in_group()
        self._emitting: Iterator[bool] | None = None

    @property
    def is_complete(self) -> bool:
        """Whether all articles taken over by the table are arranged."""
        if self.wanted.is_plain:
            return self.count == self._table.count
        return self._emitting is None and not self._has_blocks

    @property
    def is_outdated(self) -> bool:
        """Whether the articles of a folder were sorted since the beginning."""
        return self.places is not self._table.places

    @property
    def _has_blocks(self) -> bool:
        table = self._table
        return self._blocks < len(table.blocks) and table.blocks[self._blocks].first < table.count

    def work(self, seconds: float) -> None:
        """Arrange for a time, one piece at least."""
        begun = time.monotonic()
        if self.wanted.is_plain:
            self.count = self._table.count
            self.shown = self.places.in_order(self.count)[:: -1 if self.wanted.reverse else 1]
        elif not self.is_complete:
            self._look_through(begun + seconds)
            if self.wanted.order == "name" and self._key is None:
                self.count = len(self._passed)
                self.shown = self._passed[::-1] if self.wanted.reverse else self._passed
            else:
                self._put_in_order(begun + seconds)
        self.seconds += time.monotonic() - begun

    def _look_through(self, end: float) -> None:
        """Find the articles that pass the filter."""
        group_of = self._grouping()
        while self._has_blocks:
            block = self._table.blocks[self._blocks]
            passing = self._passing(block)
            if self.fold is not None:
                passing = self.fold.fold(passing)
            self._blocks += 1
            if group_of is None:
                self._passed.extend(passing)
            else:
                self.count += len(passing)
                self._emitting = self._emit() if passing else self._emitting
                for number, group in zip(passing, group_of(block, passing), strict=True):
                    self._groups.setdefault(group, array("I")).append(number)
                    self._unsorted.add(group)
            if time.monotonic() > end:
                return

    def _passing(self, block: Block) -> Sequence[int]:
        wanted = self.wanted
        if not all(map(block.has, self._words)) or not self._is_in_scope(block):
            return ()
        numbers: Sequence[int] = range(block.first, block.first + len(block.names))
        if wanted.status != ALL:
            codes, code = self._table.statuses.codes, self._table.statuses.code(wanted.status)
            numbers = [number for number in numbers if codes[number] == code]
        for word in self._words:
            numbers = _with_word(word, block, numbers)
        return numbers

    def _is_in_scope(self, block: Block) -> bool:
        """Tell whether the articles of a block, which are all in one folder, are in the folder wanted."""
        scope = self.wanted.folder
        if not scope:
            return True
        folder = self._table.folders[self._table.folder_of(block.first)]
        return folder == scope or folder.startswith(scope if scope == "/" else f"{scope}/")

    # --- orders

    def _grouping(self) -> Callable[[Block, Sequence[int]], Sequence[str | int]] | None:
        """Return what gives each article of a block its group; groups follow each other in the order."""
        table, places = self._table, self.places
        match self.wanted.order:
            case "name":
                is_sorted = self._key is None
                return None if is_sorted else lambda _, numbers: [places[each] // _PIECE for each in numbers]
            case "title":
                return _first_letters
            case "date":
                return lambda _, numbers: [table.dates[number] for number in numbers]
            case "length":
                return lambda _, numbers: [table.lengths[number] or 0 for number in numbers]
            case "annotations":
                totals = [sum(count for _, count in counts) for counts in table.counts.values]
                return lambda _, numbers: [totals[table.counts.codes[number]] for number in numbers]
            case _:
                ranks = [STATUSES.index(status) for status in table.statuses.values]
                return lambda _, numbers: [ranks[table.statuses.codes[number]] for number in numbers]

    def _key_in_group(self) -> Callable[[int], Any] | None:
        """Return what sorts the articles of a group; None if their numbers are in order."""
        places, title = self.places, self._table.title
        if places.are_numbers:
            return title if self.wanted.order == "title" else None
        if self.wanted.order == "title":
            return lambda number: (title(number), places[number])
        return places.__getitem__

    def _put_in_order(self, end: float) -> None:
        """Show the groups one after the other; only the first rows while more articles may come."""
        if not self._has_blocks:
            for _ in self._emitting or ():
                if time.monotonic() > end:
                    return
            self._emitting = None
        elif len(self.shown) < _AHEAD:
            for _ in self._emitting or ():
                if len(self.shown) >= _AHEAD:
                    break
            self._emitting = self._emit()

    def _emit(self) -> Iterator[bool]:
        """Join the groups, and sort each that is not sorted within itself."""
        step = -1 if self.wanted.reverse else 1
        fresh = array("I")
        keys = sorted(self._groups)  # texts only, or numbers only
        for key in keys[::step]:
            if key in self._unsorted and self._key is not None:
                yield from self._sort(key, self._key)
            self._unsorted.discard(key)
            fresh.extend(self._groups[key][::step])
            if len(fresh) > len(self.shown):
                self.shown = fresh
            yield True
        self.shown = fresh

    def _sort(self, key: str | int, order: Callable[[int], Any]) -> Iterator[bool]:
        """Sort a group a piece at a time, since it may have most articles."""
        group, pieces = self._groups[key], []
        for start in range(0, len(group), _PIECE):
            pieces.append(sorted(group[start : start + _PIECE], key=order))
            yield True
        ordered = array("I")
        for number in merge(*pieces, key=order) if len(pieces) > 1 else pieces[0]:
            ordered.append(number)
            if len(ordered) % _PIECE == 0:
                yield True
        self._groups[key] = ordered


def _with_word(word: str, block: Block, numbers: Sequence[int]) -> Sequence[int]:
    """Keep the articles of a block whose title or name has a narrowed word."""
    first = block.first
    match [lines.split() for lines in (block.titles, block.folded_names) if word in lines.text]:
        case [titles, names]:
            return [each for each in numbers if word in titles[each - first] or word in names[each - first]]
        case [lines]:
            return [each for each in numbers if word in lines[each - first]]
        case _:
            return ()


def _first_letters(block: Block, numbers: Sequence[int]) -> Sequence[str]:
    headings = block.headings()
    return [headings[number - block.first][:_LETTERS] for number in numbers]
