"""Keep the articles of a library arranged while more of them, and more about them, become known."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from hashiya.session.arranging import Arrangement, Arranging

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hashiya.session.article_stories import ArticleStories, StoryFold
    from hashiya.session.article_table import ArticleTable

_AT_ONCE = 0.015
"""Seconds of filtering and sorting before a key is answered; the rest is done between the frames."""
_REST = 10
"""The articles are sorted again, since titles became known, in one tenth of the time at most."""


class Arranged:
    """The articles in the order and with the filter chosen.

    Attributes:
        current: the articles that are shown.
    """

    def __init__(self, table: ArticleTable) -> None:
        """Show all articles of a table in the order of their names."""
        self._table = table
        self.current = Arranging(table, Arrangement())
        self._again: Arranging | None = None  # after titles or counts became known
        self._is_outdated = False
        self._rest_until = 0.0

    @property
    def wanted(self) -> Arrangement:
        """The order and the filter."""
        return self.current.wanted

    @property
    def shown(self) -> Sequence[int]:
        """The numbers of the articles shown, in order."""
        return self.current.shown

    @property
    def fold(self) -> StoryFold | None:
        """The articles that are left out since each story is shown once; None if all are shown."""
        return self.current.fold

    @property
    def is_final(self) -> bool:
        """Whether the articles are in order by all that is known of them."""
        return self.current.is_complete and self._again is None and not self._must_begin

    @property
    def _must_begin(self) -> bool:
        """Whether the articles are to be arranged again, and this is not being done as it should."""
        again = self._again or self.current
        return again.is_outdated or (self._is_outdated and self._again is None)

    def choose(self, wanted: Arrangement, stories: ArticleStories | None) -> None:
        """Change the order or the filter, and arrange the articles for a moment."""
        self.current = Arranging(self._table, wanted, stories)
        self._again, self._is_outdated = None, False
        self.current.work(_AT_ONCE)

    def outdate(self) -> None:
        """Arrange the articles again soon, since more became known about some of them."""
        self._is_outdated |= not self.wanted.is_plain

    def hurry(self) -> None:
        """Let the next arranging begin without a rest."""
        self._rest_until = 0.0

    def work(self, seconds: float, stories: ArticleStories | None) -> bool:
        """Filter and sort for a time; return whether other articles are shown."""
        if not self.current.is_complete:
            self.current.work(seconds)
            return True
        now = time.monotonic()
        if self._must_begin and (now >= self._rest_until or self.current.is_outdated):
            self._again, self._is_outdated = Arranging(self._table, self.wanted, stories), False
        if self._again is None:
            return False
        self._again.work(seconds)
        if not self._again.is_complete:
            return False
        self._rest_until = now + _REST * self._again.seconds
        self.current, self._again = self._again, None
        return True
