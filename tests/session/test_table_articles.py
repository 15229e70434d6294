from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.article.library import list_folders
from hashiya.session.article_table import ArticleTable
from hashiya.session.table_articles import TableArticles
from tests.storing import store_in

if TYPE_CHECKING:
    from pathlib import Path


def articles_of(top: Path) -> TableArticles:
    table = ArticleTable()
    for found in list_folders(top):
        table.add(found.folder, found.names)
    return TableArticles(table, store_in(top / "annotations"), lambda: None)


def test_articles_have_the_keys_of_the_store_and_their_files(tmp_path: Path) -> None:
    names = ["a.txt", "b.txt", "sub/deep/ج.txt"]
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    articles = articles_of(tmp_path)
    assert list(articles) == names
    assert [articles[key] for key in articles] == [tmp_path / name for name in names]


def test_a_link_has_the_key_of_its_article_and_leads_to_it(tmp_path: Path) -> None:
    (tmp_path / ".annex").mkdir()
    (tmp_path / ".annex" / "z.txt").write_text("نص", encoding="utf-8")
    (tmp_path / "link.txt").symlink_to(".annex/z.txt")
    articles = articles_of(tmp_path)
    assert [articles.key(number) for number in range(len(articles))] == [".annex/z.txt"]
    assert articles[".annex/z.txt"].read_text(encoding="utf-8") == "نص"
