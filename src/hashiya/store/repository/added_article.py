"""An article with its text, as a team keeps it."""

from __future__ import annotations

from typing import NamedTuple


class AddedArticle(NamedTuple):
    """An article that is added to a team.

    Attributes:
        key: of the article.
        text: as it was read.
        sha256: of the text.
        encoding: of the file that it came from.
        source: where it was published; empty if unknown.
        title: empty if there is none.
        date: ISO 8601; empty if there is none.
        original: the bytes of the file; None if they are the text in UTF-8.
        words: the folded words of the text in order, with spaces between them; empty for one that was added.
    """

    key: str
    text: str
    sha256: str
    encoding: str = "utf-8"
    source: str = ""
    title: str = ""
    date: str = ""
    original: bytes | None = None
    words: str = ""

    @property
    def content(self) -> bytes:
        """Return the bytes of the article's file."""
        return self.text.encode() if self.original is None else self.original
