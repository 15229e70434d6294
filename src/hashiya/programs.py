"""Run other programs within a limit of time, and end them with all their children.

A program may hang, leave a child behind that keeps its output open, or fail to start where the system has no
process or no file left. None of this may delay a key or outlive the reader.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import nullcontext, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from hashiya.errors import HashiyaError
from hashiya.messages import Message

if TYPE_CHECKING:
    from collections.abc import Sequence

_STEP = 0.05
"""Seconds between two looks whether a program has ended without closing its output."""
_FITS_A_PIPE = 4096
"""Bytes that a pipe holds before anyone reads."""
_LENGTH = 8
"""Bytes of the length before a question or an answer."""
_DYING = 0.5
"""Seconds that a killed program has to disappear; after that, one that hangs in the kernel is left alone."""


class Ended(NamedTuple):
    """The end of a program.

    Attributes:
        status: its exit status; negative, the number of the signal that ended it.
        output: its standard output.
        complaints: its standard error.
    """

    status: int
    output: bytes
    complaints: bytes


class Program:
    """A running program; `finish` it or `end` it."""

    def __init__(self, words: Sequence[str]) -> None:
        """Start a program in its own session, so that its children can be ended with it.

        Args:
            words: its name or path, then its arguments.

        Raises:
            HashiyaError: the program cannot be started, or hashiya is ending.
        """
        try:
            self._process = subprocess.Popen(
                words,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                start_new_session=True,
            )
        except OSError as error:
            reason = error.strerror or str(error)
            told = Message("programs.cannot_start", program=Path(words[0]).name, reason=reason)
            raise HashiyaError(told) from error
        _running.add(self)
        if _is_ending.is_set():  # checked when `end_all` can find the program, so that none escapes
            self.end()
            raise HashiyaError(Message("programs.closing"))

    def finish(self, seconds: float, given: bytes = b"") -> Ended | None:
        """Wait until the program ends.

        Its children in the background are not waited for, and live on.

        Args:
            seconds: how long to wait at most.
            given: its standard input.

        Returns:
            How the program ended; None if it took longer and was killed.
        """
        deadline = time.monotonic() + seconds
        self._give(given)
        try:
            while (left := deadline - time.monotonic()) > 0:
                has_ended = self._process.poll() is not None
                try:
                    output, complaints = self._process.communicate(timeout=min(left, _STEP))
                except subprocess.TimeoutExpired as so_far:
                    if not has_ended:
                        continue
                    output, complaints = so_far.output or b"", so_far.stderr or b""
                return Ended(self._process.returncode, output, complaints)
            return None
        finally:
            self.end()

    def ask(self, question: bytes, seconds: float) -> bytes:
        """Send the program a question and wait for its answer; the length of each comes first, in 8 bytes.

        The program is killed if it takes longer than `seconds`, and may be asked again otherwise.

        Raises:
            TimeoutError: the program took longer.
            EOFError: the program ended, or closed its output, without an answer.
            HashiyaError: the system starts no thread to watch the clock.
        """
        late = threading.Event()

        def stop() -> None:
            late.set()
            self.kill()

        clock = threading.Timer(seconds, stop)
        clock.daemon = True
        try:
            clock.start()
        except RuntimeError as error:
            raise HashiyaError(Message("programs.no_more_threads")) from error
        try:
            return self._exchange(question)
        except (OSError, ValueError, EOFError) as error:
            raise (TimeoutError if late.is_set() else EOFError) from error
        finally:
            clock.cancel()

    def _exchange(self, question: bytes) -> bytes:
        given, taken = self._process.stdin, self._process.stdout
        if given is None or taken is None:
            raise EOFError
        given.write(len(question).to_bytes(_LENGTH, "big") + question)
        given.flush()
        length = taken.read(_LENGTH)
        answer = taken.read(int.from_bytes(length, "big"))
        if len(length) < _LENGTH or len(answer) < int.from_bytes(length, "big"):
            raise EOFError
        return answer

    def _give(self, given: bytes) -> None:
        """Write the program's input in a thread, since `communicate` drops the rest at its first limit."""
        stream, self._process.stdin = self._process.stdin, None

        def write() -> None:
            # a program need not read its input
            with suppress(OSError), stream or nullcontext():
                if stream is not None:
                    stream.write(given)

        if len(given) > _FITS_A_PIPE:
            with suppress(RuntimeError):  # no more threads: written here instead
                threading.Thread(target=write, daemon=True).start()
                return
        write()

    def end(self) -> None:
        """Kill the program, if it still runs, with its children; no more of its output is read."""
        self.kill()
        _running.discard(self)
        for stream in (self._process.stdin, self._process.stdout, self._process.stderr):
            if stream is not None:
                with suppress(OSError):  # input that it did not read
                    stream.close()

    def kill(self) -> None:
        """Kill the program, if it still runs, with its children; any thread may call this."""
        process = self._process
        if process.poll() is not None:
            return
        with suppress(ProcessLookupError):
            if hasattr(os, "killpg"):
                os.killpg(process.pid, signal.SIGKILL)
            else:
                process.kill()
        with suppress(subprocess.TimeoutExpired):
            process.wait(_DYING)


_running: set[Program] = set()
_is_ending = threading.Event()


def isolated(file: Path) -> Sequence[str]:
    """Return the command of a child process that runs a Python file, at first without any installed module.

    The file's argument is the module search path, a list in JSON, so that the child can limit itself first.
    """
    places = [str(Path(__file__).parents[1]), *(place for place in sys.path if place)]
    import json  # the first frame does without

    return sys.executable, "-I", "-S", str(file), json.dumps(places)


def run(words: Sequence[str], seconds: float, given: bytes = b"") -> Ended | None:
    """Start a program and wait until it ends; see `Program.finish`.

    Raises:
        HashiyaError: the program cannot be started.
    """
    return Program(words).finish(seconds, given)


def end_all() -> None:
    """Kill every running program with its children, and let no other start."""
    _is_ending.set()
    for program in tuple(_running):
        program.kill()
