from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from hashiya.annotation.annotation import new_annotation
from hashiya.annotation.edits import Edit
from hashiya.article.library import SUFFIXES
from hashiya.article.reading import read_article
from hashiya.messages import Message
from hashiya.session.arranging import ORDERS, STATUSES, Arrangement
from hashiya.session.article_entry import ArticleEntry
from hashiya.session.article_source import ArticleFiles
from hashiya.session.library import FolderRow, Library
from hashiya.store.repository.reading import Reading
from hashiya.text.spans import Span
from tests.refusals import id_of
from tests.storing import apply

if TYPE_CHECKING:
    from pathlib import Path

    from hashiya.store.tinydb.store import Store

VISIT = "زيارة وفد سوري إلى روسيا\n\n3 أكتوبر 2025\n\nوصل الوفد أمس."
STATEMENT = "بيان الوزارة\n\n2024-01-15\n\nأوضحت الوزارة أن الأمر انتهى، وأن الوفد عاد."
BROKEN = b"\xd8\xb2\xff\xfe\x00broken"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three articles, one of which cannot be read."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "2.txt").write_text(VISIT, encoding="utf-8")
    (folder / "10.txt").write_text(STATEMENT, encoding="utf-8")
    (folder / "9.txt").write_bytes(BROKEN)
    return folder


@pytest.fixture
def annotated(folder: Path, store: Store) -> None:
    """Two actors and an event in article 10; article 2 is done."""
    article = read_article(folder / "10.txt")
    opened = store.open(article)
    apply(
        opened,
        [
            Edit(None, new_annotation(opened.key, article.sha256, article.text, Span(*span), label))
            for span, label in (((0, 4), "ACTOR"), ((5, 12), "ACTOR"), ((0, 12), "EVENT"))
        ],
    )
    store.open(read_article(folder / "2.txt")).save_reading(Reading(0, "done"))


@pytest.fixture
def library(folder: Path, store: Store) -> Library:
    """The folder's articles, found and not looked into."""
    library = library_of([folder], store)
    assert library.take(seconds=0)
    return library


def library_of(paths: list[Path], store: Store) -> Library:
    return Library(ArticleFiles(paths, store))


def shown(library: Library) -> list[ArticleEntry]:
    return [row for row in library.rows(slice(None)) if isinstance(row, ArticleEntry)]


def names(library: Library) -> list[str]:
    return [entry.path.name for entry in shown(library)]


def look_into_all(library: Library) -> None:
    while library.is_busy:
        library.take(seconds=60)


def test_articles_stand_by_their_names_before_they_are_looked_into(library: Library) -> None:
    assert len(library) == 3
    assert [(entry.title, entry.known, entry.length) for entry in shown(library)] == [
        ("2.txt", False, None),
        ("9.txt", False, None),
        ("10.txt", False, None),
    ]


@pytest.mark.usefixtures("annotated")
def test_looking_into_an_article_finds_what_the_list_tells(library: Library) -> None:
    look_into_all(library)
    visit, _, statement = shown(library)
    assert (visit.title, visit.date, visit.length) == (
        "زيارة وفد سوري إلى روسيا",
        "2025-10-03",
        len(VISIT),
    )
    assert (visit.counts, visit.status, visit.problem, visit.known) == ({}, "done", None, True)
    assert (statement.date, statement.counts) == ("2024-01-15", {"ACTOR": 2, "EVENT": 1})
    assert statement.status == "in progress"


def test_an_article_that_cannot_be_read_is_listed_with_its_problem(library: Library, folder: Path) -> None:
    look_into_all(library)
    broken = shown(library)[1]
    assert (broken.title, broken.length, broken.date, broken.known) == ("9.txt", None, "", True)
    assert str(broken.problem).startswith(str(folder / "9.txt"))


@pytest.mark.usefixtures("annotated")
def test_an_article_whose_annotations_cannot_be_read_says_so_and_keeps_its_title(
    library: Library, store: Store
) -> None:
    store.file_of("articles/10.txt").write_bytes(b"{")
    look_into_all(library)
    statement = shown(library)[2]
    assert id_of(statement.problem) == "store.damaged"
    assert (statement.title, statement.counts) == ("بيان الوزارة", {})


def test_an_article_without_a_title_goes_by_its_name(folder: Path, store: Store) -> None:
    (folder / "empty.txt").write_bytes(b"\n")
    library = library_of([folder / "empty.txt"], store)
    look_into_all(library)
    assert [(entry.title, entry.length, entry.problem) for entry in shown(library)] == [
        ("empty.txt", 1, None)
    ]


def test_articles_are_looked_into_for_a_time_but_one_at_least(library: Library) -> None:
    library.take(seconds=0)
    assert [entry.known for entry in shown(library)] == [True, False, False]
    assert library.take(shown(library), seconds=60)
    assert [entry.known for entry in shown(library)] == [True, True, True]
    assert not library.take(seconds=60)
    assert not library.is_busy


