from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

import pytest

from hashiya.article.library import list_folders
from hashiya.files.folders import FoundFolder
from hashiya.messages import Message
from hashiya.session.article_entry import ArticleEntry
from hashiya.session.cataloguer import Cataloguer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path


class Source:
    """Lists a folder, and looks into articles as a test wishes."""

    def __init__(self, top: Path, look: Callable[[Path], ArticleEntry] | None = None) -> None:
        self.top = top
        self.look_into = look or known

    def folders(self) -> Iterator[FoundFolder]:
        return list_folders(self.top)

    def none_found(self) -> Sequence[Message]:
        return ()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number in range(120):
        (tmp_path / f"{number}.txt").touch()
    return tmp_path


def known(path: Path) -> ArticleEntry:
    return ArticleEntry(path, path.name, known=True)


def until_done(cataloguer: Cataloguer) -> dict[str, ArticleEntry]:
    """All that is learnt, by the names of the files; fails after a minute."""
    end = time.monotonic() + 60
    news: dict[str, ArticleEntry] = {}
    while cataloguer.is_busy:
        assert time.monotonic() < end
        cataloguer.work(0)
        cataloguer.table.take_over()
        news |= {entry.path.name: entry for entry in cataloguer.news().values()}
        time.sleep(0.001)
    return news


def listed(cataloguer: Cataloguer) -> list[str]:
    cataloguer.table.take_over()
    return [cataloguer.table.path(number).name for number in range(cataloguer.table.count)]


NAMES = [f"{number}.txt" for number in range(120)]


def test_a_thread_finds_all_and_looks_into_all(folder: Path) -> None:
    threads = set()

    def look(path: Path) -> ArticleEntry:
        threads.add(threading.current_thread())
        return known(path)

    cataloguer = Cataloguer(Source(folder, look))
    cataloguer.start()
    news = until_done(cataloguer)
    assert listed(cataloguer) == NAMES
    assert sorted(news) == sorted(NAMES)
    assert all(entry.known for entry in news.values())
    assert threading.current_thread() not in threads
    assert cataloguer.problem is None


def test_an_article_that_ends_the_thread_is_told_and_the_others_are_looked_into(folder: Path) -> None:
    def look(path: Path) -> ArticleEntry:
        if path.name in ("3.txt", "7.txt"):
            raise RuntimeError("a bug")
        return known(path)

    cataloguer = Cataloguer(Source(folder, look))
    cataloguer.start()
    found = until_done(cataloguer)
    assert {name for name, entry in found.items() if entry.problem} == {"3.txt", "7.txt"}
    assert "a bug" in str(found["3.txt"].problem)
    assert sorted(found) == sorted(NAMES)


def test_a_walk_that_ends_the_thread_is_told_and_the_articles_found_are_looked_into(folder: Path) -> None:
    class Ending(Source):
        def folders(self) -> Iterator[FoundFolder]:
            yield FoundFolder(self.top, NAMES[:50])
            raise RuntimeError("a bug")

    cataloguer = Cataloguer(Ending(folder))
    cataloguer.start()
    found = until_done(cataloguer)
    assert len(found) == 50
    assert "a bug" in str(cataloguer.problem)


def test_without_threads_the_work_is_done_by_the_caller(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def start(_: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", start)
    cataloguer = Cataloguer(Source(folder))
    cataloguer.start()
    assert len(until_done(cataloguer)) == 120


def test_an_article_is_looked_into_again_after_the_thread_has_ended(folder: Path) -> None:
    cataloguer = Cataloguer(Source(folder))
    cataloguer.start()
    until_done(cataloguer)
    cataloguer.look_again(5)
    assert until_done(cataloguer) == {"5.txt": known(folder / "5.txt")}
    cataloguer.look_first([7])
    assert until_done(cataloguer) == {"7.txt": known(folder / "7.txt")}


def test_a_named_article_goes_before_files_that_are_not_found_yet(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hashiya.session.cataloguer._MOMENT", 0)

    class TwoFolders(Source):
        def folders(self) -> Iterator[FoundFolder]:
            yield FoundFolder(self.top, NAMES[:50])
            yield FoundFolder(self.top / "more", NAMES[50:])

    cataloguer = Cataloguer(TwoFolders(folder))
    cataloguer.work(0)
    assert len(listed(cataloguer)) == 50
    cataloguer.look_first([42])
    cataloguer.work(0)
    assert cataloguer.news() == {42: known(folder / "42.txt")}
    assert len(listed(cataloguer)) == 50


def test_nothing_is_begun_after_the_stop(folder: Path) -> None:
    looked: list[Path] = []

    def look(path: Path) -> ArticleEntry:
        looked.append(path)
        return known(path)

    cataloguer = Cataloguer(Source(folder, look))
    cataloguer.work(0)
    cataloguer.stop()
    assert cataloguer.state is None
    cataloguer.work(60)
    assert not cataloguer.news()
    assert looked == []


def test_keys_need_not_wait_for_an_article_that_takes_long(folder: Path) -> None:
    begun, release = threading.Event(), threading.Event()

    def look(path: Path) -> ArticleEntry:
        begun.set()
        assert release.wait(60)
        return known(path)

    cataloguer = Cataloguer(Source(folder, look))
    cataloguer.start()
    assert begun.wait(60)
    try:
        cataloguer.work(60)
        assert not cataloguer.news()
        assert listed(cataloguer) == NAMES
        assert cataloguer.state == Message("session.reading")
    finally:
        release.set()
    assert len(until_done(cataloguer)) == 120


def test_files_and_folders_that_cannot_be_read_are_told_and_not_looked_into(tmp_path: Path) -> None:
    missing = Message("files.missing")

    class Broken(Source):
        def folders(self) -> Iterator[FoundFolder]:
            yield FoundFolder(self.top, ["a.txt", "b.txt"], {"b.txt": missing})
            yield FoundFolder(self.top / "closed", (), problem=missing)

    def look(path: Path) -> ArticleEntry:
        assert path.name == "a.txt"
        return known(path)

    found = until_done(Cataloguer(Broken(tmp_path, look)))
    told = {name: entry.problem for name, entry in found.items()}
    assert told == {
        "a.txt": None,
        "b.txt": Message("files.cannot_read", path=tmp_path / "b.txt", cause=missing),
        "closed": Message("files.cannot_read", path=tmp_path / "closed", cause=missing),
    }
