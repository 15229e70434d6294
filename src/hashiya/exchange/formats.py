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
    """A way to write annotations down.

    Attributes:
        name: as on the command line.
        endings: how the names of its files end, with the dot, in lower case; the usual one first.
        title: for people.
        write: the pieces of a file.
        read: what is in a file, or None if the format is only written.
        tells: whether a file's content is clearly of this format, or None if that cannot be told.
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
    """The format of a name.

    Raises:
        HashiyaError: lists the names there are.
    """
    try:
        return FORMATS[name]
    except KeyError:
        raise HashiyaError(Message("exchange.format_unknown", name=name, names=tuple(FORMATS))) from None
