"""All that is known of one article's annotations at one moment."""

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


class Snapshot(NamedTuple):
    """One article as a repository holds it, read at once and never changed.

    A session draws and decides by its snapshot alone, so that nothing on the screen waits for a disk.

    Attributes:
        key: the article's name in the repository.
        annotations: in order of start, end and id.
        by_id: the same annotations.
        conflicts: the changes that were refused and not yet decided about, in the order they were noticed.
        refused: the refused change of each conflict, by the name of its record.
        removed: the revision that was removed last, by the id of an annotation, or 0 by the name of a refused
            change; only removals that are still on record.
        unusable: ids of records that are no annotations; nothing else may take them.
        problems: what is wrong with each record that is no annotation.
        reading: where one was reading, and how far the work is.
        draft: the note that was not finished, or None.
        sha256: hash of the text that was annotated, or an empty string.
        encoding: the encoding that was annotated, or an empty string.
        file_number: the article's `file_number_of` when something was last saved; empty if it is unknown.
        is_decoded_otherwise: whether the article is read in another encoding than `encoding`.
        read_only: why nothing can be saved; empty if it can.
        hint: what to do about that, if anything can be done.
        vanished: where the annotations were before they were taken away; empty if they are there.
        is_older: whether this is an older copy, since the annotations are damaged, which `read_only` tells.
        is_newer: whether a newer version of the program saved the annotations; this one must not change them.
        is_known: whether the repository could be read; else nothing but `read_only` and `hint` is told.
    """

    key: str
    annotations: tuple[Annotation, ...] = ()
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
    read_only: Message | str = ""
    hint: Message | str = ""
    vanished: str = ""
    is_older: bool = False
    is_newer: bool = False
    is_known: bool = True

    def checked(self) -> Snapshot:
        """Give this back, if the repository could be read.

        Raises:
            HashiyaError: it could not be, and nothing is known of the article.
        """
        if not self.is_known:
            raise HashiyaError(self.read_only, self.hint)
        return self

    def has_lost(self, identifier: str, revision: int = 0) -> bool:
        """Whether what was saved under an id is gone though nobody removed it: the snapshot is an older one.

        Args:
            identifier: of an annotation or of a refused change that is not in the snapshot.
            revision: of the annotation; an earlier one may have been removed and added again.
        """
        return self.removed.get(identifier, -1) < revision and identifier not in self.unusable
