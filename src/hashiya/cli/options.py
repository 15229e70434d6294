"""The general options, each declared once: an option means the same before and after a command's name."""

from __future__ import annotations

from hashiya.cli.argument_types import annotator, encoding, place
from hashiya.cli.arguments import Option
from hashiya.messages import LANGUAGES, Message

_MODES = ("visual", "words", "runs", "split")

OPTIONS = {
    "store": Option(("--store",), Message("cli.option_store"), "DIR", place),
    "theme": Option(("--theme",), Message("cli.option_theme"), "THEME", choices=("light", "dark")),
    "annotator": Option(("--annotator",), Message("cli.option_annotator"), "NAME", annotator),
    "encoding": Option(("--encoding",), Message("cli.option_encoding"), "NAME", encoding),
    "language": Option(("--language",), Message("cli.option_language"), "LANGUAGE", choices=LANGUAGES),
    "terminal-mode": Option(
        ("--terminal-mode",), Message("cli.option_terminal_mode"), "MODE", choices=_MODES
    ),
}
"""Each option by its name."""

OF_ALL = ("store", "language")
"""The options that mean something to every command."""

HELP = Option(("--help", "-h"), Message("cli.option_help"))
VERSION = Option(("--version",), Message("cli.option_version"))
