"""Tells whether an article is read in another encoding than its own, which a change would put on record."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from hashiya.errors import HashiyaError
from hashiya.messages import Message
from hashiya.services.opening import open_article

if TYPE_CHECKING:
    from hashiya.article.article import Article
    from hashiya.store.repository.protocols import Repository


_UNREADABLE = "[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ufffd]"
"""U+FFFD and the controls that are no white space: a wrong encoding leaves them in the place of letters."""


class OtherReading(NamedTuple):
    """An article whose bytes are decoded in another way than when nobody asks for an encoding.

    Attributes:
        name: the article's file.
        encoding: the encoding in which it is read.
        own: the encoding in which it is opened when none is asked for.
        is_certain: whether its own encoding is that of its annotations, or told by its bytes; else a guess.
        annotations: how many annotations are on record.
        unreadable: code points of this reading that are U+FFFD or controls.
        own_unreadable: the same of its own reading.
    """

    name: str
    encoding: str
    own: str
    is_certain: bool
    annotations: int
    unreadable: int = 0
    own_unreadable: int = 0

    @property
    def needs_agreement(self) -> bool:
        """Whether a person must agree to a change: its own encoding is certain, or this reading is worse."""
        return self.is_certain or self.unreadable > self.own_unreadable

    @property
    def told(self) -> Message:
        """What is so, and what a change would do."""
        if self.annotations:
            return Message(
                "services.encoding_recorded",
                article=self.name,
                encoding=self.encoding,
                own=self.own,
                count=self.annotations,
            )
        if self.is_certain:
            return Message(
                "services.encoding_certain", article=self.name, encoding=self.encoding, own=self.own
            )
        return Message(
            "services.encoding_likely",
            article=self.name,
            encoding=self.encoding,
            own=self.own,
            count=self.unreadable,
        )


class OtherReadingError(HashiyaError):
    """A change that must be agreed to, since it would put another encoding on record.

    Attributes:
        reading: the reading.
    """

    def __init__(self, reading: OtherReading, advice: Message | None = None) -> None:
        super().__init__(reading.told, advice)
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
    return OtherReading(
        article.path.name,
        article.encoding,
        own.encoding,
        is_certain=count > 0 or not own.guessed,
        annotations=count,
        unreadable=_count_unreadable(article.text),
        own_unreadable=_count_unreadable(own.text),
    )


def _count_unreadable(text: str) -> int:
    return len(re.findall(_UNREADABLE, text))


def refuse_other_reading(store: Repository, article: Article, advice: Message | None = None) -> None:
    """Refuse to put the encoding of an article on record where it has another one that is no mere guess.

    Who names an encoding on the command line has seen how a guess reads, so a worse reading is not refused.

    Args:
        store: the store.
        article: as it was read in an encoding asked for.
        advice: what to do about it.

    Raises:
        OtherReadingError: the article has been read in another encoding than its own.
    """
    other = other_reading(store, article)
    if other is not None and other.is_certain:
        raise OtherReadingError(other, advice)
