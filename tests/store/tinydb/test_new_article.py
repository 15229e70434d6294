"""An article without a store file is as an empty one, until there is a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hashiya.annotation.annotation import new_annotation
from hashiya.annotation.edits import Edit
from hashiya.annotation.transaction import new_transaction
from hashiya.article.reading import read_article
from hashiya.messages import Message
from hashiya.store import Store
from hashiya.text.spans import Span
from tests.refusals import id_of

if TYPE_CHECKING:
    from pathlib import Path

    from hashiya.annotation.annotation import Annotation
    from hashiya.article.article import Article
    from hashiya.store.repository.protocols import ArticleRepository


@pytest.fixture
def article(tmp_path: Path) -> Article:
    (tmp_path / "a.txt").write_text("وصل اللواء علي النعسان إلى موسكو", encoding="utf-8")
    return read_article(tmp_path / "a.txt")


def store_of(article: Article) -> Store:
    return Store(article.path.parent / "annotations")


def add(repository: ArticleRepository, article: Article) -> Annotation:
    made = new_annotation(repository.key, article.sha256, article.text, Span(4, 10), "ACTOR")
    repository.commit(new_transaction(repository.key, [Edit(None, made)], by="", command="test"))
    return made


def test_what_is_known_of_it_is_what_an_absent_file_tells(article: Article) -> None:
    new = store_of(article).open_new(article)
    assert new.load() == store_of(article).open(article).load()
    assert new.load() is new.load()


def test_looking_makes_no_folder(article: Article) -> None:
    store_of(article).open_new(article).load()
    assert [path.name for path in article.path.parent.iterdir()] == ["a.txt"]


def test_what_another_program_saves_is_seen(article: Article) -> None:
    new = store_of(article).open_new(article)
    assert new.load().annotations == ()
    made = add(store_of(article).open(article), article)
    assert new.load().annotations == (made,)


def test_what_another_program_saved_stays_beside_what_is_saved_here(article: Article) -> None:
    new = store_of(article).open_new(article)
    new.load()
    theirs = add(store_of(article).open(article), article)
    mine = add(new, article)
    assert {each.id for each in new.load().annotations} == {theirs.id, mine.id}


def test_a_backup_without_its_file_is_no_new_article(article: Article) -> None:
    store = store_of(article)
    made = add(store.open(article), article)
    file = store.file_of(store.key_of(article.path))
    new = store.open_new(article)
    file.rename(file.with_name(f"{file.name}.bak"))
    assert new.load().annotations == (made,)
    assert new.load().read_only == Message("store.missing", path=file)


def test_the_store_that_cannot_be_made_is_told_of_before_anything_is_marked(
    article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = store_of(article).open_new(article)
    with monkeypatch.context() as patch:
        patch.setattr("hashiya.store.tinydb.writability.os.access", lambda *_: False)
        assert id_of(new.load().read_only) == "store.not_writable"
    assert new.load().read_only is None
