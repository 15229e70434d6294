"""Read ``hashiya.toml`` once and strictly: an unknown name or value is an error, never ignored."""

from __future__ import annotations

import os
import re
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from hashiya.errors import HashiyaError
from hashiya.files.kept import config_folder
from hashiya.files.regular import MEGABYTE, MissingFileError, read_file
from hashiya.messages import LANGUAGES, Message

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

FILE_NAME = "hashiya.toml"
"""The name of a file of settings."""

_KINDS: Mapping[str, type | tuple[str, ...]] = {
    "version": str,
    "label": list,
    "keys": dict,
    "language": LANGUAGES,
    "annotator": str,
    "proposals": dict,
}
"""The settings: ``list`` for a table that may be repeated (``[[name]]``), ``dict`` for ``[name]``, ``str``
for any ``name = "text"``, and the words that are allowed for ``name = "word"``.

To add one, name it here and in `OF_FOLDER` or `OF_USER`, and read it with a method of `Settings`.
"""

OF_FOLDER = ("version", "label", "keys", "proposals")
"""The settings of the folder that holds the store, shared by all who work there."""
OF_USER = ("annotator", "keys", "language", "proposals")
"""The settings of a user, in the XDG folder."""

_DEEPEST = 20
"""Most levels of tables and lists in a file; any other code may then go through them by recursion."""


class Settings(NamedTuple):
    """The settings of one ``hashiya.toml``, each of the kind in `_KINDS`; the content of tables is unchecked.

    Attributes:
        path: the file, which need not exist.
        content: the settings by name.
    """

    path: Path
    content: Mapping[str, Any] = MappingProxyType({})

    def tables(self, name: str) -> Sequence[Mapping[str, Any]]:
        """Return the tables ``[[name]]``, in order."""
        found: Sequence[Mapping[str, Any]] = self.content.get(name, ())
        return found

    def table(self, name: str) -> Mapping[str, Any]:
        """Return the table ``[name]``; an empty one if the file has none."""
        found: Mapping[str, Any] = self.content.get(name, MappingProxyType({}))
        return found

    def word(self, name: str) -> str | None:
        """Return the word or text of ``name = "word"``; None if the file has none."""
        found: str | None = self.content.get(name)
        return found


def load_settings(folder: Path, names: Collection[str] = OF_FOLDER) -> Settings:
    """Read a folder's ``hashiya.toml``; without such a file, the settings are empty.

    Args:
        folder: where the file may lie.
        names: the settings that the file may have.

    Raises:
        HashiyaError: names the file and the cause; for an unknown name, the nearest known one, too.
    """
    path = folder / FILE_NAME
    try:
        source = read_file(path, MEGABYTE).data
    except MissingFileError:
        return Settings(path)
    return settings_from(path, source, names)


def settings_from(path: Path, source: bytes, names: Collection[str] = OF_FOLDER) -> Settings:
    """Read settings from the content of a file.

    Args:
        path: of the file.
        source: its content.
        names: the settings that the file may have.

    Raises:
        HashiyaError: as `load_settings`.
    """
    content = _parse(path, source)
    for name, value in content.items():
        _check(path, name, value, names)
    return Settings(path, content)


def load_user_settings(environment: Mapping[str, str]) -> Settings:
    """Read the settings of the user, in the XDG folder; without the file they are empty.

    Raises:
        HashiyaError: as `load_settings`.
    """
    folder = config_folder(environment)
    if folder is None or not os.path.lexists(folder / FILE_NAME):
        return Settings(Path(FILE_NAME))
    return load_settings(folder, OF_USER)


