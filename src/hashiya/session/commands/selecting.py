"""Selecting words, sentences, paragraphs, quotations; moving the ends of the selection by letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.session.commands.command import ARTICLE, Group, Place
from hashiya.session.commands.margin import go_to_row, select_row
from hashiya.session.passages import paragraph_around, quotations_around, sentence_around

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
    if reader.caret is not None:
        reader.select(reader.caret)


@selecting.command("select.sentence", "s", title="select the sentence", help=_PARTS)
def sentence(reader: Reader) -> None:
    """Select the caret's sentence."""
    around = reader.caret and sentence_around(reader.document, reader.caret.start)
    if around:
        reader.select(around)


@selecting.command("select.paragraph", "p", title="select the paragraph", help=_PARTS)
def paragraph(reader: Reader) -> None:
    """Select the caret's paragraph, without the spaces around it."""
    if reader.caret is not None:
        reader.select(paragraph_around(reader.document, reader.caret.start))


@selecting.command(
    "select.inside",
    "i",
    title="select inside the quotation marks; again: the outer ones",
    help="select inside the quotation marks around the caret, also over paragraphs; again: the next marks "
    "outwards",
)
def inside(reader: Reader) -> None:
    """Select the words inside the quotation marks around the caret; again, the next marks outwards."""
    if reader.caret is None:
        return
    nested = quotations_around(reader.document, reader.caret.start)
    selection = reader.selection
    size = selection.end - selection.start if selection is not None and selection in nested else 0
    wider = [span for span in nested if span.end - span.start > size]
    if wider:
        reader.select(wider[0], reader.caret)
    else:
        reader.say("No quotation marks further out." if nested else "No quotation marks around the caret.")


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
