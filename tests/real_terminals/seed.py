"""A seed with annotations that begin and end inside words."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import NamedTuple

from hashiya.annotation.annotation import new_annotation
from hashiya.annotation.edits import Edit
from hashiya.article.reading import read_article
from hashiya.store.tinydb.store import Store
from hashiya.text.spans import Span
from tests.storing import apply

SEED = Path(__file__).parents[2] / "seeds" / "001_5618ad3d74eb7e63.txt"
"""Has marks, ligatures, numbers, brackets and Latin words on its first page."""
MIXED = Path(__file__).with_name("mixed.txt")
"""Rows in which letters, digits, brackets and Latin words meet."""
_LABELS = ("ACTOR", "EVENT", "QUOTE")


class Seed(NamedTuple):
    """An article and the folder of its annotations."""

    article: Path
    store: Path


def annotated_seed(folder: Path, seed: Path) -> Seed:
    """Copies a seed and annotates the inside of every third long word.

    Args:
        folder: an empty folder.
        seed: the article.
    """
    path = folder / "article.txt"
    shutil.copy(seed, path)
    # they would be drawn some time after the first frame, in the middle of a photograph
    (folder / "hashiya.toml").write_text("[proposals]\nshow = false\n", encoding="utf-8")
    article = read_article(path)
    store = Store(folder / "annotations").open(article)
    inside = [Span(word.start() + 2, word.end() - 1) for word in re.finditer(r"\w{6,}", article.text)]
    made = [
        new_annotation(store.key, article.sha256, article.text, span, _LABELS[count % len(_LABELS)])
        for count, span in enumerate(inside[2:60:3])
    ]
    apply(store, [Edit(None, annotation) for annotation in made])
    return Seed(path, folder / "annotations")
