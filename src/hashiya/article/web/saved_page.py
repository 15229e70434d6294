"""A saved page as it is read; the parent of the child process knows no more of pages than this."""

from __future__ import annotations

from typing import NamedTuple


class SavedPage(NamedTuple):
    """A page as it is read.

    Attributes:
        text: of the article.
        encoding: as `encodings.canonical_name` calls it.
        guessed: whether the encoding is a guess.
        notices: sentences for the analyst, without a full stop.
        title: the article's; empty if the page has none.
        date: on which it was published, ISO 8601; empty if not known.
        byline: who wrote it; empty if not known.
        extractor: the rules and the parser that made the text, with their versions.
    """

    text: str
    encoding: str
    guessed: bool = False
    notices: tuple[str, ...] = ()
    title: str = ""
    date: str = ""
    byline: str = ""
    extractor: str = ""
