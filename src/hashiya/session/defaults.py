"""The attributes that a new annotation has without being asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.registry.entries import ACTOR, CANONICAL, EVENT
from hashiya.registry.states import KIND, is_state, state_of
from hashiya.session.known_names import name_of
from hashiya.text.clitics import after_clitic
from hashiya.text.folding import fold
from hashiya.text.spans import Span

if TYPE_CHECKING:
    from hashiya.session.reader import Reader

_QUOTE = "QUOTE"
_LONGEST_NAME = 3
"""Words between quotation marks that are a name, or a term of which the author keeps off, at most."""


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


def without_clitics(reader: Reader, label: str, span: Span) -> Span:
    """Take the clitics off the first word of a span if what is left is a known name, and the whole is none.

    Known are the names of the article and the folder, the words that have the same label in the article, and
    states and capitals.

    Args:
        reader: of the open article.
        label: name of the label that the span gets.
        span: the words; one that begins within a word stays as it is.
    """
    word = reader.words.at(span.start)
    if word is None or word.start != span.start:
        return span
    end, rests = min(word.end, span.end), [span]
    while (start := after_clitic(reader.text, Span(rests[-1].start, end))) is not None:
        rests.append(Span(start, span.end))
    if len(rests) == 1:
        return span
    return next((each for each in rests if _is_known(reader, label, each)), span)


def _is_known(reader: Reader, label: str, span: Span) -> bool:
    name = name_of(reader.text, span)
    if reader.known_names.meant_by(label, name) or (label == ACTOR and (is_state(name) or state_of(name))):
        return True
    words = fold(span.cut(reader.text)).split()
    return any(each.label == label and fold(each.text).split() == words for each in reader.annotations)


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
    """Tell whether words are those between quotation marks, hold more than a name so, or neither."""
    from hashiya.session.passages import quotations_around
    from hashiya.text.quotation_marks import quotation_marks
    from hashiya.text.quotations import quotations_of

    if span in quotations_around(reader.document, span.start):
        return "direct"
    inside = quotations_of(reader.text, list(quotation_marks(reader.text, *span)), *span)
    is_mixed = any(len(each.inner.cut(reader.text).split()) > _LONGEST_NAME for each in inside)
    return "mixed" if is_mixed else "indirect"
