"""The general options, each declared once: they mean the same before a command's name and behind it."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any, NamedTuple

from hashiya.cli.argument_types import text
from hashiya.cli.usage import UsageError
from hashiya.errors import HashiyaError
from hashiya.messages import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path


class Option(NamedTuple):
    """A general option with a value.

    Attributes:
        metavar: name of its value in the help.
        help: what it is for.
        type: makes the value of the text on the command line.
        choices: the values that there are; empty if any will do.
    """

    metavar: str
    help: str
    type: Any
    choices: tuple[str, ...] = ()


def _folder(argument: str) -> Path:
    if not argument:
        raise UsageError("--store needs a folder")
    from pathlib import Path  # the help does without

    return Path(argument)


def _encoding(argument: str) -> str:
    from hashiya.article.encodings import known_name

    try:
        return known_name(argument)
    except HashiyaError as error:
        raise UsageError(error.told, error.advice) from error


OPTIONS = {
    "store": Option("DIR", "where the annotations are (default: $HASHIYA_STORE, or ./annotations)", _folder),
    "theme": Option(
        "THEME",
        "light or dark (default: dark; in the reader as it was left)",
        str,
        ("light", "dark"),
    ),
    "annotator": Option("NAME", "who annotates", text),
    "encoding": Option(
        "NAME",
        "how articles are encoded, such as utf-8, cp1256 or iso-8859-6 "
        "(default: as when they were annotated, or found out, or guessed)",
        _encoding,
    ),
    "language": Option("LANGUAGE", "en or ar, for messages (default: as $LANG says)", str, LANGUAGES),
    "terminal-mode": Option(
        "MODE",
        "how rows are written: visual, words, runs or split "
        "(default: found out, or $HASHIYA_TERMINAL_MODE; see hashiya terminal)",
        str,
        ("visual", "words", "runs", "split"),
    ),
}
"""Each option by its name."""

OF_ALL = ("store", "language")
"""The options that mean something to every command."""


def attribute_of(name: str) -> str:
    """Name the attribute of the parsed arguments that holds an option's value."""
    return name.replace("-", "_")


def add_options(parser: argparse.ArgumentParser, shown: Collection[str]) -> None:
    """Declare all general options, and show some of them in the help."""
    for name, option in OPTIONS.items():
        parser.add_argument(
            f"--{name}",
            metavar=option.metavar,
            type=option.type,
            choices=option.choices or None,
            help=option.help if name in shown else argparse.SUPPRESS,
        )


def refuse_options(arguments: argparse.Namespace, taken: Collection[str], program: str) -> None:
    """Refuse a general option that means nothing to a command, wherever it stands.

    Args:
        arguments: of the command line, parsed.
        taken: the names of the options that mean something.
        program: how the command is called.

    Raises:
        UsageError: names the option.
    """
    for name in OPTIONS:
        if name not in taken and getattr(arguments, attribute_of(name), None) is not None:
            msg = f"{program} has no option --{name}"
            raise UsageError(msg, f"{program} --help says what it takes")
