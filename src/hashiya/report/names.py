"""Name annotations in lists: by their canonical name, or by their first words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.registry.entries import CANONICAL

if TYPE_CHECKING:
    from hashiya.annotation.annotation import Annotation

_LONGEST = 80
"""Code points of a text that a list shows."""


def shortened(text: str) -> str:
    """Return the first words of a text, on one line."""
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"


def canonical_of(annotation: Annotation) -> str:
    """Return the canonical name of an annotation; empty if it has none."""
    canonical = annotation.attributes.get(CANONICAL)
    return canonical if isinstance(canonical, str) and canonical.strip() else ""


def name_of(annotation: Annotation) -> str:
    """Return the canonical name of an annotation, or its first words if it has none."""
    return canonical_of(annotation) or shortened(annotation.text)
