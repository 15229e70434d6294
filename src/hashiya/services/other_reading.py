"""Tells whether an article is read in another encoding than its own, which a change would put on record."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hashiya.errors import HashiyaError
from hashiya.services.opening import open_article

if TYPE_CHECKING:
    from hashiya.article.article import Article
    from hashiya.store.repository.protocols import Repository


class OtherReading(NamedTuple):
    """An article whose bytes are decoded in another way than when nobody asks for an encoding.

    Attributes:
        name: the article's file.
        encoding: the encoding in which it is read.
        own: the encoding in which it is opened when none is asked for.
        is_certain: whether its own encoding is that of its annotations, or told by its bytes; else a guess.
        annotations: how many annotations are on record.
    """

    name: str
    encoding: str
    own: str
    is_certain: bool
    annotations: int

    @property
    def situation(self) -> str:
        """What is so, in one sentence."""
        if self.annotations:
            number = f"{self.annotations:,} annotation{'s' * (self.annotations > 1)}"
            record = f"{self.name} is on record as {self.own}, with {number}"
            return f"{record}, and is read as {self.encoding} now."
        return f"{self.name} is encoded as {self.own} and is read as {self.encoding} now."

    @property
    def consequence(self) -> str:
        """What a change would do, in one sentence."""
        lost = f"; annotations made in {self.own} may not be found again" if self.annotations else ""
        return f"A change puts {self.encoding} on record, in which the article is opened from then on{lost}."


class OtherReadingError(HashiyaError):
    """A change that must be agreed to, since it would put another encoding on record.

    Attributes:
        reading: the reading.
    """

    def __init__(self, reading: OtherReading, hint: str = "") -> None:
        super().__init__(f"{reading.situation} {reading.consequence}", hint)
        self.reading = reading


def other_reading(store: Repository, article: Article) -> OtherReading | None:
    """Compare an article that was read in an encoding asked for with how it is opened otherwise.

    Returns:
        None if both give the same text, or if it cannot be opened otherwise.
    """
    try:
        own, own_store = open_article(store, article.path)
        if own.sha256 == article.sha256:
            return None
        count = len(own_store.load().checked().annotations)
    except HashiyaError:
        return None
    is_certain = count > 0 or not own.guessed
    return OtherReading(article.path.name, article.encoding, own.encoding, is_certain, count)


def refuse_other_reading(store: Repository, article: Article, hint: str = "") -> None:
    """Refuse to put the encoding of an article on record where it has another one that is no mere guess.

    Args:
        store: the store.
        article: as it was read in an encoding asked for.
        hint: what to do about it.

    Raises:
        OtherReadingError: the article has been read in another encoding than its own.
    """
    other = other_reading(store, article)
    if other is not None and other.is_certain:
        raise OtherReadingError(other, hint)
