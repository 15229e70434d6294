"""A source of articles without files, for tests of large libraries."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from hashiya.files.folders import FoundFolder
from hashiya.session.article_entry import ArticleEntry

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from hashiya.messages import Message

TOP = Path("أخبار")


class Listed:
    """Lists names by folder, and knows the titles of some articles."""

    def __init__(
        self, names: Mapping[str, Sequence[str]], entries: Mapping[str, ArticleEntry] | None = None
    ) -> None:
        self.names = names
        self.entries = entries or {}
        self.looked: list[str] = []
        self.top = TOP

    def folders(self) -> Iterator[FoundFolder]:
        for folder, names in self.names.items():
            yield FoundFolder(TOP / folder, names)

    def look_into(self, path: Path) -> ArticleEntry:
        self.looked.append(path.name)
        entry = self.entries.get(path.name, ArticleEntry(path, path.name))
        return entry._replace(path=path, known=True)

    def none_found(self) -> Sequence[Message]:
        return ()


def numbered(folders: int, each: int) -> dict[str, list[str]]:
    """So many folders, each with so many names."""
    return {f"{f:03}": [f"خبر-{f:03}-{number:04}.txt" for number in range(each)] for f in range(folders)}
