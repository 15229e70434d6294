"""From bytes to articles: reading, the library of a folder, headlines and dates."""

from hashiya.article.article import Article
from hashiya.article.dateline import date_of
from hashiya.article.headline import headline_span, title_of
from hashiya.article.library import LibraryEntry, list_library
from hashiya.article.reading import read_article

__all__ = ["Article", "LibraryEntry", "date_of", "headline_span", "list_library", "read_article", "title_of"]
