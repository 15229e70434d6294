"""The tables of the README that are made from what the program declares; `make tables` writes them anew.

Each table stands between two comments, ``<!-- NAME, by make tables -->`` and ``<!-- end of NAME -->``.
"""

from __future__ import annotations

import argparse
from importlib import import_module
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hashiya.cli.commands import COMMANDS
from hashiya.codebook.label import DEFAULT
from hashiya.session.commands.bindings import Bindings
from hashiya.session.commands.key_names import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from hashiya.session.commands.command import Command

README = Path(__file__).parents[2] / "README.md"


def key_table() -> str:
    """Make the table of keys: what a key does on the page, then what it does elsewhere instead."""
    bindings = Bindings(DEFAULT)
    on_page = {command.id for command in bindings.page.commands}
    lines = ["| key | does |", "|---|---|", *_rows(bindings.page.commands)]
    for place, table in (
        ("in the margin's list of annotations", bindings.margin),
        ("in the list of what is to be decided", bindings.questions),
        ("in the library", bindings.library),
    ):
        lines.append(f"| | **{place}** |")
        lines += _rows(command for command in table.commands if command.id not in on_page)
    return "\n".join(lines)


def name_table() -> str:
    """Make the table of all commands by their names, with the names of their keys."""
    tables = Bindings(DEFAULT).tables
    commands = {command.id: command for table in tables for command in table.commands}
    rows = (
        f"| `{command.id}` | {_spans(command.keys)} | {command.title} |"
        for command in commands.values()
        if not command.id.startswith("label.")  # whose key is set with the label
    )
    return "\n".join(["| name | keys | does |", "|---|---|---|", *rows])


def shell_table() -> str:
    """Make the table of the shell's commands, each with what it must be told."""
    lines = ["| command | does |", "|---|---|"]
    for name, command in COMMANDS.items():
        parser = argparse.ArgumentParser(prog=f"hashiya {name}", add_help=False)
        import_module(f"hashiya.cli.{name}_command").add_arguments(parser)
        words = " ".join((parser.prog, *_taken(parser)))
        lines.append(f"| `{words}` | {command.explained or command.does} |")
    return "\n".join(lines)


TABLES: dict[str, Callable[[], str]] = {"keys": key_table, "names": name_table, "shell": shell_table}


def with_tables(text: str) -> str:
    """Put every table into a text in the place of the one that stands there."""
    for name, make in TABLES.items():
        begin, end = f"<!-- {name}, by make tables -->", f"<!-- end of {name} -->"
        before, _, rest = text.partition(begin)
        _, _, after = rest.partition(end)
        text = f"{before}{begin}\n{make()}\n{end}{after}"
    return text


def _rows(commands: Iterable[Command[Any]]) -> Iterator[str]:
    """Make a row for each command, and one for neighbours that share their help."""
    for explained, group in groupby(commands, key=lambda command: command.help):
        yield f"| {_keys([command.keys for command in group])} | {explained} |"


def _keys(keys: Sequence[Sequence[str]]) -> str:
    """Write the keys of some commands: ``n`` ``N`` or ``.`` ``,``, or else ``u``, ``ctrl+r`` or ``y``."""
    if len({len(each) for each in keys}) == 1:
        return " or ".join(_spans(map(_written, alike)) for alike in zip(*keys, strict=True))
    if len(keys) > 2:
        return _spans(_written(each[0]) for each in keys)
    return ", ".join(" or ".join(_spans([_written(key)]) for key in each) for each in keys)


def _spans(words: Iterable[str]) -> str:
    return " ".join(f"`{word}`" for word in words)


def _written(key: str) -> str:
    name = shown(key)
    return key if name.startswith("^") else name


def _taken(parser: argparse.ArgumentParser) -> Iterator[str]:
    """Give the words that a command takes, and the options without which it is refused."""
    for action in parser._actions:
        if not action.option_strings:
            is_optional = action.nargs in ("*", "?")
            yield f"[{action.metavar}…]" if is_optional else str(action.metavar)
        elif action.required:
            yield f"{action.option_strings[0]} {action.metavar}"


if __name__ == "__main__":
    README.write_text(with_tables(README.read_text(encoding="utf-8")), encoding="utf-8")
