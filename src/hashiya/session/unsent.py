"""The changes that wait for a server, in a few words."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from hashiya.messages import Message

if TYPE_CHECKING:
    from hashiya.store.repository.waiting import Waiting

_FORM = "%Y-%m-%dT%H:%M:%SZ"


def unsent(waiting: Waiting, now: datetime | None = None) -> Message:
    """Say how many changes wait, and since when by the clock of this place.

    Args:
        waiting: the changes.
        now: the present moment with its zone; by default, that of the system.
    """
    now = datetime.now(UTC).astimezone() if now is None else now
    since = datetime.strptime(waiting.since, _FORM).replace(tzinfo=UTC).astimezone(now.tzinfo)
    moment = f"{since:%H:%M}" if since.date() == now.date() else f"{since:%Y-%m-%d %H:%M}"
    if not waiting.changes:
        return Message("session.server_away", since=moment)
    return Message("session.unsent", count=waiting.changes, since=moment)
