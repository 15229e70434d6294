"""A command line that makes no sense."""

from __future__ import annotations

from hashiya.errors import HashiyaError


class UsageError(HashiyaError):
    """The command line itself is wrong; the exit status is 2."""
