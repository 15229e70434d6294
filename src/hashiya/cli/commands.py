"""The registry of the shell's commands; each is a module ``hashiya.cli.<name>_command``.

A command's module has ``ARGUMENTS`` and ``execute(arguments)``, which returns the exit status. It is imported
when its command is called.
"""

from __future__ import annotations

from typing import NamedTuple

from hashiya.messages import Message


class Command(NamedTuple):
    """A command of the shell.

    Attributes:
        does: a few words for its help.
        explained: a sentence for the manual.
        takes: the general options of the command, besides those of all commands; others are refused.
    """

    does: Message
    explained: Message
    takes: tuple[str, ...] = ()


OF_READER = ("theme", "annotator", "encoding", "terminal-mode")
"""The general options of the reader, which runs if no command is named."""

COMMANDS = {
    "annotate": Command(
        Message("cli.annotate"), Message("cli.annotate_explained"), ("annotator", "encoding")
    ),
    "remove": Command(Message("cli.remove"), Message("cli.remove_explained"), ("annotator",)),
    "edit": Command(Message("cli.edit"), Message("cli.edit_explained"), ("annotator", "encoding")),
    "list": Command(Message("cli.list"), Message("cli.list_explained"), ("annotator",)),
    "search": Command(Message("cli.search"), Message("cli.search_explained"), ("annotator", "terminal-mode")),
    "stories": Command(Message("cli.stories"), Message("cli.stories_explained"), ("annotator",)),
    "actors": Command(Message("cli.actors"), Message("cli.actors_explained"), ("annotator",)),
    "events": Command(Message("cli.events"), Message("cli.events_explained"), ("annotator",)),
    "suggest": Command(Message("cli.suggest"), Message("cli.suggest_explained"), ("annotator",)),
    "export": Command(Message("cli.export"), Message("cli.export_explained"), ("annotator",)),
    "report": Command(Message("cli.report"), Message("cli.report_explained"), ("annotator",)),
    "import": Command(Message("cli.import"), Message("cli.import_explained"), ("annotator", "encoding")),
    "settle": Command(Message("cli.settle"), Message("cli.settle_explained"), OF_READER),
    "serve": Command(
        Message("cli.serve"),
        Message("cli.serve_explained"),
        OF_READER,
    ),
    "team": Command(Message("cli.team"), Message("cli.team_explained"), ("annotator",)),
    "add": Command(Message("cli.add"), Message("cli.add_explained")),
    "push": Command(Message("cli.push"), Message("cli.push_explained")),
    "pull": Command(Message("cli.pull"), Message("cli.pull_explained")),
    "formats": Command(Message("cli.formats"), Message("cli.formats_explained")),
    "codebook": Command(Message("cli.codebook"), Message("cli.codebook_explained")),
    "agree": Command(Message("cli.agree"), Message("cli.agree_explained")),
    "check": Command(Message("cli.check"), Message("cli.check_explained"), ("annotator",)),
    "layout": Command(Message("cli.layout"), Message("cli.layout_explained"), ("encoding",)),
    "date": Command(Message("cli.find_dates"), Message("cli.find_dates_explained")),
    "show": Command(
        Message("cli.show"),
        Message("cli.show_explained"),
        ("theme", "annotator", "encoding", "terminal-mode"),
    ),
    "terminal": Command(Message("cli.terminal"), Message("cli.terminal_explained"), ("terminal-mode",)),
}
"""Each command by its name, in the order of the help."""
