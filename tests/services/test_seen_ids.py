from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hashiya.annotation.annotation import new_annotation
from hashiya.annotation.edits import Edit
from hashiya.article.reading import read_article
from hashiya.services.seen_ids import SeenIds
from hashiya.store import Store
from hashiya.text.spans import Span
from tests.storing import apply

if TYPE_CHECKING:
    from pathlib import Path

    from hashiya.store.repository.snapshot import Snapshot


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Three articles; ``x`` is an id in all of them, ``y`` in the first and the last."""
    store = Store(tmp_path / "annotations")
    for name, ids in (("a", "xy1"), ("b", "x2"), ("c", "yx3")):
        path = tmp_path / f"{name}.txt"
        path.write_text("abcdef")
        article = read_article(path)
        made = [
            new_annotation(path.name, article.sha256, article.text, Span(start, start + 1), "ACTOR", id=each)
            for start, each in enumerate(ids)
        ]
        apply(store.open(article), [Edit(None, each) for each in made])
    return store


def seen_in(store: Store) -> SeenIds:
    seen = SeenIds()
    for entry in store.entries():
        seen.add(entry.key, store.load(entry.key).annotations)
    return seen


def test_an_id_of_two_articles_is_found_in_each_but_the_first(store: Store) -> None:
    assert list(seen_in(store).shared(store)) == [
        ("b.txt", "x", "a.txt"),
        ("c.txt", "y", "a.txt"),
        ("c.txt", "x", "a.txt"),
    ]


def test_many_are_sorted_in_parts(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hashiya.services.seen_ids._AT_ONCE", 2)
    assert len(list(seen_in(store).shared(store))) == 3


def test_only_the_articles_that_share_an_id_are_read_again(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = store.root / "d.txt"
    article.write_text("abcdef")
    opened = read_article(article)
    made = new_annotation("d.txt", opened.sha256, opened.text, Span(0, 1), "ACTOR", id="z")
    apply(store.open(opened), [Edit(None, made)])
    seen = seen_in(store)
    read: list[str] = []
    load = Store.load

    def note(store: Store, key: str) -> Snapshot:
        read.append(key)
        return load(store, key)

    monkeypatch.setattr(Store, "load", note)
    assert len(list(seen.shared(store))) == 3
    assert read == [f"{name}.txt" for name in "abc"]


def test_ids_that_only_have_one_hash_are_not_the_same(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hashiya.services.seen_ids.hash", lambda _: -7, raising=False)
    assert len(list(seen_in(store).shared(store))) == 3


def test_nothing_is_read_again_where_no_ids_are_shared(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = SeenIds()
    seen.add("a.txt", store.load("a.txt").annotations)
    monkeypatch.setattr(Store, "load", None)
    assert list(seen.shared(store)) == []


def test_an_article_that_can_no_longer_be_read_is_passed_over(store: Store) -> None:
    seen = seen_in(store)
    store.file_of("a.txt").write_text("torn")
    assert list(seen.shared(store)) == [("c.txt", "x", "b.txt")]
