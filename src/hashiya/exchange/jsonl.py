"""JSON Lines: one annotation to a line, in UTF-8."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.annotation.strict_json import decode, encode
from hashiya.errors import HashiyaError
from hashiya.exchange.incoming import Incoming, Read, Refusal
from hashiya.exchange.numbered_lines import numbered_lines
from hashiya.messages import Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hashiya.exchange.document import Document
    from hashiya.exchange.losses import Losses

_BOM = b"\xef\xbb\xbf"


def write(documents: Iterable[Document], _: Losses) -> Iterator[bytes]:
    """Write annotations as the lines of a file; nothing is lost. Lines that are there already are kept."""
    for document in documents:
        if document.written is not None:
            yield b"".join([each.line for each in document.written])
        for annotation in document.annotations:
            yield encode(annotation.to_record()) + b"\n"


def tells(source: bytes) -> bool:
    """Tell whether a file begins like a JSON object."""
    return source.removeprefix(_BOM).lstrip()[:1] == b"{"


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
