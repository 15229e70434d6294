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
        HashiyaError: names the file, and the command that is not known, the key that is none, or the two
            commands that have one key.
    """
    declared = Bindings(labels)
    where = " and ".join(str(each.path) for each in settings if each.content)
    with_keys = [each for each in settings if each.table("keys")]
    if not with_keys:
        if labels is not DEFAULT:
            _refuse_clashes(where, (declared.page, declared.margin))
        return declared
    known = {command.id: command for table in declared.tables for command in table.commands}
    keys: dict[str, tuple[str, ...]] = {}
    for each in with_keys:
        keys |= read_keys(each.table("keys"), known, f"{each.path}, keys")
    bindings = Bindings(labels, keys)
    _refuse_clashes(where, bindings.tables)
    return bindings


def read_keys(
    entries: Mapping[str, Any], known: Mapping[str, Command[Any]], where: str
) -> dict[str, tuple[str, ...]]:
    """Read a table ``[keys]``: id of a command → its keys.

    Args:
        entries: the table; an id may stand in it with its dot quoted or not.
        known: the commands that there are, by id.
        where: the file and the table, for messages.

    Raises:
        HashiyaError: a command is not known or must keep a key, or a key is none.
    """
    wanted = {}
    for identifier, value in _flat(entries):
        if identifier.startswith(_LABELS):
            msg = f"{where}: the key of {identifier} is set in its [[label]]"
            raise HashiyaError(msg)
        refuse_unknown(
            where,
            Message("codebook.kind_command"),
            identifier,
            known,
            "the README lists every command by its name",
        )
        names = [value] if isinstance(value, str) else value
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            msg = f"{where}: {identifier} must be a list of keys"
            raise HashiyaError(msg, f'such as "{identifier}" = ["x", "delete"]')
        if not names and known[identifier].is_essential:
            msg = f"{where}: {identifier} ({known[identifier].title}) must keep a key"
            raise HashiyaError(msg)
        keys = (key for name in names for key in _keys(where, identifier, name))
        wanted[identifier] = tuple(dict.fromkeys(keys))
    return wanted


def _flat(entries: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    """Give each id with its value: TOML reads an id whose dot is not quoted as a table in a table."""
    for name, value in entries.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{before}{name}.")
        else:
            yield f"{before}{name}", value


def _keys(where: str, identifier: str, name: str) -> tuple[str, ...]:
    keys = keys_named(name)
    if not keys:
        msg = f"{where}: {identifier} has “{name}”, and no key has that name"
        raise HashiyaError(
            msg, "a key is a character, or a name such as space, pageup, shift+left, ctrl+r or f3"
        )
    return keys


def _refuse_clashes(where: str, tables: Iterable[KeyTable[Any]]) -> None:
    """Refuse two commands of one place that have one key, on either keyboard layout."""
    for table in tables:
        owners: dict[str, Command[Any]] = {}
        for command in table.commands:
            for key in command.all_keys:
                first = owners.setdefault(key, command)
                if first is not command:
                    twin = f" ({latin} on the Latin layout)" if (latin := latin_key(key)) else ""
                    both = f"{_described(first)} and {_described(command)}"
                    msg = f"{where}: {both} have the same key “{key}”{twin}"
                    raise HashiyaError(msg)


def _described(command: Command[Any]) -> str:
    return f"{command.id} ({command.title})"
