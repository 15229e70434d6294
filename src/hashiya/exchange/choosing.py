"""Choose the format of a file: the one that is named, or the one of its content or ending."""

from __future__ import annotations

from codecs import BOM_UTF8
from typing import TYPE_CHECKING, NamedTuple

from hashiya.article.binary import kind_of
from hashiya.errors import HashiyaError
from hashiya.exchange import foreign_json, qdc
from hashiya.exchange.formats import DEFAULT, FORMATS, Format, format_named
from hashiya.messages import Message

if TYPE_CHECKING:
    from pathlib import Path


_XML_MARKS = (b"TEI", b"teiCorpus", b"http:///uima/")
"""A file of the formats in XML has one of these words, be it behind a long comment."""

READ = tuple(each.name for each in FORMATS.values() if each.read is not None)
"""The names of the formats that can be read."""


class Choice(NamedTuple):
    """A format, chosen for a file.

    Attributes:
        format: the format.
        remark: why the format is not that of the ending; None if it is.
    """

    format: Format
    remark: Message | None = None


def format_to_write(path: Path | None, name: str | None = None) -> Choice:
    """Choose the format of a file to write.

    Args:
        path: the file; None for standard output.
        name: the requested format; None leaves the choice to the ending.

    Raises:
        HashiyaError: there is no format of this name.
    """
    promised = _format_of_ending(path)
    if name is not None:
        chosen = format_named(name)
        differs = promised is not None and not _has_ending(path, chosen)
        remark = Message("exchange.written_as_named", path=path, format=name) if differs else None
        return Choice(chosen, remark)
    if promised is not None:
        return Choice(promised)
    if path is None or not path.suffix:
        return Choice(FORMATS[DEFAULT])
    remark = Message("exchange.written_as_default", path=path, format=DEFAULT, ending=path.suffix)
    return Choice(FORMATS[DEFAULT], remark)


def format_to_read(path: Path, source: bytes, name: str | None = None) -> Choice:
    """Choose the format of a file to read; the content counts more than the ending.

    Args:
        path: the file.
        source: the file's content.
        name: the requested format; None leaves the choice to content and ending.

    Raises:
        HashiyaError: there is no format of this name, or the file is clearly in another format or in none.
    """
    promised, found = _format_of_ending(path), _format_of_content(path, source)
    if name is None:
        chosen = found or promised
        if chosen is None and source.strip():
            raise _in_no_format(path, Message("exchange.other_text"))
        chosen = chosen or FORMATS[DEFAULT]
        differs = promised is not None and not _has_ending(path, chosen)
        remark = Message("exchange.read_by_content", path=path, format=chosen.name) if differs else None
        return Choice(chosen, remark)
    chosen = format_named(name)
    if found is not None and found is not chosen:
        told = Message("exchange.other_format", path=path, format=found.name, named=name)
        raise HashiyaError(told, Message("exchange.name_format", format=found.name))
    differs = promised is not None and not _has_ending(path, chosen)
    remark = Message("exchange.read_as_named", path=path, format=name) if differs else None
    return Choice(chosen, remark)


def _format_of_ending(path: Path | None) -> Format | None:
    return next((each for each in FORMATS.values() if _has_ending(path, each)), None)


def _has_ending(path: Path | None, format_: Format) -> bool:
    return path is not None and path.suffix.lower() in format_.endings


def _format_of_content(path: Path, source: bytes) -> Format | None:
    """Find the format that a file clearly has; None if the content does not show it.

    Raises:
        HashiyaError: the file is clearly in no format, or a codebook.
    """
    if qdc.tells(source):
        raise HashiyaError(
            Message("exchange.is_codebook", path=path), Message("exchange.convert_codebook", path=path)
        )
    # a line of a special format is also a line of a general one, which stands before it
    found = next(
        (each for each in reversed(FORMATS.values()) if each.tells is not None and each.tells(source)), None
    )
    kind: Message | str = "" if found else kind_of(source)
    if not kind and found is None:
        kind = _kind_of_text(source)
    if kind:
        raise _in_no_format(path, kind)
    return found


def _kind_of_text(source: bytes) -> Message | str:
    """Name the kind of a text that no format reads; empty if the text may be in some format."""
    text = source.removeprefix(BOM_UTF8).strip()
    if text.startswith((b"[", b"{")):
        return foreign_json.kind_of(text)
    if text.startswith(b"<") and text.endswith(b">") and not any(each in text for each in _XML_MARKS):
        return Message("exchange.other_xml")
    return ""


def _in_no_format(path: Path, kind: Message | str) -> HashiyaError:
    return HashiyaError(Message("exchange.no_format", path=path, names=READ, kind=kind))
