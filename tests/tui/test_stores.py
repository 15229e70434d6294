"""The stores of a run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.annotation.annotation import new_annotation
from hashiya.annotation.edits import Edit
from hashiya.article.reading import read_article
from hashiya.store import open_repository
from hashiya.text.spans import Span
from hashiya.tui.stores import Stores
from tests.storing import apply

if TYPE_CHECKING:
    from pathlib import Path


def test_others_are_all_but_oneself(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_text("نص قصير", encoding="utf-8")
    article, folder = read_article(path), tmp_path / "annotations"
    for name in ("سارة", "نجار"):
        store = open_repository(folder, name).open(article)
        made = new_annotation(store.key, article.sha256, article.text, Span(0, 2), "EVENT", annotator=name)
        apply(store, [Edit(None, made)])
    stores = Stores(open_repository(folder, "سارة"))
    assert [each.annotator for each in stores.of_others()] == ["نجار"]
    assert list(stores.others.names()) == ["نجار"]
    assert len(stores.others.opened("نجار", article).load().annotations) == 1
    assert stores.of_a_thread() is not stores.own


def test_whether_others_are_shown_holds_for_all_articles(tmp_path: Path) -> None:
    stores = Stores(open_repository(tmp_path, "سارة"))
    stores.others.are_shown = True
    assert stores.others.are_shown
