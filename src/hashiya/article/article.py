"""An article: the text of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

    from hashiya.messages import Message


class Article(NamedTuple):
    """A text and its origin.

    Attributes:
        path: as given by the caller.
        text: the decoded bytes of the file, unchanged but for one leading byte-order mark, which is removed;
            for HTML, the text extracted from them.
        sha256: hexadecimal, of the text in UTF-8, without any byte-order mark of the file.
        encoding: the encoding of the bytes, such as ``utf-8``; see `hashiya.article.encodings`.
        guessed: whether the encoding is a guess.
        notices: remarks for the analyst on how the file was read, without the file's name.
        extractor: the program that extracted the text from HTML, with its version; empty for plain text.
        title: the title given outside the text, such as in a page's metadata; empty if there is none.
        date: the date given outside the text, ISO 8601; empty if there is none.
        byline: the authors named outside the text; empty if there are none.
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
