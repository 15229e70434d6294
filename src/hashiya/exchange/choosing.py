"""Chooses the format of a file: the one that is named, or the one that its content or its ending tells."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hashiya.article.binary import kind_of
from hashiya.errors import HashiyaError
from hashiya.exchange.formats import DEFAULT, FORMATS, Format, format_named

if TYPE_CHECKING:
    from pathlib import Path


class Choice(NamedTuple):
    """A format, chosen for a file.

    Attributes:
        format: the format.
        remark: why it is not the one that the ending promises, in a sentence; empty if it is.
    """

    format: Format
    remark: str = ""


def format_to_write(path: Path | None, name: str | None = None) -> Choice:
    """Choose the format of a file that is to be written.

    Args:
        path: the file; None for standard output.
        name: the format that is asked for; None leaves it to the ending.

    Raises:
        HashiyaError: there is no format of this name.
    """
    promised = _format_of_ending(path)
    if name is not None:
        chosen = format_named(name)
        differs = promised is not None and promised is not chosen
        return Choice(chosen, f"{path} is written as {name}, as --format says" if differs else "")
    if promised is not None:
        return Choice(promised)
    unknown = path is not None and path.suffix
    remark = f"{path} is written as {DEFAULT}: {unknown} is the ending of no format" if unknown else ""
    return Choice(FORMATS[DEFAULT], remark)


def format_to_read(path: Path, source: bytes, name: str | None = None) -> Choice:
    """Choose the format of a file that is to be read; its content tells more than its ending.

    Args:
        path: the file.
        source: its content.
        name: the format that is asked for; None leaves it to content and ending.

    Raises:
        HashiyaError: there is no format of this name, or the file is clearly of another one or of none.
    """
    promised, found = _format_of_ending(path), _format_of_content(path, source)
    if name is None:
        chosen = found or promised or FORMATS[DEFAULT]
        differs = promised is not None and promised is not chosen
        remark = f"{path} is {chosen.name} in spite of its ending, and is read so" if differs else ""
        return Choice(chosen, remark)
    chosen = format_named(name)
    if found is not None and found is not chosen:
        msg = f"{path} is {found.name}, not {name}"
        raise HashiyaError(msg, f"leave out --format, or say --format {found.name}")
    differs = promised is not None and promised is not chosen
    return Choice(chosen, f"{path} is read as {name}, as --format says" if differs else "")


def _format_of_ending(path: Path | None) -> Format | None:
    suffix = "" if path is None else path.suffix.lower()
    return next((each for each in FORMATS.values() if suffix in each.endings), None)


def _format_of_content(path: Path, source: bytes) -> Format | None:
    """The format that a file clearly has; None if its content does not tell.

    Raises:
        HashiyaError: it is clearly something that no format is.
    """
    kind = kind_of(source)
    if not kind and source.lstrip()[:1] == b"[":
        kind = "one JSON array"
    if kind:
        msg = f"{path} is in none of the formats {', '.join(FORMATS)}: it is {kind}"
        raise HashiyaError(msg)
    return next((each for each in FORMATS.values() if each.tells is not None and each.tells(source)), None)
