from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.services.tallies import Summaries, Tallying, tally_annotator, tally_folders
from hashiya.store.repository.entry import Entry
from hashiya.store.repository.reading import DONE, IN_PROGRESS, UNREAD, Reading
from hashiya.store.tinydb.store import Store

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def _entry(key: str, status: str, **counts: int) -> Entry:
    return Entry(key, counts, status)


def test_a_folder_counts_the_folders_below_it() -> None:
    tallies = tally_folders(
        {"news": 2, "news/10": 3, "news/2": 5, ".": 1},
        [
            _entry("news/a.txt", DONE, ACTOR=2),
            _entry("news/10/b.txt", IN_PROGRESS, ACTOR=1, EVENT=4),
            _entry("news/10/c.txt", UNREAD),
        ],
    )
    assert [(each.name, each.depth, each.articles) for each in tallies] == [
        (".", 0, 11),
        ("news", 1, 10),
        ("news/2", 2, 5),
        ("news/10", 2, 3),
    ]
    everything, ten = tallies[0], tallies[3]
    assert (everything.unread, everything.in_progress, everything.done) == (9, 1, 1)
    assert everything.counts == {"ACTOR": 3, "EVENT": 4}
    assert (ten.unread, ten.in_progress, ten.done, ten.counts) == (2, 1, 0, {"ACTOR": 1, "EVENT": 4})


def test_a_folder_that_only_leads_to_one_other_is_left_out() -> None:
    assert [(each.name, each.depth) for each in tally_folders({"a/b/c": 1, "a/b/d": 1}, ())] == [
        ("a/b", 0),
        ("a/b/c", 1),
        ("a/b/d", 1),
    ]
    assert [each.name for each in tally_folders({"../x": 1, "y": 1}, ())] == ["../x", "y"]


def test_articles_that_are_gone_count_as_long_as_they_are_annotated() -> None:
    [tally] = tally_folders({}, [_entry("a.txt", DONE), _entry("b.txt", IN_PROGRESS)])
    assert (tally.articles, tally.unread) == (2, 0)


def test_an_annotator_counts_articles_begun_and_annotated() -> None:
    entries = [_entry("a", DONE), _entry("b", IN_PROGRESS, EVENT=2), _entry("c", UNREAD)]
    tally = tally_annotator("منى", entries)
    assert (tally.name, tally.articles, tally.in_progress, tally.done) == ("منى", 2, 1, 1)
    assert tally.counts == {"EVENT": 2}


def test_only_changed_articles_are_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store, writer = (Store(tmp_path / "annotations", annotator="سارة") for _ in range(2))
    for name in "ab":
        writer.open_key(f"{name}.txt").save_reading(Reading(1, IN_PROGRESS))
    read: list[str] = []
    really = store.entry

    def entry(key: str) -> Entry:
        read.append(key)
        return really(key)

    monkeypatch.setattr(store, "entry", entry)
    summaries = Summaries(store)
    assert {entry.key for entry in summaries.read()} == {"a.txt", "b.txt"}
    read.clear()
    writer.open_key("b.txt").save_reading(Reading(2, DONE))
    assert {entry.key: entry.status for entry in summaries.read()} == {"a.txt": IN_PROGRESS, "b.txt": DONE}
    assert read == ["b.txt"]
    store.file_of("a.txt").unlink()
    assert {entry.key for entry in summaries.read()} == {"b.txt"}


def test_annotators_and_folders_are_counted_together(tmp_path: Path) -> None:
    home = tmp_path / "annotations"
    stores = [Store(home / name, home=home, annotator=name) for name in ("منى", "سارة")]
    stores[0].open_key("x/a.txt").save_reading(Reading(1, DONE))
    stores[1].open_key("x/b.txt").save_reading(Reading(1, IN_PROGRESS))
    tallies = Tallying(stores[0], lambda: stores[1:]).count({"x": 3})
    assert [(each.name, each.articles, each.done) for each in tallies.annotators] == [
        ("سارة", 1, 0),
        ("منى", 1, 1),
    ]
    assert [(each.name, each.articles, each.done) for each in tallies.folders] == [("x", 3, 1)]
