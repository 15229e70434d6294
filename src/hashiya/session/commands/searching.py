"""Searching the article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.messages import Message
from hashiya.session.commands.asks import Ask
from hashiya.session.commands.command import ARTICLE, Group, Place
from hashiya.session.commands.margin import leave_row

if TYPE_CHECKING:
    from hashiya.session.reader import Reader

searching: Group[Reader] = Group(Message("commands.group_searching"), ARTICLE, before=leave_row)

_MATCHES = Message("commands.matches_help")


@searching.command(
    "find.open",
    "/",
    "ctrl+f",
    title=Message("commands.search"),
    short=Message("commands.search"),
    footer=Place.PAGE,
    help=Message("commands.search_help"),
)
def search(_: Reader) -> Ask:
    """Ask for the words to search for."""
    return Ask.OPEN_SEARCH


@searching.command(
    "find.folder",
    "F",
    "shift+f4",
    title=Message("commands.search_folder"),
    help=Message("commands.search_folder_help"),
)
def search_folder(_: Reader) -> Ask:
    """Open the search over the folder."""
    return Ask.OPEN_HITS


@searching.command("find.next", "f", "f3", title=Message("commands.next_match"), help=_MATCHES)
def next_match(reader: Reader) -> None:
    """Select the next match."""
    _go_on(reader, 1)


@searching.command("find.previous", "b", "shift+f3", title=Message("commands.previous_match"), help=_MATCHES)
def previous_match(reader: Reader) -> None:
    """Select the previous match."""
    _go_on(reader, -1)


def _go_on(reader: Reader, step: int) -> None:
    """Select the next match (step 1) or the previous (step -1), around the end of the text.

    A match may be a part of a word or several words; so the selection is what a label covers.
    """
    if not reader.finder.query or reader.caret is None:
        reader.say(Message("commands.no_search", key=reader.bindings.key("find.open")))
        return
    current = reader.listed.get(reader.current) if reader.current else None
    here = reader.selection or (current.span if current else reader.caret)
    match = reader.finder.beside(here if reader.finder.is_match(here) else reader.caret, step)
    if match is None:
        reader.say(Message("commands.not_found"))
    else:
        reader.jumps.remember()
        reader.select(match, reader.words.at(match.start))
