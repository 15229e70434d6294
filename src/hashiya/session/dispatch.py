"""Command id → what it does to the open article; what needs a screen is left to the screen."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from hashiya.session.reader import Reader

_ACTIONS: dict[str, Callable[[Reader], None]] = {
    "mark.select": lambda reader: reader.toggle_selecting(),
    "mark.drop": lambda reader: reader.drop_selection(),
    "mark.word": lambda reader: reader.select_word(),
    "mark.sentence": lambda reader: reader.select_sentence(),
    "mark.paragraph": lambda reader: reader.select_paragraph(),
    "mark.inside": lambda reader: reader.select_inside(),
    "mark.end_forward": lambda reader: reader.adjust("end", 1),
    "mark.end_back": lambda reader: reader.adjust("end", -1),
    "mark.start_forward": lambda reader: reader.adjust("start", 1),
    "mark.start_back": lambda reader: reader.adjust("start", -1),
    "note.next": lambda reader: reader.next_annotation(1),
    "note.previous": lambda reader: reader.next_annotation(-1),
    "note.remove": lambda reader: reader.remove(),
    "note.undo": lambda reader: reader.undo(),
    "note.redo": lambda reader: reader.redo(),
    "find.next": lambda reader: reader.next_match(1),
    "find.previous": lambda reader: reader.next_match(-1),
    "view.hidden": lambda reader: reader.toggle_hidden(),
    "view.jump": lambda reader: reader.leave_list(go=True),
    "view.done": lambda reader: reader.toggle_done(),
}

_ADJUSTING = ("start_forward", "start_back", "end_forward", "end_back")


def action_for(command_id: str) -> Callable[[Reader], None] | None:
    """What a command does to the reader, or None when it is the screen's to do.

    Raises what the reader's method raises: `HashiyaError` where annotations cannot be saved.
    """
    kind, _, name = command_id.partition(".")
    if kind in ("move", "extend"):
        return partial(_move, motion=name, extend=kind == "extend")
    if kind == "label":
        return partial(_label, name=name)
    return _ACTIONS.get(command_id)


def leave_list_for(reader: Reader, command_id: str) -> None:
    """Leave the list of annotations for a command about the page.

    Moving and selecting begin at the annotation of the list's row, as if that had been gone to before;
    adjusting and extending begin with all of its words. A search begins where the caret is.
    """
    kind, _, name = command_id.partition(".")
    subject = reader.subject
    if kind == "find":
        reader.leave_list()
    elif subject is not None and (kind == "extend" or (kind == "mark" and name in _ADJUSTING)):
        reader.select(subject.span)
    elif kind in ("move", "mark"):
        reader.leave_list(go=True)


def _move(reader: Reader, motion: str, *, extend: bool) -> None:
    reader.move(motion, extend=extend)


def _label(reader: Reader, name: str) -> None:
    reader.label(name)
