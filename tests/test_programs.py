from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from hashiya import programs
from hashiya.messages import Message
from hashiya.programs import Ended, Program, end_all, isolated, run
from tests.refusals import refused

LONG = "3607"
"""Seconds that no test waits for; also how what was left behind is found."""
PATIENCE = 30.0


def is_running(pid: int) -> bool:
    """Whether a process is there and is no zombie."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def wait_until_gone(pid: int) -> None:
    end = time.monotonic() + PATIENCE
    while is_running(pid):
        assert time.monotonic() < end, f"{pid} is still there"
        time.sleep(0.01)


def number_in(path: Path) -> int:
    """Wait until a program has written its number to a file, and return the number."""
    end = time.monotonic() + PATIENCE
    while not path.exists() or not path.read_text(encoding="utf-8").endswith("\n"):
        assert time.monotonic() < end, path
        time.sleep(0.01)
    return int(path.read_text(encoding="utf-8"))


def sh(script: str) -> list[str]:
    return ["sh", "-c", script]


def test_output_complaints_and_status_are_told() -> None:
    assert run(sh("cat; echo no >&2; exit 3"), PATIENCE, b"given") == Ended(3, b"given", b"no\n")


def test_a_program_that_is_killed_tells_its_signal() -> None:
    ended = run(sh("kill -9 $$"), PATIENCE)
    assert ended is not None
    assert ended.status == -signal.SIGKILL


def test_much_goes_in_and_out() -> None:
    much = bytes(3_000_000)
    ended = run(["cat"], PATIENCE, much)
    assert ended == Ended(0, much, b"")


def test_much_goes_to_a_program_that_begins_to_read_late() -> None:
    much = bytes(3_000_000)
    assert run(sh("sleep 0.3; cat"), PATIENCE, much) == Ended(0, much, b"")


def test_what_is_not_read_of_the_input_is_no_fault() -> None:
    assert run(["true"], PATIENCE, bytes(3_000_000)) == Ended(0, b"", b"")


def test_a_program_that_takes_longer_is_killed_with_what_it_started(tmp_path: Path) -> None:
    script = f"sleep {LONG} & echo $! > {tmp_path}/child; echo $$ > {tmp_path}/parent; sleep {LONG}"
    program = Program(sh(script))
    numbers = [number_in(tmp_path / name) for name in ("parent", "child")]
    assert program.finish(0.1) is None
    for number in numbers:
        wait_until_gone(number)


@pytest.mark.parametrize("ignored", ["TERM", "HUP", "INT"])
def test_a_program_that_ignores_signals_is_killed_too(tmp_path: Path, ignored: str) -> None:
    program = Program(sh(f"trap '' {ignored}; echo $$ > {tmp_path}/pid; sleep {LONG}; sleep {LONG}"))
    number = number_in(tmp_path / "pid")
    assert program.finish(0.1) is None
    wait_until_gone(number)


def test_a_child_left_behind_that_holds_the_output_is_not_waited_for(tmp_path: Path) -> None:
    ended = run(sh(f"sleep {LONG} & echo $! > {tmp_path}/child; echo done"), PATIENCE)
    child = int((tmp_path / "child").read_text(encoding="utf-8"))
    try:
        assert ended == Ended(0, b"done\n", b"")
        assert is_running(child)
    finally:
        os.kill(child, signal.SIGKILL)


def test_a_child_left_behind_that_holds_the_input_is_not_waited_for(tmp_path: Path) -> None:
    script = f"sleep {LONG} <&0 >/dev/null 2>&1 & echo $! > {tmp_path}/child"
    ended = run(sh(script), PATIENCE, bytes(3_000_000))
    os.kill(int((tmp_path / "child").read_text(encoding="utf-8")), signal.SIGKILL)
    assert ended == Ended(0, b"", b"")


@pytest.mark.parametrize("code", [errno.EAGAIN, errno.ENOMEM, errno.EMFILE, errno.ENFILE])
def test_a_program_that_the_system_does_not_start_is_told_of(
    monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(subprocess, "Popen", refuse)
    name = Path(sys.executable).name
    with refused(Message("programs.cannot_start", program=name, reason=os.strerror(code))):
        Program([sys.executable, "-V"])


def test_a_program_that_is_not_there_is_told_of() -> None:
    with refused("programs.cannot_start"):
        Program(["no-such-program"])


def test_all_that_is_waited_for_can_be_ended_at_once() -> None:
    program = Program(["sleep", LONG])
    ended: list[Ended | None] = []
    waiting = threading.Thread(target=lambda: ended.append(program.finish(PATIENCE)))
    waiting.start()
    pid = program._process.pid
    assert is_running(pid)
    end_all()
    waiting.join(PATIENCE)
    assert not waiting.is_alive()
    assert not is_running(pid)


def test_a_program_that_was_not_waited_for_is_ended_too() -> None:
    program = Program(["sleep", LONG])
    try:
        end_all()
        assert not is_running(program._process.pid)
    finally:
        program.end()


def test_none_is_started_once_all_were_ended() -> None:
    end_all()
    before = set(programs._running)
    with refused("programs.closing"):
        Program(["sleep", LONG])
    assert programs._running <= before


def test_an_isolated_file_is_given_the_places_of_the_modules(tmp_path: Path) -> None:
    file = tmp_path / "child.py"
    file.write_text(
        "import json, sys\n"
        "assert not any('site-packages' in place for place in sys.path)\n"
        "sys.path[:] = json.loads(sys.argv[1])\n"
        "import hashiya.programs, pytest\n",
        encoding="utf-8",
    )
    assert run(isolated(file), PATIENCE) == Ended(0, b"", b"")
