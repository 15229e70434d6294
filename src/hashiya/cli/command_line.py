"""Calls what the command line asks for, and prints every error."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from hashiya.cli.commands import COMMANDS
from hashiya.cli.interruption import INTERRUPTED
from hashiya.cli.output import drop_output, flush_output, prepare_streams, print_error, print_message
from hashiya.cli.unwinding import unwound_when_interrupted
from hashiya.cli.usage import UsageError
from hashiya.errors import HashiyaError
from hashiya.messages import speak

if TYPE_CHECKING:
    from collections.abc import Sequence

FINE, REFUSED, WRONG_USE = 0, 1, 2


def execute(arguments: Sequence[str]) -> int:
    """Do what the command line says.

    Returns:
        0 if all is fine, 1 if something was found or refused, 2 if the command line is wrong.
    """
    prepare_streams()
    try:
        status = _dispatch(arguments)
        flush_output()
    except HashiyaError as error:
        print_error(error)
        return WRONG_USE if isinstance(error, UsageError) else REFUSED
    except BrokenPipeError:
        drop_output()
        return FINE
    except KeyboardInterrupt:
        return INTERRUPTED
    except (MemoryError, OSError) as error:
        print_message(_describe(error))
        drop_output()
        return REFUSED
    return status


def _dispatch(arguments: Sequence[str]) -> int:
    if _are_paths(arguments):
        from hashiya.cli.reading import read

        with unwound_when_interrupted():
            return read(arguments)
    from hashiya.cli.parsing import parse

    try:
        parsed = parse(arguments)
    except SystemExit:  # the help or the version is printed
        return FINE
    speak(parsed.language)
    with unwound_when_interrupted():
        status: int = parsed.execute(parsed)
        flush_output()
    return status


def _are_paths(arguments: Sequence[str]) -> bool:
    """Tell whether nothing is named but paths, so that the reader opens without loading any parser."""
    names_command = bool(arguments) and arguments[0] in COMMANDS
    return not names_command and not any(word.startswith("-") for word in arguments)


def _describe(error: MemoryError | OSError) -> str:
    if isinstance(error, MemoryError):
        return "there is not enough memory for this"
    where = f"{os.fsdecode(error.filename)}: " if isinstance(error.filename, (str, bytes)) else ""
    return f"{where}{error.strerror or error}"
