"""The files of an older version, less the annotations that the annotators were given already.

A full disk may end a division after some annotators have their share of a file. Until a later run completes
the division, the file and these annotators have the same annotations, each of which must be read once.
"""

from __future__ import annotations

import os
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from hashiya.store.tinydb.annotator_folders import annotators_in
from hashiya.store.tinydb.file_names import file_name_of
from hashiya.store.tinydb.giving import lacks
from hashiya.store.tinydb.store import Store
from hashiya.text.settled import settled_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from hashiya.annotation.annotation import Annotation
    from hashiya.annotation.written import Written
    from hashiya.store.repository.snapshot import Snapshot


class Undivided(Store):
    """The files for all annotators together."""

    @cached_property
    def _folders(self) -> Mapping[str, Path]:
        """The folder of each annotator."""
        return annotators_in(self.home)

    def given_in_part(self) -> Sequence[str]:
        """Return the keys of the articles of which an annotator has a file, sorted.

        Raises:
            HashiyaError: the folder cannot be read.
        """
        return [key for key in self.keys() if self._having(key)]

    def load(self, key: str) -> Snapshot:
        """Read the snapshot of an article, without the annotations that their annotators have."""
        snapshot = super().load(key)
        having = self._having(key)
        if not having:
            return snapshot
        theirs = {name: self._of(name).load(key) for name in having}

        def left(annotations: Iterable[Annotation]) -> tuple[Annotation, ...]:
            return tuple(each for each in annotations if _is_left(each, theirs))

        return snapshot._replace(
            annotations=left(snapshot.annotations),
            rejected=left(snapshot.rejected),
            by_id={each.id: each for each in left(snapshot.by_id.values())},
            conflicts=tuple(
                each
                for each in snapshot.conflicts
                if not any(snapshot.refused.get(each.id) in has.refused.values() for has in theirs.values())
            ),
        )

    def written(self, key: str) -> Sequence[Written] | None:
        """Read the records of an article as lines; None if an annotator has some of them."""
        return None if self._having(key) else super().written(key)

    def _having(self, key: str) -> Sequence[str]:
        """Return the annotators who have a file of an article."""
        name = file_name_of(key)
        return [each for each, folder in self._folders.items() if os.path.lexists(folder / name)]

    def _of(self, name: str) -> Store:
        return Store(self._folders[name], home=self.home, annotator=name)


def _is_left(annotation: Annotation, theirs: Mapping[str, Snapshot]) -> bool:
    """Tell whether an annotation was not given to its annotator; one that names nobody, to anybody."""
    owner = settled_name(annotation.annotator)
    having = {owner: theirs[owner]} if owner in theirs else {} if owner else theirs
    return all(lacks(has, replace(annotation, annotator=name)) for name, has in having.items())
