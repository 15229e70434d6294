"""Changes that are kept on this computer until their store can be reached."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol, runtime_checkable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hashiya.messages import Message


class Waiting(NamedTuple):
    """The changes that a store has not acknowledged.

    Attributes:
        changes: their number; a reading position and an unfinished note count as one each.
        since: when the oldest was made: UTC, ``YYYY-MM-DDTHH:MM:SSZ``; empty if there is none.
        problem: why they could not be sent; None if nobody has tried yet.
    """

    changes: int = 0
    since: str = ""
    problem: Message | None = None


@runtime_checkable
class KeepsWaiting(Protocol):
    """A repository that keeps changes until their store can be reached; others do not have this protocol."""

    def waiting(self) -> Waiting:
        """Return the changes that wait, after an attempt to send them.

        Raises:
            HashiyaError: they cannot be read.
        """

    def keys_here(self) -> Sequence[str]:
        """Return the sorted keys of the articles that can be read and changed without the store.

        Raises:
            HashiyaError: the changes that wait cannot be read.
        """
