"""The files of a corpus by their keys."""

from __future__ import annotations

import tracemalloc
from typing import TYPE_CHECKING

import pytest

from hashiya.services import listed_articles
from hashiya.services.listed_articles import ListedArticles, SomeKeys
from tests.storing import store_in

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def listed(tmp_path: Path, *names: str) -> ListedArticles:
    return ListedArticles(store_in(tmp_path / "annotations"), [tmp_path / name for name in names])


def test_articles_keep_their_order_and_their_files(tmp_path: Path) -> None:
    names = ["b.txt", "a.txt", "sub/ج.txt", "sub/deep/c.txt"]
    articles = listed(tmp_path, *names)
    assert list(articles) == names
    assert [articles[key] for key in articles] == [tmp_path / name for name in names]
    assert list(SomeKeys(articles, [3, 0])) == ["sub/deep/c.txt", "b.txt"]


@pytest.mark.parametrize(
    "names",
    [
        ("a.txt", "a.txt"),
        ("a.txt", "sub/b.txt", "a.txt"),
        ("sub/b.txt", "a.txt", "sub/b.txt", "a.txt"),
        ("sub/b.txt", "a.txt", "sub/c.txt", "sub/b.txt"),
    ],
)
def test_an_article_that_is_named_twice_is_listed_once(tmp_path: Path, names: Sequence[str]) -> None:
    assert list(listed(tmp_path, *names)) == list(dict.fromkeys(names))


def test_a_link_leads_to_its_article(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("نص", encoding="utf-8")
    (tmp_path / "link.txt").symlink_to("a.txt")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "l.txt").symlink_to("../a.txt")
    articles = listed(tmp_path, "link.txt", "sub/l.txt")
    assert {key: path.read_text(encoding="utf-8") for key, path in articles.items()} == {"a.txt": "نص"}


def test_keys_that_are_not_listed_are_found(tmp_path: Path) -> None:
    assert listed(tmp_path, "a.txt", "b.txt").lacks(["b.txt", "c.txt"]) == ["c.txt"]


def test_an_article_of_a_folder_that_was_not_listed_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        listed(tmp_path, "a.txt")["sub/a.txt"]


def test_an_article_takes_little_memory(tmp_path: Path) -> None:
    store = store_in(tmp_path / "annotations")
    tracemalloc.start()
    try:
        articles = ListedArticles(store, (tmp_path / f"article{number:06}.txt" for number in range(10_000)))
        of_room = tracemalloc.Filter(inclusive=True, filename_pattern=listed_articles.__file__)
        found = tracemalloc.take_snapshot().filter_traces([of_room])
    finally:
        tracemalloc.stop()
    assert len(articles) == 10_000
    assert sum(each.size for each in found.statistics("filename")) < 100 * len(articles)
