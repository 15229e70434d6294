"""Fills the bottom line of an article with the commands and values that are useful now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.session.commands.coding import offered

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hashiya.codebook.coding import Value
    from hashiya.messages import Message
    from hashiya.session.commands.command import Command
    from hashiya.session.reader import Reader
    from hashiya.tui.screens.article import ArticleScreen


def show_commands(screen: ArticleScreen) -> None:
    """Show the values of the attribute that is offered, or else the commands."""
    reader = screen.reader
    commands = _commands(screen)
    title: Message | str = ""
    is_at_annotation = reader.current is not None and not reader.in_list
    is_offered = not reader.is_at_proposal and not reader.is_deciding and not reader.working_copy.read_only
    if is_at_annotation and is_offered:
        reader.offering.room_for = lambda values: _room_for(screen, values)
        if reader.offering.item is not None:
            commands, title = _values(screen, reader.offering.values), _title(reader)
    screen.key_bar.show_commands(commands, title)


def _commands(screen: ArticleScreen) -> Sequence[Command[Reader]]:
    """List the commands of the place that has the keys.

    The way to the next proposal comes first while there are proposals, and the way to take another's
    annotation over where there is one. None changes annotations where nothing can be saved.
    """
    commands = screen.footer
    proposals, others = screen.reader.proposals, screen.reader.others
    if screen.table is screen.host.bindings.page and proposals is not None and proposals.shown:
        commands = [screen.table["proposal.next"], *commands]
    if others is not None and others.is_meant and "others.take" in screen.table:
        commands = [screen.table["others.take"], *commands]
    return screen.possible(commands)


def _values(screen: ArticleScreen, values: Sequence[Value]) -> Sequence[Command[Reader]]:
    """List the commands that give offered values."""
    return [*offered(screen.reader, screen.host.bindings.page.commands, values), *screen.after_values]


def _title(reader: Reader) -> Message | str:
    """Return the title of the attribute that is offered; an empty one without any."""
    item = reader.offering.item
    return item.title or item.name if item is not None else ""


def _room_for(screen: ArticleScreen, values: Sequence[Value]) -> int:
    """Count the first of the offered values for which the bottom line has room."""
    return screen.key_bar.room_for(_values(screen, values), len(values), _title(screen.reader))
