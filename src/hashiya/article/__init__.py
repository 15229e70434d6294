"""From bytes to articles: reading, headlines and dates; the library of a folder is in `library`."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hashiya.article.article import Article
    from hashiya.article.heading import heading_of
    from hashiya.article.headline import headline_span
    from hashiya.article.reading import read_article

__all__ = ["Article", "heading_of", "headline_span", "read_article"]

_PLACES = {
    "Article": "article",
    "heading_of": "heading",
    "headline_span": "headline",
    "read_article": "reading",
}


def __getattr__(name: str) -> object:
    """Load a public name when it is asked for: the child process that reads pages must start at once."""
    if name not in _PLACES:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    return getattr(import_module(f"{__name__}.{_PLACES[name]}"), name)
