"""The registry of a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hashiya.annotation.annotation import new_annotation
from hashiya.annotation.edits import Edit
from hashiya.article.reading import read_article
from hashiya.registry.changes import merged
from hashiya.services.registry import load_registry, naming
from hashiya.store.tinydb.store import Store
from hashiya.text.spans import Span
from tests.storing import apply

if TYPE_CHECKING:
    from tests.store.conftest import Desk

NAMES = {"a.txt": ("موسكو", "موسكو"), "b.txt": ("روسيا", "روسيا"), "c.txt": ("موسكو", "موسكو")}


@pytest.fixture
def folder(desk: Desk) -> Desk:
    for name, (text, canonical) in NAMES.items():
        path = desk.folder / "articles" / name
        path.write_text(text)
        article = read_article(path)
        repository = desk.store.open(article)
        made = new_annotation(
            repository.key,
            article.sha256,
            text,
            Span(0, len(text)),
            "ACTOR",
            attributes={"canonical": canonical, "kind": "state"},
        )
        apply(repository, [Edit(None, made)])
    return desk


def test_the_actors_of_all_articles_are_collected(folder: Desk) -> None:
    registry = load_registry(folder.store)
    found = {actor.canonical: [mention.article for mention in actor.mentions] for actor in registry.actors}
    assert found == {"موسكو": ["articles/a.txt", "articles/c.txt"], "روسيا": ["articles/b.txt"]}
    assert registry.events == []


def test_a_merge_is_one_transaction_which_its_inverse_takes_back(folder: Desk) -> None:
    before = load_registry(folder.store)
    moscow, russia = before.actors
    edits = merged(moscow, russia, [each for group in before.annotations.values() for each in group])
    transaction = naming(before, edits, by="b", command="registry.merge")
    assert set(transaction.edits) == {"articles/a.txt", "articles/c.txt"}
    assert not folder.store.commit(transaction).failed
    assert [actor.canonical for actor in load_registry(folder.store).actors] == ["روسيا"]
    folder.store.commit(transaction.inverse(by="b"))
    assert [actor.canonical for actor in load_registry(folder.store).actors] == ["موسكو", "روسيا"]


def test_two_merges_at_once_leave_no_annotation_without_a_name(folder: Desk) -> None:
    before = load_registry(folder.store)
    moscow, russia = before.actors
    everything = [each for group in before.annotations.values() for each in group]
    one = naming(before, merged(moscow, russia, everything), by="a", command="registry.merge")
    other = naming(before, merged(russia, moscow, everything), by="b", command="registry.merge")
    folder.store.commit(one)
    folder.store.commit(other)
    names = {actor.canonical: len(actor.mentions) for actor in load_registry(folder.store).actors}
    assert names == {"روسيا": 2, "موسكو": 1}


def test_a_store_without_articles_has_an_empty_registry(desk: Desk) -> None:
    registry = load_registry(desk.store)
    assert (registry.actors, registry.events, registry.problems) == ([], [], {})


def test_an_article_that_cannot_be_read_is_told_of(folder: Desk) -> None:
    file = folder.store.file_of("articles/a.txt")
    for path in (file, file.with_name(file.name + ".bak")):
        path.write_text("{")
    registry = load_registry(Store(folder.folder / "annotations"))
    assert [name.rpartition("/")[2] for name in registry.problems] == [file.name]
    assert len(registry.actors) == 2
