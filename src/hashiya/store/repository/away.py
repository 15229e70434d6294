"""The error of a store that cannot be reached for now."""

from __future__ import annotations

from hashiya.errors import HashiyaError


class AwayError(HashiyaError):
    """The server of a store gives no answer for now; the same call may succeed later."""
