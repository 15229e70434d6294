from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

import pytest

from hashiya.messages import Message
from hashiya.session.article_entry import ArticleEntry, unread_entry
from hashiya.session.cataloguer import Cataloguer

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number in range(120):
        (tmp_path / f"{number}.txt").touch()
    return tmp_path


def known(path: Path) -> ArticleEntry:
    return ArticleEntry(path, path.name, known=True)


def until_done(cataloguer: Cataloguer) -> list[ArticleEntry]:
    """All that a thread finds and learns; fails after a minute."""
    end = time.monotonic() + 60
    news: list[ArticleEntry] = []
    while cataloguer.is_busy:
        assert time.monotonic() < end
        news += cataloguer.take()
        time.sleep(0.001)
    return news


def latest(news: list[ArticleEntry]) -> dict[str, ArticleEntry]:
    return {entry.path.name: entry for entry in news}


def test_a_thread_finds_all_and_looks_into_all(folder: Path) -> None:
    threads = set()

    def look(path: Path) -> ArticleEntry:
        threads.add(threading.current_thread())
        return known(path)

    cataloguer = Cataloguer([folder], look)
    cataloguer.start()
    news = until_done(cataloguer)
    assert [entry for entry in news if not entry.known] == [
        unread_entry(folder / f"{n}.txt") for n in range(120)
    ]
    assert all(entry.known for entry in latest(news).values())
    assert len(news) == 240
    assert threading.current_thread() not in threads
    assert cataloguer.problem is None


def test_an_article_that_ends_the_thread_is_told_and_the_others_are_looked_into(folder: Path) -> None:
    def look(path: Path) -> ArticleEntry:
        if path.name in ("3.txt", "7.txt"):
            raise RuntimeError("a bug")
        return known(path)

    cataloguer = Cataloguer([folder], look)
    cataloguer.start()
    found = latest(until_done(cataloguer))
    assert {name for name, entry in found.items() if entry.problem} == {"3.txt", "7.txt"}
    assert "a bug" in str(found["3.txt"].problem)
    assert all(entry.known for entry in found.values())


def test_a_walk_that_ends_the_thread_is_told_and_what_was_found_is_looked_into(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def walk(path: Path) -> object:
        yield path / "0.txt", ""
        yield from ((path / f"{number}.txt", "") for number in range(1, 50))
        raise RuntimeError("a bug")

    monkeypatch.setattr("hashiya.session.cataloguer.list_library", walk)
    cataloguer = Cataloguer([folder], known)
    cataloguer.start()
    found = latest(until_done(cataloguer))
    assert len(found) == 50
    assert all(entry.known for entry in found.values())
    assert "a bug" in str(cataloguer.problem)


def test_without_threads_the_work_is_done_where_the_news_are_taken(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def start(_: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", start)
    cataloguer = Cataloguer([folder], known)
    cataloguer.start()
    found = latest(until_done(cataloguer))
    assert len(found) == 120
    assert all(entry.known for entry in found.values())


def test_an_article_is_looked_into_again_after_the_thread_has_ended(folder: Path) -> None:
    cataloguer = Cataloguer([folder], known)
    cataloguer.start()
    until_done(cataloguer)
    cataloguer.look_again(folder / "5.txt")
    assert until_done(cataloguer) == [known(folder / "5.txt")]


def test_a_named_article_goes_before_files_that_are_not_found_yet(folder: Path) -> None:
    cataloguer = Cataloguer([folder], known)
    assert len(cataloguer.take()) == 50
    cataloguer.look_first([folder / "42.txt"])
    assert cataloguer.take() == [known(folder / "42.txt")]
    assert len(cataloguer.take()) == 50


def test_nothing_is_begun_after_the_stop(folder: Path) -> None:
    looked: list[Path] = []

    def look(path: Path) -> ArticleEntry:
        looked.append(path)
        return known(path)

    cataloguer = Cataloguer([folder], look)
    cataloguer.take()
    cataloguer.stop()
    assert cataloguer.state is None
    assert cataloguer.take(60) == []
    assert looked == []


def test_keys_need_not_wait_for_an_article_that_takes_long(folder: Path) -> None:
    begun, release = threading.Event(), threading.Event()

    def look(path: Path) -> ArticleEntry:
        begun.set()
        assert release.wait(60)
        return known(path)

    cataloguer = Cataloguer([folder / "1.txt"], look)
    cataloguer.start()
    assert begun.wait(60)
    try:
        assert cataloguer.take(60) == [unread_entry(folder / "1.txt")]
        assert cataloguer.state == Message("session.reading")
    finally:
        release.set()
    assert until_done(cataloguer) == [known(folder / "1.txt")]
