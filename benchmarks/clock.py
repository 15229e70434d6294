"""The time of a step, on the clock and of the processor."""

from __future__ import annotations

import time
from typing import NamedTuple


class Time(NamedTuple):
    """Seconds passed, and seconds of a processor, which other programs on the machine change less."""

    passed: float = 0.0
    processor: float = 0.0

    def __sub__(self, other: Time) -> Time:
        return Time(self.passed - other.passed, self.processor - other.processor)


def now() -> Time:
    """Return the present, for a difference of two."""
    return Time(time.perf_counter(), time.process_time())
