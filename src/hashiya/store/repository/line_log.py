"""The contract of a log of lines, in which a journal keeps transactions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class LineLog(Protocol):
    """Lines in the order in which they were appended; any thread may call any method."""

    def append(self, lines: Iterable[bytes]) -> None:
        r"""Append lines of UTF-8, each with ``\n`` at its end; a failure is ignored."""

    def backwards(self) -> Iterator[bytes]:
        """Generate the lines from the last to the first, without their ends; a failure ends them."""
