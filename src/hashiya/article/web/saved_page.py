"""A saved page as it is read; the parent of the child process knows no more of pages than this."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from hashiya.messages import Message

if TYPE_CHECKING:
    from collections.abc import Mapping


class SavedPage(NamedTuple):
    """A page as it is read.

    Attributes:
        text: of the article.
        encoding: as `encodings.canonical_name` calls it.
        guessed: whether the encoding is a guess.
        notices: what the analyst must know.
        title: the article's; empty if the page has none.
        date: on which it was published, ISO 8601; empty if not known.
        byline: who wrote it; empty if not known.
        extractor: the rules and the parser that made the text, with their versions.
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
        """The page as JSON values, to be sent to another process."""
        return self._asdict() | {"notices": [notice.to_plain() for notice in self.notices]}

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> SavedPage:
        """Make the page of what `to_plain` gave."""
        return cls(**{**plain, "notices": tuple(map(Message.from_plain, plain["notices"]))})
