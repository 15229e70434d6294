"""JSON Lines: one annotation to a line, in UTF-8."""

from __future__ import annotations

from codecs import BOM_UTF8
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from hashiya.annotation.strict_json import decode, encode
from hashiya.errors import HashiyaError
from hashiya.exchange.incoming import Incoming, Read, Refusal
from hashiya.exchange.numbered_lines import numbered_lines
from hashiya.messages import Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from hashiya.exchange.document import Document
    from hashiya.exchange.losses import Losses

_BEGINNING, _LINES = 1 << 26, 5
"""Bytes and lines in which a file must show its format."""
_TELLING = ("label", "start", "end")
"""Keys of a record that objects of other programs lack."""
_OF_PRODIGY = "_task_hash"
"""A key of every object of Prodigy, of whose tasks some label a whole text."""


def write(documents: Iterable[Document], _: Losses) -> Iterator[bytes]:
    """Write annotations as the lines of a file; nothing is lost. Lines that are there already are kept."""
    for document in documents:
        if document.written is not None:
            yield b"".join([each.line for each in document.written])
        for annotation in document.annotations:
            yield encode(annotation.to_record()) + b"\n"


def tells(source: bytes) -> bool:
    """Tell whether the first lines begin like objects; one has a key of a record, or all are damaged."""
    lines = source.removeprefix(BOM_UTF8).lstrip()[:_BEGINNING].split(b"\n", _LINES)[:_LINES]
    lines = [line.strip() for line in lines if line.strip()]
    if not lines or not all(line.startswith(b"{") for line in lines):
        return False
    records = [record for line in lines if (record := _record_in(line)) is not None]
    return not records or any(
        _OF_PRODIGY not in each and not each.keys().isdisjoint(_TELLING) for each in records
    )


def _record_in(line: bytes) -> Mapping[str, Any] | None:
    with suppress(HashiyaError):
        record = decode(line, is_line=True)
        return record if isinstance(record, dict) else None
    return None


def read(source: bytes) -> Read:
    """Read the records of a file; blank lines, CRLF and a byte-order mark are accepted."""
    found = Read([], [])
    for number, line in numbered_lines(source, found):
        try:
            record = decode(line, is_line=True)
        except HashiyaError as error:
            found.refusals.append(Refusal(number, error.told))
            continue
        if isinstance(record, dict):
            found.incoming.append(Incoming(number, record))
        else:
            found.refusals.append(Refusal(number, Message("exchange.not_object")))
    return found
