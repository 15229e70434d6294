"""Many articles with many annotations, like a team's folder after years."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.articles import varied_text
from hashiya.annotation.annotation import new_annotation
from hashiya.annotation.edits import Edit
from hashiya.annotation.transaction import new_transaction
from hashiya.article.reading import read_article
from hashiya.store import open_repository
from hashiya.text.words import iter_words

if TYPE_CHECKING:
    from pathlib import Path

_LABELS = ("ACTOR", "EVENT", "QUOTE")
_LETTERS_OF_ARTICLE = 1200


def write_corpus(folder: Path, articles: int, annotations_each: int) -> None:
    """Write articles of about 2 kB into ``folder/news``, with annotations in ``folder/annotations``."""
    news = folder / "news"
    news.mkdir(parents=True)
    store = open_repository(folder / "annotations", "benchmark")
    source = varied_text(2_000_000)
    for number in range(articles):
        start = number * 997 % (len(source) - _LETTERS_OF_ARTICLE)
        path = news / f"{number:05}.txt"
        path.write_text(
            f"خبر {number}\n{source[start : start + _LETTERS_OF_ARTICLE]}\n", encoding="utf-8", newline=""
        )
        article = read_article(path)
        article_store = store.open_new(article)
        words = list(iter_words(article.text, 0, len(article.text)))
        edits = []
        for index in range(annotations_each):
            first = index * (len(words) - 4) // annotations_each
            span = words[first].union(words[first + index % 4])
            annotation = new_annotation(
                article_store.key,
                article.sha256,
                article.text,
                span,
                _LABELS[index % 3],
                annotator="benchmark",
            )
            edits.append(Edit(None, annotation))
        article_store.commit(new_transaction(article_store.key, edits, by="", command="benchmark"))
