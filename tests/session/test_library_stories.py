"""A library that shows each story once: folding, filter and order, unfolding, and the end of the search."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from hashiya.annotation.annotation import new_annotation
from hashiya.annotation.edits import Edit
from hashiya.article.reading import read_article
from hashiya.messages import Message
from hashiya.services.corpus import Corpus
from hashiya.session.article_entry import ArticleEntry
from hashiya.session.article_source import ArticleFiles
from hashiya.session.library import Library
from hashiya.session.story_finder import StoryFinder
from hashiya.text.spans import Span
from tests.storing import apply

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from hashiya.store.tinydb.store import Store

STORY = "وصل الوزير إلى العاصمة صباح اليوم في زيارة رسمية تستمر يومين يبحث فيها التعاون مع روسيا\n"
OTHER = "زارت روسيا سوريا. وروسيا بعيدة.\n"
ARTICLES = {
    "a/1.txt": f"{STORY}\nوكالات",
    "a/2.txt": OTHER,
    "b/urgent.txt": f"عاجل\n\n{STORY}",
    "b/2.txt": STORY,
    "c/1.txt": STORY,
}


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def library(tmp_path: Path, store: Store) -> Iterator[Library]:
    """Five articles in three folders, of which four have one story, and c/1.txt is annotated."""
    folder = tmp_path / "articles"
    for name, text in ARTICLES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    article = read_article(folder / "c/1.txt")
    opened = store.open(article)
    apply(opened, [Edit(None, new_annotation(opened.key, article.sha256, article.text, Span(0, 3), "ACTOR"))])
    library = Library(ArticleFiles([folder], store), story_finder=lambda: StoryFinder(lambda: store))
    until(library, lambda: not library.is_busy)
    yield library
    library.stop()


def until(library: Library, has_come: Callable[[], bool]) -> None:
    end = time.monotonic() + 30
    while not has_come():
        library.take(seconds=60)
        assert time.monotonic() < end
        time.sleep(0.001)


def once(library: Library) -> None:
    library.toggle_once()
    until(library, lambda: not library.is_busy)


def rows(library: Library) -> list[str]:
    return [
        f"{row.path.parent.name}/{row.path.name}" if isinstance(row, ArticleEntry) else row.name
        for row in library.rows(slice(None))
    ]


def story_row(library: Library, index: int = 0) -> ArticleEntry:
    row = library.row(index)
    assert isinstance(row, ArticleEntry)
    return row


def test_a_story_has_one_row_with_its_counts(library: Library) -> None:
    assert rows(library)[0] == "a", "folders have lines of their own before"
    once(library)
    assert rows(library) == ["a/1.txt", "a/2.txt"]
    assert library.count == 2
    assert story_row(library).story == (4, 1, False, False)
    assert story_row(library, 1).story is None
    library.toggle_once()
    assert len(rows(library)) == 8


def test_the_annotated_article_is_opened_and_its_row_is_that_of_the_story(library: Library) -> None:
    once(library)
    path = library.path_to_open(story_row(library))
    assert path.parent.name == "c"
    assert library.reveal(path) == 0
    assert library.path_to_open(story_row(library, 1)) == story_row(library, 1).path
    assert [each.name for each in library.around(path)] == ["1.txt", "2.txt"]


def test_unfolded_articles_follow_their_story_and_open_themselves(library: Library) -> None:
    once(library)
    library.unfold(story_row(library))
    assert rows(library) == ["a/1.txt", "b/2.txt", "b/urgent.txt", "c/1.txt", "a/2.txt"]
    first, second = story_row(library), story_row(library, 1)
    assert first.story == (4, 1, True, False)
    assert second.story == (4, 1, False, True)
    assert library.path_to_open(first) == first.path
    assert library.path_to_open(second) == second.path
    assert library.index_of(second) == 1
    library.arrange(reverse=True)
    assert rows(library) == ["a/2.txt", "a/1.txt", "b/2.txt", "b/urgent.txt", "c/1.txt"]
    library.unfold(second)
    assert rows(library) == ["a/2.txt", "a/1.txt"]
    assert library.index_of(second) == 1


def test_the_copies_of_a_large_story_get_rows_piece_by_piece(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hashiya.session.single_stories._AT_ONCE", 1)
    once(library)
    library.unfold(story_row(library))
    assert rows(library) == ["a/1.txt", "b/2.txt", "a/2.txt"]
    assert library.is_busy
    assert library.take()
    assert rows(library) == ["a/1.txt", "b/2.txt", "b/urgent.txt", "a/2.txt"]
    until(library, lambda: not library.is_busy)
    assert rows(library) == ["a/1.txt", "b/2.txt", "b/urgent.txt", "c/1.txt", "a/2.txt"]
    library.arrange(query="txt")
    until(library, lambda: not library.is_busy)
    assert rows(library) == ["a/1.txt", "b/2.txt", "b/urgent.txt", "c/1.txt", "a/2.txt"], "another filter"


def test_filter_and_order_choose_among_the_articles_of_a_story(library: Library) -> None:
    once(library)
    library.arrange(query="urgent")
    assert rows(library) == ["b/urgent.txt"]
    assert story_row(library).story is None
    library.arrange(query="1.txt", order="title")
    assert rows(library) == ["a/1.txt"]
    assert story_row(library).story == (2, 1, False, False)
    library.show_all()
    assert sorted(rows(library)) == ["a/1.txt", "a/2.txt"], "all stories, each once"
    library.arrange(order="length")
    assert rows(library) == ["a/2.txt", "a/1.txt"]


@pytest.mark.parametrize("end", [Library.toggle_once, Library.stop_finding, Library.stop])
def test_the_search_for_stories_can_be_ended(
    library: Library, monkeypatch: pytest.MonkeyPatch, end: Callable[[Library], object]
) -> None:
    begun, ended = [], []

    def endless(_: object, go_on: Callable[[], None]) -> None:
        begun.append(True)
        try:
            while True:
                go_on()
                time.sleep(0.001)
        finally:
            ended.append(True)

    monkeypatch.setattr("hashiya.session.story_finder.story_numbers", endless)
    library.toggle_once()
    until(library, lambda: bool(begun))
    assert library.state == Message("session.finding_stories")
    before = rows(library)
    assert library.is_busy
    end(library)
    until(library, lambda: bool(ended))
    assert not library.is_busy
    assert library.state is None
    assert not library.wanted.once
    assert rows(library) == before


def test_a_search_for_stories_that_fails_says_why(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Corpus, "over_texts", broken)
    once(library)
    assert library.state is not None
    assert not library.wanted.once
    monkeypatch.undo()
    once(library)
    assert library.state is None
    assert library.wanted.once
