"""The other occurrences of an annotation, to be accepted or struck before they are labelled."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from hashiya.errors import HashiyaError
from hashiya.messages import Message
from hashiya.services.everywhere import Occurrence, edits_for, labelled, occurrences_below, occurrences_in
from hashiya.text.occurrences import Name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hashiya.annotation.annotation import Annotation
    from hashiya.annotation.edits import Edit
    from hashiya.session.reader import Reader
    from hashiya.store.repository.protocols import Repository

COMMAND = "annotation.everywhere"


class Everywhere:
    """The occurrences to label like one annotation of the open article.

    Attributes:
        model: the annotation.
        found: the other occurrences, those of the open article first.
        struck: the occurrences that stay without a label.
        is_folder: whether other articles were looked through, too.
        progress: articles looked through and all of them, as told by the thread that looks.
    """

    def __init__(self, reader: Reader, model: Annotation) -> None:
        """Find nothing yet."""
        self._reader = reader
        self._annotations = tuple(reader.annotations)
        self.model = model
        self.found: Sequence[Occurrence] = ()
        self.struck: set[Occurrence] = set()
        self.is_folder = False
        self.progress = (0, 0)

    def look_here(self) -> Sequence[Occurrence]:
        """Find the occurrences in the open article; slow for a long one, and callable from any thread."""
        reader, name = self._reader, Name(self.model.text)
        key = reader.working_copy.key
        return tuple(occurrences_in(reader.article, key, self._annotations, self.model, name))

    @property
    def accepted(self) -> list[Occurrence]:
        """The occurrences to label."""
        return [each for each in self.found if each not in self.struck]

    def strike(self, occurrence: Occurrence) -> None:
        """Strike an occurrence, or accept it again."""
        self.struck ^= {occurrence}

    def look_elsewhere(self, store: Repository) -> Sequence[Occurrence]:
        """Find the occurrences in all other articles of the folder; slow, and callable from any thread."""
        key = self._reader.working_copy.key
        return tuple(occurrences_below(store, self.model, but=key, progress=self._note_progress))

    def _note_progress(self, done: int, count: int) -> None:
        self.progress = (done, count)

    def add(self, found: Sequence[Occurrence], *, is_folder: bool = False) -> None:
        """Take in occurrences; those that are a part of a longer known name are struck at first.

        Args:
            found: the occurrences.
            is_folder: whether they are those of the other articles.
        """
        self.is_folder = is_folder
        self.found = (*self.found, *found)
        is_within_longer = partial(self._reader.known_names.is_within_longer, self.model.label)
        self.struck.update(each for each in found if is_within_longer(each.before, each.text, each.after))

    def edits_elsewhere(self, store: Repository) -> Mapping[str, Sequence[Edit]]:
        """Make the edits of other articles; callable from any thread.

        Raises:
            HashiyaError: an article cannot be read, or its words have changed; nothing is labelled.
        """
        key = self._reader.working_copy.key
        elsewhere = [each for each in self.accepted if each.key != key]
        edits, failed = edits_for(store, elsewhere, self.model, by=self._reader.annotator)
        for error in failed.values():
            raise error
        return edits

    def label(self, elsewhere: Mapping[str, Sequence[Edit]]) -> None:
        """Label the accepted occurrences in one transaction.

        Args:
            elsewhere: the edits of other articles, by key.

        Raises:
            HashiyaError: the annotations cannot be saved here, or nothing is accepted.
        """
        reader = self._reader
        reader.refuse_changes()
        key = reader.working_copy.key
        here = [each for each in self.accepted if each.key == key]
        if not here and not elsewhere:
            raise HashiyaError(Message("commands.nothing_accepted"))
        edits = [labelled(each, self.model, by=reader.annotator) for each in here]
        made = reader.working_copy.commit_over({key: edits, **elsewhere}, COMMAND)
        model, count = self.model, len(self.accepted)
        reader.notice = Message(
            "commands.labelled_everywhere", count=count, text=model.text, label=model.label
        )
        reader.show_edits(made)
