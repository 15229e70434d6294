"""A terminal window with a program in it: what closes it reaches the program as it does in real use."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tests.faults.lacking import leave_out

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

HASHIYA = str(Path(sys.executable).with_name("hashiya"))
PATIENCE = 30.0
"""Seconds for which a busy machine is waited for; the program promises to be gone within two."""


class Window:
    """A program whose controlling terminal this is.

    Attributes:
        sent: all that the program has sent.
    """

    def __init__(self, folder: Path, words: Sequence[str], environment: Mapping[str, str] = {}) -> None:
        self.folder = folder
        kept = {name: os.environ[name] for name in ("PATH", "LOGNAME") if name in os.environ}
        own = {"LC_ALL": "C.UTF-8", "HOME": str(folder), "TERM": "xterm-256color"}
        self.pid, self._master = pty.fork()
        if not self.pid:
            os.chdir(folder)
            os.execvpe(words[0], list(words), {**kept, **own, **environment})  # noqa: S606
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.sent = b""
        self._status: int | None = None

    def read_until(self, wanted: bytes | re.Pattern[bytes], since: int = 0) -> int:
        """Waits until something is sent; where it ends in what was sent."""
        pattern = re.compile(re.escape(wanted)) if isinstance(wanted, bytes) else wanted
        end = time.monotonic() + PATIENCE
        while (found := pattern.search(self.sent, since)) is None:
            assert time.monotonic() < end, f"{wanted!r} was never sent: {self.sent[since:][-600:]!r}"
            self.read(0.1)
        return found.end()

    def read(self, seconds: float = 0.0) -> None:
        """Reads what is sent at once, or the first of it within some seconds."""
        if select.select([self._master], [], [], seconds)[0]:
            try:
                self.sent += os.read(self._master, 65536)
            except OSError:  # the program has ended
                time.sleep(0.01)

    def type(self, keys: bytes) -> None:
        os.write(self._master, keys)

    def close(self) -> None:
        """Closes the window, as its program's last view of the terminal."""
        os.close(self._master)
        self._master = os.open(os.devnull, os.O_RDWR)

    def has_ended(self) -> bool:
        """Whether the program has ended; what it sent at last may not have been read."""
        if self._status is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self._status = os.waitstatus_to_exitcode(status)
        return self._status is not None

    def wait(self, *, reading: bool = True) -> int:
        """The exit status of the program; negative, the signal that ended it."""
        end = time.monotonic() + PATIENCE
        while not self.has_ended():
            assert time.monotonic() < end, f"the program does not end: {self.sent[-600:]!r}"
            if reading:
                self.read()
            time.sleep(0.005)
        size = -1
        while reading and size < len(self.sent):  # what it sent at last comes in several pieces
            size = len(self.sent)
            self.read(0.05)
        assert self._status is not None
        return self._status

    def echoes(self) -> bool:
        """Whether the terminal is as a shell wants it."""
        return bool(termios.tcgetattr(self._master)[3] & termios.ECHO)

    def end(self) -> None:
        """Leaves nothing behind."""
        for pid in processes_in(self.folder):
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        if self._status is None:
            os.waitpid(self.pid, 0)
        os.close(self._master)


def processes_in(folder: Path) -> dict[int, str]:
    """The processes that work in a folder, with their commands."""
    if not Path("/proc/self/cwd").exists():
        leave_out("/proc, by which processes are found that are left")
    found = {}
    for path in Path("/proc").glob("[0-9]*"):
        try:
            if (path / "cwd").readlink().is_relative_to(folder):
                found[int(path.name)] = (path / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        except OSError:
            continue
    return found


def wait_until_nothing_runs(folder: Path, *but: str) -> None:
    """Waits until no process works in a folder, but those whose command begins with one of some words."""
    end = time.monotonic() + PATIENCE
    while left := [each for each in processes_in(folder).values() if not each.startswith(but or "\0")]:
        assert time.monotonic() < end, f"still there: {left}"
        time.sleep(0.02)
