"""A record as it is written in an export, for exports that need no more of an annotation."""

from __future__ import annotations

from typing import NamedTuple


class Written(NamedTuple):
    """The record of an annotation as a line of JSON; tuples sort as annotations do.

    Attributes:
        start: offset of its first code point.
        end: offset after its last.
        id: of the annotation.
        label: of the annotation.
        line: the record in UTF-8, with a newline at its end.
    """

    start: int
    end: int
    id: str
    label: str
    line: bytes
