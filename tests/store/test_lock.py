from __future__ import annotations

import errno
import fcntl
import os
import signal
import socket
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from hashiya.errors import HashiyaError
from hashiya.store.lock import exclusive

if TYPE_CHECKING:
    from pathlib import Path

HOLDER = """
import sys, time
from pathlib import Path
from hashiya.store.lock import exclusive
with exclusive(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_holder_that_is_stopped_is_named_and_one_that_is_killed_holds_nothing(tmp_path: Path) -> None:
    path = tmp_path / "s.json"
    with subprocess.Popen([sys.executable, "-c", HOLDER, str(path)], stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        os.kill(holder.pid, signal.SIGSTOP)
        with (
            pytest.raises(HashiyaError, match=f"locked by process {holder.pid}"),
            exclusive(path, timeout=0.1),
        ):
            pass
        holder.kill()
    with exclusive(path, timeout=0.1):
        pass


def test_a_lock_file_that_was_left_behind_locks_nothing(tmp_path: Path) -> None:
    (tmp_path / ".s.json.lock").write_text("99999")
    with exclusive(tmp_path / "s.json", timeout=0.1):
        pass


def test_the_lock_is_given_up_when_the_work_fails(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), exclusive(tmp_path / "s.json"):
        raise RuntimeError
    with exclusive(tmp_path / "s.json", timeout=0.1):
        pass


def test_a_lock_file_that_is_a_link_is_refused_and_nothing_is_written_through_it(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("mine")
    (tmp_path / ".s.json.lock").symlink_to(tmp_path / "mine")
    with pytest.raises(OSError, match="symbolic links"), exclusive(tmp_path / "s.json"):
        pass
    assert (tmp_path / "mine").read_text() == "mine"


@pytest.mark.parametrize("number", [errno.ENOSYS, errno.ENOLCK, errno.EOPNOTSUPP])
def test_where_files_cannot_be_locked_a_marker_stands_for_the_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def refuse(_descriptor: int, _operation: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(fcntl, "flock", refuse)
    path = tmp_path / "s.json"
    with exclusive(path):
        assert (tmp_path / ".s.json.marker").read_text().startswith(f"{os.getpid()}\n")
        other = "from pathlib import Path; import sys, fcntl, os\n"
        other += "def refuse(*_): raise OSError(38, 'none')\n"
        other += "fcntl.flock = refuse\nfrom hashiya.store.lock import exclusive\n"
        other += "with exclusive(Path(sys.argv[1]), 0.1): pass"
        answer = subprocess.run(
            [sys.executable, "-c", other, path], capture_output=True, text=True, check=False
        )
        assert f"is locked by process {os.getpid()}" in answer.stderr
    assert not (tmp_path / ".s.json.marker").exists()
    # one that was left behind by a process that is gone is taken over
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    (tmp_path / ".s.json.marker").write_text(f"{gone.pid}\n{socket.gethostname()}\n")
    os.utime(tmp_path / ".s.json.marker", (0, 0))
    with exclusive(path, timeout=5):
        pass


@pytest.mark.parametrize("content", [b"", b"no number", b"\xff\xfe"])
def test_a_holder_that_left_no_number_is_another_process(tmp_path: Path, content: bytes) -> None:
    with exclusive(tmp_path / "s.json"):
        (tmp_path / ".s.json.lock").write_bytes(content)
        with (
            pytest.raises(HashiyaError, match="is locked by another process"),
            exclusive(tmp_path / "s.json", timeout=0.05),
        ):
            pass


def test_a_pipe_in_the_place_of_the_lock_file_holds_nobody_up(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / ".s.json.lock")
    with (
        exclusive(tmp_path / "s.json"),
        pytest.raises(HashiyaError, match="is locked by"),
        exclusive(tmp_path / "s.json", timeout=0.05),
    ):
        pass
