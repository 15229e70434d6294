"""The contract of a repository in files: damage, foreign files and repair."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol, runtime_checkable

from hashiya.errors import HashiyaError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path


class CopyError(HashiyaError):
    """A file is a copy of another file of the repository, as programs that share folders make it."""


class Merged(NamedTuple):
    """The outcome of merging a copy.

    Attributes:
        added: the number of annotations that only the copy had.
        name: the name under which the copy is kept.
    """

    added: int
    name: str


class Damage(NamedTuple):
    """A file whose content cannot be used.

    Attributes:
        path: the file.
        error: the fault of the file.
        is_restorable: whether there is a good copy that can take its place.
    """

    path: str
    error: HashiyaError
    is_restorable: bool


@runtime_checkable
class FileHealth(Protocol):
    """The health of the files of a repository; other repositories do not have this protocol."""

    def damage(self) -> Mapping[str, HashiyaError]:
        """Find the unusable files that name no article and have no good backup, each path with its error.

        Raises:
            HashiyaError: the repository cannot be read.
        """

    def foreign(self) -> Sequence[str]:
        """Return the paths of files of other programs, sorted; these are left alone.

        Raises:
            HashiyaError: the repository cannot be read.
        """

    def owns(self, path: Path) -> bool:
        """Tell whether a path has a name reserved for files of the repository, existing or not."""

    def restore(self, key: str) -> str:
        """Replace a damaged or missing file of an article by its backup.

        Returns:
            The name under which the damaged file is kept; empty if the file was missing.

        Raises:
            HashiyaError: there is no good backup, the file is not damaged, or it cannot be written.
        """

    def merge_copy(self, path: str) -> Merged:
        """Add the annotations that only a copy has, without changing any other, and put the copy aside.

        Args:
            path: of the copy, which `damage` names with a `CopyError`.

        Raises:
            HashiyaError: the copy cannot be read, or the annotations could not be saved; the copy stays then.
        """

    def damaged_collections(self) -> Mapping[str, Damage]:
        """Find the collections whose files cannot be used, by their names.

        Raises:
            HashiyaError: the repository cannot be read.
        """

    def restore_collection(self, name: str) -> str:
        """Put the good copy of a collection's file in its place, as `restore` does for an article's file."""
