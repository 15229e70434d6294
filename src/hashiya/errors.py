"""The one root of every error that hashiya raises on purpose."""

from __future__ import annotations


class HashiyaError(Exception):
    """Something that a person must be told, in one sentence, with what to do about it.

    Caught at the two edges only: the command line prints it and exits 1, the reader shows it as a notice.

    Attributes:
        message: one sentence that names the file and the cause; may hold text from outside, so it is cleaned
            before it is shown.
        hint: what the person can do about it, or an empty string.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
