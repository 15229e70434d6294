"""Pack files that belong together into an archive: brat's annotations, and the texts beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.errors import HashiyaError
from hashiya.exchange.archive import zipped
from hashiya.files.folders import walk
from hashiya.files.regular import MEGABYTE, read_file
from hashiya.messages import Message

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_ANNOTATIONS, _TEXT = ".ann", ".txt"


def packed_folder(folder: Path, limit: int) -> bytes:
    """Pack the ``.ann`` files of a folder and below it, each with the ``.txt`` file beside it.

    Args:
        folder: the folder.
        limit: the most bytes that all files together may have.

    Raises:
        HashiyaError: there is no ``.ann`` file, a file cannot be read, or the files are too large.
    """
    found = list(walk(folder, lambda name: name.endswith(_ANNOTATIONS), lambda _path, _names: False))
    for each in found:
        if each.problem is not None:
            raise HashiyaError(Message("files.cannot_read", path=each.path, cause=each.problem))
    if not found:
        raise HashiyaError(Message("exchange.folder_without_annotations", path=folder, ending=_ANNOTATIONS))
    return b"".join(zipped(_files(folder, [each.path for each in found], limit)))


def packed_with_text(path: Path, limit: int) -> bytes | None:
    """Pack an ``.ann`` file with the ``.txt`` file beside it; return None for any other file.

    Raises:
        HashiyaError: a file cannot be read, or the files are too large.
    """
    if path.suffix != _ANNOTATIONS or not path.with_suffix(_TEXT).is_file():
        return None
    return b"".join(zipped(_files(path.parent, [path], limit)))


def _files(folder: Path, paths: list[Path], limit: int) -> Iterator[tuple[str, list[bytes]]]:
    left = limit
    for path in paths:
        text = path.with_suffix(_TEXT)
        for each in (path, text) if text.is_file() else (path,):
            content = read_file(each, limit).data
            left -= len(content)
            if left < 0:
                raise HashiyaError(Message("files.cannot_read", path=folder, cause=_too_large(limit)))
            yield each.relative_to(folder).as_posix(), [content]


def _too_large(limit: int) -> Message:
    return Message("files.too_large", megabytes=f"{limit / MEGABYTE:g}")
