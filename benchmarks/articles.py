"""The articles to measure: a seed article, and one of 10 MB with 10,000 annotations."""

from __future__ import annotations

import random
from pathlib import Path
from typing import TYPE_CHECKING

from hashiya.annotation.annotation import new_annotation
from hashiya.annotation.edits import Edit
from hashiya.annotation.transaction import new_transaction
from hashiya.article.reading import read_article
from hashiya.layout import Document
from hashiya.store import open_repository
from hashiya.text.words import iter_words

if TYPE_CHECKING:
    from hashiya.article.article import Article
    from hashiya.store.repository.protocols import ArticleRepository

SEEDS = sorted((Path(__file__).parents[1] / "seeds").glob("*.txt"))
SEED = next(path for path in SEEDS if path.name.startswith("003"))
_LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
_NEW_WORDS = 0.05
ANNOTATOR = "benchmark"
"""Whose annotations are measured: the login of the programs that are started, too."""
_LABELS = ("ACTOR", "EVENT", "QUOTE")
# columns of a row on a terminal of 80 columns
_ROW_WIDTH = 74


def varied_text(size: int) -> str:
    """Make news of so many bytes: paragraphs of the seeds with shuffled and some invented words.

    No two paragraphs are alike, so a cache of whole paragraphs gains nothing.
    """
    dice = random.Random(3)  # noqa: S311 - the same text every time
    paragraphs = [line.split() for path in SEEDS for line in path.read_text(encoding="utf-8").splitlines()]
    texts: list[str] = []
    while size > 0:
        for words in paragraphs:
            made = [
                "".join(dice.choices(_LETTERS, k=6)) if dice.random() < _NEW_WORDS else word for word in words
            ]
            dice.shuffle(made)
            texts.append(" ".join(made))
            size -= len(texts[-1].encode()) + 1
    return "\n".join(texts) + "\n"


def write_big_article(folder: Path) -> Path:
    """Write an article of 10 MB into ``folder``."""
    path = folder / "big.txt"
    path.write_text(varied_text(10_000_000), encoding="utf-8", newline="")
    return path


def annotate(path: Path, store: Path, count: int) -> None:
    """Store annotations of one to eight words, spread evenly over an article."""
    article = read_article(path)
    store_spread(open_repository(store, ANNOTATOR).open(article), article, count, longest=8)


def store_spread(repository: ArticleRepository, article: Article, count: int, longest: int) -> None:
    """Store annotations of one word up to `longest` words, spread evenly over an article."""
    words = list(iter_words(article.text, 0, len(article.text)))
    edits = []
    for index in range(count):
        first = index * (len(words) - longest) // count
        span = words[first].union(words[first + index % longest])
        made = new_annotation(
            repository.key, article.sha256, article.text, span, _LABELS[index % 3], annotator=ANNOTATOR
        )
        edits.append(Edit(None, made))
    repository.commit(new_transaction(repository.key, edits, by="", command="benchmark"))


def write_rows(path: Path, folder: Path) -> Path:
    """Write the rows of an article for the peer, shaped and in visual order, as laid out by hashiya."""
    rows = Document(read_article(path).text, _ROW_WIDTH).iter_rows()
    target = folder / f"{path.stem}.rows"
    lines = ("".join(cell.text for cell in row.cells) for row in rows)
    target.write_text("\n".join(lines), encoding="utf-8", newline="")
    return target
