"""Ids of annotations: UUID version 7 (RFC 9562), increasing within a process."""

from __future__ import annotations

import os
import threading
import time

_COUNTER_BITS = 12
_RANDOM_BITS = 62

_lock = threading.Lock()
_last = (0, 0)


def new_id(milliseconds: int | None = None) -> str:
    """Make a UUIDv7 that sorts after every earlier one of this process, even if the clock is set back.

    The 12 bits after the version count within the millisecond (RFC 9562, section 6.2, method 1), starting at
    random in the lower half. When the counter is full, the time part runs one millisecond ahead.

    Args:
        milliseconds: since the epoch; the present if left out.
    """
    global _last  # noqa: PLW0603  each id must be larger than the process's last one
    if milliseconds is None:
        milliseconds = time.time_ns() // 1_000_000
    entropy = int.from_bytes(os.urandom(10), "big")
    with _lock:
        moment, counter = _last
        if milliseconds > moment:
            moment, counter = milliseconds, entropy >> 69
        elif counter + 1 < 1 << _COUNTER_BITS:
            counter += 1
        else:
            moment, counter = moment + 1, 0
        _last = (moment, counter)
    return uuid7(moment, counter, entropy)


def id_of(name: str) -> str:
    """Make the id of a name, always the same one; it sorts before every id that was made at a moment."""
    from hashlib import sha256  # the first frame does without

    digest = int.from_bytes(sha256(name.encode()).digest(), "big")
    return uuid7(0, digest >> 62 & (1 << _COUNTER_BITS) - 1, digest)


def uuid7(milliseconds: int, counter: int, random: int) -> str:
    """Write a UUIDv7 of a moment, of a counter of 12 bits and of the last 62 bits of a random number."""
    number = milliseconds << 80 | 7 << 76 | counter << 64 | 0b10 << 62 | random & (1 << _RANDOM_BITS) - 1
    digits = f"{number:032x}"
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"
