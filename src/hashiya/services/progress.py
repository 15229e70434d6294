"""How far a service has got, told to whoever called it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Progress = Callable[[int, int], object]
"""Is called before each item with the number of items that are done, and of all items."""

_Item = TypeVar("_Item")


def counted(items: Sequence[_Item], progress: Progress | None) -> Iterator[_Item]:
    """Go through items one by one and tell the progress before each; None is told nothing."""
    for done, item in enumerate(items):
        if progress is not None:
            progress(done, len(items))
        yield item
