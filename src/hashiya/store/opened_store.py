"""The contract of one annotator's part of a store, as commands and the reader open it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from hashiya.store.repository.protocols import Repository

if TYPE_CHECKING:
    from collections.abc import Callable

    from hashiya.store.places import Place


class OpenedStore(Repository, Protocol):
    """A `Repository` that knows its store.

    Attributes:
        told: called with the transactions that are saved by articles opened from now on.
    """

    told: Callable[..., object]

    @property
    def home(self) -> Place:
        """Return the place of the whole store, which holds the annotations of all annotators."""

    def again(self) -> OpenedStore:
        """Make another object for the same annotations, since two threads cannot share caches."""
