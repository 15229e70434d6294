"""The title and date that name an article."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from hashiya.article.dateline import date_of
from hashiya.article.front_matter import front_matter
from hashiya.article.headline import shortened_title, title_of

if TYPE_CHECKING:
    from hashiya.article.article import Article


class Heading(NamedTuple):
    """Title and date of an article.

    Attributes:
        title: on one line; empty if the article has no text.
        date: ISO 8601; empty if unknown.
    """

    title: str
    date: str


def heading_of(article: Article) -> Heading:
    """Find title and date: in the file's metadata, else in front matter, else in the text's first lines."""
    return Heading(shortened_title(article.title) or title_of(article.text), day_of(article))


def day_of(article: Article) -> str:
    """Find the date of an article as `heading_of` does: ISO 8601, or empty if it is unknown."""
    return article.date or _date(article.text)


def published(article: Article) -> date | None:
    """Return the day of an article; None if it is unknown."""
    with suppress(ValueError):
        return date.fromisoformat(day_of(article)[:10])
    return None


def _date(text: str) -> str:
    declared = front_matter(text)
    if declared:
        text = f"{declared.date}\n{text[declared.end :]}"
    found = date_of(text)
    return found.isoformat() if found else ""
