from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.codebook.label import DEFAULT
from hashiya.services.listing import Listing, list_articles, records_of
from tests.refusals import refused
from tests.store.conftest import TEXT

if TYPE_CHECKING:
    from pathlib import Path

    from tests.store.conftest import Desk


def listed(desk: Desk, *paths: Path) -> Listing:
    return list_articles(desk.store, DEFAULT.names, paths)


def test_without_paths_the_annotated_articles_are_listed(desk: Desk) -> None:
    (desk.folder / "articles" / "b.txt").write_text("ب")
    assert listed(desk).lines == []
    desk.add()
    found = listed(desk)
    assert [(line.key, line.status, found.counts(line)) for line in found.lines] == [
        ("articles/a.txt", "in progress", [1, 0, 0])
    ]


def test_in_a_folder_all_articles_are_listed_and_labels_that_are_met_come_last(desk: Desk) -> None:
    (desk.folder / "articles" / "b.txt").write_text("ب")
    desk.add(label="PLACE")
    found = listed(desk, desk.folder / "articles")
    assert found.labels == ["ACTOR", "EVENT", "QUOTE", "PLACE"]
    assert [(line.key, line.status, found.counts(line)) for line in found.lines] == [
        ("articles/a.txt", "in progress", [0, 0, 0, 1]),
        ("articles/b.txt", "unread", [0, 0, 0, 0]),
    ]


def test_an_empty_folder_is_told_of_and_a_path_that_names_nothing_is_refused(desk: Desk) -> None:
    (desk.folder / "empty").mkdir()
    assert listed(desk, desk.folder / "empty").empty == [desk.folder / "empty"]
    with refused("files.cannot_read"):
        listed(desk, desk.folder / "gone.txt")


def test_what_cannot_be_read_is_told_of_by_its_place(desk: Desk) -> None:
    desk.add()
    desk.file.write_text("{")
    link = desk.folder / "articles" / "b.txt"
    link.symlink_to(desk.folder / "gone.txt")
    found = listed(desk, desk.folder / "articles")
    assert [problem.place for problem in found.problems] == [str(link), "articles/a.txt"]


def test_records_tell_of_the_text_and_of_one_that_is_not_there(desk: Desk) -> None:
    desk.add()
    record = {"article": "articles/a.txt", "folder": "articles", "status": "in progress"}
    (found,) = records_of(desk.store, listed(desk))
    assert found == {
        **record,
        "title": TEXT[: TEXT.index(".") + 1],
        "date": "",
        "length": len(TEXT),
        "counts": {"ACTOR": 1, "EVENT": 0, "QUOTE": 0},
    }
    desk.article.path.unlink()
    (gone,) = records_of(desk.store, listed(desk))
    assert (gone["title"], gone["date"], gone["length"]) == ("", "", None)


def test_progress_is_told_before_each_article(desk: Desk) -> None:
    desk.add()
    (desk.folder / "articles" / "b.txt").write_text("ب")
    told: list[tuple[int, int]] = []
    list_articles(desk.store, (), [desk.folder / "articles"], lambda done, total: told.append((done, total)))
    assert told == [(0, 2), (1, 2)]
