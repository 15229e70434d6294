"""The keys that move the bar in a list, the same in every list."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeVar

from hashiya.session.commands.requests import ListStep

if TYPE_CHECKING:
    from hashiya.session.commands.command import Group

C_contra = TypeVar("C_contra", contravariant=True)

_STEPS = (
    ("up", ListStep.UP, ("up",), "{} above"),
    ("down", ListStep.DOWN, ("down",), "{} below"),
    ("page_up", ListStep.PAGE_UP, ("pageup",), "one page of the list up"),
    ("page_down", ListStep.PAGE_DOWN, ("pagedown",), "one page of the list down"),
    ("first", ListStep.FIRST, ("home", "g", "ctrl+home"), "first {}"),
    ("last", ListStep.LAST, ("end", "G", "ctrl+end"), "last {}"),
)


def declare_list_steps(group: Group[C_contra], prefix: str, row: str) -> None:
    """Declare the commands that move in a list.

    Args:
        group: where they are declared.
        prefix: what their ids begin with, before the dot.
        row: the word for a row of the list, such as ``article``.
    """
    for name, step, keys, title in _STEPS:
        declare = group.command(
            f"{prefix}.{name}",
            *keys,
            title=title.format(row),
            help=f"{row} by {row}, by pages, first and last {row}",
        )
        declare(partial(_request, step=step))


def _request(_: object, step: ListStep) -> ListStep:
    return step
