"""The folders of annotators in a store, and what merging two copies of a store does."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from hashiya.annotation.annotation import new_annotation
from hashiya.annotation.edits import Edit
from hashiya.annotation.transaction import transaction_over
from hashiya.article.reading import read_article
from hashiya.store import NAME_FILE, annotators, foreign_in, nameless_in, open_repository
from hashiya.text.spans import Span
from tests.storing import apply

if TYPE_CHECKING:
    from pathlib import Path

    from hashiya.annotation.annotation import Annotation

TEXT = "وصل اللواء علي النعسان إلى موسكو."
SARA, ALI = "سارة", "علي"


def add(home: Path, annotator: str, start: int = 0, key: str = "a.txt") -> Annotation:
    path = home.parent / key
    path.write_text(TEXT, encoding="utf-8")
    repository = open_repository(home, annotator)
    article = read_article(path)
    made = new_annotation(
        key, article.sha256, TEXT, Span(start, start + 3), "ACTOR", annotator=repository.annotator
    )
    apply(repository.open(article), [Edit(None, made)])
    return made


def files(home: Path) -> dict[str, bytes]:
    found = (path for path in home.rglob("*") if path.is_file())
    return {str(path.relative_to(home)): path.read_bytes() for path in found}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "annotations"


def test_a_store_that_is_not_there_has_no_annotators(home: Path) -> None:
    assert list(annotators(home)) == []
    open_repository(home, SARA)
    assert not home.exists()


def test_each_sees_only_their_own(home: Path) -> None:
    mine, theirs = add(home, SARA), add(home, ALI, 4)
    assert list(annotators(home)) == sorted([SARA, ALI])
    assert open_repository(home, SARA).load("a.txt").annotations == (mine,)
    assert open_repository(home, ALI).load("a.txt").annotations == (theirs,)
    assert open_repository(home, "x").keys() == []


def test_copies_in_which_two_work_merge_as_a_union_of_files(tmp_path: Path) -> None:
    first, second = tmp_path / "first" / "annotations", tmp_path / "second" / "annotations"
    for home in (first, second):
        home.parent.mkdir()
    add(first, SARA)
    shutil.copytree(first, second, dirs_exist_ok=True)
    mine, theirs = add(first, SARA, 4), add(second, ALI, 4)
    before, changed = files(first), files(second)
    # as git and Syncthing do: each file comes from whoever changed it
    both = [name for name in before.keys() & changed.keys() if before[name] != changed[name]]
    assert {name.partition("/")[0] for name in both} <= {open_repository(first, SARA).folder.name}
    for name in changed.keys() - before.keys():
        (first / name).parent.mkdir(parents=True, exist_ok=True)
        (first / name).write_bytes(changed[name])
    assert mine in open_repository(first, SARA).load("a.txt").annotations
    assert open_repository(first, ALI).load("a.txt").annotations == (theirs,)


def test_an_annotator_who_begins_in_two_copies_has_one_name_file(tmp_path: Path) -> None:
    contents = set()
    for name in ("first", "second"):
        home = tmp_path / name / "annotations"
        home.parent.mkdir()
        add(home, SARA, 0, f"{name}.txt")
        folder = open_repository(home, SARA).folder
        contents.add((folder.name, (folder / NAME_FILE).read_bytes()))
    assert len(contents) == 1


def test_a_name_file_that_is_lost_is_found_in_an_annotation_and_written_again(home: Path) -> None:
    add(home, SARA)
    file = open_repository(home, SARA).folder / NAME_FILE
    for damage in (file.unlink, lambda: file.write_text("{"), lambda: file.write_text('{"name": "other"}')):
        damage()
        assert list(annotators(home)) == [SARA]
        assert list(nameless_in(home)) == []
    add(home, SARA, 4)
    assert b'"name"' in file.read_bytes()
    assert list(annotators(home)) == [SARA]


def test_a_folder_that_names_nobody_is_no_annotators_and_is_told_of(home: Path) -> None:
    add(home, SARA)
    folder = home / "x-0123456789"
    folder.mkdir()
    (folder / NAME_FILE).write_text('{"name": "سارة"}', encoding="utf-8")  # of another folder
    assert list(annotators(home)) == [SARA]
    assert list(nameless_in(home)) == [str(folder)]


def test_stray_files_are_foreign_and_a_link_is_no_annotator(home: Path, tmp_path: Path) -> None:
    add(home, SARA)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (home / "x-0123456789").symlink_to(elsewhere)
    (home / "notes.txt").write_text("n")
    (home / "mine").mkdir()
    assert foreign_in(home) == [str(home / name) for name in ("mine", "notes.txt", "x-0123456789")]
    assert open_repository(home, SARA).foreign() == []


def test_what_names_nobody_is_the_owners(home: Path) -> None:
    (home.parent / "a.txt").write_text(TEXT, encoding="utf-8")
    article = read_article(home.parent / "a.txt")
    made = [new_annotation("a.txt", article.sha256, TEXT, Span(start, 9), "ACTOR") for start in (0, 4)]
    repository = open_repository(home, SARA)
    apply(repository.open(article), [Edit(None, made[0])])
    receipt = repository.commit(transaction_over({"b.txt": [Edit(None, made[1])]}, by="", command=""))
    assert not receipt.failed
    for key in ("a.txt", "b.txt"):
        (annotation,) = repository.load(key).annotations
        assert annotation.annotator == SARA
    # whoever made it without a name goes on from that version
    apply(repository.open(article), [Edit(made[0], None)])
    assert repository.load("a.txt").annotations == ()


def test_every_file_in_the_folder_of_an_annotator_is_the_stores(home: Path) -> None:
    add(home, SARA)
    repository = open_repository(home, ALI)
    own = open_repository(home, SARA).folder
    for path in (own / "x", own / "a" / "b", own, home / "a.json", home / ".journal"):
        assert repository.owns(path), path
    assert not repository.owns(home / "out.jsonl")
