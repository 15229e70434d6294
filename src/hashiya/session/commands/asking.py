"""The answers to a question before a change that could be regretted."""

from __future__ import annotations

from dataclasses import dataclass

from hashiya.messages import Message
from hashiya.session.commands.asks import Ask
from hashiya.session.commands.command import Group, Place


@dataclass(slots=True)
class Consent:
    """The answer to a question.

    Attributes:
        is_given: whether to go on; any way out of the dialog but yes leaves it False.
    """

    is_given: bool = False


asking: Group[Consent] = Group(Message("commands.group_asking"), Place.ASKING)


@asking.command(
    "ask.yes",
    "y",
    title=Message("commands.ask_yes"),
    short=Message("commands.ask_yes"),
    is_essential=True,
)
def yes(consent: Consent) -> Ask:
    """Answer yes."""
    consent.is_given = True
    return Ask.CLOSE_DIALOG


@asking.command(
    "ask.no",
    "escape",
    "enter",
    "n",
    title=Message("commands.ask_no"),
    short=Message("commands.ask_no"),
    is_essential=True,
)
def no(_: Consent) -> Ask:
    """Change nothing."""
    return Ask.CLOSE_DIALOG
