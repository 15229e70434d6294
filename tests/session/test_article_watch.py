from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from hashiya.article.reading import read_article
from hashiya.session.article_watch import EDITED, GONE, SAME, ArticleWatch

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from hashiya.article.article import Article

TEXT = "قال نجار ذلك."


@pytest.fixture
def article(article_of: Callable[..., Article]) -> Article:
    return article_of(TEXT)


def test_a_file_that_is_left_alone_is_not_read_again(article: Article) -> None:
    def refuse(_path: Path, _encoding: str) -> Article:
        raise AssertionError("read")

    watch = ArticleWatch(article, refuse)
    assert (watch.check(), watch.check(), watch.notice) == (SAME, SAME, "")


def test_another_text_is_an_edited_file_and_the_old_one_again_is_the_same(article: Article) -> None:
    watch = ArticleWatch(article)
    article.path.write_text(TEXT + "\n", encoding="utf-8")
    assert (watch.check(), watch.check()) == (EDITED, EDITED)
    assert "article.txt was changed by another program" in watch.notice
    article.path.write_text(TEXT, encoding="utf-8")
    assert (watch.check(), watch.notice) == (SAME, "")


def test_the_same_text_with_another_time_is_the_same(article: Article) -> None:
    read: list[Path] = []

    def note(path: Path, encoding: str) -> Article:
        read.append(path)
        return read_article(path, encoding)

    watch = ArticleWatch(article, note)
    os.utime(article.path, (1, 1))
    assert (watch.check(), watch.check()) == (SAME, SAME)
    assert len(read) == 1


def test_a_file_that_is_deleted_or_no_text_any_more_is_gone(article: Article) -> None:
    watch = ArticleWatch(article)
    article.path.unlink()
    assert watch.check() == GONE
    assert "article.txt is gone" in watch.notice
    article.path.mkdir()
    assert watch.check() == GONE
    article.path.rmdir()
    article.path.write_text(TEXT, encoding="utf-8")
    assert watch.check() == SAME


def test_a_file_is_read_again_in_the_encoding_in_which_it_was_opened(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(TEXT.encode("cp1256"))
    for encoding in ("cp1256", "iso-8859-6"):
        watch = ArticleWatch(read_article(path, encoding))
        os.utime(path, ns=(1, path.stat().st_mtime_ns + 10**9))
        assert watch.check() == SAME
