"""Tell the analyst of the hidden characters of a text: in a sentence, or beside the caret's word."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from hashiya.messages import Message
from hashiya.text.hidden import (
    DIRECTIONS,
    EMBEDDINGS,
    END_OF_ISOLATE,
    ISOLATES,
    OVERRIDES,
    count_hidden,
    describe,
    hidden_characters,
    reach_hidden,
)

if TYPE_CHECKING:
    from hashiya.text.spans import Span

_MOST_DESCRIBED = 4
_OTHERS = Message("session.other_kinds")


def directions_notice(text: str, key: object) -> Message | None:
    """Warn of controls that may make a text read otherwise than stored; else return None.

    Overrides and embeddings always do. Isolates, which new software writes around names and numbers, are told
    of if there is nothing worse and more of them begin than end.

    Args:
        text: the text.
        key: the key that shows them, as the parameter of a message.
    """
    controls = []
    if overrides := _count(text, OVERRIDES):
        controls.append(Message("session.overrides", count=overrides))
    if embeddings := _count(text, EMBEDDINGS):
        controls.append(Message("session.embeddings", count=embeddings))
    if not controls and (unclosed := _count(text, ISOLATES) - _count(text, END_OF_ISOLATE)) > 0:
        controls.append(Message("session.unclosed_isolates", count=unclosed))
    return Message("session.holds_controls", controls=tuple(controls), key=key) if controls else None


def shown_notice(text: str) -> Message:
    """Count the hidden characters of a text: first those of direction, then the most frequent."""
    counts = count_hidden(text)
    by_name: Counter[object] = Counter()
    for character in sorted(counts, key=lambda each: (each not in DIRECTIONS, -counts[each])):
        by_name[hidden_characters()[character].name or _OTHERS] += counts[character]
    if not by_name:
        return Message("session.no_hidden")
    kinds = (Message("session.hidden_kind", number=count, name=name) for name, count in by_name.items())
    return Message("session.hidden_shown", count=by_name.total(), kinds=tuple(kinds))


def described_within(text: str, span: Span, *, reveal: bool) -> list[str]:
    """Describe the kinds of hidden character in a span, each once, in order of first appearance.

    Args:
        text: the text.
        span: the caret's word, or the selection.
        reveal: whether hidden characters are shown: then all are described, and those right
            beside the span too; else only those that change the direction of text in the span.
    """
    if reveal:
        found = list(count_hidden(text, *reach_hidden(text, *span)))
    else:
        # nearly always none, and needed at every key
        places = {character: text.find(character, *span) for character in DIRECTIONS}
        found = sorted((each for each in DIRECTIONS if places[each] >= 0), key=lambda each: places[each])
    described = [describe(character) for character in found[:_MOST_DESCRIBED]]
    return described + ["…"] * (len(found) > _MOST_DESCRIBED)


def _count(text: str, characters: str) -> int:
    return sum(map(text.count, characters))
