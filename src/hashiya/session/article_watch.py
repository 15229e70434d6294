"""Tells whether an article's file is still what is being read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.article.reading import read_article
from hashiya.errors import HashiyaError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from hashiya.article.article import Article

SAME, EDITED, GONE = "same", "edited", "gone"


class ArticleWatch:
    """Looks at an article's file again, cheaply: it is read only when its time, size or inode changed.

    What is shown, and what annotations are made on, stays the text that was opened: each annotation holds
    that text's hash and quotation, so it is anchored anew when the article is opened the next time.
    """

    def __init__(self, article: Article, read: Callable[[Path, str], Article] = read_article) -> None:
        """Looks at the file once.

        Args:
            article: as it was opened.
            read: reads a file in an encoding.
        """
        self._article = article
        self._read = read
        self._signature = self._look()
        self._state = SAME

    def check(self) -> str:
        """``same``, ``edited`` if the file holds another text now, or ``gone`` if it cannot be read."""
        signature = self._look()
        if signature != self._signature:
            self._signature = signature
            self._state = self._compare()
        return self._state

    @property
    def notice(self) -> str:
        """One sentence about the last check, or an empty string."""
        name = self._article.path.name
        if self._state == EDITED:
            return f"{name} was changed by another program; what is shown is the text as it was opened"
        if self._state == GONE:
            return (
                f"{name} is gone; what is shown is the text as it was opened, and it can still be annotated"
            )
        return ""

    def _look(self) -> tuple[int, ...] | None:
        try:
            status = self._article.path.stat()
        except OSError:
            return None
        return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns

    def _compare(self) -> str:
        try:
            now = self._read(self._article.path, self._article.encoding)
        except HashiyaError:
            return GONE
        return SAME if now.sha256 == self._article.sha256 else EDITED
