"""Selecting words, sentences, paragraphs, quotations; moving the ends of the selection by letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.session.commands.command import ARTICLE, Group, Place
from hashiya.session.commands.margin import go_to_row, select_row

if TYPE_CHECKING:
    from hashiya.session.reader import Reader

selecting: Group[Reader] = Group("Selecting", ARTICLE, before=go_to_row)
adjusting: Group[Reader] = Group("Selecting", ARTICLE, before=select_row)

_PARTS = "select the word, the sentence, the paragraph"
_END = "the selection's end one letter on, back"
_START = "the selection's start one letter on, back: leaves out a و ف ب ل ك"


@selecting.command(
    "select.start",
    "space",
    title="start or end a selection",
    short="select",
    footer=Place.PAGE,
    help="start a selection at the word, which every motion extends; again: end it",
)
def start(reader: Reader) -> None:
    """Start a selection, or end the one that motions extend."""
    reader.toggle_selecting()


@selecting.command("select.drop", "escape", title="drop the selection", where=Place.PAGE)
def drop(reader: Reader) -> None:
    """Drop the selection, and the search where nothing but a match is selected."""
    reader.drop_selection()


@selecting.command("select.word", "w", title="select the word", help=_PARTS)
def word(reader: Reader) -> None:
    """Select the caret's word."""
    reader.select_word()


@selecting.command("select.sentence", "s", title="select the sentence", help=_PARTS)
def sentence(reader: Reader) -> None:
    """Select the caret's sentence."""
    reader.select_sentence()


@selecting.command("select.paragraph", "p", title="select the paragraph", help=_PARTS)
def paragraph(reader: Reader) -> None:
    """Select the caret's paragraph."""
    reader.select_paragraph()


@selecting.command(
    "select.inside",
    "i",
    title="select inside the quotation marks; again: the outer ones",
    help="select inside the quotation marks around the caret, also over paragraphs; again: the next marks "
    "outwards",
)
def inside(reader: Reader) -> None:
    """Select a quotation."""
    reader.select_inside()


@adjusting.command("select.end_forward", "]", title="selection's end one letter on", help=_END)
def end_forward(reader: Reader) -> None:
    """Move the selection's end on."""
    reader.adjust("end", 1)


@adjusting.command("select.end_back", "[", title="selection's end one letter back", help=_END)
def end_back(reader: Reader) -> None:
    """Move the selection's end back."""
    reader.adjust("end", -1)


@adjusting.command("select.start_forward", "}", "'", title="selection's start one letter on", help=_START)
def start_forward(reader: Reader) -> None:
    """Move the selection's start on."""
    reader.adjust("start", 1)


@adjusting.command("select.start_back", "{", ";", title="selection's start one letter back", help=_START)
def start_back(reader: Reader) -> None:
    """Move the selection's start back."""
    reader.adjust("start", -1)
