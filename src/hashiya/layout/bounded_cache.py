"""A least-recently-used cache."""

from __future__ import annotations

from collections import OrderedDict
from typing import Generic, TypeVar

Value = TypeVar("Value")


class BoundedCache(Generic[Value]):
    """Values by number with a limit on their total weight; the newest is always kept."""

    def __init__(self, limit: int) -> None:
        """Hold values up to a total weight."""
        self._items: OrderedDict[int, tuple[Value, int]] = OrderedDict()
        self._limit = limit
        self._weight = 0

    def get(self, key: int) -> Value | None:
        """Return a value and mark it as used; None if it is not held."""
        item = self._items.get(key)
        if item is None:
            return None
        self._items.move_to_end(key)
        return item[0]

    def put(self, key: int, value: Value, weight: int) -> None:
        """Hold a value, and drop the least recently used ones over the limit."""
        replaced = self._items.pop(key, None)
        if replaced is not None:
            self._weight -= replaced[1]
        self._items[key] = (value, weight)
        self._weight += weight
        while self._weight > self._limit and len(self._items) > 1:
            _, (_, freed) = self._items.popitem(last=False)
            self._weight -= freed
