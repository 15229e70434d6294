"""An actor that a rule found in the words of a text."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from hashiya.messages import Message
    from hashiya.suggest.actors.words import Words
    from hashiya.text.spans import Span

PERSON, ORGANISATION, GROUP, MEDIA = "person", "organisation", "group", "media"


class Found(NamedTuple):
    """An actor in a text.

    Attributes:
        first: index of its first word.
        last: index of its last word.
        cut: letters of the first word that are clitics.
        kind: of the actor.
        reason: the rule.
        score: how often a person marks exactly this.
        canonical: the name across articles; empty for the words themselves.
    """

    first: int
    last: int
    cut: int
    kind: str
    reason: Message
    score: float
    canonical: str = ""

    def span(self, words: Words) -> Span:
        """Return the code points of the actor."""
        return words.span(self.first, self.last, self.cut)
