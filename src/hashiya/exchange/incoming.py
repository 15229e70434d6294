"""What a reader of a format hands over: records, each with where it stood."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hashiya.messages import Message


class Incoming(NamedTuple):
    """One record of a file that is being imported.

    Attributes:
        line: where it stood, from 1.
        record: keys as in an exported record, unchecked.
    """

    line: int
    record: Mapping[str, Any]


class Refusal(NamedTuple):
    """One place of a file that cannot be imported.

    Attributes:
        line: from 1.
        reason: a clause that fits behind “line 3: ”; text in the rooms that have no messages yet.
    """

    line: int
    reason: Message | str


class Read(NamedTuple):
    """All that was found in a file.

    Attributes:
        incoming: the records.
        refusals: what is no record.
    """

    incoming: list[Incoming]
    refusals: list[Refusal]
