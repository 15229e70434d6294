"""Reading of files as articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.article.article import Article
from hashiya.article.binary import kind_of
from hashiya.article.decoding import BinaryError, Decoded, decode
from hashiya.article.encodings import known_name
from hashiya.errors import HashiyaError
from hashiya.files.regular import MEGABYTE, read_file
from hashiya.messages import Message
from hashiya.text.digests import sha256_of

if TYPE_CHECKING:
    from pathlib import Path

HTML_SUFFIXES = (".html", ".htm", ".xhtml", ".mhtml", ".mht", ".webarchive")
"""Endings of a saved web page's file name, in either case."""

LIMIT = 100 * MEGABYTE
"""Limit for the size of an article's file, in bytes."""


def read_article(path: Path, encoding: str = "") -> Article:
    """Read the article in a text file, or in a saved web page, recognised by its name.

    A link to a file is followed. Only regular files of at most ``LIMIT`` bytes are read.

    Args:
        path: the file.
        encoding: the encoding, by any of its names; empty to detect or guess it.

    Raises:
        HashiyaError: the file cannot be read as an article, or there is no such encoding.
    """
    known = known_name(encoding) if encoding else ""
    source = read_file(path, LIMIT).data
    kind = kind_of(source)
    if kind:
        raise HashiyaError(Message("article.binary_of_kind", path=path, kind=kind))
    try:
        if path.name.lower().endswith(HTML_SUFFIXES):
            return _from_page(path, source, known)
        return _article(path, decode(source, known))
    except BinaryError as error:
        raise HashiyaError(Message("article.binary", path=path)) from error


def _from_page(path: Path, source: bytes, encoding: str) -> Article:
    from hashiya.article.web.child_process import read_saved_page

    try:
        page = read_saved_page(source, encoding, is_xml=path.suffix.lower() == ".xhtml")
    except HashiyaError as error:
        told = Message("article.page_refused", path=path, problem=error.told)
        raise HashiyaError(told, error.advice) from error
    decoded = Decoded(page.text, page.encoding, page.guessed, page.notices)
    article = _article(path, decoded, is_empty=not source)
    return article._replace(extractor=page.extractor, title=page.title, date=page.date, byline=page.byline)


def _article(path: Path, decoded: Decoded, *, is_empty: bool = True) -> Article:
    """Make the article of a decoded file.

    Args:
        path: the file.
        decoded: its text.
        is_empty: whether the file itself is empty, if it gave no text.
    """
    notices = decoded.notices
    if not decoded.text:
        notices += (Message("article.empty_file") if is_empty else Message("article.no_text"),)
    elif decoded.text.isspace():
        notices += (Message("article.no_text"),)
    digest = sha256_of(decoded.text.encode())
    return Article(path, decoded.text, digest, decoded.encoding, decoded.guessed, notices)
