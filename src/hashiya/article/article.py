"""An article: a text in a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

    from hashiya.messages import Message


class Article(NamedTuple):
    """A text and where it comes from.

    Attributes:
        path: as it was asked for.
        text: the file's bytes decoded, less one leading byte-order mark, and nothing else changed; of HTML,
            the text that was extracted from that.
        sha256: hexadecimal, of the text in UTF-8 (which a byte-order mark in the file is no part of).
        encoding: how the bytes were decoded, such as ``utf-8``; see `hashiya.article.encodings`.
        guessed: whether the encoding is a guess.
        notices: what the analyst must know of how the file was read, without the file's name; text in the
            rooms that have no messages yet.
        extractor: what took the text out of HTML, with its version; empty for a plain text.
        title: what the file calls itself outside its text, such as in a page's metadata, or empty.
        date: what the file says of its date outside its text, ISO 8601, or empty.
        byline: who wrote it, as the file says outside its text, or empty.
    """

    path: Path
    text: str
    sha256: str
    encoding: str = "utf-8"
    guessed: bool = False
    notices: tuple[Message, ...] = ()
    extractor: str = ""
    title: str = ""
    date: str = ""
    byline: str = ""
