"""The folders of the annotators in a store, each with a file that holds the exact name."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeGuard

from hashiya.errors import HashiyaError
from hashiya.files.atomic_file import NEW_FILE, sync_folder, write_all
from hashiya.files.regular import MEGABYTE, read_file
from hashiya.files.shared_access import make_folder, share_file
from hashiya.store.records.tables import ANNOTATIONS
from hashiya.store.tinydb.file_names import LOCKS, NAME_FILE, SUFFIX, folder_name_of
from hashiya.store.tinydb.folder_contents import FORMER, annotator_folders, look_through
from hashiya.store.tinydb.store_file import read_store_file
from hashiya.text.settled import settled_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

_NAME = "name"


def sign(folder: Path, annotator: str) -> None:
    """Write the name of the annotator into a folder, which is made, unless the name is there.

    Every program writes the same content, so two may do so at once, and merged folders have no conflict.

    Raises:
        OSError: the name could not be written.
    """
    if _signed_name(folder) == settled_name(annotator):
        return
    locks = folder / LOCKS
    make_folder(locks)
    temporary = locks / f"{NAME_FILE}.{os.urandom(8).hex()}"
    descriptor = os.open(temporary, NEW_FILE, 0o666)
    try:
        content = json.dumps({_NAME: settled_name(annotator)}, ensure_ascii=False) + "\n"
        # a name from a command line may hold a byte that is not UTF-8
        write_all(descriptor, content.encode("utf-8", "surrogatepass"))
        share_file(descriptor, folder)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    with suppress(FileNotFoundError):  # another program was faster
        temporary.replace(folder / NAME_FILE)
    for left in locks.glob(f"{NAME_FILE}.*"):  # by killed programs, or by slower ones
        left.unlink(missing_ok=True)
    sync_folder(folder)


def annotators_in(home: Path) -> Mapping[str, Path]:
    """Find the annotators of a store, sorted, each with the folder.

    Raises:
        HashiyaError: the folder of the store cannot be read.
    """
    found = ((name_in(folder), folder) for folder in annotator_folders(home))
    return dict(sorted((name, folder) for name, folder in found if name is not None))


def foreign_in(home: Path) -> Sequence[str]:
    """Return the paths beside the folders of annotators that belong to other programs, sorted.

    Raises:
        HashiyaError: the folder cannot be read.
    """
    known = {FORMER, *(folder.name for folder in annotator_folders(home))}
    return [str(home / name) for name in look_through(home).foreign if name not in known]


def nameless_in(home: Path) -> Sequence[str]:
    """Return the folders of annotators whose names cannot be read, sorted.

    Raises:
        HashiyaError: the folder cannot be read.
    """
    return sorted(str(folder) for folder in annotator_folders(home) if name_in(folder) is None)


def name_in(folder: Path) -> str | None:
    """Read the name of the annotator of a folder; None if neither its file nor an annotation tells it."""
    signed = _signed_name(folder)
    if signed is not None:
        return signed
    names = (record.get("annotator") for path in folder.glob(f"*{SUFFIX}") for record in _records_in(path))
    return next((settled_name(name) for name in names if _is_of(name, folder)), None)


def _signed_name(folder: Path) -> str | None:
    """Read the name in the file; None if there is none, or the name of another folder."""
    with suppress(HashiyaError, ValueError, LookupError, TypeError, RecursionError):
        name = json.loads(read_file(folder / NAME_FILE, MEGABYTE, follow_links=False).data)[_NAME]
        return name if _is_of(name, folder) else None
    return None


def _is_of(name: object, folder: Path) -> TypeGuard[str]:
    return isinstance(name, str) and folder_name_of(name) == folder.name


def _records_in(path: Path) -> Iterable[Mapping[str, Any]]:
    with suppress(HashiyaError):
        content = read_store_file(path)
        return content.tables.get(ANNOTATIONS, {}).values() if content is not None else ()
    return ()
