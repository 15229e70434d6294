"""Moving the caret, and extending the selection by the same motions."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from hashiya.messages import Message
from hashiya.session.commands.command import ARTICLE, Group, Place
from hashiya.session.commands.margin import go_to_row, select_row

if TYPE_CHECKING:
    from hashiya.session.reader import Reader

moving: Group[Reader] = Group(Message("commands.group_moving"), ARTICLE, before=go_to_row)
extending: Group[Reader] = Group(Message("commands.group_extending"), ARTICLE, before=select_row)

_BY_WORDS = Message("commands.by_words")
_BY_SENTENCES = Message("commands.by_sentences")
_BY_PAGES = Message("commands.by_pages")
_MOTIONS = (
    ("left", "left", Message("commands.word_left"), _BY_WORDS),
    ("right", "right", Message("commands.word_right"), _BY_WORDS),
    ("up", "up", Message("commands.word_above"), _BY_WORDS),
    ("down", "down", Message("commands.word_below"), _BY_WORDS),
    ("sentence_left", "ctrl+left", Message("commands.sentence_left"), _BY_SENTENCES),
    ("sentence_right", "ctrl+right", Message("commands.sentence_right"), _BY_SENTENCES),
    ("sentence_back", "ctrl+up", Message("commands.previous_sentence"), _BY_SENTENCES),
    ("sentence_forward", "ctrl+down", Message("commands.next_sentence"), _BY_SENTENCES),
    ("page_up", "pageup", Message("commands.page_up"), _BY_PAGES),
    ("page_down", "pagedown", Message("commands.page_down"), _BY_PAGES),
    ("row_start", "home", Message("commands.row_start"), _BY_PAGES),
    ("row_end", "end", Message("commands.row_end"), _BY_PAGES),
)
"""The name of each motion in `Reader.move`, its key, its title, and the motions it shares a help with."""
_OF_THE_LIST = ("up", "down", "page_up", "page_down", "row_start", "row_end")
"""The motions whose keys move in the list of annotations while the keys are for it."""


def _move(reader: Reader, motion: str, *, extend: bool = False) -> None:
    reader.move(motion, extend=extend)


def _declare_motions() -> None:
    for name, key, title, motions in _MOTIONS:
        where = Place.PAGE if name in _OF_THE_LIST else ARTICLE
        explained = Message("commands.by_words_help") if motions is _BY_WORDS else motions
        declare = moving.command(f"move.{name}", key, title=title, where=where, help=explained)
        declare(partial(_move, motion=name))
    for name, key, title, motions in _MOTIONS:
        *modifiers, last = key.split("+")
        declare = extending.command(
            f"extend.{name}",
            "+".join((*modifiers, "shift", last)),
            title=Message("commands.extend_to", motion=title),
            help=Message("commands.extend_help", motions=motions),
        )
        declare(partial(_move, motion=name, extend=True))


_declare_motions()
_ENDS = Message("commands.article_ends_help")


@moving.command(
    "move.start", "g", "ctrl+home", title=Message("commands.article_start"), where=Place.PAGE, help=_ENDS
)
def start(reader: Reader) -> None:
    """Move to the first word."""
    reader.move("start")


@moving.command(
    "move.end", "G", "ctrl+end", title=Message("commands.article_end"), where=Place.PAGE, help=_ENDS
)
def end(reader: Reader) -> None:
    """Move to the last word."""
    reader.move("end")


@moving.command(
    "jump.back",
    "ctrl+o",
    "\\",
    title=Message("commands.jump_back"),
    where=Place.PAGE | Place.HINTS,
    help=Message("commands.jump_back_help"),
)
def back(reader: Reader) -> None:
    """Go back to the place before the last jump."""
    if not reader.jumps.back():
        reader.say(Message("commands.no_jump"))
