"""Two computers on one folder, where the system's locks of the one do not reach the other."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from hashiya.messages import Message
from hashiya.store import annotators
from hashiya.store.tinydb.store_file import read_store_file
from tests.faults.bench import ARTICLE, CHANGED, COMMANDS, ENVIRONMENT, KEPT, THOROUGH, Bench
from tests.faults.mounts import OLD, mounted, on_host
from tests.shares import sampled
from tests.storing import ANNOTATOR, store_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytestmark = sampled(2)

SECONDS = 30 if THOROUGH else 2
LOOKS = 1000 if THOROUGH else 50
HOLDER = """
import sys, time
from pathlib import Path
from hashiya.store.tinydb.lock import exclusive
with exclusive(Path(sys.argv[1])) as lock:
    lock.read()
    print("held", flush=True)
    time.sleep(float(sys.argv[2]))
"""
REPOSITORY = Path(__file__).parents[2]


class Computers:
    """A bench on a server's disk, and how other computers see its folder."""

    def __init__(self, server: Bench, places: list[Path]) -> None:
        self.server = server
        self.places = places

    def start(self, number: int, *arguments: object) -> subprocess.Popen[str]:
        """Start a Python program on one of the computers."""
        host = on_host(f"host{number}")
        return subprocess.Popen(
            [*host, sys.executable, *(str(argument) for argument in arguments)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=REPOSITORY,
            env=ENVIRONMENT,
        )

    def file(self, number: int) -> Path:
        return self.places[number] / self.server.store_file.relative_to(self.server.folder)


@pytest.fixture
def start_computers(bench: Bench, tmp_path: Path) -> Iterator[Callable[..., Computers]]:
    with ExitStack() as stack:

        def start(options: str = "", denied: str = "") -> Computers:
            places = [
                stack.enter_context(mounted(bench.folder, tmp_path / f"mount{number}", options, denied))
                for number in range(2)
            ]
            return Computers(bench, [*places, bench.folder])

        yield start


@pytest.fixture
def computers(start_computers: Callable[..., Computers]) -> Computers:
    return start_computers()


# the last place is the server's own disk
@pytest.mark.parametrize(
    ("options", "denied", "writers"),
    [
        ("", "", (0, 0, 1, 1)),
        ("", "", (0, 1, 2, 2)),
        ("kernel_cache,attr_timeout=30,entry_timeout=30", "", (0, 0, 1, 1)),
        ("cache=no", "", (0, 0, 1, 1)),
        ("disable_hardlink,kernel_cache", "", (0, 1, 1, 2)),
        ("workaround=rename", OLD, (0, 0, 1, 1)),
    ],
    ids=["two mounts", "server too", "kernel's cache", "no cache", "no links", "old server"],
)
def test_of_what_writers_on_two_computers_were_told_is_saved_nothing_is_lost(
    start_computers: Callable[..., Computers], options: str, denied: str, writers: tuple[int, ...]
) -> None:
    computers = start_computers(options, denied)
    programs = [
        computers.start(place, "-m", "tests.faults.steady_writer", computers.places[place], number, SECONDS)
        for number, place in enumerate(writers)
    ]
    expected: dict[str, str | None] = {KEPT: "", CHANGED: ""}
    refused = []
    counts = []
    for program in programs:
        output, errors = program.communicate(timeout=SECONDS + 120)
        assert (program.returncode, errors) == (0, "")
        lines = [json.loads(line) for line in output.splitlines()]
        refused += [line["refused"] for line in lines if "refused" in line]
        for line in lines:
            expected |= {} if "refused" in line else line
        counts.append(sum("refused" not in line for line in lines))
    stored = {identifier: annotation.note for identifier, annotation in computers.server.stored().items()}
    assert stored == {identifier: note for identifier, note in expected.items() if note is not None}
    # each came to its turn, and none was told of damage or of a change that was not there
    assert min(counts) > 0
    assert [message for message in refused if "is locked by process" not in message] == []
    computers.server.assert_next_command_needs_no_help()


def test_annotators_on_two_computers_write_at_once_and_do_not_wait_for_each_other(
    computers: Computers,
) -> None:
    names = ("سارة", "علي")
    programs = [
        computers.start(
            *(place, "-m", "tests.faults.steady_writer", computers.places[place], place, SECONDS, name)
        )
        for place, name in enumerate(names)
    ]
    for name, program in zip(names, programs, strict=True):
        output, errors = program.communicate(timeout=SECONDS + 120)
        assert (program.returncode, errors) == (0, "")
        expected: dict[str, str | None] = {}
        for line in output.splitlines():
            told = json.loads(line)
            assert "refused" not in told
            expected |= told
        stored = store_in(computers.server.store, name).load(ARTICLE).checked().by_id
        assert {each.id: each.note for each in stored.values()} == {
            identifier: note for identifier, note in expected.items() if note is not None
        }
        assert {each.annotator for each in stored.values()} == {name}
    assert set(annotators(computers.server.store)) == {ANNOTATOR, *names}


def test_readers_on_another_computer_see_whole_files_while_one_writes(computers: Computers) -> None:
    writer = computers.start(0, "-m", "tests.faults.steady_writer", computers.places[0], "w", 600)
    looks = 0
    seen: set[str] = set()
    while looks < LOOKS or len(seen) < 3:
        content = read_store_file(computers.file(1))
        assert content is not None
        seen.add(str(content))
        looks += 1
        assert writer.poll() is None, writer.communicate()
        time.sleep(0.01)
    writer.terminate()
    assert writer.communicate()[1] == ""


def test_a_computer_that_dies_with_its_lock_is_named_and_holds_nobody_up_after_a_minute(
    computers: Computers,
) -> None:
    holder = computers.start(0, "-c", HOLDER, computers.file(0), 60)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    holder.kill()
    holder.communicate()
    (left,) = (computers.server.store_folder / ".locks").glob("*@host0.*[0-9a-f]")
    there = Bench(computers.places[1])
    impatient = "import hashiya.store.tinydb.lock as lock, sys; lock.TIMEOUT = 0.5; "
    impatient += "from hashiya.cli.main import main; sys.exit(main(sys.argv[1:]))"
    answer = there.run_python("-c", impatient, *COMMANDS["annotate"])
    assert answer.returncode == 1
    assert f"is locked by process {holder.pid} on host0" in answer.stderr
    assert f"remove {left.relative_to(computers.server.folder)}" in answer.stderr
    os.utime(left, (left.stat().st_atime, left.stat().st_mtime - 61))
    time.sleep(1.5)  # the mount may show the former time for about a second
    assert there.run(*COMMANDS["annotate"]).returncode == 0
    assert "new" in computers.server.stored()
    computers.server.assert_next_command_needs_no_help()


def test_a_computer_that_sleeps_with_its_lock_loses_its_turn_and_nothing_else(computers: Computers) -> None:
    sleeper = computers.start(0, "-c", SLEEPER, computers.places[0])
    assert sleeper.stdout is not None
    assert sleeper.stdout.readline() == "held\n"
    assert os.WIFSTOPPED(os.waitpid(sleeper.pid, os.WUNTRACED)[1])
    for lock in (computers.server.store_folder / ".locks").iterdir():
        os.utime(lock, (lock.stat().st_atime, lock.stat().st_mtime - 61))
    assert computers.server.run(*COMMANDS["annotate"]).returncode == 0
    os.kill(sleeper.pid, signal.SIGCONT)
    output, errors = sleeper.communicate(timeout=60)
    assert str(Message("store.lock_lost")) in errors
    assert output == "tried again\n"
    assert set(computers.server.stored()) == {KEPT, CHANGED, "new", "slow"}
    computers.server.assert_next_command_needs_no_help()


SLEEPER = """
import os, signal, sys
from pathlib import Path
from hashiya.errors import HashiyaError
from hashiya.store.tinydb import lock as lock_module
from tests.faults.bench import Bench
read = lock_module.Lock.read
def read_and_wait(self):
    source = read(self)
    if not waited:
        waited.append(True)
        print("held", flush=True)
        os.kill(os.getpid(), signal.SIGSTOP)
    return source
waited = []
lock_module.Lock.read = read_and_wait
try:
    Bench(Path(sys.argv[1])).add("slow")
except HashiyaError as error:
    print(error, file=sys.stderr)
    Bench(Path(sys.argv[1])).add("slow")
    print("tried again")
"""
