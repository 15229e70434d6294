"""Hints on the words in sight: choose the words of a span by letters, and label it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.messages import Message
from hashiya.session.commands.command import Group, Place
from hashiya.text.arabic_keyboard import keys_on_both_layouts

if TYPE_CHECKING:
    from hashiya.session.commands.bindings import KeyTable
    from hashiya.session.reader import Reader

hinting: Group[Reader] = Group(Message("commands.group_hints"), Place.HINTS)

_CHARACTERS = "fjdkslghrtyuwoivncmbpz;[],./='"
"""The characters of hints, the easiest to type first; less the keys of commands that work beside hints."""


@hinting.command(
    "hints.open",
    "j",
    title=Message("commands.open_hints"),
    short=Message("commands.hints_short"),
    where=Place.PAGE,
    footer=Place.PAGE,
    help=Message("commands.open_hints_help"),
    changes=True,
)
def open_hints(reader: Reader) -> None:
    """Show hints on the words in sight, and say so if the farthest ones have none."""
    reader.hinting.open(free_characters(reader.bindings.hints))
    if count := reader.hinting.without_code:
        reader.say(Message("commands.words_without_hint", count=count))


def free_characters(table: KeyTable[Reader]) -> str:
    """List the characters for hints that run no command of a table, on either layout."""
    return "".join(each for each in _CHARACTERS if not any(map(table.at, keys_on_both_layouts((each,)))))


@hinting.command(
    "hints.done", "enter", title=Message("commands.hints_done"), short=Message("commands.hints_done_short")
)
def done(reader: Reader) -> None:
    """Give the words chosen so far the label that was typed first; without one, go on without hints."""
    name = reader.hinting.label
    if name and reader.hinting.anchor is not None:
        _label(reader, name)
    else:
        reader.hinting.close()


@hinting.command("hints.back", "backspace", title=Message("commands.hints_back"))
def back(reader: Reader) -> None:
    """Take the last hint, or a part of one, back; a selection that was grown shrinks first."""
    if not reader.growing.shrink():
        reader.hinting.back()


@hinting.command(
    "hints.leave",
    "escape",
    title=Message("commands.hints_leave"),
    short=Message("commands.hints_leave_short"),
    is_essential=True,
)
def leave(reader: Reader) -> None:
    """Hide the hints and drop what they selected."""
    reader.hinting.close()
    if not reader.is_hinting:
        reader.drop_selection()


def type_character(reader: Reader, character: str) -> None:
    """Take a character of a hint; the last word of a span gets the label that was typed first."""
    name = reader.hinting.label
    if reader.hinting.type(character) and name:
        _label(reader, name)


def _label(reader: Reader, name: str) -> None:
    from hashiya.session.labelling import label

    label(reader, name)
