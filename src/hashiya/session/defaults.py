"""The attributes that a new annotation has without being asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.registry.entries import CANONICAL
from hashiya.text.folding import fold

if TYPE_CHECKING:
    from hashiya.session.reader import Reader
    from hashiya.text.spans import Span

_ACTOR, _QUOTE = "ACTOR", "QUOTE"


def default_attributes(reader: Reader, label: str, span: Span) -> dict[str, object]:
    """Find the attributes of a new annotation: those of the same name, or how a quotation is worded.

    Args:
        reader: of the open article.
        label: name of the label.
        span: the words.
    """
    if label == _ACTOR:
        return _of_same_name(reader, span)
    return {"mode": _mode(reader, span)} if label == _QUOTE else {}


def _of_same_name(reader: Reader, span: Span) -> dict[str, object]:
    """Copy kind and name of the last actor in the article that is called alike."""
    words = fold(span.cut(reader.text)).split()
    for other in sorted(reader.annotations, key=lambda each: each.modified, reverse=True):
        if other.label == _ACTOR and other.attributes.get(CANONICAL) and fold(other.text).split() == words:
            return dict(other.attributes)
    return {}


def _mode(reader: Reader, span: Span) -> str:
    """Tell whether words are those between quotation marks, have some of their own, or have none."""
    from hashiya.session.passages import quotations_around
    from hashiya.text.quotation_marks import quotation_marks

    if span in quotations_around(reader.document, span.start):
        return "direct"
    return "mixed" if any(quotation_marks(reader.text, *span)) else "indirect"
