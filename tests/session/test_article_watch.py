from __future__ import annotations

import os
import time
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from hashiya.article.reading import read_article
from hashiya.errors import HashiyaError
from hashiya.messages import Message
from hashiya.session import article_watch
from hashiya.session.article_watch import ArticleWatch, FileState
from hashiya.session.supervised_thread import SupervisedThread

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from hashiya.article.article import Article

TEXT = "قال نجار ذلك."


@pytest.fixture
def article(article_of: Callable[..., Article]) -> Article:
    article = article_of(TEXT)
    os.utime(article.path, (1, 1))
    return article


def test_a_file_that_is_left_alone_is_not_read_again(article: Article) -> None:
    def refuse(_path: Path, _encoding: str) -> Article:
        raise AssertionError("read")

    watch = ArticleWatch(article, refuse)
    assert [watch.check().state, watch.check().state] == [FileState.SAME, FileState.SAME]


def test_another_text_is_an_edited_file_and_the_old_one_again_is_the_same(article: Article) -> None:
    watch = ArticleWatch(article)
    article.path.write_text(TEXT + "\n", encoding="utf-8")
    assert [watch.check().state, watch.check().state] == [FileState.EDITED, FileState.EDITED]
    article.path.write_text(TEXT, encoding="utf-8")
    assert watch.check().state is FileState.SAME


def test_each_other_text_is_seen_as_another(article: Article) -> None:
    watch = ArticleWatch(article)
    seen = []
    for more in ("1", "2", "2", "3"):
        article.path.write_text(TEXT + more, encoding="utf-8")
        seen.append(watch.check())
    assert {each.state for each in seen} == {FileState.EDITED}
    assert [a == b for a, b in pairwise(seen)] == [False, True, False]


def test_two_changes_in_one_tick_of_the_clock_are_both_seen(article: Article) -> None:
    moment = time.time_ns()
    watch = ArticleWatch(article)
    seen = []
    for letter in "ab":
        article.path.write_text(TEXT + letter, encoding="utf-8")
        os.utime(article.path, ns=(moment, moment))
        seen.append(watch.check())
    assert seen[0].state == seen[1].state == FileState.EDITED
    assert seen[0] != seen[1]


def test_a_change_right_after_the_file_was_opened_is_seen(article_of: Callable[..., Article]) -> None:
    article = article_of(TEXT)
    times = article.path.stat()
    article.path.write_text(TEXT[:-1] + "!", encoding="utf-8")
    os.utime(article.path, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert ArticleWatch(article).check().state is FileState.EDITED


def test_the_same_text_with_another_time_is_the_same_and_read_once(article: Article) -> None:
    read: list[Path] = []

    def note(path: Path, encoding: str) -> Article:
        read.append(path)
        return read_article(path, encoding)

    watch = ArticleWatch(article, note)
    os.utime(article.path, (2, 2))
    assert [watch.check().state, watch.check().state] == [FileState.SAME, FileState.SAME]
    assert len(read) == 1


def test_a_file_that_is_deleted_is_gone_until_it_comes_back(article: Article) -> None:
    watch = ArticleWatch(article)
    article.path.unlink()
    assert watch.check().state is FileState.GONE
    article.path.write_text(TEXT, encoding="utf-8")
    assert watch.check().state is FileState.SAME


def test_what_cannot_be_read_is_not_called_gone_and_the_cause_is_told(article: Article) -> None:
    watch = ArticleWatch(article)
    article.path.unlink()
    article.path.mkdir()
    seen = watch.check()
    assert (seen.state, seen.problem) == (
        FileState.UNREADABLE,
        Message("files.cannot_read", path=article.path, cause=Message("files.is_folder")),
    )
    article.path.rmdir()
    article.path.write_bytes(b"%PDF-1.7 \x00\x01")
    assert watch.check().state is FileState.UNREADABLE
    article.path.write_text(TEXT, encoding="utf-8")
    assert watch.check().state is FileState.SAME


def test_a_file_is_read_again_in_the_encoding_in_which_it_was_opened(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(TEXT.encode("cp1256"))
    for encoding in ("cp1256", "iso-8859-6"):
        watch = ArticleWatch(read_article(path, encoding))
        os.utime(path, ns=(1, path.stat().st_mtime_ns + 10**9))
        assert watch.check().state is FileState.SAME


# --- in a thread


def wait_for(watch: ArticleWatch, state: FileState) -> None:
    end = time.monotonic() + 20
    while watch.seen.state is not state:
        assert time.monotonic() < end, watch.seen
        time.sleep(0.01)


def test_a_thread_looks_and_ends(article: Article, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(article_watch, "CHECK_EVERY", 0.01)
    watch = ArticleWatch(article)
    told: list[FileState] = []
    watch.start(lambda: told.append(watch.seen.state))
    article.path.write_text(TEXT + "x", encoding="utf-8")
    wait_for(watch, FileState.EDITED)
    thread = watch._thread
    watch.stop()
    assert thread is not None
    thread.join(20)
    assert not thread.is_alive()
    assert told == [FileState.EDITED]


def test_a_slow_disk_is_waited_for_by_nobody_but_the_thread(
    article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    import threading

    monkeypatch.setattr(article_watch, "CHECK_EVERY", 0.01)
    free = threading.Event()

    def slow(path: Path, encoding: str) -> Article:
        free.wait(20)
        return read_article(path, encoding)

    watch = ArticleWatch(article, slow)
    article.path.write_text(TEXT + "x", encoding="utf-8")
    watch.start()
    assert watch.seen.state is FileState.SAME
    free.set()
    wait_for(watch, FileState.EDITED)
    watch.stop()


def test_a_thread_that_dies_is_heard(article: Article, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(article_watch, "CHECK_EVERY", 0.01)

    def broken(_path: Path, _encoding: str) -> Article:
        raise MemoryError

    watch = ArticleWatch(article, broken)
    article.path.write_text(TEXT + "x", encoding="utf-8")
    watch.start()
    wait_for(watch, FileState.UNREADABLE)
    assert "MemoryError" in str(watch.seen.problem)


def test_a_thread_that_could_not_be_started_is_started_when_asked_again(
    article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_thread: object) -> None:
        raise HashiyaError(Message("session.no_more_threads"))

    monkeypatch.setattr(article_watch, "CHECK_EVERY", 0.01)
    watch = ArticleWatch(article)
    watch.retry()
    assert watch._thread is None
    with monkeypatch.context() as patch:
        patch.setattr(SupervisedThread, "start", refuse)
        watch.start()
        assert watch._thread is None
    article.path.write_text(TEXT + "x", encoding="utf-8")
    watch.retry()
    wait_for(watch, FileState.EDITED)
    watch.stop()
    watch.retry()
