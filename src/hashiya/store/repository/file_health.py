"""The contract of a repository in files: what can befall these, and what can be done about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol, runtime_checkable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from hashiya.errors import HashiyaError


class Damage(NamedTuple):
    """A file whose content cannot be used.

    Attributes:
        path: the file.
        error: what is wrong with it.
        is_restorable: whether there is a good copy that can take its place.
    """

    path: str
    error: HashiyaError
    is_restorable: bool


@runtime_checkable
class FileHealth(Protocol):
    """What can befall a repository that is kept in files; others have nothing of the kind."""

    def damage(self) -> Mapping[str, HashiyaError]:
        """Why files cannot be used that have no good copy and do not even tell their article, by their paths.

        Raises:
            HashiyaError: the repository cannot be read.
        """

    def foreign(self) -> Sequence[str]:
        """The paths of files that are not the repository's own, in order; all of these are left alone.

        Raises:
            HashiyaError: the repository cannot be read.
        """

    def owns(self, path: Path) -> bool:
        """Whether a path has a name that only the repository's own files have, whether it is there or not."""

    def restore(self, key: str) -> str:
        """Put the good copy of an article's file in the place of a damaged or missing one.

        Returns:
            The name under which the damaged file is kept; empty if there was none.

        Raises:
            HashiyaError: there is no good copy, the file is not damaged, or nothing can be written.
        """

    def damaged_collections(self) -> Mapping[str, Damage]:
        """Find the collections whose files cannot be used, by their names.

        Raises:
            HashiyaError: the repository cannot be read.
        """

    def restore_collection(self, name: str) -> str:
        """Put the good copy of a collection's file in its place, as `restore` does for an article's file."""
