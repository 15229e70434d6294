"""Report the progress of a service to its caller."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

Progress = Callable[[int, int], object]
"""Called before each item with the number of finished items and of all items."""

_Item = TypeVar("_Item")


def counted(items: Collection[_Item], progress: Progress | None) -> Iterator[_Item]:
    """Yield items one by one, and report the progress before each; None reports nothing."""
    for done, item in enumerate(items):
        if progress is not None:
            progress(done, len(items))
        yield item
