from __future__ import annotations

import os
import signal
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
