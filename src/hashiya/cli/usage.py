"""The error of a wrong command line."""

from __future__ import annotations

from hashiya.errors import HashiyaError


class UsageError(HashiyaError):
    """The command line itself is wrong; the exit status is 2."""
