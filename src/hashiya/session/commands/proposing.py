"""Proposals: going from one to the next, accepting and rejecting the one that is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.messages import Message
from hashiya.session.commands.command import Group, Place

if TYPE_CHECKING:
    from hashiya.session.proposals import Proposals
    from hashiya.session.reader import Reader

proposing: Group[Reader] = Group(Message("commands.group_proposals"), Place.PROPOSAL)

_EVERYWHERE_ON_PAGE = Place.PAGE | Place.PROPOSAL


def _proposals(reader: Reader) -> Proposals | None:
    """Return the proposals, and say so if nothing is proposed."""
    if reader.proposals is None:
        reader.say(Message("session.no_proposals"))
    return reader.proposals


@proposing.command(
    "proposal.accept",
    "enter",
    title=Message("commands.accept_proposal"),
    short=Message("commands.accept_proposal_short"),
    footer=Place.PROPOSAL,
    help=Message("commands.accept_proposal_help"),
    changes=True,
)
def accept(reader: Reader) -> None:
    """Accept the proposal that is meant, and go on to the next one."""
    if (proposals := _proposals(reader)) is not None:
        proposals.accept()


@proposing.command(
    "proposal.reject",
    "backspace",
    title=Message("commands.reject_proposal"),
    short=Message("commands.reject_proposal_short"),
    footer=Place.PROPOSAL,
    changes=True,
)
def reject(reader: Reader) -> None:
    """Reject the proposal that is meant, and go on to the next one."""
    if (proposals := _proposals(reader)) is not None:
        proposals.reject()


@proposing.command(
    "proposal.next",
    "tab",
    title=Message("commands.next_proposal"),
    short=Message("commands.next_proposal_short"),
    where=_EVERYWHERE_ON_PAGE,
    footer=Place.PROPOSAL,
    help=Message("commands.next_proposal_help"),
    changes=True,
)
def following(reader: Reader) -> None:
    """Go to the next proposal."""
    if (proposals := _proposals(reader)) is not None:
        proposals.go_on(1)


@proposing.command(
    "proposal.previous",
    "shift+tab",
    title=Message("commands.previous_proposal"),
)
def previous(reader: Reader) -> None:
    """Go to the previous proposal."""
    if (proposals := _proposals(reader)) is not None:
        proposals.go_on(-1)


@proposing.command(
    "proposal.accept_alike",
    "*",
    title=Message("commands.accept_alike"),
    short=Message("commands.accept_alike_short"),
    footer=Place.PROPOSAL,
    changes=True,
)
def accept_alike(reader: Reader) -> None:
    """Accept all mentions of the actor that are shown in the article."""
    if (proposals := _proposals(reader)) is not None:
        proposals.accept_alike()


@proposing.command(
    "proposal.accept_sentence",
    "s",
    title=Message("commands.accept_sentence"),
    short=Message("commands.accept_sentence_short"),
    footer=Place.PROPOSAL,
    changes=True,
)
def accept_sentence(reader: Reader) -> None:
    """Accept all proposals of the sentence."""
    if (proposals := _proposals(reader)) is not None:
        proposals.accept_sentence()


@proposing.command(
    "proposal.rest",
    ")",
    "shift+f6",
    title=Message("commands.show_rest"),
    where=_EVERYWHERE_ON_PAGE,
    help=Message("commands.show_rest_help"),
)
def show_rest(reader: Reader) -> None:
    """Show the less certain proposals, too, or no longer."""
    if (proposals := _proposals(reader)) is not None:
        proposals.toggle_rest()
