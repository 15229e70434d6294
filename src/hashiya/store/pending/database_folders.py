"""The folders of unsent changes for an address: one for each database that has answered there."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from hashiya.errors import HashiyaError
from hashiya.store.pending.copies import FOLDER as COPIES
from hashiya.store.pending.pending_file import PendingFile
from hashiya.store.pending.private_folder import make_private

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class DatabaseFolders:
    """The folders of one annotator at one address, so that no change reaches another database.

    The name of a folder ends with the identity of its database. Without one it is that of a database which
    has told none yet: of an older version, or of a person who has never reached the server.
    """

    def __init__(self, folder: Path, place: str) -> None:
        """Touch no file yet.

        Args:
            folder: of all unsent changes on this computer.
            place: name of the annotator at the address.
        """
        self._unnamed = folder / place

    def own(self, identity: str) -> Path:
        """Return the folder for a database; an empty identity stands for one that is not known."""
        return self._unnamed.with_name(f"{self._unnamed.name}-{identity}") if identity else self._unnamed

    def all_files(self) -> Sequence[PendingFile]:
        """Return the files of changes for all databases."""
        named = sorted(self._unnamed.parent.glob(f"{self._unnamed.name}-*"))
        return [PendingFile(each) for each in (self._unnamed, *named)]

    def others(self, identity: str) -> Sequence[PendingFile]:
        """Return the files of changes for all databases but one; none while this one is not known."""
        known = (self._unnamed, self.own(identity))
        return [each for each in self.all_files() if each.path.parent not in known] if identity else []

    def adopt(self, identity: str) -> None:
        """Move the changes for a database without an identity to the first database with one.

        Raises:
            HashiyaError: the changes cannot be read or written; they stay as they are.
        """
        own = self.own(identity)
        if own == self._unnamed or not self._unnamed.is_dir():
            return
        with suppress(OSError, HashiyaError):  # the server has everything that the copies have
            make_private(own)
            (self._unnamed / COPIES).rename(own / COPIES)
        PendingFile(own).take_over(PendingFile(self._unnamed))
