"""How far a long command has got, on the terminal, once it has taken a second."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, TypeVar

from hashiya.cli.output import write_own

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_PATIENCE = 1.0
_INTERVAL = 0.1

_Item = TypeVar("_Item")


def with_progress(items: Sequence[_Item], what: str) -> Iterator[_Item]:
    """The items one by one; how many are done stands on standard error if that is a terminal.

    Args:
        items: what is worked through.
        what: their name in the plural.
    """
    if not sys.stderr.isatty():
        yield from items
        return
    due = time.monotonic() + _PATIENCE
    shown = False
    try:
        for done, item in enumerate(items):
            now = time.monotonic()
            if now >= due:
                write_own(f"\r{done:,} of {len(items):,} {what}", sys.stderr)
                due = now + _INTERVAL
                shown = True
            yield item
    finally:
        if shown:
            write_own("\r\x1b[K", sys.stderr)
