"""The annotations with one attribute in a store file, found without parsing the others."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from hashiya.annotation.coded import coded_in
from hashiya.errors import HashiyaError
from hashiya.store.records.tables import ANNOTATIONS
from hashiya.store.tinydb.file_names import backup_of
from hashiya.store.tinydb.record_lines import lines_of_table
from hashiya.store.tinydb.store_file import parse, read_source

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from hashiya.annotation.coded import Coded
    from hashiya.store.tinydb.store_file import FileBytes


def read_coded(path: Path, attribute: str) -> Sequence[Coded]:
    """Read the annotations that have an attribute, from a store file or else its backup; raises nothing.

    Args:
        path: the store file.
        attribute: name of the attribute.
    """
    for each in (path, backup_of(path)):
        try:
            if (source := read_source(each)) is not None:
                records = _records(each, source, attribute)
                return [coded for record in records if (coded := coded_in(record, attribute)) is not None]
        except (HashiyaError, ValueError, RecursionError):
            continue
    return ()


def _records(path: Path, source: FileBytes, attribute: str) -> Iterable[Mapping[str, Any]]:
    """Return the records whose lines name the attribute; all records if the file has another layout.

    Raises:
        HashiyaError, ValueError, RecursionError: the file is damaged.
    """
    lines = lines_of_table(source.content, ANNOTATIONS)
    if lines is None:
        return parse(path, source).tables.get(ANNOTATIONS, {}).values()
    name = json.dumps(attribute).encode()
    wanted = [line.removesuffix(b",") for line in lines if name in line]
    found: dict[str, Any] = json.loads(b"{%b}" % b",".join(wanted))
    return [record for record in found.values() if isinstance(record, dict)]
