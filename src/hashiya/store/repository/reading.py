"""Where one was reading an article, and how far one has got with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

UNREAD = "unread"
IN_PROGRESS = "in progress"
DONE = "done"
STATUSES = (UNREAD, IN_PROGRESS, DONE)


class Reading(NamedTuple):
    """The place in an article.

    Attributes:
        offset: code point at which one was reading.
        status: ``unread``, ``in progress`` or ``done``.
        modified: UTC, ``YYYY-MM-DDTHH:MM:SSZ``, or an empty string.
    """

    offset: int = 0
    status: str = UNREAD
    modified: str = ""

    def to_record(self) -> dict[str, Any]:
        """The place as plain JSON values."""
        return {"offset": self.offset, "status": self.status, "modified": self.modified}


def reading_from(record: Mapping[str, Any], *, annotated: bool) -> Reading:
    """The place that a record tells; what is missing or makes no sense gets its default.

    Args:
        record: from the store, or an empty one.
        annotated: whether the article has annotations, for then it is not unread.
    """
    offset, status, modified = record.get("offset"), record.get("status"), record.get("modified")
    if status not in STATUSES or (status == UNREAD and annotated):
        status = IN_PROGRESS if annotated else UNREAD
    return Reading(
        offset if type(offset) is int and offset >= 0 else 0,
        status,
        modified if isinstance(modified, str) else "",
    )
