"""A saved page after reading: all that the parent of the child process knows of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from hashiya.messages import Message

if TYPE_CHECKING:
    from collections.abc import Mapping


class SavedPage(NamedTuple):
    """A page after reading.

    Attributes:
        text: the text of the article.
        encoding: the name by `encodings.canonical_name`.
        guessed: whether the encoding is a guess.
        notices: remarks for the analyst.
        title: the title of the article; empty if the page has none.
        date: the date of publication, ISO 8601; empty if unknown.
        byline: the authors; empty if unknown.
        extractor: the versions of the rules and of the parser.
    """

    text: str
    encoding: str
    guessed: bool = False
    notices: tuple[Message, ...] = ()
    title: str = ""
    date: str = ""
    byline: str = ""
    extractor: str = ""

    def to_plain(self) -> dict[str, Any]:
        """Return the page as JSON values, to be sent to another process."""
        return self._asdict() | {"notices": [notice.to_plain() for notice in self.notices]}

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> SavedPage:
        """Make a page of the values of `to_plain`."""
        return cls(**{**plain, "notices": tuple(map(Message.from_plain, plain["notices"]))})
