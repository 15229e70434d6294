"""From bytes to articles: reading, headlines and dates; the library of a folder is in `library`."""

from hashiya.article.article import Article
from hashiya.article.heading import heading_of
from hashiya.article.headline import headline_span
from hashiya.article.reading import read_article

__all__ = ["Article", "heading_of", "headline_span", "read_article"]
