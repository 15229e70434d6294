"""Errors of the file system at each call of a save, on a real full disk and on one that can only be read."""

from __future__ import annotations

import errno
import os
import resource
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from hashiya.files.causes import cause_of
from hashiya.messages import Message
from tests.faults.bench import COMMANDS, HASHIYA, THOROUGH, Bench, assert_all_or_nothing
from tests.faults.lacking import leave_out
from tests.faults.tracing import calls_of, trace
from tests.shares import sampled

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.faults.tracing import Call

pytestmark = sampled(3)

ERRORS = {
    "openat": ("EROFS", "ENOSPC", "EACCES", "EMFILE"),
    "write": ("ENOSPC", "EDQUOT", "EIO", "EFBIG"),
    "fsync": ("EIO", "EDQUOT", "ENOSPC"),
    "rename": ("EIO", "EROFS", "EDQUOT", "ENOSPC"),
    "linkat": ("EPERM", "EMLINK", "EIO"),
    "unlink": ("EIO",),
    "fchmod": ("EPERM", "EIO"),
    "mkdir": ("EROFS", "ENOSPC"),
}
FATAL = ("write", "fsync", "rename")
"""Calls on the new file, the store file or the folder that must be told of as not saved."""


def said_of(error: str) -> str:
    number = getattr(errno, error)
    return str(cause_of(Path(), OSError(number, os.strerror(number))))


def is_of_journal(call: Call) -> bool:
    return "/.journal" in call.text


@pytest.mark.parametrize("command", COMMANDS if THOROUGH else ["annotate", "export"])
def test_an_error_of_any_call_is_told_of_or_does_no_harm(start: Bench, tmp_path: Path, command: str) -> None:
    whole = start.copy(tmp_path / "whole" / "bench")
    assert trace(whole, COMMANDS[command]).returncode == 0
    complete = whole.run("export").stdout.encode()
    calls = [call for call in calls_of(whole) if call.changes_files and "1<" not in call.text]
    told = set()
    for call in calls:
        errors = ERRORS.get(call.name, ())
        for error in errors if THOROUGH else errors[:1]:
            trial = start.copy(tmp_path / f"{call.name}-{call.number}-{error}" / "bench")
            answer = trace(trial, COMMANDS[command], call, f"error={error}")
            where = (call.text, error, answer.stderr)
            assert "Traceback" not in answer.stderr, where
            assert answer.returncode in (0, 1), where
            assert_all_or_nothing(trial, command, answer.returncode == 0, complete)
            if answer.returncode:
                assert said_of(error) in answer.stderr, where
                assert "cannot" in answer.stderr, where
                assert answer.stdout == ""
                told.add(call.text)
            trial.assert_next_command_needs_no_help()
    fatal = {call.text for call in calls if call.name in FATAL and not is_of_journal(call)}
    assert fatal <= told
    # what the journal lacks cannot be taken back, and nothing else depends on it
    assert not {call.text for call in calls if is_of_journal(call)} & told


# --- a full disk


@pytest.fixture
def small_disk(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs a shell script in a namespace of its own with a disk of 64 kB mounted at ``disk``."""
    disk = tmp_path / "disk"
    disk.mkdir()

    def run(script: str) -> subprocess.CompletedProcess[str]:
        mount = f"mount -t tmpfs -o size=64k,mode=0777 none {disk} && cd {disk} && {{ {script}\n}}"
        return subprocess.run(
            ["unshare", "-Urm", "sh", "-c", mount], capture_output=True, text=True, check=False, timeout=60
        )

    if shutil.which("unshare") is None or run("true").returncode:
        leave_out("no file system can be mounted here; a limit on the size of files stands for a full disk")
    return run


FILL = "dd if=/dev/zero of=filler bs=1k count=64 2>/dev/null"


def test_on_a_full_disk_nothing_is_lost_and_the_next_try_after_room_is_made_succeeds(
    start: Bench, small_disk: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    annotate = " ".join(COMMANDS["annotate"])
    script = f"""
    cp -r {start.folder}/. . && export LC_ALL=C.UTF-8
    cp -r annotations ../before && {FILL}
    {HASHIYA} {annotate}; echo "status $?"
    diff -r annotations ../before && echo same; rm -r ../before
    {HASHIYA} export -o out.jsonl; echo "status $?"; ls
    rm filler; {HASHIYA} {annotate}; echo "status $?"; {HASHIYA} check; echo "status $?"
    """
    answer = small_disk(script)
    assert answer.stderr.count(str(Message("files.disk_full"))) == 2, answer
    assert str(Message("files.free_space")) in answer.stderr
    lines = answer.stdout.splitlines()
    listed = ["annotations", "articles", "filler", "in.jsonl"]
    assert lines == ["status 1", "same", "status 1", *listed, "new", "status 0", "status 0"]


def test_on_a_disk_that_can_only_be_read_annotations_are_read_and_saving_is_refused(
    start: Bench, small_disk: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    answer = small_disk(f"""
    cp -r {start.folder}/. . && mount -o remount,ro {"$PWD"} && export LC_ALL=C.UTF-8
    {HASHIYA} list >/dev/null; echo "status $?"; {HASHIYA} export | wc -l
    {HASHIYA} {" ".join(COMMANDS["annotate"])}; echo "status $?"
    """)
    assert answer.stdout.split("\n") == ["status 0", "2", "status 1", ""], answer
    assert str(Message("files.read_only_disk")) in answer.stderr


# --- limits


def test_a_limit_on_the_size_of_files_is_as_a_full_disk(bench: Bench) -> None:
    before = bench.store_file.read_bytes()
    limit = (len(before), len(before))
    answer = bench.run(
        *COMMANDS["annotate"], preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, limit)
    )
    assert (answer.returncode, answer.stdout) == (1, "")
    assert str(Message("files.over_size_limit")) in answer.stderr
    assert bench.store_file.read_bytes() == before
    bench.assert_next_command_needs_no_help()


def test_many_articles_need_few_open_files(start: Bench, tmp_path: Path) -> None:
    bench = start.copy(tmp_path / "bench")
    source = (bench.folder / "articles" / "a.txt").read_bytes()
    for number in range(60):
        path = bench.folder / "articles" / f"{number}.txt"
        path.write_bytes(source)
        records = f'{{"label": "EVENT", "start": 0, "end": 4, "article": "articles/{number}.txt"}}\n'
        with (bench.folder / "many.jsonl").open("a") as file:
            file.write(records)

    def open_few() -> None:
        resource.setrlimit(resource.RLIMIT_NOFILE, (20, 20))

    for arguments, lines in (
        (["import", "many.jsonl"], 0),
        (["list"], 62),
        (["export"], 62),
        (["check"], 0),
    ):
        answer = bench.run(*arguments, preexec_fn=open_few)
        assert answer.returncode == 0, answer.stderr
        assert len(answer.stdout.splitlines()) == lines


def test_without_memory_the_store_stays_as_it_is(bench: Bench) -> None:
    (bench.folder / "articles" / "big.txt").write_bytes("كتاب ".encode() * 10_000_000)
    before = bench.store_file.read_bytes()
    limit = (300 << 20, 300 << 20)
    answer = bench.run(
        *("annotate", "articles/big.txt", "--start", 0, "--end", 4, "--label", "ACTOR"),
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, limit),
    )
    assert answer.returncode == 1
    assert "memory" in answer.stderr
    assert "Traceback" not in answer.stderr
    assert bench.store_file.read_bytes() == before
