"""Makes values of words from the command line: text, ids, offsets, widths, attributes."""

from __future__ import annotations

import argparse
import os
import re
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_ID = re.compile(r"[0-9A-Za-z][0-9A-Za-z._:-]{0,63}")


def text(argument: str) -> str:
    """Read text from the command line, which is UTF-8 even where the locale is not."""
    if argument.isascii() or sys.getfilesystemencoding() == "utf-8":
        return argument
    return os.fsencode(argument).decode("utf-8", "surrogateescape")


def identifier(argument: str) -> str:
    """Read an id from the command line.

    Raises:
        argparse.ArgumentTypeError: it has other characters than an id has.
    """
    if not _ID.fullmatch(argument):
        msg = f"{argument!r} is not a valid id (letters, digits, and . _ : -, up to 64)"
        raise argparse.ArgumentTypeError(msg)
    return argument


def offset(argument: str) -> int:
    """Read a code point's offset from the command line.

    Raises:
        argparse.ArgumentTypeError: it is not a whole number.
    """
    try:
        return int(argument)
    except ValueError as error:
        msg = f"{argument[:40]!r} is not a whole number"
        raise argparse.ArgumentTypeError(msg) from error


def attribute(argument: str) -> tuple[str, str]:
    """Read a name and a value from ``NAME=VALUE``.

    Raises:
        argparse.ArgumentTypeError: there is no name or no ``=``.
    """
    name, separator, value = text(argument).partition("=")
    if not separator or not name.strip():
        msg = f"{argument!r} is not of the form NAME=VALUE"
        raise argparse.ArgumentTypeError(msg)
    return name.strip(), value


def with_attributes(stored: Mapping[str, object], given: Sequence[tuple[str, str]]) -> dict[str, object]:
    """Set some attributes; an empty value takes one away."""
    merged = {**stored, **dict(given)}
    return {name: value for name, value in merged.items() if value != ""}


def columns(argument: str) -> int:
    """Read a width from the command line.

    Raises:
        argparse.ArgumentTypeError: it is not a number of one column or more.
    """
    if not argument.isascii() or not argument.isdigit() or int(argument) < 1:
        msg = f"{argument!r} is not a number of columns"
        raise argparse.ArgumentTypeError(msg)
    return int(argument)