def refuse_unknown(
    place: Message | Path, kind: Message, name: str, known: Collection[str], advice: Message | None = None
) -> None:
    """Refuse an unknown name in the settings, and suggest the nearest known one.

    Args:
        place: the file, and the place in it.
        kind: the kind of name, such as a key.
        name: the name.
        known: the names that are known there.
        advice: where the known names are listed; if None, the error lists them.

    Raises:
        HashiyaError: the name is not known.
    """
    if name in known:
        return
    from difflib import get_close_matches  # only a mistake needs it

    alike = {each.strip("[]").lower(): each for each in known}
    near = get_close_matches(name.strip("[]").lower(), alike, n=1)
    told = Message("codebook.unknown", place=place, kind=kind, name=name)
    if near:
        told = Message("codebook.unknown_near", place=place, kind=kind, name=name, near=alike[near[0]])
    raise HashiyaError(told, advice or Message("codebook.known_are", names=tuple(known)))


def refuse_second(place: Message, kind: Message, name: str, known: Collection[str]) -> None:
    """Refuse a name that an earlier table of its kind has.

    Raises:
        HashiyaError: the name is among those that are known.
    """
    if name in known:
        raise HashiyaError(Message("codebook.twice", place=place, kind=kind, name=name))


def _parse(path: Path, source: bytes) -> dict[str, Any]:
    import tomllib  # here, since few folders have the file

    from hashiya.annotation.strict_json import is_nested_deeper

    try:
        content = tomllib.loads(source.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise HashiyaError(Message("codebook.not_utf8", path=path, byte=error.start)) from error
    except tomllib.TOMLDecodeError as error:
        raise HashiyaError(_not_toml(path, source.decode(), str(error))) from error
    except (RecursionError, ValueError) as error:  # nested too deeply; the limit on the digits of a number
        raise HashiyaError(Message("codebook.too_large", path=path)) from error
    if is_nested_deeper(content, _DEEPEST):
        raise HashiyaError(Message("codebook.too_large", path=path))
    return content


def _not_toml(path: Path, text: str, error: str) -> Message:
    """Say where a file is not TOML; the parser tells the place only in an English sentence."""
    reason, _, place = error.rstrip(")").rpartition(" (at ")
    line, column = (int(number) for number in re.findall(r"\d+", place) or _end_of(text))
    return Message("codebook.not_toml", path=path, line=line, column=column, reason=reason)


def _end_of(text: str) -> tuple[int, int]:
    """Return line and column after the last character, from 1."""
    *before, last = text.split("\n")
    return len(before) + 1, len(last) + 1


def _check(path: Path, name: str, value: Any, names: Collection[str]) -> None:
    if name in _KINDS and name not in names:
        told = Message("codebook.misplaced", path=path, name=_written(name, _KINDS[name]))
        of_user = name in OF_USER
        raise HashiyaError(
            told, Message("codebook.belongs_to_user") if of_user else Message("codebook.belongs_to_folder")
        )
    if name not in names:
        written = _written(name, list if _is_list_of_tables(value) else type(value))
        is_table = written.startswith("[")
        kind_of_name = Message("codebook.kind_table") if is_table else Message("codebook.kind_key")
        refuse_unknown(path, kind_of_name, written, [_written(each, _KINDS[each]) for each in names])
    kind = _KINDS[name]
    if isinstance(kind, tuple):
        if value not in kind:
            word = value if isinstance(value, str) else str(value)
            raise HashiyaError(Message("codebook.not_a_choice", path=path, name=name, value=word, names=kind))
    elif kind is str:
        if not isinstance(value, str):
            told = Message("codebook.not_text", place=path, key=name)
            raise HashiyaError(told, Message("codebook.in_quotes", line=f'{name} = "{value}"'))
    elif not (_is_list_of_tables(value) if kind is list else isinstance(value, kind)):
        raise HashiyaError(Message("codebook.wrong_table", path=path, name=name, line=_written(name, kind)))


def _is_list_of_tables(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(each, dict) for each in value)


def _written(name: str, kind: object) -> str:
    """Write a name as in the file, with the brackets of a table."""
    return f"[[{name}]]" if kind is list else f"[{name}]" if kind is dict else name
