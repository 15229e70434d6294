"""The values that the annotation which is meant can be given, by single keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.annotation.annotation import changed
from hashiya.annotation.edits import Edit
from hashiya.codebook.built_in import coding_of
from hashiya.codebook.coding import Value
from hashiya.registry.entries import ACTOR, CANONICAL, actors_in
from hashiya.registry.matching import likely_actors

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hashiya.annotation.annotation import Annotation
    from hashiya.codebook.coding import Attribute
    from hashiya.session.reader import Reader

PAGE = 9
"""Values that are offered at a time, by the keys 1 to 9."""

COMMAND = "annotation.attribute"


class Offering:
    """Offers one attribute after the other of the annotation that was just made or jumped to.

    The offer ends as soon as another word or no annotation in particular is meant, so it is in nobody's way.
    """

    def __init__(self, reader: Reader) -> None:
        """Offer nothing yet."""
        self._reader = reader
        # the annotation whose attributes are offered, the number of the attribute, that of its first value
        self._of: str | None = None
        self._number = 0
        self._first = 0

    @property
    def annotation(self) -> Annotation | None:
        """The annotation whose attributes are offered; None if none are."""
        current = self._reader.current
        if current is None or self._reader.in_list:
            return None
        if current != self._of:
            self._of, self._number, self._first = current, 0, 0
        annotation = self._reader.working_copy.annotations.get(current)
        return annotation if annotation is not None and self._attributes(annotation) else None

    @property
    def attribute(self) -> Attribute | None:
        """The attribute that is offered."""
        annotation = self.annotation
        if annotation is None:
            return None
        attributes = self._attributes(annotation)
        return attributes[self._number % len(attributes)]

    @property
    def values(self) -> Sequence[Value]:
        """The values that the keys 1 to 9 give now; fewer than nine if there are no more."""
        return self._all_values()[self._first : self._first + PAGE]

    def onward(self) -> None:
        """Offer the values after those offered now; after the last ones, the next attribute."""
        if self._first + PAGE < len(self._all_values()):
            self._first += PAGE
        else:
            self._go_to(self._number + 1)
        self._reader.show()

    def choose(self, place: int) -> None:
        """Give the annotation the value at a place among `values`, and offer the next attribute.

        Raises:
            HashiyaError: the annotations cannot be saved here.
        """
        annotation, attribute = self.annotation, self.attribute
        if annotation is None or attribute is None or place >= len(self.values):
            return
        self.give(annotation, attribute.name, self.values[place].name)
        self._go_to(self._number + 1)
        self._reader.show()

    def give(self, annotation: Annotation, attribute: str, value: str) -> None:
        """Give an annotation a value; an empty one takes the attribute away.

        Raises:
            HashiyaError: the annotations cannot be saved here.
        """
        self._reader.refuse_changes()
        attributes = {**annotation.attributes, attribute: value}
        if not value:
            del attributes[attribute]
        if attributes != annotation.attributes:
            edit = Edit(annotation, changed(annotation, attributes=attributes))
            self._reader.show_edits(self._reader.working_copy.commit([edit], COMMAND))

    def _go_to(self, number: int) -> None:
        """Offer an attribute by its number, from its first value on."""
        self._number, self._first = number, 0

    def _attributes(self, annotation: Annotation) -> Sequence[Attribute]:
        label = self._reader.labels.get(annotation.label)
        return coding_of(label).attributes if label is not None else ()

    def _all_values(self) -> Sequence[Value]:
        annotation, attribute = self.annotation, self.attribute
        if annotation is None or attribute is None:
            return ()
        if attribute.name == CANONICAL and not attribute.values:
            return self._names(annotation)
        return attribute.values

    def _names(self, annotation: Annotation) -> Sequence[Value]:
        """List canonical names: those of likely actors, then the words themselves."""
        actors = actors_in(self._reader.annotations) if annotation.label == ACTOR else []
        likely = [actor.canonical for actor in likely_actors(annotation.text, actors)]
        words = " ".join(annotation.text.split())
        return [Value(name) for name in dict.fromkeys((*likely, words))]
