"""A store in a folder, as it is copied into another store or made from one."""

from __future__ import annotations

import os
from contextlib import suppress
from types import MappingProxyType
from typing import TYPE_CHECKING

from hashiya.files.regular import lines_of
from hashiya.store.journal_file import FOLDER, journal_file_in
from hashiya.store.records.tables import ARTICLE
from hashiya.store.tinydb.annotator_folders import annotators_in
from hashiya.store.tinydb.file_names import SUFFIX, folder_name_of
from hashiya.store.tinydb.folder_contents import collection_files
from hashiya.store.tinydb.giving import Share, write_new
from hashiya.store.tinydb.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from hashiya.errors import HashiyaError
    from hashiya.store.records.article_records import ArticleRecords
    from hashiya.store.records.tables import Content
    from hashiya.store.repository.collection import Collection
    from hashiya.store.tinydb.store_file import Tables


class CopiedFolder:
    """A `Side` of a copy: the annotations of all annotators in a folder."""

    def __init__(self, folder: Path) -> None:
        """Read nothing yet.

        Args:
            folder: of the whole store.
        """
        self._folder = folder
        self._stores: dict[str, Store] = {}

    def _store(self, annotator: str) -> Store:
        if annotator not in self._stores:
            own = self._folder / folder_name_of(annotator)
            self._stores[annotator] = Store(own, home=self._folder, annotator=annotator)
        return self._stores[annotator]

    def annotators(self) -> Sequence[str]:
        """Return the names of those who have a folder."""
        return list(annotators_in(self._folder))

    def keys(self, annotator: str) -> Sequence[str]:
        """Return the keys of the articles in which an annotator has anything."""
        return self._store(annotator).keys()

    def open(self, annotator: str, key: str) -> ArticleRecords:
        """Open the annotations of an annotator in an article."""
        return self._store(annotator).open_key(key)

    def fill_new(self, annotator: str, contents: Mapping[str, Content]) -> Mapping[str, HashiyaError | None]:
        """Write the files of articles that have none; a killed program leaves whole files, or none."""
        store = self._store(annotator)
        shares = {
            key: Share(path, path, key, annotator, _as_stored(content), is_whole=True)
            for key, content in contents.items()
            if not os.path.lexists(path := store.file_of(key))
        }
        with suppress(OSError):  # whoever saves the file of one article is told why
            store.sign()
        written = write_new(store.folder, list(shares.values())) if shares else {}
        return {key: written[share.target] for key, share in shares.items() if share.target in written}

    def collections(self, annotator: str) -> Sequence[str]:
        """Return the names of the collections of an annotator."""
        return [path.name.removesuffix(SUFFIX) for path in collection_files(self._store(annotator).folder)]

    def collection(self, annotator: str, name: str) -> Collection:
        """Open a collection of an annotator."""
        return self._store(annotator).collection(name)

    def journal(self) -> Iterator[bytes]:
        """Generate the lines of the journals of all people and computers, each journal's oldest first.

        Lone surrogates, as older versions wrote them, are escaped as in JSON. Damaged lines are left out,
        among them the null bytes that a power failure leaves in a file.

        Raises:
            HashiyaError: a journal cannot be read, or is a link, which could lead to any file.
        """
        # the former file of a journal is named so that it comes before the present one
        for path in sorted((self._folder / FOLDER).glob("*.jsonl")):
            for line in lines_of(path, follow_links=False):
                if not line or b"\0" in line:
                    continue
                with suppress(UnicodeDecodeError):
                    yield line.decode("utf-8", "surrogatepass").encode("utf-8", "backslashreplace")

    def add_to_journal(self, lines: Sequence[bytes]) -> None:
        """Append lines to the journal of this person on this computer."""
        if lines:
            journal_file_in(self._folder).append(line + b"\n" for line in lines)


def _as_stored(content: Content) -> Tables:
    """Return tables as a file has them: that of the article comes first, so that its key is found early."""
    return {
        name: {str(number): MappingProxyType(dict(record)) for number, record in content[name].items()}
        for name in sorted(content, key=lambda name: (name != ARTICLE, name))
    }
