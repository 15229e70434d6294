"""The program in a pseudo-terminal that is played by the test."""

from __future__ import annotations

import ctypes
import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

HASHIYA = Path(sys.executable).with_name("hashiya")
PATIENCE = 30.0
QUIET = 0.15
"""Seconds without a byte or work after which a program waits for keys; an escape is one by then."""
_STEP = 0.02


class PtyProgram:
    """``hashiya`` as the child of a terminal that says what the test wants it to say.

    Attributes:
        folder: in which it runs.
        sent: all that the program has sent.
    """

    def __init__(
        self,
        folder: Path,
        environment: Mapping[str, str],
        *arguments: str,
        program: Path = HASHIYA,
        ends: tuple[int, int] | None = None,
    ) -> None:
        """Starts it.

        Args:
            folder: in which it runs.
            environment: besides the least that it needs.
            arguments: of the command line.
            program: what is run.
            ends: the test's and the program's, where another than a pseudo-terminal is between them.
        """
        self._master, slave = ends or pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 20, 80, 0, 0))
        self._slave = slave
        self.folder = folder
        kept = {
            name: os.environ[name]
            for name in ("PATH", "LOGNAME", "COVERAGE_PROCESS_START")
            if name in os.environ
        }
        self._process = subprocess.Popen(
            [program, *arguments],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            cwd=folder,
            env={**kept, "LC_ALL": "C.UTF-8", "HOME": str(folder), **environment},
            start_new_session=True,
        )
        self.sent = b""

    def read_until(self, wanted: bytes, since: int = 0) -> int:
        """Waits until something is sent; where it ends in what was sent."""
        end = time.monotonic() + PATIENCE
        while (at := self.sent.find(wanted, since)) < 0:
            assert time.monotonic() < end, f"{wanted!r} was never sent: {self.sent[since:][-600:]!r}"
            if select.select([self._master], [], [], 0.1)[0]:
                try:
                    self.sent += os.read(self._master, 65536)
                except OSError:  # the program has ended
                    end = 0.0
        return at + len(wanted)

    def read_until_quiet(self, seconds: float = QUIET) -> int:
        """Read until the program has sent nothing and done nothing for a while; how much has been sent."""
        end = time.monotonic() + PATIENCE
        since = time.monotonic()
        while (now := time.monotonic()) - since < seconds:
            assert now < end, f"the program does not come to rest: {self.sent[-600:]!r}"
            if select.select([self._master], [], [], _STEP)[0]:
                try:
                    self.sent += os.read(self._master, 65536)
                except OSError:  # the program has ended
                    break
                since = time.monotonic()
            elif self._is_busy():
                since = time.monotonic()
        return len(self.sent)

    def _is_busy(self) -> bool:
        """Tell whether the program works or has keys to read, so that silence does not mean that it waits.

        On a busy machine a program may be silent for long because it gets no processor.
        """
        states = set()
        for path in Path("/proc", str(self._process.pid), "task").glob("*/stat"):
            try:
                states.add(path.read_text("utf-8", "replace").rpartition(")")[2].split()[0])
            except OSError:  # the thread has just ended
                continue
        if not states & set("RDS"):  # ended or stopped, or a system that does not tell
            return False
        unread = int.from_bytes(fcntl.ioctl(self._slave, termios.FIONREAD, bytes(4)), sys.byteorder)
        return bool(states & set("RD")) or unread > 0

    def answer(self, data: bytes) -> None:
        """What the terminal says, or a person types."""
        os.write(self._master, data)

    def answer_much(self, data: bytes) -> None:
        """Says more than fits at once, as fast as it is taken; what is sent meanwhile is read."""
        end = time.monotonic() + PATIENCE
        os.set_blocking(self._master, False)
        while data:
            assert time.monotonic() < end, f"{len(data)} bytes were never taken"
            readable, writable, _ = select.select([self._master], [self._master], [], 0.1)
            if readable:
                self.sent += os.read(self._master, 65536)
            if writable:
                data = data[os.write(self._master, data[:4096]) :]
        os.set_blocking(self._master, True)

    def hang_up(self) -> int:
        """Closes the terminal, which is not the one that the program would be told of; the exit status."""
        os.close(self._slave)
        os.close(self._master)
        self._slave, self._master = pty.openpty()  # for what is asked of them later
        return self._process.wait(PATIENCE)

    def resize(self, columns: int, rows: int) -> None:
        """What a terminal does when its window changes; what was sent until then is read."""
        fcntl.ioctl(self._slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        os.kill(self._process.pid, signal.SIGWINCH)
        while select.select([self._master], [], [], 0)[0]:
            self.sent += os.read(self._master, 65536)

    def signal(self, number: signal.Signals) -> None:
        os.kill(self._process.pid, number)

    def threads(self) -> list[int]:
        """List the numbers of the program's threads, of which the main thread is the least."""
        return sorted(int(each.name) for each in Path("/proc", str(self._process.pid), "task").iterdir())

    def signal_a_thread(self, number: int) -> None:
        """Send a signal that the newest thread takes, so that the wait of the main thread goes on."""
        if ctypes.CDLL(None, use_errno=True).tgkill(self._process.pid, self.threads()[-1], number):
            raise OSError(ctypes.get_errno(), "tgkill")

    def wait_until_stopped(self) -> None:
        """Wait until the program is stopped, and read meanwhile, so that no full terminal holds it up."""
        end = time.monotonic() + PATIENCE
        while os.waitpid(self._process.pid, os.WNOHANG | os.WUNTRACED) == (0, 0):
            assert time.monotonic() < end, "the program does not stop"
            if select.select([self._master], [], [], _STEP)[0]:
                self.sent += os.read(self._master, 65536)

    def echoes(self) -> bool:
        """Whether the terminal is as a shell wants it."""
        return bool(termios.tcgetattr(self._slave)[3] & termios.ECHO)

    def leave(self) -> int:
        """Ends the program as ctrl+q does, and reads what it sends then; the exit status."""
        self.answer(b"\x11")
        return self.wait()

    def wait(self) -> int:
        end = time.monotonic() + PATIENCE
        while self._process.poll() is None:
            assert time.monotonic() < end, "the program does not end"
            if select.select([self._master], [], [], 0.05)[0]:
                self.sent += os.read(self._master, 65536)
        while select.select([self._master], [], [], 0.05)[0]:
            self.sent += os.read(self._master, 65536)
        return self._process.returncode

    def close(self) -> None:
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()
        os.close(self._master)
        os.close(self._slave)
