"""The console command ``hashiya``, which Ctrl+C ends quietly at any moment."""

from __future__ import annotations

import sys

from hashiya.cli.interruption import quit_when_interrupted

TYPE_CHECKING = False  # `typing` is imported after an interrupt is quiet
if TYPE_CHECKING:
    from collections.abc import Sequence


def run() -> None:
    """Run the command line and leave with its exit status."""
    quit_when_interrupted()
    sys.exit(main(sys.argv[1:]))


def main(arguments: Sequence[str]) -> int:
    """Execute the command line.

    Returns:
        0 for success, 1 if something was found or refused, 2 if the command line is wrong.
    """
    from hashiya.cli.command_line import execute  # loads most modules, so not before `run` begins

    return execute(arguments)
