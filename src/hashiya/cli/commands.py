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
        explained: a sentence for the manual; empty where the few words say it all.
    """

    does: str
    takes: tuple[str, ...] = ()
    explained: str = ""


READER = Command("read", ("theme", "annotator", "encoding", "terminal-mode"))
"""What is called where no command is named."""

COMMANDS = {
    "annotate": Command(
        "add one annotation and print its id",
        ("annotator", "encoding"),
        "adds one annotation and prints its id once it is on disk",
    ),
    "remove": Command("remove one annotation", explained="removes one annotation"),
    "edit": Command(
        "change one annotation",
        ("annotator", "encoding"),
        "changes its label, place, note or attributes",
    ),
    "list": Command(
        "the articles with counts per label and status",
        explained="articles with counts for each label; `--json` adds title, date, length and folder",
    ),
    "export": Command(
        "write the annotations out (default: JSON Lines to standard output)",
        explained="all annotations, `--format jsonl` or `csv`; of `-o OUT` the ending tells the format",
    ),
    "import": Command(
        "add the annotations of a file",
        ("encoding",),
        "adds annotations; a record needs only a label and a place or a quotation; the content tells the "
        "format. The changes of a rescue file are made again, each by itself",
    ),
    "check": Command(
        "verify what is stored",
        explained="verifies what is stored and where it stands in articles that changed, moved or were "
        "renamed; changes nothing without `--repair`",
    ),
    "layout": Command(
        "the rows of an article as JSON", ("encoding",), "the rows of an article as JSON, cell by cell"
    ),
    "show": Command(
        "an article's rows with their labels, for a terminal or a pager",
        ("theme", "encoding", "terminal-mode"),
        "prints the article's rows with its labels, for this terminal or `less -R`; `--reveal` shows hidden "
        "characters",
    ),
    "terminal": Command(
        "what this terminal is, with a test card to choose a way of writing",
        ("terminal-mode",),
        "what this terminal is, how rows are written for it, a test card",
    ),
}
"""Each command by its name, in the order of the help."""
