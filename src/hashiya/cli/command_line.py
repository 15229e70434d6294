"""Run the command of a command line, and print every error."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from hashiya.cli.commands import COMMANDS
from hashiya.cli.early_options import apply_early_options
from hashiya.cli.interruption import INTERRUPTED
from hashiya.cli.output import drop_output, flush_output, prepare_streams
from hashiya.cli.telling import print_error, print_message
from hashiya.cli.unwinding import unwound_when_interrupted
from hashiya.cli.usage import UsageError
from hashiya.errors import HashiyaError
from hashiya.messages import Message

if TYPE_CHECKING:
    from collections.abc import Sequence

FINE, REFUSED, WRONG_USE = 0, 1, 2


def execute(arguments: Sequence[str]) -> int:
    """Execute the command line.

    Returns:
        0 for success, 1 if something was found or refused, 2 if the command line is wrong.
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
        told = _message_of(error)
    else:
        return status
    # the frames of the error are gone by now, and with them the memory that they held
    print_message(told)
    drop_output()
    return REFUSED


def _dispatch(arguments: Sequence[str]) -> int:
    apply_early_options(arguments)
    if _are_paths(arguments):
        from hashiya.cli.reading import read

        with unwound_when_interrupted():
            return read(arguments)
    from hashiya.cli.parsing import parse

    parsed = parse(arguments)
    with unwound_when_interrupted():
        status: int = parsed.execute(parsed)
        flush_output()
    return status


def _are_paths(arguments: Sequence[str]) -> bool:
    """Tell whether only paths are named, so that the reader opens without loading the parser."""
    names_command = bool(arguments) and arguments[0] in COMMANDS
    return not names_command and all(word and not word.startswith("-") for word in arguments)


def _message_of(error: MemoryError | OSError) -> Message:
    if isinstance(error, MemoryError):
        return Message("cli.no_memory")
    from hashiya.files.causes import reason_of  # only a failure needs it

    if isinstance(error.filename, (str, bytes)):
        return Message("cli.file_failed", path=os.fsdecode(error.filename), reason=reason_of(error))
    return reason_of(error)
