"""Annotations that follow a renamed article, stopped at any call: they are there once, whatever comes."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from hashiya.annotation.annotation import new_annotation
from hashiya.annotation.edits import Edit
from hashiya.article.reading import read_article
from hashiya.messages import Message
from hashiya.text.spans import Span
from tests.faults.bench import ARTICLE, CHANGED, KEPT, THOROUGH, Bench
from tests.faults.tracing import calls_of, last_call, trace
from tests.refusals import refused
from tests.shares import exhaustive
from tests.store.conftest import files_of
from tests.storing import apply, store_in

if TYPE_CHECKING:
    from pathlib import Path

FOLLOW = ("check", "--repair")
RENAMED = "articles/renamed.txt"
ERRORS = ("EIO", "ENOSPC", "EACCES") if THOROUGH else ("EIO",)
NAMES = ("rename", "linkat", "unlink")
"""Calls between which the states of the store differ; the others get their turn in a thorough run."""


@pytest.fixture(scope="module")
def renamed(start: Bench, tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """The bench with its article renamed."""
    bench = start.copy(tmp_path_factory.mktemp("renamed") / "bench")
    # the same file under another name, as its number tells; a copy of the folder has others
    bench.add("again")
    assert bench.run("remove", ARTICLE, "again").returncode == 0
    (bench.folder / ARTICLE).rename(bench.folder / RENAMED)
    return bench


def copied(bench: Bench, folder: Path) -> Bench:
    """A copy in which the store knows the article by its number, as in the original."""
    copy = bench.copy(folder)
    number = (bench.folder / RENAMED).stat().st_ino
    there = (copy.folder / RENAMED).stat().st_ino
    for path in copy.store_folder.glob("*.json*"):
        path.write_bytes(path.read_bytes().replace(b'"%d"' % number, b'"%d"' % there))
    return copy


def exported(bench: Bench) -> list[tuple[str, str]]:
    """The ids that an export gives, each with its article."""
    answer = bench.run("export")
    assert (answer.returncode, answer.stderr) == (0, "")
    records = map(json.loads, answer.stdout.splitlines())
    return sorted((record["id"], record["article"]) for record in records)


def every_annotation_of(article: str) -> list[tuple[str, str]]:
    return [(CHANGED, article), (KEPT, article)]


def assert_one_of_two_states(bench: Bench) -> None:
    assert exported(bench) in (every_annotation_of(ARTICLE), every_annotation_of(RENAMED))
    answer = bench.run(*FOLLOW)
    assert (answer.returncode, answer.stderr) == (0, "")
    assert exported(bench) == every_annotation_of(RENAMED)
    store = store_in(bench.store)
    assert files_of(store) == [store.file_of(RENAMED).name]
    if not THOROUGH:
        return
    # the article can be annotated on, and so can a new one of the former name
    assert bench.run("check").returncode == 0
    shutil.copy(bench.folder / "articles" / "a.txt.bak", bench.folder / ARTICLE)
    for article in (RENAMED, ARTICLE):
        words = ("annotate", article, "--start", "0", "--end", "3", "--label", "EVENT")
        assert bench.run(*words).returncode == 0
    assert len(exported(bench)) == 4


def whole(renamed: Bench, tmp_path: Path) -> Bench:
    bench = copied(renamed, tmp_path / "whole" / "bench")
    assert trace(bench, FOLLOW).returncode == 0
    assert exported(bench) == every_annotation_of(RENAMED)
    return bench


@pytest.fixture(autouse=True)
def another_text(renamed: Bench) -> None:
    """What a new article of the former name will say."""
    (renamed.folder / "articles" / "a.txt.bak").write_text("كتاب جديد", encoding="utf-8")


# each call in a run of all tests, in others some of them
STEP = pytest.mark.parametrize("step", [3, *exhaustive(1)])


@STEP
def test_killed_at_any_call_they_are_there_once_and_the_next_command_finishes_it(
    renamed: Bench, tmp_path: Path, step: int
) -> None:
    traced = whole(renamed, tmp_path)
    calls = [call for call in calls_of(traced) if call.changes_files and (THOROUGH or call.name in NAMES)]
    assert [call.name for call in calls].count("rename") >= 2
    states = set()
    for call in calls[::step]:
        # of the same name, so that the same calls are made
        shutil.rmtree(traced.folder)
        bench = copied(renamed, traced.folder)
        assert trace(bench, FOLLOW, call, "signal=KILL").returncode != 0, call
        assert last_call(bench.folder) == call.name
        states.add(exported(bench)[0][1])
        assert_one_of_two_states(bench)
    assert states == {ARTICLE, RENAMED}


@pytest.mark.exhaustive
@STEP
def test_with_an_error_of_any_call_they_are_there_once_and_the_next_command_finishes_it(
    renamed: Bench, tmp_path: Path, step: int
) -> None:
    traced = whole(renamed, tmp_path)
    calls = [call for call in calls_of(traced) if call.changes_files and (THOROUGH or call.name in NAMES)]
    for call in [call for call in calls if "(1<" not in call.text][::step]:
        for error in ERRORS:
            shutil.rmtree(traced.folder)
            bench = copied(renamed, traced.folder)
            answer = trace(bench, FOLLOW, call, f"error={error}")
            assert "Traceback" not in answer.stderr, call
            assert answer.returncode in (0, 1), call
            assert_one_of_two_states(bench)


def test_a_reader_that_has_the_former_name_open_does_not_bring_it_back(
    renamed: Bench, tmp_path: Path
) -> None:
    bench = copied(renamed, tmp_path / "bench")
    article = read_article(bench.folder / RENAMED)
    reader = store_in(bench.store).open_key(ARTICLE)
    assert len(reader.load().annotations) == 2
    assert bench.run(*FOLLOW).returncode == 0
    made = new_annotation(ARTICLE, article.sha256, article.text, Span(0, 3), "EVENT")
    with refused(Message("store.followed", key=ARTICLE, new_key=RENAMED)):
        apply(reader, [Edit(None, made)])
    assert exported(bench) == every_annotation_of(RENAMED)
