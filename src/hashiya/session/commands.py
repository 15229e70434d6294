"""Every command of the reader as data: one registry for keys, footer, help page and palette.

A key is named by the character it types, or by its name (``left``, ``shift+left``, ``ctrl+r``, ``f3``). Each
single character also works as the letter that the same physical key types on the Arabic layout.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hashiya.text.arabic_keyboard import arabic_key, keys_on_both_layouts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hashiya.codebook.label import Label, LabelSet


@dataclass(frozen=True, slots=True)
class Command:
    """One thing the reader can do.

    Attributes:
        id: dotted name; the part after the dot is the name of the method that does it.
        keys: the keys that run it, the one to show first.
        title: what it does, in a few words.
        group: heading under which help lists it.
        short: word for the footer; empty when the footer does not show it.
    """

    id: str
    keys: tuple[str, ...]
    title: str
    group: str
    short: str = ""

    @property
    def all_keys(self) -> tuple[str, ...]:
        """The keys on both keyboard layouts."""
        return keys_on_both_layouts(self.keys)


def _moves() -> Iterable[Command]:
    places = [
        ("left", "left", "word on the left"),
        ("right", "right", "word on the right"),
        ("up", "up", "word on the row above"),
        ("down", "down", "word on the row below"),
        ("sentence_left", "ctrl+left", "sentence on the left"),
        ("sentence_right", "ctrl+right", "sentence on the right"),
        ("sentence_back", "ctrl+up", "previous sentence"),
        ("sentence_forward", "ctrl+down", "next sentence"),
        ("page_up", "pageup", "one page up"),
        ("page_down", "pagedown", "one page down"),
        ("row_start", "home", "first word of the row"),
        ("row_end", "end", "last word of the row"),
    ]
    for name, key, title in places:
        yield Command(f"move.{name}", (key,), title, "Moving")
    yield Command("move.start", ("g", "ctrl+home"), "start of the article", "Moving")
    yield Command("move.end", ("G", "ctrl+end"), "end of the article", "Moving")
    for name, key, title in places:
        shifted = key.replace("ctrl+", "ctrl+shift+") if "ctrl+" in key else f"shift+{key}"
        yield Command(f"extend.{name}", (shifted,), f"extend to {title}", "Extending")


EVERYWHERE = (
    Command("app.keys", ("?", "f1"), "all keys", "Program", "keys"),
    Command("app.palette", ("ctrl+p", "f2"), "command palette", "Program"),
    Command("app.theme", ("t",), "light or dark theme", "Program"),
    Command("app.suspend", ("ctrl+z", "f9"), "back to the shell; fg returns", "Program"),
    Command("app.leave", ("ctrl+q", "f10"), "quit", "Program", "quit"),
)

ARTICLE = (
    *_moves(),
    Command("mark.select", ("space",), "start or end a selection", "Selecting", "select"),
    Command("mark.drop", ("escape",), "drop the selection", "Selecting"),
    Command("mark.word", ("w",), "select the word", "Selecting"),
    Command("mark.sentence", ("s",), "select the sentence", "Selecting"),
    Command("mark.paragraph", ("p",), "select the paragraph", "Selecting"),
    Command("mark.inside", ("i",), "select inside the quotation marks; again: the outer ones", "Selecting"),
    Command("mark.end_forward", ("]",), "selection's end one letter on", "Selecting"),
    Command("mark.end_back", ("[",), "selection's end one letter back", "Selecting"),
    Command("mark.start_forward", ("}", "'"), "selection's start one letter on", "Selecting"),
    Command("mark.start_back", ("{", ";"), "selection's start one letter back", "Selecting"),
    Command("note.next", ("n", "."), "next annotation", "Annotations", "next"),
    Command("note.previous", ("N", ","), "previous annotation", "Annotations"),
    Command("note.remove", ("x", "delete"), "remove the annotation", "Annotations", "remove"),
    Command("note.undo", ("u",), "undo", "Annotations", "undo"),
    Command("note.redo", ("ctrl+r", "y"), "redo", "Annotations"),
    Command("note.write", ("m",), "write a note on the annotation", "Annotations"),
    Command("note.copy", ("c", "ctrl+c"), "copy the selection with its source", "Annotations", "copy"),
    Command("note.decide", ("r",), "decide what is open", "Annotations"),
    Command("find.open", ("/", "ctrl+f"), "search", "Searching", "search"),
    Command("find.next", ("f", "f3"), "next match", "Searching"),
    Command("find.previous", ("b", "shift+f3"), "previous match", "Searching"),
    Command("view.wider", ("+", "="), "wider page", "View"),
    Command("view.narrower", ("-",), "narrower page", "View"),
    Command("view.hidden", ("v",), "show hidden characters as marks, or not", "View"),
    Command("view.margin", ("h",), "show or hide the margin", "View"),
    Command("view.enter_margin", ("tab",), "go to the list in the margin and back", "View"),
    Command("view.jump", ("enter",), "go from the list to the annotation chosen", "View"),
    Command("view.encoding", ("ctrl+e", "f8"), "read the file in another encoding", "View"),
    Command("view.reload", ("f5", "ctrl+l"), "read the file again if it has changed", "View"),
    Command("view.done", ("d",), "done with this article, or not yet", "View"),
    Command("view.library", ("o",), "back to the library", "View", "library"),
    *EVERYWHERE,
)

_WORDS_IN_LIST = {
    "view.jump": "go there",
    "note.remove": "remove",
    "note.write": "note",
    "note.copy": "copy",
    "view.enter_margin": "page",
}

IN_LIST = (
    *(
        replace(command, short=word)
        for name, word in _WORDS_IN_LIST.items()
        for command in ARTICLE
        if command.id == name
    ),
    *EVERYWHERE,
)
"""The commands for the footer while the keys are for the list of annotations."""

DECIDING = (
    Command("decide.look", ("enter",), "look at its place", "Deciding", "look"),
    Command("decide.mine", ("m",), "keep mine", "Deciding", "mine"),
    Command("decide.theirs", ("t",), "keep theirs", "Deciding", "theirs"),
    Command("decide.both", ("b",), "keep both", "Deciding", "both"),
    Command("decide.confirm", ("c",), "it belongs there", "Deciding", "confirm"),
    Command("decide.place", ("p",), "it belongs to the selection", "Deciding", "put on the selection"),
    Command("decide.drop", ("x", "delete"), "remove it", "Deciding", "remove"),
    Command("decide.later", ("escape", "r"), "decide later", "Deciding", "later"),
)

ASKING = (
    Command("ask.yes", ("y",), "change it all the same", "Asking", "change it all the same"),
    Command("ask.no", ("escape", "enter", "n"), "leave it as it is", "Asking", "leave it as it is"),
)

LIBRARY = (
    Command("list.open", ("enter",), "open the article, or close the folder", "Library", "open"),
    Command("list.up", ("up",), "article above", "Library"),
    Command("list.down", ("down",), "article below", "Library"),
    Command("list.page_up", ("pageup",), "one page up", "Library"),
    Command("list.page_down", ("pagedown",), "one page down", "Library"),
    Command("list.first", ("home", "g"), "first article", "Library"),
    Command("list.last", ("end", "G"), "last article", "Library"),
    Command("list.filter", ("/", "ctrl+f"), "filter by title or name", "Library", "filter"),
    Command("list.status", ("f",), "show all, unread, in progress or done", "Library", "status"),
    Command("list.sort", ("s",), "sort by name, title, date, length, annotations, status", "Library", "sort"),
    Command("list.reverse", ("r",), "reverse the order", "Library", "reverse"),
    Command("list.clear", ("escape",), "clear the filter", "Library"),
    *EVERYWHERE,
)


def label_commands(labels: LabelSet) -> tuple[Command, ...]:
    """One command a label, ``label.<NAME>``, run by the label's key on both layouts."""
    return tuple(
        Command(
            f"label.{label.name}",
            _label_keys(label),
            f"label the selection {label.name}",
            "Labels",
            label.name.lower(),
        )
        for label in labels
    )


def _label_keys(label: Label) -> tuple[str, ...]:
    """The label's key, and its Arabic one where that is not what the same physical key sends anyway."""
    if label.arabic_key and label.arabic_key != arabic_key(label.key):
        return label.key, label.arabic_key
    return (label.key,)


def keymap(commands: Iterable[Command]) -> dict[str, Command]:
    """Key → command for one screen; the first command that names a key has it."""
    table: dict[str, Command] = {}
    for command in commands:
        for key in command.all_keys:
            table.setdefault(key, command)
    return table


RESERVED_KEYS = frozenset(keymap(ARTICLE))
"""Keys that no label may take."""
