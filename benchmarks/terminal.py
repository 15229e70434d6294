"""A program on a pseudo-terminal without answers: pressing keys and timing the output."""

from __future__ import annotations

import contextlib
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
from typing import TYPE_CHECKING, NamedTuple, Self

from benchmarks.articles import ANNOTATOR

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

KEYS = {
    "up": b"\x1b[A",
    "down": b"\x1b[B",
    "right": b"\x1b[C",
    "left": b"\x1b[D",
    "pagedown": b"\x1b[6~",
    "quit": b"\x11",
}
_FINAL = {"up": "A", "down": "B", "right": "C", "left": "D", "home": "H", "end": "F"}
_NUMBERED = {"delete": 3, "pageup": 5, "pagedown": 6}
_MODIFIERS = {"": 1, "shift": 2, "ctrl": 5, "ctrl+shift": 6}
_PLAIN = {"space": b" ", "tab": b"\t", "enter": b"\r", "escape": b"\x1b"}
# presentation forms B in UTF-8, U+FE70 to U+FEFC: only shaped Arabic is drawn with them
ARABIC = re.compile(rb"\xef(?:\xb9[\xb0-\xbf]|\xba[\x80-\xbf]|\xbb[\x80-\xbc])")
# longer than the 1/60 s between two frames of Textual, so a frame written in two parts counts as one
QUIET = 0.04
_PATIENCE = 30.0
# seconds that a program is watched, and the processor time of one that only waits meanwhile
_REST, _AT_REST = 1.0, 0.02


def sent_by(key: str) -> bytes:
    """Return the bytes that xterm sends for a key of the registry of commands.

    Raises:
        ValueError: the key is unknown.
    """
    modifiers, _, name = key.rpartition("+") if len(key) > 1 else ("", "", key)
    number = _MODIFIERS[modifiers]
    if name in _FINAL:
        return f"\x1b[{f'1;{number}' * (number > 1)}{_FINAL[name]}".encode()
    if name in _NUMBERED:
        return f"\x1b[{_NUMBERED[name]}{f';{number}' * (number > 1)}~".encode()
    if name in _PLAIN and not modifiers:
        return _PLAIN[name]
    if len(name) == 1:
        return bytes([ord(name) & 0x1F]) if modifiers == "ctrl" else name.encode()
    message = f"it is not known what the key {key} sends"
    raise ValueError(message)


class Size(NamedTuple):
    """The size of a terminal, in cells."""

    columns: int
    rows: int


class Burst(NamedTuple):
    """The output of a program after a key, until ``QUIET`` seconds without output.

    Attributes:
        seconds: from the key to the last byte; never less than to the first byte.
        size: of the output, in bytes.
    """

    seconds: float
    size: int


class Answer(NamedTuple):
    """The time between a key and the first byte of output.

    Attributes:
        milliseconds: elapsed time.
        processor: processor time of all threads of the program, in milliseconds.
    """

    milliseconds: float
    processor: float


