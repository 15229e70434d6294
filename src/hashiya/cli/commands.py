"""The registry of the shell's commands; each is a module ``hashiya.cli.<name>_command``.

A command's module has ``add_arguments(parser)`` and ``execute(arguments)``, which gives the exit status. It
is imported when its command is called.
"""

from __future__ import annotations

from typing import NamedTuple


class Command(NamedTuple):
    """A command of the shell.

    Attributes:
        does: a few words for its help.
        takes: the general options that mean something to it, beside ``--store``; it refuses the others.
    """

    does: str
    takes: tuple[str, ...] = ()


READER = Command("read", ("theme", "annotator", "encoding", "terminal-mode"))
"""What is called where no command is named."""

COMMANDS = {
    "annotate": Command("add one annotation and print its id", ("annotator", "encoding")),
    "remove": Command("remove one annotation"),
    "edit": Command("change one annotation", ("annotator", "encoding")),
    "list": Command("the articles with counts per label and status"),
    "export": Command("write the annotations out (default: JSON Lines to standard output)"),
    "import": Command("add the annotations of a file", ("encoding",)),
    "check": Command("verify what is stored"),
    "layout": Command("the rows of an article as JSON", ("encoding",)),
    "show": Command(
        "an article's rows with their labels, for a terminal or a pager",
        ("theme", "encoding", "terminal-mode"),
    ),
    "terminal": Command(
        "what this terminal is, with a test card to choose a way of writing", ("terminal-mode",)
    ),
}
"""Each command by its name, in the order of the help."""