def test_articles_in_sight_are_looked_into_first(library: Library) -> None:
    in_sight = shown(library)[1:]
    for known in ([False, True, False], [False, True, True]):
        assert library.take(in_sight, seconds=0)
        assert [entry.known for entry in shown(library)] == known
    assert library.is_busy


@pytest.mark.usefixtures("annotated")
@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("name", ["2", "9", "10"]),
        ("title", ["9", "10", "2"]),  # 9.txt, بيان, زيارة
        ("date", ["9", "10", "2"]),
        ("length", ["9", "2", "10"]),
        ("annotations", ["2", "9", "10"]),
        ("status", ["9", "10", "2"]),  # unread, in progress, done
    ],
)
def test_each_order_and_its_reverse(library: Library, order: str, expected: list[str]) -> None:
    assert order in ORDERS
    look_into_all(library)
    library.arrange(order=order)
    assert names(library) == [f"{name}.txt" for name in expected]
    library.arrange(reverse=True)
    assert names(library) == [f"{name}.txt" for name in reversed(expected)]
    assert library.wanted.order == order


@pytest.mark.usefixtures("annotated")
@pytest.mark.parametrize(
    ("status", "expected"),
    [("all", ["2", "9", "10"]), ("unread", ["9"]), ("in progress", ["10"]), ("done", ["2"])],
)
def test_the_filter_by_status(library: Library, status: str, expected: list[str]) -> None:
    assert status in STATUSES
    look_into_all(library)
    library.arrange(status=status)
    assert names(library) == [f"{name}.txt" for name in expected]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["2", "9", "10"]),
        ("زياره", ["2"]),  # folded
        ("وَفْد", ["2"]),
        ("روسيا زيارة", ["2"]),  # words in any order
        ("الوزاره ", ["10"]),  # while the next word is about to be typed
        ("10.TXT", ["10"]),
        ("زيارة بيان", []),
        ("txt", ["2", "9", "10"]),
        ("2 روسيا", ["2"]),  # a word of the name and one of the title
    ],
)
def test_the_filter_by_words_of_title_and_name(library: Library, query: str, expected: list[str]) -> None:
    look_into_all(library)
    library.arrange(query=query)
    assert names(library) == [f"{name}.txt" for name in expected]


@pytest.mark.usefixtures("annotated")
def test_filters_hold_together_and_what_is_not_named_stays(library: Library) -> None:
    look_into_all(library)
    library.arrange(order="length", reverse=True, status="done")
    library.arrange(query="بيان")
    assert names(library) == []
    library.arrange(status="all")
    assert names(library) == ["10.txt"]
    assert library.wanted == Arrangement("length", reverse=True, query="بيان")
    library.arrange(query="", reverse=False)
    assert names(library) == ["9.txt", "2.txt", "10.txt"]


def test_what_changed_while_an_article_was_open_is_taken_in(
    library: Library, folder: Path, store: Store
) -> None:
    look_into_all(library)
    assert [entry.status for entry in shown(library)] == ["unread"] * 3
    store.open(read_article(folder / "10.txt")).save_reading(Reading(3, "in progress"))
    library.refresh(folder / "10.txt")
    look_into_all(library)
    assert [entry.status for entry in shown(library)] == ["unread", "unread", "in progress"]
    library.refresh(folder / "not listed.txt")
    assert len(library) == 3


def test_an_article_refreshed_before_its_turn_is_not_read_twice(library: Library, folder: Path) -> None:
    library.refresh(folder / "9.txt")
    library.take(seconds=0)
    (folder / "9.txt").write_text("now it has text", encoding="utf-8")
    look_into_all(library)
    assert [entry.length for entry in shown(library)] == [len(VISIT), None, len(STATEMENT)]


def test_an_article_given_twice_is_listed_once(folder: Path, store: Store) -> None:
    library = library_of([folder / "2.txt", folder / "10.txt", folder / "2.txt"], store)
    look_into_all(library)
    assert names(library) == ["2.txt", "10.txt"]


def test_a_title_is_read_in_the_encoding_in_which_the_article_was_annotated(
    folder: Path, store: Store
) -> None:
    path = folder / "encoded.txt"
    path.write_bytes("عنوان الخبر".encode("iso-8859-6"))
    opened = store.open(read_article(path, "cp1256"))
    opened.save_reading(Reading(2, "in progress"))
    library = library_of([path], store)
    look_into_all(library)
    assert shown(library)[0].title == "عنوان الخبر".encode("iso-8859-6").decode("cp1256")


