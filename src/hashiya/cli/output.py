"""What the command line prints: data on standard output, messages on standard error, both UTF-8."""

from __future__ import annotations

import io
import os
import sys
from typing import TYPE_CHECKING

from hashiya.text.cleaning import clean

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hashiya.errors import HashiyaError


def prepare_streams() -> None:
    """Make standard output and error UTF-8, whatever the locale; a closed one takes all silently."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            nowhere = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115  kept open to the end
            setattr(sys, name, nowhere)
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def readable(text: str) -> str:
    """Text from outside, fit to be shown; bytes that the locale did not decode are read as UTF-8."""
    try:
        return clean(text.encode("utf-8", "surrogateescape").decode("utf-8", "replace"))
    except UnicodeEncodeError:  # surrogates that stand for no bytes
        return clean(text)


def print_message(message: str, hint: str = "") -> None:
    """Tell the person at the terminal something, with no control character of theirs or of a file's name."""
    print(f"hashiya: {readable(message)}", file=sys.stderr)
    if hint:
        print(f"  {readable(hint)}", file=sys.stderr)


def print_error(error: HashiyaError) -> None:
    """Tell the person what went wrong and what to do about it."""
    print_message(error.message, error.hint)


def write_data(pieces: Iterable[bytes]) -> None:
    """Write bytes to standard output as they are."""
    sys.stdout.flush()
    for piece in pieces:
        sys.stdout.buffer.write(piece)
    sys.stdout.buffer.flush()


def drop_output() -> None:
    """Let what is left in the buffers go nowhere, after the reader of a pipe has gone."""
    try:
        descriptor = sys.stdout.fileno()
    except (OSError, ValueError):
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, descriptor)
    os.close(nowhere)
