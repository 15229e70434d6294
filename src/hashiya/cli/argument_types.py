"""Make values of words from the command line: text, ids, offsets, widths, attributes, paths, encodings."""

from __future__ import annotations

import os
import re
import sys
from typing import TYPE_CHECKING

from hashiya.errors import HashiyaError
from hashiya.messages import Message

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from hashiya.store.places import Place

_ID = re.compile(r"[0-9A-Za-z][0-9A-Za-z._:-]{0,63}")
_OFFSET = re.compile(r"-?[0-9]{1,18}")
_POSITIVE = re.compile(r"0*[1-9][0-9]{0,8}")
_PORT = re.compile(r"[0-9]{1,5}")
_PROBABILITY = re.compile(r"0?\.[0-9]{1,9}|[01](?:\.0*)?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LAST_PORT = 65535
_SHOWN = 40
"""Characters of a refused word that are repeated."""


def _matching(pattern: re.Pattern[str], word: str, refusal: Message) -> str:
    """Return a word that a pattern describes as a whole; raises the refusal otherwise."""
    if not pattern.fullmatch(word):
        raise HashiyaError(refusal)
    return word


def text(word: str) -> str:
    """Read text, which is UTF-8 even where the locale is not."""
    if word.isascii() or sys.getfilesystemencoding() == "utf-8":
        return word
    return os.fsencode(word).decode("utf-8", "surrogateescape")


def annotator(word: str) -> str:
    """Read the name of an annotator.

    Raises:
        HashiyaError: the name has nothing that is seen.
    """
    name = text(word)
    if not name.strip():
        raise HashiyaError(Message("cli.empty_name"))
    return name


def identifier(word: str) -> str:
    """Read an id.

    Raises:
        HashiyaError: the word has a character that no id has.
    """
    return _matching(_ID, word, Message("cli.not_an_id", word=word))


def offset(word: str) -> int:
    """Read the offset of a code point.

    Raises:
        HashiyaError: the word is not a whole number.
    """
    return int(_matching(_OFFSET, word, Message("cli.not_a_whole_number", word=word[:_SHOWN])))


def count(word: str) -> int:
    """Read a number of things.

    Raises:
        HashiyaError: the word is not a number of one or more.
    """
    return int(_matching(_POSITIVE, word, Message("cli.not_a_count", word=word[:_SHOWN])))


def port(word: str) -> int:
    """Read the number of a port; 0 stands for a free one.

    Raises:
        HashiyaError: there is no such port.
    """
    refusal = Message("cli.not_a_port", word=word[:_SHOWN])
    number = int(_matching(_PORT, word, refusal))
    if number > _LAST_PORT:
        raise HashiyaError(refusal)
    return number


def columns(word: str) -> int:
    """Read a width.

    Raises:
        HashiyaError: the word is not a number of one column or more.
    """
    return int(_matching(_POSITIVE, word, Message("cli.not_a_width", word=word[:_SHOWN])))


def probability(word: str) -> float:
    """Read a number from 0 to 1.

    Raises:
        HashiyaError: the word is not such a number.
    """
    return float(_matching(_PROBABILITY, word, Message("cli.not_a_probability", word=word[:_SHOWN])))


def day(word: str) -> date:
    """Read a day, written YYYY-MM-DD.

    Raises:
        HashiyaError: there is no such day.
    """
    from datetime import date  # most commands do without

    try:
        if _DAY.fullmatch(word):
            return date.fromisoformat(word)
    except ValueError:
        pass
    raise HashiyaError(Message("cli.not_a_day", word=word[:_SHOWN]))


def attribute(word: str) -> tuple[str, str]:
    """Read a name and a value from ``NAME=VALUE``.

    Raises:
        HashiyaError: there is no name or no ``=``.
    """
    name, separator, value = text(word).partition("=")
    if not separator or not name.strip():
        raise HashiyaError(Message("cli.not_an_attribute", word=word))
    return name.strip(), value


def renamed_label(word: str) -> tuple[str, str]:
    """Read the label of a file and the label that it becomes here from ``FROM=TO``.

    Raises:
        HashiyaError: one of the labels is missing.
    """
    there, _, here = text(word).rpartition("=")
    if not there.strip() or not here.strip():
        raise HashiyaError(Message("cli.not_two_labels", word=word))
    return there.strip(), here.strip()


def with_attributes(stored: Mapping[str, object], given: Sequence[tuple[str, str]]) -> dict[str, object]:
    """Set some attributes; an empty value removes one."""
    merged = {**stored, **dict(given)}
    return {name: value for name, value in merged.items() if value != ""}


def path(word: str) -> Path:
    """Read the path of a file or folder; an empty one would mean the current folder.

    Raises:
        HashiyaError: the word is empty.
    """
    if not word:
        raise HashiyaError(Message("cli.no_path"))
    from pathlib import Path  # the help does without

    return Path(word)


def place(word: str) -> Place:
    """Read the place of a store: the path of a folder, or the URL of a database.

    Raises:
        HashiyaError: the word is empty, or a malformed URL.
    """
    if not word:
        raise HashiyaError(Message("cli.no_path"))
    from hashiya.store.places import place_from  # the help does without

    return place_from(word)


def encoding(word: str) -> str:
    """Read the name of an encoding.

    Raises:
        HashiyaError: there is no such encoding.
    """
    from hashiya.article.encodings import known_name

    return known_name(word)
