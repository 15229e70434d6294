"""Gather the annotations that an import adds to one article, and merge those that are there already.

A record of the same span, label and annotator as another one, or as a stored annotation, is the same
annotation, whatever its id. What only one of the two has is added: attributes, relations, other keys, and a
note; two notes are joined. A value that differs cannot be in one annotation, so such a record is refused and
named: an import never replaces a value, and never drops one silently.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from hashiya.annotation.annotation import changed
from hashiya.annotation.edits import Edit
from hashiya.annotation.relations import with_targets
from hashiya.errors import HashiyaError
from hashiya.messages import Message
from hashiya.services.complaint import Complaint

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hashiya.annotation.annotation import Annotation
    from hashiya.store.repository.snapshot import Snapshot

    Place = tuple[int, int, str, str]

_MERGED = ("attributes", "relations", "note", "extra")
"""Fields that a merge may change."""
_BETWEEN_NOTES = "\n\n"


class _Line(NamedTuple):
    """An annotation of the file, with the number of its line."""

    number: int
    annotation: Annotation


class Gathered:
    """The annotations of a file for one article.

    Attributes:
        remarks: remarks on lines that are imported.
        refusals: the lines whose annotation differs from the one that it should be merged with.
        merged: how many lines changed another annotation.
    """

    def __init__(self, key: str, snapshot: Snapshot) -> None:
        """Begin with the stored annotations.

        Args:
            key: of the article.
            snapshot: the annotations of the article.
        """
        self._key = key
        self._by_id = snapshot.by_id
        self._at: dict[Place, str] = {}
        for annotation in snapshot.annotations:
            self._at.setdefault(place_of(annotation), annotation.id)
        self._new: dict[str, _Line] = {}
        self._alike: list[tuple[_Line, str]] = []
        self._changed: dict[str, Annotation] = {}
        self.remarks: list[Complaint] = []
        self.refusals: list[Complaint] = []
        self.merged = 0

    def add(self, number: int, annotation: Annotation) -> str:
        """Add an annotation of the file.

        Args:
            number: of its line.
            annotation: with an id that no annotation of another place has in the file.

        Returns:
            The id of the annotation that it is: its own, or that of the one that it will be merged with.

        Raises:
            HashiyaError: the store has this id for an annotation of another place, label or annotator.
        """
        place = place_of(annotation)
        stored = self._by_id.get(annotation.id)
        if stored is not None and (stored.is_rejection or place_of(stored) != place):
            raise HashiyaError(Message("services.id_of_other", article=self._key, id=annotation.id))
        mate = annotation.id if stored is not None else self._at.get(place)
        if mate is not None:
            self._alike.append((_Line(number, annotation), mate))
            return mate
        self._new[annotation.id] = _Line(number, annotation)
        self._at[place] = annotation.id
        return annotation.id

    def merge(self, ids: Mapping[str, str]) -> None:
        """Merge the annotations that are alike, once all of the file are added.

        Args:
            ids: the ids of annotations in the file by the ids that they get, so that relations lead there.
        """
        for mate, line in self._new.items():
            self._new[mate] = line._replace(annotation=with_targets(line.annotation, ids))
        for line, mate in self._alike:
            mine, new = with_targets(line.annotation, ids), self._new.get(mate)
            theirs = new.annotation if new is not None else self._changed.get(mate) or self._by_id[mate]
            try:
                whole = _merged(theirs, mine)
            except _DiffersError as error:
                told = Message("services.differs_from_stored", key=error.args[0], id=mate)
                if new is not None:
                    told = Message("services.differs_from_line", key=error.args[0], line=new.number)
                self.refusals.append(Complaint(str(line.number), told))
                continue
            same = whole == theirs
            if new is not None:
                self._new[mate] = new._replace(annotation=whole)
                told = Message("services.same_as_line", line=new.number)
                more = Message("services.merged_with_line", line=new.number)
            else:
                self._changed |= {} if same else {mate: whole}
                told = Message("services.already_stored")
                more = Message("services.merged_with_stored", id=mate)
            self.remarks.append(Complaint(str(line.number), told if same else more))
            self.merged += not same

    @property
    def added(self) -> int:
        """How many annotations are new."""
        return len(self._new)

    def edits(self) -> Iterator[Edit]:
        """Generate the edits that add the new annotations and change those that were merged."""
        for _, annotation in self._new.values():
            yield Edit(None, annotation)
        for identifier, annotation in self._changed.items():
            stored = self._by_id[identifier]
            yield Edit(stored, changed(stored, **{name: getattr(annotation, name) for name in _MERGED}))

    def line_of(self, identifier: str) -> str:
        """Return the number of the line of an annotation, for a complaint about an edit."""
        lines = (line.number for line, mate in self._alike if mate == identifier)
        return str(self._new[identifier].number if identifier in self._new else next(lines))


class _DiffersError(Exception):
    """Two annotations have different values of a key, the only argument."""


def _merged(theirs: Annotation, mine: Annotation) -> Annotation:
    """Complete an annotation by another one of the same place, label and annotator.

    Raises:
        _DiffersError: both have a value of one key, and the values differ.
    """
    if theirs.status != mine.status:
        raise _DiffersError("status")
    links = [*theirs.relations, *(each for each in mine.relations if each not in theirs.relations)]
    notes = [each for each in (theirs.note, mine.note) if each]
    if mine.note in theirs.note.split(_BETWEEN_NOTES):
        notes = [theirs.note]
    return replace(
        theirs,
        attributes=_joined(theirs.attributes, mine.attributes),
        relations=tuple(links),
        note=_BETWEEN_NOTES.join(notes),
        extra=_joined(theirs.extra, mine.extra),
    )


def _joined(theirs: Mapping[str, Any], mine: Mapping[str, Any]) -> Mapping[str, Any]:
    """Join two groups of values; an empty one gives way.

    Raises:
        _DiffersError: a key has two values.
    """
    joined = dict(theirs)
    for key, value in mine.items():
        if _is_empty(value):
            continue
        if not _is_empty(joined.setdefault(key, value)) and joined[key] != value:
            raise _DiffersError(key)
        joined[key] = value
    return joined


def _is_empty(value: object) -> bool:
    return value is None or value in ("", [], {})


def place_of(annotation: Annotation) -> Place:
    """Return the values that make two annotations of an article one: span, label and annotator."""
    return annotation.start, annotation.end, annotation.label, annotation.annotator