class Session:
    """A program on its own terminal; leaving the session ends the program."""

    def __init__(self, command: Sequence[str | Path], size: Size, environment: Mapping[str, str]) -> None:
        arguments = [os.fspath(argument) for argument in command]
        self.started = time.perf_counter()
        self.pid, self._terminal = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", size.rows, size.columns, 0, 0))
            os.execve(arguments[0], arguments, dict(environment))  # noqa: S606 - no shell is wanted

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    def seconds_to(self, pattern: re.Pattern[bytes], patience: float = _PATIENCE) -> float:
        """Return the seconds from the start of the program until its output matches a pattern.

        Args:
            pattern: of the output from now on.
            patience: seconds without output after which it is given up.

        Raises:
            RuntimeError: the program ended, or its output did not match in time.
        """
        written = b""
        while True:
            data = self._read(patience)
            if not data:
                message = f"the program did not show what was waited for, but:\n{written[-2000:]!r}"
                raise RuntimeError(message)
            written += data
            if pattern.search(written):
                return time.perf_counter() - self.started

    def settle(self, quiet: float = QUIET) -> Burst:
        """Read until the output pauses; the seconds count from the start of the program."""
        return self._burst(self.started, quiet, patience=quiet)

    def rest(self) -> None:
        """Read until the program writes nothing and its threads have nothing left to do."""
        size, used = 1, 1.0
        while size or used > _AT_REST:
            before = self.processor_seconds()
            size = self._burst(time.perf_counter(), _REST, patience=_REST).size
            used = self.processor_seconds() - before

    def press(self, key: str) -> Burst:
        """Press a key and wait for the end of its output.

        Raises:
            RuntimeError: the program wrote nothing.
        """
        self._burst(self.started, 0.0, patience=0.0)
        pressed = time.perf_counter()
        os.write(self._terminal, KEYS[key])
        burst = self._burst(pressed, QUIET, patience=2.0)
        if not burst.size:
            message = f"nothing came after the key {key}"
            raise RuntimeError(message)
        return burst

    def processor_seconds(self) -> float:
        """Return the processor time used by all threads of the program; Linux only.

        Other programs on the machine change it little.
        """
        # the clock id of a process, as made by clock_getcpuclockid(3): kind 2, the time scheduled
        return time.clock_gettime(~self.pid << 3 | 2)

    def answer(self, keys: bytes, quiet: float = QUIET) -> Answer | None:
        """Press keys and measure the time to the first byte; read all output. None if nothing comes."""
        self._burst(self.started, 0.0, patience=0.0)
        used, pressed = self.processor_seconds(), time.perf_counter()
        os.write(self._terminal, keys)
        answered = self._read(1.0)
        seconds, processor = time.perf_counter() - pressed, self.processor_seconds() - used
        self._burst(pressed, quiet, patience=quiet)
        return Answer(seconds * 1000, processor * 1000) if answered else None

    def peak_memory(self) -> float:
        """Return the peak memory of the program, in megabytes (10⁶ bytes); Linux only."""
        # the rusage of a child includes its parent's memory at the fork; VmHWM does not
        status = Path(f"/proc/{self.pid}/status").read_text(encoding="ascii")
        found = re.search(r"VmHWM:\s+(\d+) kB", status)
        return int(found[1]) * 1024 / 1e6 if found else float("nan")

    def close(self) -> None:
        """Ask the program to quit, kill it if it does not, and wait for its end."""
        with contextlib.suppress(OSError):
            os.write(self._terminal, KEYS["quit"])
        deadline = time.perf_counter() + 3
        while time.perf_counter() < deadline and self._read(0.1) is not None:
            if self._has_ended():
                break
        else:
            if not self._has_ended():
                os.kill(self.pid, signal.SIGKILL)
                os.waitpid(self.pid, 0)
        os.close(self._terminal)

    def _has_ended(self) -> bool:
        try:
            return os.waitpid(self.pid, os.WNOHANG)[0] != 0
        except ChildProcessError:
            return True

    def _burst(self, since: float, quiet: float, patience: float) -> Burst:
        last, size = since, 0
        while data := self._read(quiet if size else patience):
            last = time.perf_counter()
            size += len(data)
        return Burst(last - since, size)

    def _read(self, patience: float) -> bytes | None:
        """Return new output; empty if nothing comes in time, None if the terminal is closed."""
        ready, _, _ = select.select([self._terminal], [], [], patience)
        if not ready:
            return b""
        try:
            return os.read(self._terminal, 1 << 16) or None
        except OSError:
            return None


def environment(home: Path) -> dict[str, str]:
    """Return a plain environment for programs: their own home and store, and none of our settings."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": os.fspath(home),
        "LOGNAME": ANNOTATOR,
        "HASHIYA_STORE": os.fspath(home / "annotations"),
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
    }


def hashiya_command(article: Path) -> list[str | Path]:
    """Return the command that opens an article with the installed program."""
    return [Path(sys.executable).with_name("hashiya"), article]


def bare_command(rows: Path) -> list[str | Path]:
    """Return the command that shows prepared rows with the peer."""
    return [sys.executable, Path(__file__).with_name("bare.py"), rows]
