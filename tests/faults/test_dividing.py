"""``kill -9`` while a store of an older version is divided among its annotators, and programs at once."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from hashiya.annotation.annotation import new_annotation
from hashiya.annotation.edits import Edit
from hashiya.article.reading import read_article
from hashiya.store import Store, annotators, former_in, is_undivided, open_repository
from hashiya.store.repository.draft import Draft
from hashiya.store.repository.reading import DONE, Reading
from hashiya.text.spans import Span
from tests.faults.bench import ENVIRONMENT, HASHIYA, TEXT, THOROUGH, Bench
from tests.faults.tracing import calls_of, trace
from tests.storing import ANNOTATOR, apply, store_files

if TYPE_CHECKING:
    from pathlib import Path

KEYS = ("articles/a.txt", "articles/b.txt")
OTHER = "سارة"
DIVIDE = ("show", KEYS[0])
WHOSE = {ANNOTATOR: {"a-0", "a-2", "b-0", "b-2"}, OTHER: {"a-1"}}


@pytest.fixture(scope="session")
def older(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """Two articles as an older version kept them: one of two annotators, one of nobody whom it names."""
    bench = Bench(tmp_path_factory.mktemp("older") / "older")
    (bench.folder / "articles").mkdir(parents=True)
    store = Store(bench.store)
    for key in KEYS:
        (bench.folder / key).write_bytes(TEXT.encode())
        opened = store.open(read_article(bench.folder / key))
        name = key[-5]
        for number in range(3):
            annotator = OTHER if (name, number) == ("a", 1) else ""
            if (name, number) == ("b", 1):
                continue
            sha256 = read_article(bench.folder / key).sha256
            made = new_annotation(
                key, sha256, TEXT, Span(number, 9), "ACTOR", id=f"{name}-{number}", annotator=annotator
            )
            apply(opened, [Edit(None, made)])
        opened.save_reading(Reading(3, DONE))
    store.collection("codebook").put({"x": {"y": 1}})
    return bench


def assert_divided(bench: Bench) -> None:
    """Everybody has what is theirs, once, and the former files are aside."""
    assert not is_undivided(bench.store)
    assert set(annotators(bench.store)) == set(WHOSE)
    for annotator, ids in WHOSE.items():
        repository = open_repository(bench.store, annotator)
        assert repository.survey().refused == {}
        snapshots = [repository.load(key).checked() for key in KEYS]
        assert {each for snapshot in snapshots for each in snapshot.by_id} == ids
        assert not any(snapshot.conflicts or snapshot.problems for snapshot in snapshots)
        statuses = {snapshot.reading.status for snapshot in snapshots}
        assert (statuses == {DONE}) == (annotator == ANNOTATOR)
        kept_keys = repository.keys()
        for key in kept_keys:  # the next save needs no help, and sweeps what a killed program left
            repository.open_key(key).save_draft(Draft(snapshots[KEYS.index(key)].annotations[0], "x"))
        assert list((repository.folder / ".locks").iterdir()) == []
    assert open_repository(bench.store, ANNOTATOR).collection("codebook").records() == {"x": {"y": 1}}
    former = former_in(bench.store)
    assert former is not None
    kept = {path.name for path in store_files(former)}
    assert kept == {Store(former).file_of(key).name for key in KEYS}


def test_killed_at_any_file_system_call_the_next_command_completes_the_division(
    older: Bench, tmp_path: Path
) -> None:
    bench = older.copy(tmp_path / "bench")
    assert trace(bench, DIVIDE).returncode == 0
    assert_divided(bench)
    calls = [call for call in calls_of(bench) if call.changes_files]
    assert {call.name for call in calls} >= {"rename", "fsync", "mkdir", "write", "openat"}
    killed = 0
    for call in calls if THOROUGH else calls[::3]:
        shutil.rmtree(bench.folder)
        bench = older.copy(bench.folder)
        # threads wait for the disk, and which of them calls first differs
        killed += trace(bench, DIVIDE, call, "signal=KILL").returncode != 0
        assert bench.run(*DIVIDE).returncode == 0
        assert_divided(bench)
    assert killed > len(calls) / 9


def test_a_call_that_fails_loses_nothing_and_the_next_command_completes_the_division(
    older: Bench, tmp_path: Path
) -> None:
    bench = older.copy(tmp_path / "bench")
    assert trace(bench, DIVIDE).returncode == 0
    calls = [call for call in calls_of(bench) if call.name in ("rename", "fsync", "linkat", "link", "mkdir")]
    for call in calls if THOROUGH else calls[::4]:
        shutil.rmtree(bench.folder)
        bench = older.copy(bench.folder)
        assert "Traceback" not in trace(bench, DIVIDE, call, "error=ENOSPC").stderr, call
        assert bench.run(*DIVIDE).returncode == 0
        assert_divided(bench)


def test_programs_that_divide_a_store_at_once_lose_nothing(older: Bench, tmp_path: Path) -> None:
    bench = older.copy(tmp_path / "bench")
    programs = [
        subprocess.Popen(
            [HASHIYA, *DIVIDE],
            cwd=bench.folder,
            env=ENVIRONMENT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(4)
    ]
    for program in programs:
        _, errors = program.communicate(timeout=60)
        assert program.returncode == 0, errors
    assert_divided(bench)
