"""``kill -9`` at each file system call of each command (strace), and at random moments (a worker)."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.faults.bench import ARTICLE, COMMANDS, ENVIRONMENT, THOROUGH, assert_all_or_nothing
from tests.faults.tracing import calls_of, last_call, trace
from tests.shares import exhaustive

if TYPE_CHECKING:
    from pathlib import Path

    from tests.faults.bench import Bench

KILLS = 1000 if THOROUGH else 100


def test_an_id_is_printed_only_after_file_and_folder_are_on_the_disk(bench: Bench) -> None:
    assert trace(bench, COMMANDS["annotate"]).returncode == 0
    calls = [f"{call.name} {call.text}" for call in calls_of(bench)]
    file, folder = bench.store_file.name, bench.store_folder.relative_to(bench.folder)
    steps = [
        ("openat", "O_EXCL"),
        ("getdents64", "/.locks>"),
        ("openat", '.X.former", O_RDONLY'),
        ("write", ".X>"),
        ("fsync", ".X>"),
        ("rename", f'.X.former", "{folder}/{file}.bak")'),
        ("rename", f'.X", "{folder}/{file}")'),
        ("fsync", f"/{folder}>"),
        ("write", "(1<"),
    ]
    coming = list(steps)
    for call in calls:
        if coming and call.startswith(f"{coming[0][0]} ") and coming[0][1] in call:
            del coming[0]
        # none of what changes names or acknowledges happens out of its turn
        elif call.startswith(("rename", "write write(1")):
            raise AssertionError(call)
    assert coming == []


SAMPLE = ("annotate", "export")
REST = [command for command in COMMANDS if command not in SAMPLE]


@pytest.mark.parametrize("command", [*SAMPLE, *exhaustive(*REST)])
def test_killed_at_any_file_system_call_a_command_has_done_all_or_nothing(
    start: Bench, tmp_path: Path, command: str
) -> None:
    whole = start.copy(tmp_path / "bench")
    assert trace(whole, COMMANDS[command]).returncode == 0
    complete = whole.run("export", ARTICLE).stdout.encode()
    calls = [call for call in calls_of(whole) if THOROUGH or call.changes_files]
    named = "linkat" if command == "export" else "rename"  # an export takes no other file's name
    assert {call.name for call in calls} >= {"openat", "write", "fsync", named}
    outcomes = set()
    for call in calls:
        # of the same name, so that the same calls are made
        shutil.rmtree(whole.folder)
        bench = start.copy(whole.folder)
        killed = trace(bench, COMMANDS[command], call, "signal=KILL")
        assert killed.returncode != 0, call
        assert last_call(bench.folder) == call.name
        assert_all_or_nothing(bench, command, "new" in killed.stdout, complete)
        if command != "export":
            outcomes.add(bench.store_file.read_bytes() == start.store_file.read_bytes())
        bench.assert_next_command_needs_no_help()
    # some were killed before the change was there, and some after
    assert outcomes == (set() if command == "export" else {True, False})


def test_killed_at_random_moments_nothing_acknowledged_is_lost(bench: Bench) -> None:
    worker = subprocess.run(
        [sys.executable, "-m", "tests.faults.random_kills", bench.folder, str(KILLS)],
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    assert worker.returncode == 0, worker.stderr[-3000:]
    assert worker.stdout.split()[-1] == "fine"
