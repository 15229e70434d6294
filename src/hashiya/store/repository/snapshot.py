"""The annotations of one article at one moment."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from hashiya.errors import HashiyaError
from hashiya.store.repository.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hashiya.annotation.annotation import Annotation
    from hashiya.annotation.edits import Edit
    from hashiya.messages import Message
    from hashiya.store.repository.conflict import Conflict
    from hashiya.store.repository.draft import Draft
    from hashiya.store.repository.waiting import Waiting


class Snapshot(NamedTuple):
    """The content of a repository for one article, read at once and never changed.

    A session draws and decides by its snapshot alone, so that the screen never waits for a disk.

    Attributes:
        key: of the article.
        annotations: in order of start, end and id.
        rejected: the rejected proposals, in the same order.
        by_id: the annotations and the rejected proposals.
        conflicts: the unresolved conflicts in the order they were noticed.
        refused: the refused change of each conflict, by the id of its record.
        removed: the last removed revision by the id of an annotation, or 0 by the id of the record of a
            refused change; only removals that are still on record.
        unusable: ids of records that are not annotations; no annotation may take them.
        problems: why each of these records is not an annotation.
        reading: the reading position and the status of the work.
        draft: the unfinished note; None if there is none.
        sha256: hash of the annotated text; empty if unknown.
        encoding: of the annotated text; empty if unknown.
        file_number: the `file_number_of` the article at the last save; empty if unknown.
        is_decoded_otherwise: whether the article is now read in another encoding than `encoding`.
        read_only: why nothing can be saved; None if it can.
        advice: on that; None if there is none.
        vanished: the file of the annotations, if it was removed; else empty.
        is_older: whether the annotations are damaged, so that this is an older copy; `read_only` says why.
        is_newer: whether a newer version of hashiya saved the annotations, which this one must not change.
        is_away: whether the store could not be reached, so that all else was read earlier.
        waiting: the changes of all articles that wait for the store; None if there are none.
        is_known: whether the repository could be read; if not, only `read_only` and `advice` are set.
    """

    key: str
    annotations: tuple[Annotation, ...] = ()
    rejected: tuple[Annotation, ...] = ()
    by_id: Mapping[str, Annotation] = MappingProxyType({})
    conflicts: tuple[Conflict, ...] = ()
    refused: Mapping[str, Edit] = MappingProxyType({})
    removed: Mapping[str, int] = MappingProxyType({})
    unusable: frozenset[str] = frozenset()
    problems: tuple[Message, ...] = ()
    reading: Reading = Reading()
    draft: Draft | None = None
    sha256: str = ""
    encoding: str = ""
    file_number: str = ""
    is_decoded_otherwise: bool = False
    read_only: Message | None = None
    advice: Message | None = None
    vanished: str = ""
    is_older: bool = False
    is_newer: bool = False
    is_away: bool = False
    waiting: Waiting | None = None
    is_known: bool = True

    @property
    def error(self) -> HashiyaError | None:
        """Make the error that nothing can be saved; None if it can."""
        return None if self.read_only is None else HashiyaError(self.read_only, self.advice)

    def checked(self) -> Snapshot:
        """Return this snapshot if the repository could be read.

        Raises:
            HashiyaError: the repository could not be read.
        """
        if not self.is_known and (error := self.error) is not None:
            raise error
        return self

    def has_lost(self, identifier: str, revision: int = 0) -> bool:
        """Tell whether an id is missing though nobody removed it, because the file is an older one.

        Args:
            identifier: of an annotation, or of the record of a refused change, that the snapshot lacks.
            revision: of the annotation, since an earlier one may have been removed and added again.
        """
        return self.removed.get(identifier, -1) < revision and identifier not in self.unusable
