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
    reader.next_match(1)


@searching.command("find.previous", "b", "shift+f3", title="previous match", help=_MATCHES)
def previous_match(reader: Reader) -> None:
    """Select the previous match."""
    reader.next_match(-1)
