"""Pack files that belong together into an archive: annotations, and the texts or types beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.errors import HashiyaError
from hashiya.exchange.archive import zipped
from hashiya.files.folders import walk
from hashiya.files.regular import MEGABYTE, read_file
from hashiya.messages import Message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

_COMPANIONS: Mapping[str, Callable[[Path], Path]] = {
    ".ann": lambda path: path.with_suffix(".txt"),
    ".xmi": lambda path: path.with_name("TypeSystem.xml"),
}
"""The file beside a file of annotations, by the ending of that one."""


def packed_folder(folder: Path, limit: int) -> bytes:
    """Pack the files of annotations of a folder and below it, each with the file beside it.

    Args:
        folder: the folder.
        limit: the most bytes that all files together may have.

    Raises:
        HashiyaError: there is no such file, a file cannot be read, or the files are too large.
    """
    endings = tuple(_COMPANIONS)
    found = list(walk(folder, lambda name: name.endswith(endings), lambda _path, _names: False))
    for each in found:
        if each.problem is not None:
            raise HashiyaError(Message("files.cannot_read", path=each.path, cause=each.problem))
    if not found:
        raise HashiyaError(Message("exchange.folder_without_annotations", path=folder, endings=endings))
    return b"".join(zipped(_files(folder, [each.path for each in found], limit)))


def packed_with_companion(path: Path, limit: int) -> bytes | None:
    """Pack a file of annotations with the file beside it; return None for any other file.

    Raises:
        HashiyaError: a file cannot be read, or the files are too large.
    """
    companion = _COMPANIONS.get(path.suffix)
    if companion is None or not companion(path).is_file():
        return None
    return b"".join(zipped(_files(path.parent, [path], limit)))


def _files(folder: Path, paths: list[Path], limit: int) -> Iterator[tuple[str, list[bytes]]]:
    left = limit
    wanted = dict.fromkeys(each for path in paths for each in (path, _COMPANIONS[path.suffix](path)))
    for path in wanted:  # several files may have the same one beside them
        if path not in paths and not path.is_file():
            continue
        content = read_file(path, limit).data
        left -= len(content)
        if left < 0:
            raise HashiyaError(Message("files.cannot_read", path=folder, cause=_too_large(limit)))
        yield path.relative_to(folder).as_posix(), [content]


def _too_large(limit: int) -> Message:
    return Message("files.too_large", megabytes=f"{limit / MEGABYTE:g}")
