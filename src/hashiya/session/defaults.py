"""The attributes that a new annotation has without being asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.registry.entries import ACTOR, CANONICAL, EVENT
from hashiya.registry.states import KIND, is_state
from hashiya.session.known_names import name_of
from hashiya.text.folding import fold

if TYPE_CHECKING:
    from hashiya.session.reader import Reader
    from hashiya.text.spans import Span

_QUOTE = "QUOTE"


def default_attributes(reader: Reader, label: str, span: Span) -> dict[str, object]:
    """Find the attributes of a new annotation: those of its name or words, or how a quotation is worded.

    Args:
        reader: of the open article.
        label: name of the label.
        span: the words.
    """
    if label == ACTOR:
        return _of_known_name(reader, span)
    if label == EVENT:
        return _of_same_words(reader, span)
    return {"mode": _mode(reader, span)} if label == _QUOTE else {}


def _of_known_name(reader: Reader, span: Span) -> dict[str, object]:
    """Give canonical name and kind of the actor that is called so, or of the state of that name."""
    name = name_of(reader.text, span)
    known = reader.known_names.meant_by(ACTOR, name)
    if known is None:
        return {CANONICAL: name, "kind": KIND} if is_state(name) else {}
    return {CANONICAL: known.canonical, **({"kind": known.kind} if known.kind else {})}


def _of_same_words(reader: Reader, span: Span) -> dict[str, object]:
    """Give the type of the last event in the article that is called by the same word."""
    words = fold(span.cut(reader.text)).split()[:1]
    events = [each for each in reader.annotations if each.label == EVENT and each.attributes.get("type")]
    same = [each for each in events if fold(each.text).split()[:1] == words]
    return {"type": max(same, key=lambda each: each.modified).attributes["type"]} if same else {}


def _mode(reader: Reader, span: Span) -> str:
    """Tell whether words are those between quotation marks, have some of their own, or have none."""
    from hashiya.session.passages import quotations_around
    from hashiya.text.quotation_marks import quotation_marks

    if span in quotations_around(reader.document, span.start):
        return "direct"
    return "mixed" if any(quotation_marks(reader.text, *span)) else "indirect"
