"""Searching the article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.session.commands.command import ARTICLE, Group, Place
from hashiya.session.commands.margin import leave_row
from hashiya.session.commands.requests import Ask

if TYPE_CHECKING:
    from hashiya.session.reader import Reader

searching: Group[Reader] = Group("Searching", ARTICLE, before=leave_row)

_MATCHES = "next and previous match; the match is selected, so a label covers exactly that"


@searching.command(
    "find.open",
    "/",
    "ctrl+f",
    title="search",
    short="search",
    footer=Place.PAGE,
    help="search; finds أحمد for احمد, مدرسة for مدرسه, with and without marks",
)
def search(_: Reader) -> Ask:
    """Ask what to search for."""
    return Ask.OPEN_SEARCH


@searching.command("find.next", "f", "f3", title="next match", help=_MATCHES)
def next_match(reader: Reader) -> None:
    """Select the next match."""
    _go_on(reader, 1)


@searching.command("find.previous", "b", "shift+f3", title="previous match", help=_MATCHES)
def previous_match(reader: Reader) -> None:
    """Select the previous match."""
    _go_on(reader, -1)


def _go_on(reader: Reader, step: int) -> None:
    """Select the next match (step 1) or the previous (step -1), around the end of the text.

    A match may be a part of a word or several words; so the selection is what a label covers.
    """
    if not reader.finder.query or reader.caret is None:
        reader.say(f"Nothing is searched for; {reader.bindings.key('find.open')} searches.")
        return
    current = reader.annotations.get(reader.current) if reader.current else None
    here = reader.selection or (current.span if current else reader.caret)
    match = reader.finder.beside(here if reader.finder.is_match(here) else reader.caret, step)
    if match is None:
        reader.say("Not found.")
    else:
        reader.select(match, reader.words.at(match.start))
