"""A store is copied into a folder many articles at a time, and whole after every interruption."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from hashiya.annotation.annotation import new_annotation
from hashiya.annotation.edits import Edit
from hashiya.annotation.transaction import new_transaction
from hashiya.store.copied_folder import CopiedFolder
from hashiya.store.copying import copy_store
from hashiya.store.repository.draft import Draft
from hashiya.store.repository.reading import DONE, Reading
from hashiya.store.tinydb.lock_group import LockGroup
from hashiya.text.spans import Span
from tests.storing import store_in

if TYPE_CHECKING:
    from pathlib import Path

NAMES = ("سارة", "علي")
COUNT = 5
SHA256 = "0" * 64


@pytest.fixture
def source(tmp_path: Path) -> CopiedFolder:
    """A folder in which two people have annotated some articles."""
    home = tmp_path / "one"
    for name in NAMES:
        store = store_in(home, name)
        for number in range(COUNT):
            key = f"n{number}.txt"
            made = new_annotation(key, SHA256, "خبر", Span(0, 3), "ACTOR", annotator=name)
            article = store.open_key(key)
            article.commit(new_transaction(key, [Edit(None, made)], by=name, command="test"))
            article.save_reading(Reading(2, DONE, "2026-01-01T00:00:00Z"))
            article.save_draft(Draft(made, "half a no"))
    return CopiedFolder(home)


def contents(side: CopiedFolder) -> dict[tuple[str, str], object]:
    return {
        (name, key): side.open(name, key).content() for name in side.annotators() for key in side.keys(name)
    }


def target(folder: Path) -> CopiedFolder:
    """The folder as another program finds it."""
    return CopiedFolder(folder / "two")


def test_all_articles_are_copied_with_one_wait_for_the_disk(
    source: CopiedFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[Path] = []
    put = LockGroup.put

    def counted(locks: LockGroup) -> None:
        waits.append(locks._folder)
        put(locks)

    monkeypatch.setattr(LockGroup, "put", counted)
    report = copy_store(source, target(tmp_path))
    assert (report.articles, report.changed, report.problems) == (10, 10, [])
    assert len(waits) == len(NAMES)
    assert contents(target(tmp_path)) == contents(source)
    assert copy_store(source, target(tmp_path)).changed == 0


def test_what_is_there_already_is_brought_together(source: CopiedFolder, tmp_path: Path) -> None:
    own = store_in(tmp_path / "two", NAMES[0]).open_key("n1.txt")
    made = new_annotation("n1.txt", SHA256, "خبر", Span(1, 2), "EVENT", annotator=NAMES[0])
    own.commit(new_transaction("n1.txt", [Edit(None, made)], by=NAMES[0], command="test"))
    assert copy_store(source, target(tmp_path)).problems == []
    labels = {each.label for each in target(tmp_path).open(NAMES[0], "n1.txt").load().annotations}
    assert labels == {"ACTOR", "EVENT"}
    assert len(contents(target(tmp_path))) == 10


def test_a_file_that_cannot_be_written_is_told_of_and_keeps_no_other_back(
    source: CopiedFolder, tmp_path: Path
) -> None:
    blocked = store_in(tmp_path / "two", NAMES[0]).file_of("n2.txt")
    blocked.mkdir(parents=True)
    report = copy_store(source, target(tmp_path))
    assert (len(report.problems), report.changed) == (1, 9)


KILLED = """
import os, sys
from pathlib import Path
from hashiya.store.copied_folder import CopiedFolder
from hashiya.store.copying import copy_store
left = int(sys.argv[2])
def watch(event, arguments):
    global left
    if event in ("os.rename", "os.link", "os.remove", "open"):
        left -= 1
        if not left:
            os._exit(9)
folder = Path(sys.argv[1])
sys.addaudithook(watch)
copy_store(CopiedFolder(folder / "one"), CopiedFolder(folder / "two"))
"""


@pytest.mark.process
@pytest.mark.parametrize("after", [3, 55, 60, 65, 80, 95])
def test_a_copy_that_was_killed_is_undamaged_and_can_be_repeated(
    source: CopiedFolder, tmp_path: Path, after: int
) -> None:
    done = subprocess.run([sys.executable, "-c", KILLED, tmp_path, str(after)], check=False)
    assert done.returncode in (0, 9)
    wanted = contents(source)
    assert all(wanted[each] == content for each, content in contents(target(tmp_path)).items())
    assert copy_store(source, target(tmp_path)).problems == []
    assert contents(target(tmp_path)) == wanted
