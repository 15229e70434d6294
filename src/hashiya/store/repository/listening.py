"""Stores that tell of changes at once; of others, a reader finds the changes when it looks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet


class Listening(Protocol):
    """Hears of the saves of all programs; one thread uses it."""

    def wait(self, seconds: float) -> AbstractSet[str] | None:
        """Wait until something is saved, or for some seconds.

        Returns:
            The keys of the articles that changed; None if any may have, since nothing was heard before.

        Raises:
            HashiyaError: the store cannot be reached; the next call tries again.
        """

    def close(self) -> None:
        """Hear nothing any more."""


@runtime_checkable
class TellsOfChanges(Protocol):
    """A repository whose store tells of changes; others do not have this protocol."""

    def listen(self) -> Listening:
        """Begin to hear of the saves of all programs, at the first `Listening.wait`."""
