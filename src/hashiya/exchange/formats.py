"""The registry of formats that annotations are exported to and imported from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hashiya.errors import HashiyaError
from hashiya.exchange import csv, jsonl
from hashiya.messages import Message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from hashiya.annotation.annotation import Annotation
    from hashiya.exchange.incoming import Read


@dataclass(frozen=True, slots=True)
class Format:
    """A format for exchanging annotations.

    Attributes:
        name: as on the command line.
        endings: endings of file names, with the dot, in lower case; the usual one first.
        title: a description for people.
        write: writes annotations as the pieces of a file.
        read: reads the content of a file; None if the format can only be written.
        tells: tells whether content is clearly in this format; None if content never shows that.
    """

    name: str
    endings: tuple[str, ...]
    title: Message
    write: Callable[[Iterable[Annotation]], Iterator[bytes]]
    read: Callable[[bytes], Read] | None = None
    tells: Callable[[bytes], bool] | None = None


FORMATS = {
    format_.name: format_
    for format_ in (
        Format(
            "jsonl",
            (".jsonl", ".ndjson"),
            Message("exchange.jsonl"),
            jsonl.write,
            jsonl.read,
            jsonl.tells,
        ),
        Format("csv", (".csv",), Message("exchange.csv"), csv.write, csv.read, csv.tells),
    )
}
"""Every format by its name; the first one is the default."""

DEFAULT = "jsonl"


def format_named(name: str) -> Format:
    """Find the format of a name.

    Raises:
        HashiyaError: there is none; lists the known names.
    """
    try:
        return FORMATS[name]
    except KeyError:
        raise HashiyaError(Message("exchange.format_unknown", name=name, names=tuple(FORMATS))) from None
