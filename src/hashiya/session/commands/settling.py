"""Settling: going from one difference between annotators to the next, and deciding it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from hashiya.messages import Message
from hashiya.session.commands.command import Group, Place

if TYPE_CHECKING:
    from hashiya.session.commands.bindings import KeyTable
    from hashiya.session.commands.command import Command
    from hashiya.session.reader import Reader
    from hashiya.session.settling import Settling

settling: Group[Reader] = Group(Message("commands.group_settling"), Place.SETTLING)

_ANYWHERE = Place.SETTLING | Place.CORRECTING
_TAKE = "settle.take_"
MOST_ANNOTATORS = 9
"""Annotators between whom can be settled: each has a digit."""


def _settling(reader: Reader) -> Settling:
    if reader.settling is None:
        raise ValueError("the keys of settling without anything to settle")
    return reader.settling


def _has_annotator(reader: Reader, number: int) -> bool:
    return reader.settling is not None and number < len(reader.settling.annotators)


def _take(reader: Reader, number: int) -> None:
    _settling(reader).take(number)


def _declare_annotators() -> None:
    for number in range(MOST_ANNOTATORS):
        declare = settling.command(
            f"{_TAKE}{number + 1}",
            str(number + 1),
            title=Message("commands.take_version", number=number + 1),
            short=Message("commands.take_version", number=number + 1),
            when=partial(_has_annotator, number=number),
            help=Message("commands.take_version_help"),
            footer=Place.SETTLING,
        )
        declare(partial(_take, number=number))


_declare_annotators()


@settling.command(
    "settle.both",
    "b",
    title=Message("commands.settle_both"),
    short=Message("commands.both_short"),
    footer=Place.SETTLING,
)
def take_all(reader: Reader) -> None:
    """Take the versions of all annotators."""
    _settling(reader).take_all()


@settling.command(
    "settle.none",
    "0",
    title=Message("commands.settle_none"),
    short=Message("commands.none_short"),
    footer=Place.SETTLING,
)
def take_none(reader: Reader) -> None:
    """Take nothing."""
    _settling(reader).take_none()


@settling.command(
    "settle.edit",
    "e",
    title=Message("commands.settle_edit"),
    short=Message("commands.edit_short"),
    footer=Place.SETTLING,
    help=Message("commands.settle_edit_help"),
)
def edit(reader: Reader) -> None:
    """Edit the annotations of the difference on the page."""
    _settling(reader).edit()


@settling.command(
    "settle.back",
    "escape",
    title=Message("commands.settle_back"),
    short=Message("commands.settle_back_short"),
    where=Place.CORRECTING,
    footer=Place.CORRECTING,
    help=Message("commands.settle_back_help"),
    is_essential=True,
)
def back(reader: Reader) -> None:
    """Go back to the difference, after its annotations were edited."""
    _settling(reader).back()


@settling.command(
    "settle.next",
    "tab",
    title=Message("commands.next_difference"),
    short=Message("commands.next_difference_short"),
    where=_ANYWHERE,
    footer=_ANYWHERE,
)
def following(reader: Reader) -> None:
    """Go to the next difference."""
    _settling(reader).go_on(1)


@settling.command(
    "settle.previous",
    "shift+tab",
    title=Message("commands.previous_difference"),
    where=_ANYWHERE,
)
def previous(reader: Reader) -> None:
    """Go to the previous difference."""
    _settling(reader).go_on(-1)


@settling.command(
    "settle.undecided",
    "enter",
    title=Message("commands.next_undecided"),
    short=Message("commands.next_undecided_short"),
    footer=Place.SETTLING,
)
def undecided(reader: Reader) -> None:
    """Go to the next difference that is to be decided."""
    _settling(reader).go_on_to_undecided()


@settling.command(
    "settle.reason",
    "r",
    title=Message("commands.settle_reason"),
    short=Message("commands.settle_reason_short"),
    footer=Place.SETTLING,
    help=Message("commands.settle_reason_help"),
)
def reason(reader: Reader) -> None:
    """Give the next reason to the decision."""
    _settling(reader).cycle_reason()


@settling.command(
    "settle.filter",
    "f",
    title=Message("commands.settle_filter"),
    short=Message("commands.settle_filter_short"),
    footer=Place.SETTLING,
    help=Message("commands.settle_filter_help"),
)
def show_others(reader: Reader) -> None:
    """Show the differences of the next kind only."""
    _settling(reader).cycle_filter()


def named(reader: Reader, table: KeyTable[Reader], page: KeyTable[Reader]) -> list[Command[Reader]]:
    """Name the commands for the line at the bottom: those that take a version by its annotator.

    Args:
        reader: of the open article.
        table: the keys of the place.
        page: the keys of the page, whose commands follow.
    """
    annotators = _settling(reader).annotators
    own = [
        each._replace(short=Message("commands.value", title=annotators[int(each.id.removeprefix(_TAKE)) - 1]))
        if each.id.startswith(_TAKE)
        else each
        for each in table.footer
        if each.when(reader)
    ]
    return [*own, *(each for each in page.footer if table.at(each.keys[0]) is each)]
