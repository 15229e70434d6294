"""What an analyst is told of the hidden characters of a text: in a sentence, or beside the caret's word."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

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


def directions_sentence(text: str, key: object) -> str:
    """Says that a text holds controls that may make it read other than it is stored; empty if it does not.

    Overrides and embeddings always do. Isolates, which new software writes around names and numbers, are told
    of when there is nothing worse and more of them begin than end.

    Args:
        text: the text.
        key: the key that shows them, as a sentence names it.
    """
    overrides, embeddings = _count(text, OVERRIDES), _count(text, EMBEDDINGS)
    if overrides and embeddings:
        holds = f"{_plural(overrides, 'override')}, {_plural(embeddings, 'embedding')}"
    elif overrides or embeddings:
        holds = _plural(overrides or embeddings, f"direction {'override' if overrides else 'embedding'}")
    elif (unclosed := _count(text, ISOLATES) - _count(text, END_OF_ISOLATE)) > 0:
        holds = _plural(unclosed, "unclosed direction isolate")
    else:
        return ""
    return f"This text holds {holds}; {key} shows them."


def shown_sentence(text: str) -> str:
    """Counts the hidden characters of a text: first those of direction, then the most frequent."""
    counts = count_hidden(text)
    by_name: Counter[str] = Counter()
    for character in sorted(counts, key=lambda each: (each not in DIRECTIONS, -counts[each])):
        by_name[hidden_characters()[character].name or "other"] += counts[character]
    if not by_name:
        return "No hidden characters in this text."
    names = ", ".join(f"{count:,} {name}" for name, count in by_name.items())
    return f"{_plural(by_name.total(), 'hidden character')}: {names}."


def described_within(text: str, span: Span, *, reveal: bool) -> list[str]:
    """The kinds of hidden character in a span, each once, in the order in which they come first.

    Args:
        text: the text.
        span: the caret's word, or what is selected.
        reveal: whether hidden characters are shown: then all are described, and those that stand right
            beside the span too; else only those that change the direction of what is in it.
    """
    if reveal:
        found = list(count_hidden(text, *reach_hidden(text, *span)))
    else:
        # nearly always none, and asked for at every key
        places = {character: text.find(character, *span) for character in DIRECTIONS}
        found = sorted((each for each in DIRECTIONS if places[each] >= 0), key=lambda each: places[each])
    described = [describe(character) for character in found[:_MOST_DESCRIBED]]
    return described + ["…"] * (len(found) > _MOST_DESCRIBED)


def _count(text: str, characters: str) -> int:
    return sum(map(text.count, characters))


def _plural(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"
