"""The keys that move the bar in a list, the same in every list."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeVar

from hashiya.messages import Message
from hashiya.session.commands.asks import ListStep

if TYPE_CHECKING:
    from hashiya.session.commands.command import Group

C_contra = TypeVar("C_contra", contravariant=True)


def declare_list_steps(group: Group[C_contra], prefix: str, row: Message) -> None:
    """Declare the commands that move in a list.

    Args:
        group: where they are declared.
        prefix: what their ids begin with, before the dot.
        row: the word for a row of the list, such as "article".
    """
    for name, step, keys, title in (
        ("up", ListStep.UP, ("up",), Message("commands.row_above", row=row)),
        ("down", ListStep.DOWN, ("down",), Message("commands.row_below", row=row)),
        ("page_up", ListStep.PAGE_UP, ("pageup",), Message("commands.list_page_up")),
        ("page_down", ListStep.PAGE_DOWN, ("pagedown",), Message("commands.list_page_down")),
        ("first", ListStep.FIRST, ("home", "g", "ctrl+home"), Message("commands.first_row", row=row)),
        ("last", ListStep.LAST, ("end", "G", "ctrl+end"), Message("commands.last_row", row=row)),
    ):
        explained = Message("commands.list_help", row=row)
        declare = group.command(f"{prefix}.{name}", *keys, title=title, help=explained)
        declare(partial(_request, step=step))


def _request(_: object, step: ListStep) -> ListStep:
    return step
