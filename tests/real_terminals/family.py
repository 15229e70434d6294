"""The processes that a test starts, all of which end with it."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from types import TracebackType

_SET_CHILD_SUBREAPER = 36
"""Of Linux' prctl(2): orphans among the descendants become children of this process."""
_PATIENCE = 5.0


class Family:
    """A context whose end is also the end of every process that was started in it, directly or not.

    Programs that put themselves into the background, as terminals' servers do, stay descendants. Processes
    that were there before are left alone.
    """

    def __enter__(self) -> Family:
        ctypes.CDLL(None).prctl(_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
        self._before = set(_descendants(os.getpid()))
        self._started: list[subprocess.Popen[bytes]] = []
        return self

    def start(
        self,
        command: Sequence[str],
        log: Path,
        *,
        environment: Mapping[str, str] | None = None,
        folder: Path | None = None,
        passed: Sequence[int] = (),
    ) -> None:
        """Starts a program in the background, what it says going to a file.

        Args:
            command: the program with its arguments.
            log: the file.
            environment: its own; this process' if left out.
            folder: in which it runs.
            passed: descriptors that it takes over.
        """
        with log.open("wb") as said:
            process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                env=environment,
                cwd=folder,
                pass_fds=passed,
                start_new_session=True,
            )
        self._started.append(process)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        end = time.monotonic() + _PATIENCE
        number = signal.SIGTERM
        while members := [pid for pid in _descendants(os.getpid()) if pid not in self._before]:
            for pid in members:
                try:
                    os.kill(pid, number)
                except ProcessLookupError:
                    continue
            for process in self._started:
                process.poll()
            for pid in members:
                _bury(pid)
            if time.monotonic() > end:
                number = signal.SIGKILL
            time.sleep(0.05)
        for process in self._started:
            process.wait()


def _bury(pid: int) -> None:
    """Takes the status of an ended child; a living one, or another's child, is left."""
    try:
        os.waitpid(pid, os.WNOHANG)
    except ChildProcessError:
        return


def _descendants(root: int) -> list[int]:
    children: dict[int, list[int]] = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                status = (folder / "stat").read_text()
            except OSError:  # it has just ended
                continue
            parent = int(status[status.rindex(")") + 2 :].split()[1])
            children.setdefault(parent, []).append(int(folder.name))
    found: list[int] = []
    open_ = [root]
    while open_:
        more = children.get(open_.pop(), [])
        found += more
        open_ += more
    return found
