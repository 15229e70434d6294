"""Other annotators for tests, each with annotations in a store."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import TYPE_CHECKING

from hashiya.annotation.edits import Edit
from hashiya.session.other_annotators import OtherAnnotators
from hashiya.store import open_repository
from tests.storing import apply

if TYPE_CHECKING:
    from pathlib import Path

    from hashiya.annotation.annotation import Annotation
    from hashiya.article.article import Article
    from hashiya.errors import HashiyaError
    from hashiya.session.others import Others
    from hashiya.session.reader import Reader
    from hashiya.store.repository.protocols import ArticleRepository
    from hashiya.store.tinydb.article_store import ArticleStore


class Colleagues:
    """Other annotators of a store.

    Attributes:
        names: those that are listed.
        problem: why they cannot be listed; None if they can.
        threads: those in which they were listed.
    """

    def __init__(self, folder: Path, *names: str) -> None:
        self.names = list(names)
        self.problem: HashiyaError | None = None
        self.threads: set[threading.Thread] = set()
        self._folder = folder

    @property
    def annotators(self) -> OtherAnnotators:
        """As a run knows them."""
        return OtherAnnotators(self._listed, self._open)

    def store_of(self, name: str, article: Article) -> ArticleStore:
        """The stored annotations of one of them."""
        store = open_repository(self._folder, name)
        return store.open_key(store.key_of(article.path))

    def put(self, name: str, reader: Reader, *annotations: Annotation) -> list[Annotation]:
        """Let one of them annotate the text of an article, and give the annotations as they are stored."""
        article = reader.article
        theirs = [
            replace(each, sha256=article.sha256 if each.sha256 == "0" * 64 else each.sha256, annotator=name)
            for each in annotations
        ]
        apply(self.store_of(name, article), [Edit(None, each) for each in theirs])
        return theirs

    def _listed(self) -> list[str]:
        self.threads.add(threading.current_thread())
        if self.problem is not None:
            raise self.problem
        return self.names

    def _open(self, name: str, article: Article) -> ArticleRepository:
        return open_repository(self._folder, name).open(article)


def show(reader: Reader) -> Others:
    """Show the annotations of others, and wait until they are read."""
    reader.toggle_others()
    assert reader.others is not None
    assert reader.others.wait()
    return reader.others
