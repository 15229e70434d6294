"""The reading position in an article, and the status of the work on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

UNREAD = "unread"
IN_PROGRESS = "in progress"
DONE = "done"
STATUSES = (UNREAD, IN_PROGRESS, DONE)


class Reading(NamedTuple):
    """The reading position in an article.

    Attributes:
        offset: code point index of the position.
        status: ``unread``, ``in progress`` or ``done``.
        modified: UTC, ``YYYY-MM-DDTHH:MM:SSZ``, or an empty string.
    """

    offset: int = 0
    status: str = UNREAD
    modified: str = ""

    def to_record(self) -> dict[str, Any]:
        """Return the position as plain JSON values."""
        return {"offset": self.offset, "status": self.status, "modified": self.modified}


def reading_from(record: Mapping[str, Any], *, annotated: bool) -> Reading:
    """Return the reading position of a record; missing or invalid values get their defaults.

    Args:
        record: from the store; may be empty.
        annotated: whether the article has annotations; if so, it is not unread.
    """
    offset, status, modified = record.get("offset"), record.get("status"), record.get("modified")
    if status not in STATUSES or (status == UNREAD and annotated):
        status = IN_PROGRESS if annotated else UNREAD
    return Reading(
        offset if type(offset) is int and offset >= 0 else 0,
        status,
        modified if isinstance(modified, str) else "",
    )
