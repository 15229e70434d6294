"""Annotators who differ, for tests of settling."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hashiya.annotation.annotation import Annotation
from hashiya.session.differing import Differing

if TYPE_CHECKING:
    from collections.abc import Sequence

NAMES = ("سارة", "omar")


def marked(text: str, part: str, label: str = "ACTOR", **fields: Any) -> Annotation:
    """An annotation of the first occurrence of a part, whose id names it."""
    start = text.index(part)
    fields = {"id": f"{label} {part} {len(fields)}", "text": part, **fields}
    return Annotation(label=label, start=start, end=start + len(part), **fields)


def differing(*versions: Sequence[Annotation]) -> Differing:
    """Annotators with these annotations in every article."""
    by_annotator = dict(zip(NAMES, versions, strict=True))
    return Differing(NAMES, lambda _: by_annotator, by="mona")
