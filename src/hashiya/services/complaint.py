"""Complaints: what a service has to say about one line, article or file."""

from __future__ import annotations

import re
from typing import NamedTuple

_VARIABLE = re.compile(r"\S*/\S*[^\s:;,.]|\b[0-9a-fA-F]{8}-[0-9a-fA-F-]{27}\b|\d[\d,.]*")
"""The parts that may differ between two sentences of one cause: paths, ids, numbers."""


class Complaint(NamedTuple):
    """One place, and what is wrong there.

    Attributes:
        place: a line's number, or an article's or a file's name.
        reason: what is wrong, in a sentence without a full stop.
        names: what of the reason is the place's own, beside paths, ids and numbers.
    """

    place: str
    reason: str
    names: tuple[str, ...] = ()

    @property
    def cause(self) -> str:
        """The reason without what is the place's own."""
        reason = self.reason
        for name in sorted(filter(None, self.names), key=len, reverse=True):
            reason = reason.replace(name, "…")
        return _VARIABLE.sub("…", reason)
