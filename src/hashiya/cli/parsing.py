"""The command line as one tree of parsers, of which only the branch that is called is made."""

from __future__ import annotations

import argparse
import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING, NoReturn

from hashiya import __version__
from hashiya.cli.commands import COMMANDS
from hashiya.cli.options import OF_ALL, OPTIONS, add_options, attribute_of, refuse_options
from hashiya.cli.usage import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

_USAGE = """\
hashiya [OPTION…] [PATH…]      read: a folder's articles, or one article
       hashiya [OPTION…] COMMAND …    see below"""

_ABOUT = """\
With no PATH the current folder is opened. A file that is named like a command
is opened as ./NAME."""


class CommandParser(argparse.ArgumentParser):
    """A parser that leaves the printing of its errors to the one place where errors are printed."""

    def print_help(self, file: object = None) -> None:  # noqa: ARG002  argparse's own signature
        """Print the help as data; a failure to write it is not passed over."""
        print(self.format_help(), end="")

    def error(self, message: str) -> NoReturn:
        """Refuse the command line.

        Raises:
            UsageError: always.
        """
        raise UsageError(message, f"{self.prog} --help says what it takes")


class _HelpFormatter(argparse.RawDescriptionHelpFormatter):
    """Formats help to the terminal's width; argparse itself would load what compresses files for that."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=20, width=_columns() - 2)


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """Parse the command line.

    Returns:
        The arguments, with ``execute``, which takes them and gives the exit status.

    Raises:
        UsageError: the command line is wrong.
        SystemExit: the help or the version was printed.
    """
    before, unknown = _main_parser(argparse.REMAINDER).parse_known_args(arguments)
    name, *rest = before.words or [""]
    if name not in COMMANDS:
        return _parse_all(_main_parser("*"), arguments)
    if unknown:
        msg = f"the option {unknown[0]} is not known"
        raise UsageError(msg, f"hashiya --help says what there is; what only {name} takes stands behind it")
    del before.words
    parser = _command_parser(name)
    parsed = _parse_all(parser, rest, before)
    refuse_options(parsed, (*OF_ALL, *COMMANDS[name].takes), parser.prog)
    return parsed


def _parse_all(
    parser: CommandParser, arguments: Sequence[str], before: argparse.Namespace | None = None
) -> argparse.Namespace:
    """Parse options and words in any order; what was parsed before stays where it is not given again."""
    if "--" in arguments:  # which Python 3.11 forgets between options and words
        return parser.parse_args(arguments, before)
    return parser.parse_intermixed_args(arguments, before)


def _main_parser(words: str) -> CommandParser:
    """Make the parser of the options that stand before a command, or of the reader.

    Args:
        words: how many words there are behind the options: ``argparse.REMAINDER`` for a command with all that
            is its own, ``*`` for the paths that the reader opens.
    """
    is_reader = words != argparse.REMAINDER
    parser = CommandParser(
        prog="hashiya",
        usage=_USAGE,
        description=_ABOUT,
        epilog=_commands_help(),
        formatter_class=_HelpFormatter,
        allow_abbrev=False,
        # what does not stand before a command may stand behind it
        argument_default=None if is_reader else argparse.SUPPRESS,
    )
    add_options(parser, OPTIONS)
    parser.add_argument("--version", action="version", version=f"hashiya {__version__}", help="print it")
    parser.add_argument("words", nargs=words, help=argparse.SUPPRESS)
    if is_reader:
        parser.set_defaults(execute=_read)
    return parser


def _command_parser(name: str) -> CommandParser:
    command = COMMANDS[name]
    module = import_module(f"hashiya.cli.{name}_command")
    parser = CommandParser(
        prog=f"hashiya {name}",
        description=command.does,
        formatter_class=_HelpFormatter,
        allow_abbrev=False,
    )
    module.add_arguments(parser)
    add_options(parser, (*OF_ALL, *command.takes))
    parser.set_defaults(execute=module.execute)
    return parser


def _read(arguments: argparse.Namespace) -> int:
    from hashiya.cli.reading import read

    options = {name: getattr(arguments, name) for name in map(attribute_of, OPTIONS)}
    del options["language"]  # which is spoken already
    return read(arguments.words, **options)


def _commands_help() -> str:
    lines = [f"  {name:10}{command.does}" for name, command in COMMANDS.items()]
    return "\n".join(["commands (hashiya COMMAND --help says it all):", *lines])


def _columns() -> int:
    """The columns of the terminal; 80 where there is none."""
    try:
        return int(os.environ.get("COLUMNS", "")) or 80
    except ValueError:
        pass
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or 80
    except (OSError, ValueError):
        return 80
