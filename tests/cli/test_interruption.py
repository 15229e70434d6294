"""Ctrl+C at any moment of a command, its imports above all: quiet, with the status that a shell expects."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.faults.bench import ARTICLE, COMMANDS, ENVIRONMENT, Bench, assert_all_or_nothing

if TYPE_CHECKING:
    from pathlib import Path

AT_IMPORT = """
import os, sys
number, at = sys.argv[1:3]
count = 0
class Interrupting:
    @staticmethod
    def find_spec(name, path=None, target=None):
        global count
        count += 1
        if count == int(at):
            os.kill(os.getpid(), int(number))
from hashiya.cli.main import run
sys.meta_path.insert(0, Interrupting)
sys.argv[1:] = sys.argv[3:]
run()
"""


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench.make(tmp_path / "bench")


def interrupted(bench: Bench, number: int, at: int, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a command that a signal reaches at its import of some number."""
    return subprocess.run(
        [sys.executable, "-c", AT_IMPORT, str(number), str(at), *words],
        cwd=bench.folder,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("command", ["annotate", "export", "list", "show", "--help"])
def test_an_interrupt_during_an_import_is_quiet(bench: Bench, command: str) -> None:
    words = {"list": ("list",), "show": ("show", ARTICLE), "--help": ("--help",), **COMMANDS}[command]
    statuses = set()
    for at in (1, 2, 3, 5, 9, 17, 33, 65, 129):
        answer = interrupted(bench, 2, at, *words)
        assert answer.stderr == "", (at, answer.stderr)
        assert answer.returncode in (0, 130), at
        statuses.add(answer.returncode)
        if command == "annotate":
            assert_all_or_nothing(bench, command, answer.returncode == 0, b"")
            bench.run("remove", ARTICLE, "new")
    assert 130 in statuses


def test_a_request_to_end_is_quiet_too(bench: Bench) -> None:
    for at in (3, 33, 65):
        answer = interrupted(bench, 15, at, *COMMANDS["annotate"])
        assert (answer.returncode, answer.stderr) in ((143, ""), (-15, ""), (0, ""))


BEFORE_QUIET = """
import re, sys  # as the console script that pip writes
import signal
early = {}
class Noting:
    @staticmethod
    def find_spec(name, path=None, target=None):
        if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
            early.setdefault(name)
sys.meta_path.insert(0, Noting)
from hashiya.cli.main import run
sys.argv[1:] = ["--help"]
try:
    run()
finally:
    print(*early, sep="\\n", file=sys.stderr)
"""


def test_hardly_anything_is_imported_before_an_interrupt_is_quiet(bench: Bench) -> None:
    answer = subprocess.run(
        [sys.executable, "-c", BEFORE_QUIET],
        cwd=bench.folder,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert answer.stderr.splitlines() == [
        "hashiya",
        "hashiya.cli",
        "hashiya.cli.main",
        "__future__",
        "hashiya.cli.interruption",
    ]
