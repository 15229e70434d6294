"""The error of a wrong command line."""

from __future__ import annotations

from hashiya.errors import HashiyaError
from hashiya.messages import Message


class UsageError(HashiyaError):
    """The command line itself is wrong; the exit status is 2."""


def see_help(command: str = "") -> Message:
    """Advise to read the help of a command, or of hashiya as a whole."""
    return Message("cli.see_help", program=f"hashiya {command}".strip())
