"""The stories of a library that shows each of them once, and the rows of those that are unfolded."""

from __future__ import annotations

from array import array
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from hashiya.messages import Message
    from hashiya.session.article_stories import ArticleStories, StoryFold, StoryRow
    from hashiya.session.article_table import ArticleTable
    from hashiya.session.story_finder import StoryFinder

_AT_ONCE = 5_000
"""Articles of a story that get rows at once; others follow between the frames."""


class SingleStories:
    """Finds the stories, and unfolds some of them.

    Attributes:
        found: the stories; None before they are found.
    """

    def __init__(self, make_finder: Callable[[], StoryFinder] | None) -> None:
        """Find nothing yet.

        Args:
            make_finder: makes what finds the stories of several articles; None if nothing can.
        """
        self._make_finder = make_finder
        self._finder: StoryFinder | None = None
        self.found: ArticleStories | None = None
        self._unfolded: dict[int, _Copies] = {}  # by the articles that stand for the stories
        self._fold: StoryFold | None = None

    @property
    def can_find(self) -> bool:
        """Whether stories can be found."""
        return self._make_finder is not None

    @property
    def state(self) -> Message | None:
        """The search in progress, or why the last one failed; None if there is neither."""
        return (self._finder.state or self._finder.problem) if self._finder is not None else None

    @property
    def is_busy(self) -> bool:
        """Whether `take` or `grow` may bring something yet."""
        return (self._finder is not None and self._finder.is_busy) or self._can_grow

    def find(self, table: ArticleTable, is_listed: Callable[[], bool]) -> None:
        """Begin to look for the stories.

        Args:
            table: the articles.
            is_listed: tells whether all of them are found.

        Raises:
            HashiyaError: the system starts no thread.
        """
        if self._finder is None and self._make_finder is not None:
            self._finder = self._make_finder()
        if self._finder is not None:
            self._finder.start(table, is_listed)

    def cancel(self) -> bool:
        """End the search, and tell whether there was one."""
        return self._finder is not None and self._finder.cancel()

    def take(self) -> bool:
        """Take the stories once they are found, all folded, and tell whether they are."""
        stories = self._finder.take() if self._finder is not None else None
        if stories is None:
            return False
        self.found = stories
        self._unfolded.clear()
        return True

    # --- unfolding

    def unfold(self, number: int, fold: StoryFold) -> None:
        """Let `grow` list the articles that have the story of an article, or put them away."""
        first = fold.first(number)
        if self._unfolded.pop(first, None) is None:
            self._unfolded[first] = _Copies(fold, first)

    def row(self, number: int, fold: StoryFold) -> StoryRow | None:
        """Describe the row of an article; None if it is the only one of its story."""
        return fold.row(number, is_unfolded=number in self._unfolded)

    def listed(self, shown: Sequence[int], fold: StoryFold | None) -> Sequence[int]:
        """Put the copies of unfolded stories behind the articles that stand for them."""
        if fold is None or not self._unfolded:
            return shown
        listed = array("I", shown)
        for number, copies in self._unfolded.items():
            if number in listed and not fold.is_copy(number):
                place = listed.index(number) + 1
                listed[place:place] = copies.so_far
        return listed

    def grow(self, fold: StoryFold | None) -> bool:
        """List some more articles of unfolded stories, and tell whether there are any.

        Args:
            fold: has taken in all articles that pass the filter.
        """
        if fold is not None and fold is not self._fold:  # others pass the filter
            self._unfolded = {number: _Copies(fold, number) for number in self._unfolded}
            self._fold = fold
        return any(copies.grow() for copies in self._unfolded.values())

    @property
    def _can_grow(self) -> bool:
        return any(not copies.is_complete for copies in self._unfolded.values())


class _Copies:
    """The other articles of a story, listed piece by piece, since a story may have a million.

    Attributes:
        so_far: their numbers, in the order found.
        is_complete: whether all are listed.
    """

    def __init__(self, fold: StoryFold, number: int) -> None:
        self._rest: Iterator[int] = fold.copies(number)
        self.so_far = array("I")
        self.is_complete = False

    def grow(self) -> bool:
        """List some more, and tell whether there are any."""
        if self.is_complete:
            return False
        before = len(self.so_far)
        self.so_far.extend(islice(self._rest, _AT_ONCE))
        self.is_complete = len(self.so_far) < before + _AT_ONCE
        return len(self.so_far) > before
