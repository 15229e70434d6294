"""The records of a file, each with its line."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from hashiya.annotation.annotation import KEYS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hashiya.messages import Message

_NO_TEXTS: Mapping[str, str] = MappingProxyType({})


class Incoming(NamedTuple):
    """One record of a file that is being imported.

    Attributes:
        line: the line's number, from 1.
        record: keys as in an exported record, unchecked.
    """

    line: int
    record: Mapping[str, Any]


class Refusal(NamedTuple):
    """A line of a file that cannot be imported.

    Attributes:
        line: the line's number, from 1.
        reason: a clause to follow “line 3: ”.
    """

    line: int
    reason: Message


class Read(NamedTuple):
    """The content of a file.

    Attributes:
        incoming: the records.
        refusals: the lines that are not records.
        texts: the texts of articles in the file by the names that its records give them as ``article``.
    """

    incoming: list[Incoming]
    refusals: list[Refusal]
    texts: Mapping[str, str] = _NO_TEXTS


def other_values(value: object) -> dict[str, Any]:
    """Return the keys of a record that this program does not know, which a format has in an object."""
    return {key: each for key, each in value.items() if key not in KEYS} if isinstance(value, dict) else {}
