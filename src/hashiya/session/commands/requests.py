"""The requests of commands to the program, for work that needs a screen.

A handler acts on the session and returns one of these values, or None when its work is done. The screens
carry them out in one place, `hashiya.tui.requests`.
"""

from __future__ import annotations

from enum import Enum, StrEnum, auto
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

    from hashiya.annotation.annotation import Annotation
    from hashiya.messages import Message
    from hashiya.store.repository.draft import Draft
    from hashiya.text.spans import Span


class Ask(Enum):
    """A request that says all by its name; a class for each would take longer to load than all commands."""

    OPEN_SEARCH = auto()
    """Open the line at the foot of the screen, which searches or filters."""
    OPEN_QUESTIONS = auto()
    """Open the dialog of the questions that only the analyst can decide."""
    LABEL_OCCURRENCES = auto()
    """Label the accepted occurrences of the list that is shown."""
    LOOK_THROUGH_FOLDER = auto()
    """Add the occurrences in the other articles of the folder to the list that is shown."""
    OPEN_REGISTRY = auto()
    """Open the list of the actors and events of the folder."""
    TOGGLE_MARGIN = auto()
    SWITCH_ENCODING = auto()
    """Read the open article's file in the next encoding in which it can be read."""
    RELOAD = auto()
    """Read the open article's file again."""
    NEXT_ARTICLE = auto()
    PREVIOUS_ARTICLE = auto()
    GO_TO_LIBRARY = auto()
    """Close the article and show the library."""
    CLOSE_DIALOG = auto()
    SHOW_KEYS = auto()
    SHOW_PALETTE = auto()
    CHANGE_THEME = auto()
    SUSPEND = auto()
    """Give the terminal back to the shell for a while."""
    LEAVE = auto()
    """End the program when everything is on disk."""


class ListStep(StrEnum):
    """Move the bar of the list that has the keys; the value is the key that a list takes for it by itself."""

    UP = "up"
    DOWN = "down"
    PAGE_UP = "pageup"
    PAGE_DOWN = "pagedown"
    FIRST = "home"
    LAST = "end"


class WriteNote(NamedTuple):
    """Open the dialog for a note, with the unfinished text."""

    draft: Draft


class TypeValue(NamedTuple):
    """Ask for the value of the attribute that is offered, on the line of input."""

    title: Message | str
    value: str


class ShowOccurrences(NamedTuple):
    """Show the list of the other occurrences of an annotation."""

    model: Annotation


class AskName(NamedTuple):
    """Ask for a canonical name on the line of input of the registry, with one to begin with."""

    name: str


class GoToMention(NamedTuple):
    """Open an article, by its key, at an annotation."""

    article: str
    annotation: str


class Copy(NamedTuple):
    """Copy the words of a span, with their source, to the clipboard."""

    span: Span


class SetMeasure(NamedTuple):
    """Make the rows of the page longer, or shorter where `step` is negative, by so many columns."""

    step: int


class OpenArticle(NamedTuple):
    """Open an article of the library."""

    path: Path


Request = (
    Ask
    | ListStep
    | WriteNote
    | TypeValue
    | ShowOccurrences
    | AskName
    | GoToMention
    | Copy
    | SetMeasure
    | OpenArticle
)
"""Every request there is."""
