"""The rules that find quotations: the reason told to people, and how often the rule is right."""

from __future__ import annotations

from typing import NamedTuple

from hashiya.messages import Message


class Rule(NamedTuple):
    """A rule that found a quotation.

    Attributes:
        reason: the rule in words.
        precision: the estimated part of its quotations that a person marks exactly so.
    """

    reason: Message
    precision: float


ALONE = Rule(Message("suggest.quotation_alone"), 0.75)
BEHIND_COLON = Rule(Message("suggest.quotation_behind_colon"), 0.88)
HEADLINE = Rule(Message("suggest.quotation_headline"), 0.7)
CLAUSE_IN_MARKS = Rule(Message("suggest.quotation_clause"), 0.6)


def introduced(cue: str) -> Rule:
    """Words between marks that a cue introduces."""
    return Rule(Message("suggest.quotation_introduced", cue=cue), 0.96)


def followed(cue: str) -> Rule:
    """Words between marks with a cue or a source behind them."""
    return Rule(Message("suggest.quotation_followed", cue=cue), 0.9)


def speech(cue: str) -> Rule:
    """Words behind a cue and a colon, without marks."""
    return Rule(Message("suggest.quotation_speech", cue=cue), 0.75)


def reported_clause(cue: str) -> Rule:
    """A clause that a cue reports."""
    return Rule(Message("suggest.reported_clause", cue=cue), 0.91)


def reported_phrase(cue: str) -> Rule:
    """A noun phrase that a cue governs."""
    return Rule(Message("suggest.reported_phrase", cue=cue), 0.7)


def beside_source(cue: str) -> Rule:
    """A clause beside its source."""
    return Rule(Message("suggest.reported_beside_source", cue=cue), 0.65)
