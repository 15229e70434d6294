"""From bytes to articles: reading, headlines and dates; the library of a folder is in `library`."""

from hashiya.article.article import Article
from hashiya.article.dateline import date_of
from hashiya.article.headline import headline_span, title_of
from hashiya.article.reading import read_article

__all__ = ["Article", "date_of", "headline_span", "read_article", "title_of"]
