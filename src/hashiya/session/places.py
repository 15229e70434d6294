"""Keep the reading place of each article for the user, apart from the shared annotations."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from hashiya.files.kept import KeptFile, state_folder
from hashiya.store.repository.reading import Reading, reading_from
from hashiya.text.digests import sha256_of

if TYPE_CHECKING:
    from pathlib import Path


class KeptPlace:
    """The reading place of one article; nothing is kept without a home folder or without write access."""

    def __init__(self, article: Path) -> None:
        """Touch no file yet.

        Args:
            article: its file.
        """
        name = sha256_of(os.path.realpath(article).encode("utf-8", "surrogateescape"))[:32]
        folder = state_folder(os.environ)
        self._file = KeptFile(None if folder is None else folder / "places" / f"{name}.json")

    def newest(self, stored: Reading) -> Reading:
        """Return the newer of the kept place and the store's, which another computer may have written.

        Args:
            stored: the store's; its status holds in any case.
        """
        kept = reading_from(self._file.read(), annotated=False)
        is_newer = kept.modified != "" and kept.modified >= stored.modified
        return stored._replace(offset=kept.offset) if is_newer else stored

    def keep(self, reading: Reading) -> None:
        """Keep a place for the next time."""
        self._file.change(lambda kept: kept.update(offset=reading.offset, modified=reading.modified))
