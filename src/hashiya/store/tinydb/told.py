"""Who is told of saved transactions."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hashiya.annotation.transaction import Transaction

Told = Callable[..., object]
"""Takes the transactions that were saved together, in order."""


def tell_nobody(*_: Transaction) -> None:
    """Tell nobody of transactions."""
