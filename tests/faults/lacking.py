"""What a machine lacks for a test; pytest prints the reasons at the end of a run."""

from __future__ import annotations

import os
from typing import NoReturn

import pytest


def leave_out(reason: str, *, matters_in_ci: bool = False) -> NoReturn:
    """Leave a test out and say why; where ``CI`` is set, fail if what lacks is to be installed there."""
    if matters_in_ci and os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)
