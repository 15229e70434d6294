from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from hashiya.annotation.annotation import Annotation, new_annotation
from hashiya.annotation.edits import Edit
from hashiya.article.reading import read_article
from hashiya.store import Store
from hashiya.store.tinydb.folder_contents import look_through
from hashiya.text.spans import Span
from tests.storing import apply

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from hashiya.article.article import Article
    from hashiya.store.tinydb.article_store import ArticleStore

TEXT = "وصل اللواء علي النعسان إلى موسكو، وقال نجار: «العلاقة مع روسيا لا بد منها». " * 5


@dataclass
class Desk:
    """A folder with one article and a store beside it."""

    folder: Path
    article: Article
    store: Store

    def open(self) -> ArticleStore:
        """A view of the article's annotations that has read nothing yet, as another program would have."""
        return self.store.open(self.article)

    def annotation(self, start: int = 4, end: int = 22, label: str = "ACTOR") -> Annotation:
        return new_annotation(
            self.store.key_of(self.article.path), self.article.sha256, TEXT, Span(start, end), label
        )

    def add(self, start: int = 4, end: int = 22, label: str = "ACTOR") -> Annotation:
        annotation = self.annotation(start, end, label)
        apply(self.open(), [Edit(None, annotation)])
        return annotation

    @property
    def file(self) -> Path:
        return self.store.file_of("articles/a.txt")


def files_of(store: Store) -> Sequence[str]:
    """The names of the store files."""
    return look_through(store.folder).files


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    path = tmp_path / "articles" / "a.txt"
    path.parent.mkdir()
    path.write_bytes(TEXT.encode())
    article = read_article(path)
    assert article.sha256 == sha256(TEXT.encode()).hexdigest()
    return Desk(tmp_path, article, Store(tmp_path / "annotations"))
