"""The help of hashiya and of each command."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from hashiya.cli.arguments import Option, Word, usage_of
from hashiya.cli.commands import COMMANDS
from hashiya.cli.options import HELP, OF_ALL, OPTIONS, VERSION
from hashiya.cli.telling import Line, columns, print_lines
from hashiya.messages import Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from hashiya.cli.arguments import Argument

_INDENT, _GAP = 2, 2
_LONGEST_BESIDE = 16
"""Columns of the longest label with its help beside it; the help of a longer label is below it."""
_MARGIN = 2
"""Columns that stay free at the end of a row."""


def print_help(command: str = "") -> None:
    """Print the help of a command, or of hashiya as a whole."""
    lines = _lines_of_command(command) if command else _lines_of_all()
    print_lines(lines, width=columns() - _MARGIN)


def _lines_of_all() -> Iterator[Line]:
    yield Line(Message("cli.usage", usage="hashiya [OPTION…] [PATH…]"))
    yield Line(Message("cli.usage_or", usage="hashiya [OPTION…] COMMAND …"), indent=_INDENT)
    yield Line()
    yield Line(Message("cli.about"))
    yield from _options((*OPTIONS.values(), HELP, VERSION))
    yield from _section(
        Message("cli.heading_commands"), {name: command.does for name, command in COMMANDS.items()}
    )


def _lines_of_command(name: str) -> Iterator[Line]:
    arguments: tuple[Argument, ...] = import_module(f"hashiya.cli.{name}_command").ARGUMENTS
    general = [OPTIONS[each] for each in (*OF_ALL, *COMMANDS[name].takes)]
    yield Line(Message("cli.usage", usage=usage_of(f"hashiya {name} [OPTION…]", arguments)))
    yield Line()
    yield Line(COMMANDS[name].does)
    words = [each for each in arguments if isinstance(each, Word)]
    if words:
        yield from _section(Message("cli.heading_words"), {each.value: each.help for each in words})
    options = [each for each in arguments if isinstance(each, Option)]
    yield from _options((*options, *general, HELP))


def _options(options: Iterable[Option]) -> Iterator[Line]:
    return _section(Message("cli.heading_options"), {each.written: each.help for each in options})


def _section(heading: Message, entries: Mapping[str, Message]) -> Iterator[Line]:
    yield Line()
    yield Line(heading)
    column = _INDENT + _GAP + max(len(label) for label in entries if len(label) <= _LONGEST_BESIDE)
    for label, text in entries.items():
        yield Line(text, label, _INDENT, column)
