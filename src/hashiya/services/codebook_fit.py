"""Whether the annotations of a folder fit its codebook, and the last codebook that all of them fitted."""

from __future__ import annotations

import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from hashiya.codebook.label import DEFAULT
from hashiya.codebook.vocabulary import misfits, vocabulary_of
from hashiya.errors import HashiyaError
from hashiya.messages import Message

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hashiya.annotation.annotation import Annotation
    from hashiya.codebook.label import LabelSet
    from hashiya.store.repository.protocols import Repository

_NAME = "codebook"
"""The collection that keeps the codebook, and the id of its record there."""


class CodebookFit:
    """Compares annotations with the codebook in force and with the last one that all of them fitted.

    Attributes:
        codebook: names the codebook, with the versions of both if they differ.
    """

    def __init__(self, store: Repository, labels: LabelSet) -> None:
        """Read the last codebook that all annotations fitted; one that cannot be read counts as unknown.

        Args:
            store: the store.
            labels: the codebook in force.
        """
        self._store = store
        self._labels = labels
        self._vocabulary = vocabulary_of(labels)
        self._kept: Mapping[str, Any] | None = None
        with suppress(HashiyaError):
            self._kept = store.collection(_NAME).records().get(_NAME)
        kept = self._kept or {}
        terms = kept.get("terms")
        if not isinstance(terms, list):  # another program wrote the record
            self._kept, terms = None, []
        self._former = frozenset(tuple(map(str, each)) for each in terms if isinstance(each, list))
        version, former = labels.version, str(kept.get("version", ""))
        self.codebook = Message("services.codebook")
        if former != version != "":
            self.codebook = Message("services.codebook_version", version=version)
            if former:
                self.codebook = Message("services.codebook_changed", version=version, former=former)

    @property
    def must_check(self) -> bool:
        """Whether some annotations may not fit: the codebook lost a term, or was never compared with them."""
        return self._labels is not DEFAULT if self._kept is None else not self._former <= self._vocabulary

    def misfits(self, annotation: Annotation) -> Sequence[Message]:
        """List the reasons why an annotation does not fit, each a clause after “annotation x”."""
        return list(misfits(annotation, self._vocabulary, self._former))

    def settle(self, *, pause: float = 0.0) -> int:
        """Compare all annotations with the codebook if need be, and keep a codebook that they fit.

        Args:
            pause: seconds to wait after each article, in which other threads run.

        Returns:
            How many annotations do not fit, as far as they can be read.

        Raises:
            HashiyaError: the store cannot be read.
        """
        count, is_known = 0, True
        for key in self._store.keys() if self.must_check else ():
            snapshot = self._store.load(key)
            count += sum(1 for each in snapshot.annotations if self.misfits(each))
            is_known = is_known and snapshot.is_known
            time.sleep(pause)
        if is_known and not count:
            self.remember()
        return count

    def remember(self) -> None:
        """Keep the codebook as one that all annotations fit.

        The built-in codebook is kept only in place of another one. A failure is ignored: then the annotations
        are compared with the codebook again.
        """
        record = {"version": self._labels.version, "terms": sorted(map(list, self._vocabulary))}
        if record == self._kept or (self._kept is None and self._labels is DEFAULT):
            return
        with suppress(HashiyaError):
            self._store.collection(_NAME).put({_NAME: record})
