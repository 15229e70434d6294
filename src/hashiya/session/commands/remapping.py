"""The keys that settings give to commands: the table ``[keys]`` of a ``hashiya.toml``.

    [keys]
    "annotation.remove" = ["x", "backspace"]
    "view.done" = []

A command that is named there has these keys and no others; with an empty list it has none, and the palette
still runs it. A Latin letter also means the Arabic letter of the same physical key, and an Arabic letter the
Latin one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hashiya.codebook.label import DEFAULT
from hashiya.codebook.settings import refuse_unknown
from hashiya.errors import HashiyaError
from hashiya.messages import Message
from hashiya.session.commands.bindings import Bindings
from hashiya.session.commands.key_names import keys_named
from hashiya.text.arabic_keyboard import latin_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from hashiya.codebook.label import LabelSet
    from hashiya.codebook.settings import Settings
    from hashiya.session.commands.bindings import KeyTable
    from hashiya.session.commands.command import Command

_LABELS = "label."


def bindings_in(settings: Sequence[Settings], labels: LabelSet) -> Bindings:
    """Make the bindings that settings ask for.

    Args:
        settings: those of the user, then those of the folder that holds the store, which go first.
        labels: the labels in force there.

    Raises:
        HashiyaError: names the file, and the unknown command, the unknown key, or the two
            commands that have one key.
    """
    declared = Bindings(labels)
    where = tuple(each.path for each in settings if each.content)
    with_keys = [each for each in settings if each.table("keys")]
    if not with_keys:
        if labels is not DEFAULT:
            _refuse_clashes(where, (declared.page, declared.margin))
        return declared
    known = {command.id: command for table in declared.tables for command in table.commands}
    keys: dict[str, tuple[str, ...]] = {}
    for each in with_keys:
        keys |= read_keys(each.table("keys"), known, Message("commands.keys_table", path=each.path))
    bindings = Bindings(labels, keys)
    _refuse_clashes(where, bindings.tables)
    return bindings


def read_keys(
    entries: Mapping[str, Any], known: Mapping[str, Command[Any]], where: Message
) -> dict[str, tuple[str, ...]]:
    """Read a table ``[keys]``: id of a command → its keys.

    Args:
        entries: the table; the dot of an id may be quoted or not.
        known: the commands that there are, by id.
        where: the file and the table, for messages.

    Raises:
        HashiyaError: a command or a key is not known, or a command must keep a key.
    """
    wanted = {}
    for identifier, value in _flat(entries):
        if identifier.startswith(_LABELS):
            raise HashiyaError(Message("commands.label_key_elsewhere", place=where, command=identifier))
        refuse_unknown(
            where,
            Message("codebook.kind_command"),
            identifier,
            known,
            Message("commands.listed_in_readme"),
        )
        names = [value] if isinstance(value, str) else value
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            raise HashiyaError(
                Message("commands.not_keys", place=where, command=identifier),
                Message("commands.keys_example", command=identifier),
            )
        if not names and known[identifier].is_essential:
            title = known[identifier].title
            raise HashiyaError(
                Message("commands.must_keep_key", place=where, command=identifier, title=title)
            )
        keys = (key for name in names for key in _keys(where, identifier, name))
        wanted[identifier] = tuple(dict.fromkeys(keys))
    return wanted


def _flat(entries: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    """Iterate over ids with values: TOML reads an id with an unquoted dot as a table in a table."""
    for name, value in entries.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{before}{name}.")
        else:
            yield f"{before}{name}", value


def _keys(where: Message, identifier: str, name: str) -> tuple[str, ...]:
    keys = keys_named(name)
    if not keys:
        raise HashiyaError(
            Message("commands.no_such_key", place=where, command=identifier, key=name),
            Message("commands.key_examples"),
        )
    return keys


def _refuse_clashes(where: tuple[Path, ...], tables: Iterable[KeyTable[Any]]) -> None:
    """Refuse two commands of one place that have one key, on either keyboard layout."""
    for table in tables:
        owners: dict[str, Command[Any]] = {}
        for command in table.commands:
            for key in command.all_keys:
                first = owners.setdefault(key, command)
                if first is not command:
                    raise HashiyaError(_same_key(where, _described(first), _described(command), key))


def _same_key(where: tuple[Path, ...], first: Message, second: Message, key: str) -> Message:
    if latin := latin_key(key):
        return Message(
            "commands.same_key_layout", place=where, first=first, second=second, key=key, latin=latin
        )
    return Message("commands.same_key", place=where, first=first, second=second, key=key)


def _described(command: Command[Any]) -> Message:
    return Message("commands.described", command=command.id, title=command.title)
