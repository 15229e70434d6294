"""The requests of commands to the program that need no words: the name of each says all."""

from __future__ import annotations

from enum import Enum, StrEnum, auto


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
    CHANGE_REGISTRY = auto()
    """Make the change that is prepared in the list of actors and events."""
    OPEN_HITS = auto()
    """Open the screen of a search over the folder."""
    CARRY_TO_COPIES = auto()
    """Carry the annotations to the articles with the same story, once the analyst agrees."""
    UNDO_IN_FOLDER = auto()
    """Take back the last change of any article."""
    OPEN_REPORT = auto()
    """Show the report on the annotations of the folder."""
    SHOW_PROGRESS = auto()
    """Show counts and progress of the library by folder and annotator."""
    TAKE_NEXT = auto()
    """Have the next free article of the team assigned, and open it."""
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
    FINISH_WORK = auto()
    """Mark the article as done if the analyst agrees, since that cannot be taken back."""
    SHOW_LABELS = auto()
    """Open the list of labels, found by typing."""
    CHANGE_THEME = auto()
    REPAINT = auto()
    """Redraw the whole screen, since another program may have written over a part of it."""
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