@pytest.mark.usefixtures("annotated")
def test_an_article_that_was_renamed_is_listed_with_its_annotations(folder: Path, store: Store) -> None:
    (folder / "10.txt").rename(folder / "new.txt")
    library = library_of([folder / "2.txt", folder / "new.txt"], store)
    look_into_all(library)
    assert [(entry.status, entry.counts) for entry in shown(library)] == [
        ("done", {}),
        ("in progress", {"ACTOR": 2, "EVENT": 1}),
    ]
    (folder / "copy.txt").write_bytes((folder / "2.txt").read_bytes())
    copies = library_of([folder / "copy.txt"], store)
    look_into_all(copies)
    assert shown(copies)[0].status == "unread"


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """Articles in folders in folders."""
    for name in ("top/a.txt", "top/2/b.txt", "top/10/c.txt", "top/2/deep/d.txt", "top/2/e.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    return tmp_path / "top"


def rows(library: Library) -> list[str]:
    look_into_all(library)
    every = library.rows(slice(None))
    assert [library.row(index) for index in range(library.row_count)] == every
    return [f"{row.name} {row.articles}" if isinstance(row, FolderRow) else row.path.name for row in every]


def test_articles_stand_under_their_folders_and_are_counted(tree: Path, store: Store) -> None:
    library = library_of([tree], store)
    by_folder = ["top 1", "a.txt", "2 2", "b.txt", "e.txt", "2/deep 1", "d.txt", "10 1", "c.txt"]
    assert rows(library) == by_folder
    assert (len(library), library.count, library.row_count) == (5, 5, 9)
    library.arrange(query="top/2")
    assert rows(library) == ["2 2", "b.txt", "e.txt", "2/deep 1", "d.txt"]
    library.arrange(query="", reverse=True)
    assert rows(library) == ["10 1", "c.txt", "2/deep 1", "d.txt", "2 2", "e.txt", "b.txt", "top 1", "a.txt"]


def test_another_order_goes_through_all_folders(tree: Path, store: Store) -> None:
    library = library_of([tree], store)
    library.arrange(order="title")
    assert rows(library) == ["c.txt", "b.txt", "d.txt", "e.txt", "a.txt"]


def test_the_articles_of_one_folder_have_no_line_above_them(folder: Path, store: Store) -> None:
    assert rows(library_of([folder], store)) == ["2.txt", "9.txt", "10.txt"]
    assert rows(library_of([folder / "2.txt"], store)) == ["2.txt"]


def test_folders_of_several_paths_are_named_whole(tree: Path, folder: Path, store: Store) -> None:
    library = library_of([folder / "2.txt", tree / "2" / "deep"], store)
    assert rows(library) == [f"{folder} 1", "2.txt", f"{tree}/2/deep 1", "d.txt"]


def test_a_folder_is_closed_and_opened(tree: Path, store: Store) -> None:
    library = library_of([tree], store)
    look_into_all(library)
    library.toggle(tree / "2")
    assert rows(library) == ["top 1", "a.txt", "2 2", "2/deep 1", "d.txt", "10 1", "c.txt"]
    closed = library.row(2)
    assert isinstance(closed, FolderRow)
    assert closed.is_closed
    assert (library.count, library.index_of(closed), library.index_of(library.row(4))) == (5, 2, 4)
    assert library.reveal(tree / "2" / "e.txt") == 4  # opens it
    assert len(rows(library)) == 9
    library.toggle(tree / "2")
    library.toggle(tree / "2")
    assert len(rows(library)) == 9


def test_a_row_is_found_again_after_others_came_above_it(tree: Path, store: Store) -> None:
    library = library_of([tree], store)
    look_into_all(library)
    deep = library.row(6)
    assert library.index_of(deep) == 6
    library.arrange(reverse=True)
    assert library.index_of(deep) == 3
    library.arrange(query="top/10")
    assert library.index_of(deep) is None
    assert library.reveal(tree / "2" / "deep" / "d.txt") is None
    assert library.reveal(tree / "none.txt") is None


def test_a_folder_that_cannot_be_read_is_listed_with_its_problem(
    tree: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    really = os.scandir

    def scandir(path: Path) -> object:
        if path == tree / "2":
            raise PermissionError(13, "Permission denied", str(path))
        return really(path)

    monkeypatch.setattr(os, "scandir", scandir)
    library = library_of([tree], store)
    look_into_all(library)
    assert [(entry.path.name, entry.problem) for entry in shown(library)] == [
        ("a.txt", None),
        ("2", Message("files.cannot_read", path=tree / "2", cause=Message("files.permission_denied"))),
        ("c.txt", None),
    ]


def test_an_empty_library_says_so_when_that_is_certain(tmp_path: Path, store: Store) -> None:
    (tmp_path / "empty").mkdir()
    library = library_of([tmp_path / "empty"], store)
    assert not library.notices  # not looked yet
    look_into_all(library)
    assert library.notices == [Message("session.no_articles", folder=tmp_path / "empty", suffixes=SUFFIXES)]


def test_a_filter_that_nothing_passes_says_so(library: Library) -> None:
    assert not library.notices
    library.arrange(query="nothing")
    assert library.notices == (Message("session.none_pass", key="escape"),)
