from __future__ import annotations

from tests.store.conftest import desk

__all__ = ["desk"]
