"""Moving the caret, and extending the selection by the same motions."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from hashiya.session.commands.command import ARTICLE, Group, Place
from hashiya.session.commands.margin import go_to_row, select_row

if TYPE_CHECKING:
    from hashiya.session.reader import Reader

moving: Group[Reader] = Group("Moving", ARTICLE, before=go_to_row)
extending: Group[Reader] = Group("Extending", ARTICLE, before=select_row)

_WORDS = "word by word, row by row; `←` goes on in Arabic, back in English"
_SENTENCES = "sentence by sentence"
_PAGES = "page, start and end of the row"
_MOTIONS = (
    ("left", "left", "word on the left", _WORDS),
    ("right", "right", "word on the right", _WORDS),
    ("up", "up", "word on the row above", _WORDS),
    ("down", "down", "word on the row below", _WORDS),
    ("sentence_left", "ctrl+left", "sentence on the left", _SENTENCES),
    ("sentence_right", "ctrl+right", "sentence on the right", _SENTENCES),
    ("sentence_back", "ctrl+up", "previous sentence", _SENTENCES),
    ("sentence_forward", "ctrl+down", "next sentence", _SENTENCES),
    ("page_up", "pageup", "one page up", _PAGES),
    ("page_down", "pagedown", "one page down", _PAGES),
    ("row_start", "home", "first word of the row", _PAGES),
    ("row_end", "end", "last word of the row", _PAGES),
)
"""The name of each motion in `Reader.move`, its key, its title, its help."""
_OF_THE_LIST = ("up", "down", "page_up", "page_down", "row_start", "row_end")
"""The motions whose keys move in the list of annotations while the keys are for it."""


def _move(reader: Reader, motion: str, *, extend: bool = False) -> None:
    reader.move(motion, extend=extend)


def _declare_motions() -> None:
    for name, key, title, explained in _MOTIONS:
        where = Place.PAGE if name in _OF_THE_LIST else ARTICLE
        moving.command(f"move.{name}", key, title=title, where=where, help=explained)(
            partial(_move, motion=name)
        )
    for name, key, title, explained in _MOTIONS:
        *modifiers, last = key.split("+")
        declare = extending.command(
            f"extend.{name}",
            "+".join((*modifiers, "shift", last)),
            title=f"extend to {title}",
            help=f"extend the selection, or begin one: {explained.partition(';')[0]}",
        )
        declare(partial(_move, motion=name, extend=True))


_declare_motions()
_ENDS = "start and end of the article"


@moving.command("move.start", "g", "ctrl+home", title="start of the article", where=Place.PAGE, help=_ENDS)
def start(reader: Reader) -> None:
    """Move to the first word."""
    reader.move("start")


@moving.command("move.end", "G", "ctrl+end", title="end of the article", where=Place.PAGE, help=_ENDS)
def end(reader: Reader) -> None:
    """Move to the last word."""
    reader.move("end")
