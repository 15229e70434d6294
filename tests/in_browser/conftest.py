"""The browser that the tests of this folder need."""

from __future__ import annotations

import os
import shutil

import pytest


@pytest.fixture(autouse=True)
def _installed() -> None:
    if shutil.which("chromium") is None:
        is_excused = "chromium" in os.environ.get("ABSENT_TERMINALS", "").split()
        reason = "chromium is not installed"
        pytest.fail(reason) if os.environ.get("CI") and not is_excused else pytest.skip(reason)
