"""Headlines with a colon between a speaker and the quoted words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.suggest.quotations.grammar import is_clause, is_preposition, is_source
from hashiya.suggest.quotations.speakers import Speaker
from hashiya.text.paragraphs import SEPARATORS

if TYPE_CHECKING:
    from hashiya.suggest.quotations.statements import Statement

_LONGEST_SPEAKER = 6
_SHORTEST = 3
_CERTAINTY = 0.8
_SIGNS = "!؟?"


def find_headline(statement: Statement) -> tuple[int, Speaker] | None:
    """Find the first quoted word of a headline such as «وزير النقل: لن نرفع الأسعار», and the speaker.

    A headline is a paragraph without a full stop. Before its colon stands a person, or one whose words are
    often cited, or any actor if a clause follows.
    """
    words = statement.words
    colon = next((at for at in range(1, min(len(words), _LONGEST_SPEAKER + 1)) if ":" in words[at].gap), None)
    if colon is None or len(words) - colon < _SHORTEST or words[colon].quotation:
        return None
    before = words[:colon]
    is_phrase = not any(word.gap.strip() for word in before[1:]) and words[colon].gap.strip() == ":"
    if not is_phrase or any(word.cues for word in before):
        return None
    is_long = any(map(is_preposition, before))
    if is_long and not is_clause(statement.text, words[colon].span.start, words[-1].span.end):
        return None
    if any(":" in word.gap or word.begins for word in words[colon + 1 :]) or not _is_paragraph(statement):
        return None
    speaker = _speaker(statement, colon)
    return None if speaker is None else (colon, speaker)


def _speaker(statement: Statement, colon: int) -> Speaker | None:
    """Find the speaker whom the words before a colon name, if they name no one and nothing else."""
    words = statement.words
    first, has_source = words[0], is_source(words[0].form)
    actor = statement.actors.overlapping(words[colon - 1].span)
    if actor is not None and (has_source or actor.span.start <= first.span.end):
        if (
            actor.is_person
            or has_source
            or is_clause(statement.text, words[colon].span.start, words[-1].span.end)
        ):
            return Speaker(actor.span, True, None, _CERTAINTY)
    elif has_source and colon > 1:
        return Speaker(statement.span(0, colon), False, None, _CERTAINTY)
    return None


def _is_paragraph(statement: Statement) -> bool:
    """Tell whether a statement is a whole paragraph that ends with no full stop."""
    text, start, end = statement.text, statement.words[0].span.start, statement.words[-1].span.end
    before, behind = text[max(start - 2, 0) : start].strip(" "), text[end : end + 2].strip(" ")
    begins = start == 0 or before[-1:] in set(SEPARATORS)
    return begins and (not behind or behind[0] in SEPARATORS + _SIGNS)
