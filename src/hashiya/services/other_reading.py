"""Compare a requested encoding with an article's own, since a change records the requested one."""

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
"""U+FFFD and controls that are not white space: a wrong encoding puts them in the place of letters."""


class OtherReading(NamedTuple):
    """An article read in another encoding than its own, and so with another text.

    Attributes:
        name: name of the article's file.
        encoding: the current encoding of the article.
        own: the encoding of the article when none is requested.
        is_certain: whether the own encoding is that of the annotations or shown by the bytes, not a guess.
        annotations: the number of stored annotations.
        unreadable: the number of code points in this reading that are U+FFFD or controls.
        own_unreadable: the same number in the own encoding.
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
        """Whether a person must agree to a change: the own encoding is certain, or reads better."""
        return self.is_certain or self.unreadable > self.own_unreadable

    @property
    def told(self) -> Message:
        """The present reading, and the effect of a change."""
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
    """A change that a person must agree to, since it would record another encoding.

    Attributes:
        reading: the reading.
    """

    def __init__(self, reading: OtherReading, advice: Message | None = None) -> None:
        super().__init__(reading.told, advice)
        self.reading = reading


def other_reading(store: Repository, article: Article) -> OtherReading | None:
    """Compare an article that was read in a requested encoding with its own encoding.

    Returns:
        None if both give the same text, or if the article cannot be opened in its own encoding.
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
    """Refuse a change that would record a requested encoding over a certain other one.

    A person who names an encoding on the command line has seen the guess, so a guess gives way.

    Args:
        store: the store.
        article: the article as read in the requested encoding.
        advice: what to do about it.

    Raises:
        OtherReadingError: the article's own encoding is another one, and certain.
    """
    other = other_reading(store, article)
    if other is not None and other.is_certain:
        raise OtherReadingError(other, advice)
