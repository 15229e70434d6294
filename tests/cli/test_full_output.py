"""Standard output or standard error takes nothing: what was stored is said, and the status is right."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from hashiya.messages import Message
from tests.faults.bench import ARTICLE, CHANGED, COMMANDS, ENVIRONMENT, HASHIYA, Bench

if TYPE_CHECKING:
    from collections.abc import Sequence

FULL = Path("/dev/full")
pytestmark = pytest.mark.skipif(not FULL.exists(), reason="there is no /dev/full")
NOT_WRITTEN = Message("cli.output_not_written", reason=Message("files.disk_full"))
ANNOTATE = ("annotate", ARTICLE, "--start", "0", "--end", "3", "--label", "ACTOR")


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench.make(tmp_path / "bench")


def run(
    bench: Bench, words: Sequence[str], redirection: str, **environment: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", "-c", f'exec "$@" {redirection}', "sh", str(HASHIYA), *words],
        cwd=bench.folder,
        env={**ENVIRONMENT, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_an_annotation_whose_id_cannot_be_printed_is_said_to_be_stored(bench: Bench, unbuffered: str) -> None:
    before = set(bench.stored())
    answer = run(bench, ANNOTATE, "> /dev/full", PYTHONUNBUFFERED=unbuffered)
    [identifier] = set(bench.stored()) - before
    assert answer.returncode == 1
    told = Message("cli.stored_but", id=identifier, problem=NOT_WRITTEN)
    assert answer.stderr == f"hashiya: {told}\n  {Message('cli.do_not_add_again')}\n"


def test_a_closed_output_is_no_fault(bench: Bench) -> None:
    before = set(bench.stored())
    answer = run(bench, ANNOTATE, ">&-")
    assert (answer.returncode, answer.stderr) == (0, "")
    assert len(set(bench.stored()) - before) == 1


def test_an_output_that_nobody_reads_is_no_fault(bench: Bench) -> None:
    before = set(bench.stored())
    answer = subprocess.run(
        ["bash", "-c", '"$@" | true; echo ${PIPESTATUS[0]}', "bash", str(HASHIYA), *ANNOTATE],
        cwd=bench.folder,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (answer.stdout, answer.stderr) == ("0\n", "")
    assert len(set(bench.stored()) - before) == 1


@pytest.mark.parametrize("command", ["edit", "remove", "import"])
@pytest.mark.parametrize("redirection", ["> /dev/full", "2> /dev/full", "> /dev/full 2>&1", ">&- 2>&-"])
def test_a_change_that_prints_no_answer_is_well_done_all_the_same(
    bench: Bench, command: str, redirection: str
) -> None:
    answer = run(bench, COMMANDS[command], redirection)
    assert answer.returncode == 0
    stored = bench.stored()
    done = {"edit": lambda: stored[CHANGED].note == "n", "remove": lambda: CHANGED not in stored}
    assert done.get(command, lambda: "in-0" in stored)()


@pytest.mark.parametrize("words", [["list"], ["export"], ["show", ARTICLE], ["--help"], ["--version"]])
def test_an_answer_that_cannot_be_printed_is_said_to_be_so(bench: Bench, words: list[str]) -> None:
    answer = run(bench, words, "> /dev/full")
    assert answer.returncode == 1
    assert answer.stderr == f"hashiya: {NOT_WRITTEN}\n  {Message('files.free_space')}\n"
