"""Many articles with many annotations, like a team's folder after years."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.articles import ANNOTATOR, store_spread, varied_text
from hashiya.article.reading import read_article
from hashiya.store import open_repository

if TYPE_CHECKING:
    from pathlib import Path

_LETTERS = 1200
"""Code points of an article, about 2 kB."""


def write_corpus(folder: Path, articles: int, annotations_each: int) -> None:
    """Write articles into ``folder/news``, with annotations in ``folder/annotations``."""
    news = folder / "news"
    news.mkdir(parents=True)
    store = open_repository(folder / "annotations", ANNOTATOR)
    source = varied_text(2_000_000)
    for number in range(articles):
        start = number * 997 % (len(source) - _LETTERS)
        path = news / f"{number:05}.txt"
        text = f"خبر {number}\n{source[start : start + _LETTERS]}\n"
        path.write_text(text, encoding="utf-8", newline="")
        article = read_article(path)
        store_spread(store.open_new(article), article, annotations_each, longest=4)
