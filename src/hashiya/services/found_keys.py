"""The keys of found articles in the order in which a folder with them is walked."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from hashiya.files.folders import in_name_order, name_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class FoundKeys(Collection[str]):
    """Keys by their folders; names are sorted when their folder is reached, since there may be a million."""

    def __init__(self, keys: Iterable[str]) -> None:
        """Take in keys, each once."""
        self._folders: dict[str, list[str]] = {}
        for key in keys:
            folder, _, name = key.rpartition("/")
            self._folders.setdefault(folder, []).append(name)

    def __len__(self) -> int:
        return sum(map(len, self._folders.values()))

    def __contains__(self, key: object) -> bool:
        folder, _, name = str(key).rpartition("/")
        return name in self._folders.get(folder, ())

    def __iter__(self) -> Iterator[str]:
        for folder in sorted(self._folders, key=_folder_order):
            before = f"{folder}/" if folder else ""
            for names in in_name_order(self._folders[folder]):
                yield from (f"{before}{name}" for name in names)


def _folder_order(folder: str) -> list[tuple[list[str | int], str]]:
    return [name_order(name) for name in folder.split("/")] if folder else []
