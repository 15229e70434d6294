from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from hashiya.annotation.annotation import new_annotation
from hashiya.annotation.edits import Edit
from hashiya.article.reading import read_article
from hashiya.messages import Message
from hashiya.store import Reading, Store
from hashiya.store.repository.entry import Entry
from hashiya.store.tinydb.restoring import restore
from hashiya.text.spans import Span
from tests.refusals import id_of
from tests.store.conftest import files_of
from tests.storing import apply

if TYPE_CHECKING:
    from pathlib import Path

    from tests.store.conftest import Desk


def test_the_store_and_its_articles_can_move_together(desk: Desk, tmp_path: Path) -> None:
    stored = desk.add()
    (tmp_path / "elsewhere").mkdir()
    for name in ("articles", "annotations"):
        (tmp_path / name).rename(tmp_path / "elsewhere" / name)
    moved = Store(tmp_path / "elsewhere" / "annotations")
    assert moved.open(read_article(tmp_path / "elsewhere" / "articles" / "a.txt")).load().annotations == (
        stored,
    )


def test_a_link_to_an_article_has_the_articles_annotations(desk: Desk, tmp_path: Path) -> None:
    stored = desk.add()
    (tmp_path / "link.txt").symlink_to(desk.article.path)
    assert desk.store.open(read_article(tmp_path / "link.txt")).load().annotations == (stored,)


@pytest.mark.parametrize(
    "name",
    [
        "line\nbreak.txt",
        "esc\x1b[31m.txt",
        "-rf.txt",
        "[red]x.txt",
        "..txt",
        "l\udce9.txt",
        "ق" * 100 + ".txt",
    ],
)
def test_an_article_of_any_name_is_annotated_in_a_file_of_plain_name(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes("قال".encode())
    store = Store(tmp_path / "annotations")
    article = read_article(tmp_path / name)
    article_store = store.open(article)
    annotation = new_annotation(article_store.key, article.sha256, article.text, Span(0, 3), "EVENT")
    apply(article_store, [Edit(None, annotation)])
    (file,) = map(store.folder.joinpath, files_of(store))
    assert file.name.isascii()
    assert file.name.replace("-", "").replace(".", "").isalnum()
    assert (store.keys(), store.load(name).annotations) == ([name], (annotation,))


def test_every_article_is_found_again(desk: Desk, tmp_path: Path) -> None:
    desk.add()
    other = tmp_path / "articles" / "b.txt"
    other.write_text("نص آخر", encoding="utf-8")
    Store(tmp_path / "annotations").open(read_article(other)).save_reading(Reading(2, "in progress"))
    assert desk.store.survey() == (["articles/a.txt", "articles/b.txt"], {})
    assert files_of(Store(tmp_path / "none")) == []


def test_a_damaged_a_lost_and_a_copied_file_are_refused_by_name(desk: Desk) -> None:
    desk.add()
    desk.add(0, 3)
    copy = desk.file.with_name("copy.json")
    copy.write_bytes(desk.file.read_bytes())
    keys, without_owner = desk.store.survey()
    misnamed = Message("store.misnamed", path=copy, key="articles/a.txt", name=desk.file.name)
    assert (keys, {path: error.told for path, error in without_owner.items()}) == (
        ["articles/a.txt"],
        {copy: misnamed},
    )
    copy.unlink()
    torn = desk.store.file_of("torn.txt")
    torn.write_text('{"article": {}}')
    no_owner = Message("store.damaged", path=torn, cause=Message("store.no_owner"))
    assert desk.store.survey().refused[torn].told == no_owner
    torn.write_text("{")
    keys, without_owner = desk.store.survey()
    assert id_of(without_owner[torn].told) == "store.damaged"
    assert keys == ["articles/a.txt"]
    torn.unlink()
    desk.file.unlink()
    assert files_of(desk.store) == [desk.file.name]
    assert desk.store.survey() == (["articles/a.txt"], {})
    from_backup = desk.store.load("articles/a.txt")
    assert (len(from_backup.annotations), from_backup.is_older) == (1, True)
    assert from_backup.read_only == Message("store.missing", path=desk.file)


def test_what_is_not_the_stores_is_foreign_and_nothing_of_it_is_read_for_annotations(desk: Desk) -> None:
    desk.add(), desk.add(0, 3)
    desk.file.write_text("<<<<<<< HEAD")
    restore(desk.file)
    folder = desk.store.folder
    (folder / f"{desk.file.name}.schema-0").touch()
    (folder / f"{desk.file.name}.moved-20260102T030405Z-2.bak").touch()
    (folder / ".gitignore").write_text("*.bak")
    foreign = {
        "registry.json": '{"actors": [{"id": 1}]}',
        "tasks.json": '{"_default": {"1": {"title": "buy milk"}}}',
        "list.json": "[1, 2]",
        "torn.json": "{",
        "empty.json": "",
        "notes.txt": "to do",
        "notes.json.bak": "{}",
        f"{desk.file.name}.old": "{}",
    }
    for name, content in foreign.items():
        (folder / name).write_text(content)
    (folder / "folder.json").mkdir()
    (folder / "lost.json").symlink_to("nowhere")
    assert files_of(desk.store) == [desk.file.name]
    left_alone = sorted([*foreign, "folder.json", "lost.json"])
    assert desk.store.foreign() == [str(folder / name) for name in left_alone]
    assert desk.store.survey() == (["articles/a.txt"], {})


def test_a_name_that_only_the_stores_files_have_is_its_own(desk: Desk, tmp_path: Path) -> None:
    folder = desk.store.folder
    own = [
        desk.file,
        folder / "x.json",
        folder / "x.json.bak",
        folder / ".x",
        folder / "collections" / "x.csv",
    ]
    assert [path for path in own if not desk.store.owns(path)] == []
    others = [
        folder / "x.csv",
        tmp_path / "x.json",
        folder / "deep" / "x.json",
        tmp_path / "collections" / "x",
    ]
    assert [path for path in others if desk.store.owns(path)] == []


def test_the_entry_counts_labels_and_knows_the_status(desk: Desk) -> None:
    assert desk.store.entry("articles/a.txt") == Entry("articles/a.txt", {}, "unread")
    desk.add(), desk.add(0, 3), desk.add(4, 6, "QUOTE")
    entry = desk.store.entry("articles/a.txt")
    assert entry == Entry("articles/a.txt", {"ACTOR": 2, "QUOTE": 1}, "in progress")
    assert entry.total == 3
    desk.open().save_reading(Reading(3, "done"))
    assert desk.store.entry("articles/a.txt").status == "done"


def test_the_entry_of_a_file_that_cannot_be_read_says_why(desk: Desk) -> None:
    desk.add()
    desk.add(0, 3)
    desk.file.write_text("{", encoding="utf-8")
    assert id_of(desk.store.entry("articles/a.txt").problem) == "store.damaged"
    desk.file.unlink()
    assert desk.store.entry("articles/a.txt").problem == Message("store.missing", path=desk.file)
    desk.file.mkdir()
    assert desk.store.entry("articles/a.txt").problem == Message(
        "files.cannot_read", path=desk.file, cause=Message("files.is_folder")
    )


def test_the_entry_passes_over_records_without_a_label(desk: Desk) -> None:
    desk.add()
    content = json.loads(desk.file.read_text(encoding="utf-8"))
    content["annotations"]["2"] = {"label": ["x"]}
    desk.file.write_text(json.dumps(content), encoding="utf-8")
    assert desk.store.entry("articles/a.txt").counts == {"ACTOR": 1}
