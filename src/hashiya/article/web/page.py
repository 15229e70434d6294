"""Extraction of text, title, date and byline from the bytes of a saved page."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from resiliparse.parse.html import HTMLTree

from hashiya.article.dateline import date_of
from hashiya.article.decoding import decode
from hashiya.article.web.archive import page_in
from hashiya.article.web.byline import shown_byline
from hashiya.article.web.furniture import leave_out_furniture, leave_out_link_lists, leave_out_teasers
from hashiya.article.web.headline import find_headline, headline_text
from hashiya.article.web.measures import measure
from hashiya.article.web.metadata import day_of, read_metadata
from hashiya.article.web.noscript import leave_out_notes_on_scripts
from hashiya.article.web.principal import find_article
from hashiya.article.web.rendering import text_of
from hashiya.article.web.saved_page import SavedPage
from hashiya.article.web.shown import shown_tree
from hashiya.article.web.source import as_html, declared_encoding, encoding_of_label
from hashiya.messages import Message

if TYPE_CHECKING:
    from resiliparse.parse.html import DocumentNode

    from hashiya.article.web.element import Element
    from hashiya.article.web.metadata import Metadata

_RULES = 3
"""Version of the extraction rules, stored with annotations; raise it when the extracted text changes."""

_ALL_HIDDEN = Message("article.all_hidden")


def read_page(source: bytes, encoding: str = "", *, is_xml: bool = False) -> SavedPage:
    """Read the page in a file's bytes.

    Args:
        source: all bytes of the file: HTML, or an archive with HTML.
        encoding: the canonical name of the encoding to use; empty to detect it.
        is_xml: whether the page is XHTML, whatever it declares.

    Raises:
        BinaryError: the bytes are not text.
        NoPageError: the archive holds no page.
    """
    resource = page_in(source)
    declared = encoding_of_label(resource.charset) or declared_encoding(resource.data)
    decoded = decode(resource.data, encoding, declared)
    source_text = as_html(decoded.text, is_xml=is_xml or resource.is_xml)
    page = SavedPage("", decoded.encoding, decoded.guessed, decoded.notices, extractor=_extractor())
    if not source_text.strip():
        return page
    tree = HTMLTree.parse(source_text)
    if tree.document is None:
        return page
    metadata = read_metadata(tree.document, tree.title or "")
    read = _read(tree.document, metadata, page)
    if read.text:
        return read
    hidden = _read(tree.document, metadata, page, with_hidden=True)
    return hidden._replace(notices=(*hidden.notices, _ALL_HIDDEN)) if hidden.text else read


def _read(
    document: DocumentNode, metadata: Metadata, page: SavedPage, *, with_hidden: bool = False
) -> SavedPage:
    root = shown_tree(document, with_hidden=with_hidden)
    if root is None:
        return page
    measure(root)
    leave_out_notes_on_scripts(root)
    headline = find_headline(root, metadata.titles_and_parts, metadata.sites)
    kept = () if headline is None else (headline, *headline.ancestors())
    leave_out_furniture(root, headline)
    article = find_article(root, headline)
    leave_out_teasers(article, kept)
    leave_out_link_lists(article, kept)
    text = text_of(article)
    return page._replace(
        text=text,
        title=headline_text(headline, metadata.titles_and_parts) if headline is not None else metadata.title,
        date=_date(metadata, article, text),
        byline="، ".join(metadata.authors) or shown_byline(article),
    )


def _date(metadata: Metadata, article: Element, text: str) -> str:
    """Find the date: the page's metadata, else a dateline in the text, else the first `time` in the article.

    A time in UTC may fall on another day than the local one; a dateline one day away then has precedence.
    """
    shown = date_of(text)
    for written in metadata.published:
        day = day_of(written)
        if day is None:
            continue
        is_near = shown is not None and day.is_utc and abs((shown - day.day).days) <= 1
        return (shown if is_near and shown else day.day).isoformat()
    if shown is not None:
        return shown.isoformat()
    times = (day_of(each.attribute("datetime")) for each in article.elements() if each.tag == "time")
    return next((day.day.isoformat() for day in times if day is not None), "")


def _extractor() -> str:
    """Name the rules and the parser with versions; a folder's name gives the latter faster than metadata."""
    import resiliparse

    beside = os.listdir(os.path.dirname(os.path.dirname(str(resiliparse.__file__))))  # noqa: PTH208, PTH120
    names = [name.removesuffix(".dist-info") for name in beside if name.lower().startswith("resiliparse-")]
    return f"{min(names, default='resiliparse-unknown').lower().replace('-', ' ', 1)}, rules {_RULES}"
