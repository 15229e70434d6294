"""The streams of the command line: data on standard output, messages on standard error, both UTF-8.

All text for a terminal, even a traceback, passes through `clean`; only hashiya's own rows and sequences
bypass it, through `write_own` and `write_rows`.
"""

from __future__ import annotations

import io
import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from hashiya.errors import HashiyaError
from hashiya.messages import Message
from hashiya.text.cleaning import clean, escape_data

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import TextIO


class TerminalStream(io.TextIOWrapper):
    """A stream to a terminal that lets no control characters but tabs and newlines pass.

    A terminal that is gone takes everything silently: nobody is left to read, and the exit status stays.
    """

    def isatty(self) -> bool:
        """Return True: only a stream to a terminal is made one."""
        return True

    def write(self, text: str) -> int:
        """Write a text, cleaned."""
        self.write_own(clean(text, breaks="keep"))
        return len(text)

    def write_own(self, text: str) -> None:
        """Write text of hashiya's own, with its escape sequences."""
        try:
            super().write(text)
        except OSError:
            drop_output(self)

    def flush(self) -> None:
        """Send the text in the buffer."""
        try:
            super().flush()
        except OSError:
            drop_output(self)

    def close(self) -> None:
        """Send the text in the buffer; the stream below belongs to the interpreter and stays open."""
        self.flush()


def prepare_streams() -> None:
    """Make standard output and error UTF-8 and buffered, whatever the locale and the environment.

    A closed stream takes everything silently. With ``PYTHONUNBUFFERED`` the interpreter uses no buffer, and a
    full disk could take a part of a line without an error.
    """
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            nowhere = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115  kept open to the end
            setattr(sys, name, nowhere)
        elif isinstance(stream, io.TextIOWrapper) and not isinstance(stream, TerminalStream):
            setattr(sys, name, _prepared(stream))


def _prepared(stream: io.TextIOWrapper) -> io.TextIOWrapper:
    """Make a stream UTF-8, and clean if it goes to a terminal; one of the interpreter's own gets a buffer."""
    raw, buffer = stream.buffer, stream.buffer
    if isinstance(raw, io.FileIO) and stream in (sys.__stdout__, sys.__stderr__):
        buffer = io.BufferedWriter(raw)
    if stream.isatty():
        return TerminalStream(buffer, encoding="utf-8", errors="backslashreplace", line_buffering=True)
    if buffer is not raw:
        return io.TextIOWrapper(buffer, encoding="utf-8", errors="backslashreplace")
    stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    return stream


def readable(text: str) -> str:
    """Make text from outside fit to be shown; bytes that the locale did not decode are read as UTF-8."""
    try:
        return clean(text.encode("utf-8", "surrogateescape").decode("utf-8", "replace"))
    except UnicodeEncodeError:  # surrogates that represent no bytes
        return clean(text)


def flush_output() -> None:
    """Send the text that was printed on standard output.

    Raises:
        BrokenPipeError: the reader of the output has gone.
        HashiyaError: standard output cannot be written, such as on a full disk.
    """
    with _told():
        sys.stdout.flush()


@contextmanager
def _told() -> Iterator[None]:
    """Turn a failure to write standard output into a HashiyaError."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        drop_output()
        from hashiya.files.causes import advice_on, reason_of  # only a failure needs them

        told = Message("cli.output_not_written", reason=reason_of(error))
        raise HashiyaError(told, advice_on(error)) from error


def write_own(text: str, stream: TextIO) -> None:
    """Write text of hashiya's own, with its escape sequences; text from outside in it is clean already."""
    if isinstance(stream, TerminalStream):
        stream.write_own(text)
    else:
        stream.write(text)
    stream.flush()


def write_rows(lines: Iterable[str]) -> None:
    """Write drawn rows, each with its newline, to standard output; raises what `flush_output` does."""
    _write_whole(line.encode() for line in lines)


def write_data(pieces: Iterable[bytes]) -> None:
    """Write data, UTF-8 in whole lines, to standard output; on a terminal, by `escape_data`.

    Raises:
        BrokenPipeError: the reader of the output has gone.
        HashiyaError: standard output cannot be written.
    """
    is_shown = sys.stdout.isatty()
    _write_whole(escape_data(piece.decode()).encode() if is_shown else piece for piece in pieces)


def _write_whole(pieces: Iterable[bytes]) -> None:
    """Write bytes after the text that was printed, and send them."""
    flush_output()
    for piece in pieces:
        with _told():
            sys.stdout.buffer.write(piece)
    with _told():
        sys.stdout.buffer.flush()


def drop_output(stream: TextIO | None = None) -> None:
    """Drop the text in the buffers of a stream, or of standard output, since its reader has gone."""
    try:
        descriptor = (stream or sys.stdout).fileno()
    except (OSError, ValueError):
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, descriptor)
    os.close(nowhere)
