"""What a machine lacks for a test, told at the end of the run: a test is never left out silently."""

from __future__ import annotations

import os
from typing import NoReturn

import pytest

told: list[str] = []
"""Why tests were left out."""


def leave_out(reason: str, *, matters_in_ci: bool = False) -> NoReturn:
    """Leave a test out and say why; where ``CI`` is set, fail if what lacks is to be installed there."""
    if matters_in_ci and os.environ.get("CI"):
        pytest.fail(reason)
    if reason not in told:
        told.append(reason)
    pytest.skip(reason)
