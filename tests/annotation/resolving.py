"""Finds one quotation in one text."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from hashiya.annotation.anchorer import Anchorer

if TYPE_CHECKING:
    from hashiya.annotation.selector import Resolution, Selector


def resolve(selector: Selector, text: str) -> Resolution:
    """Where a selector leads in a text."""
    digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Anchorer(text, digest).resolve(selector)
