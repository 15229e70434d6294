"""Attributes and relations that the annotation which is meant can be given, by single keys."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from hashiya.annotation.annotation import changed
from hashiya.annotation.edits import Edit
from hashiya.annotation.relations import TARGET, TYPE, targets
from hashiya.article.heading import published
from hashiya.codebook.built_in import coding_of
from hashiya.codebook.coding import Attribute, RelationType, Value
from hashiya.registry.entries import ACTOR, CANONICAL, EVENT
from hashiya.registry.name_forms import forms_of
from hashiya.registry.states import KIND, is_state, state_of
from hashiya.session.article_phrases import ArticlePhrases
from hashiya.session.candidates import candidates
from hashiya.session.cue_words import CUE, cue_words
from hashiya.session.event_dates import DATE, event_dates
from hashiya.session.known_names import name_of
from hashiya.text.arabic_keyboard import latin_key

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from hashiya.annotation.annotation import Annotation
    from hashiya.session.reader import Reader

PAGE = 9
"""The most values that are offered at a time, by the keys 1 to 9."""

_PHRASES = 4
"""Phrases of the article that are offered before the other names."""

COMMAND = "annotation.attribute"


class Offering:
    """Offers one attribute after the other of the annotation that was just made or jumped to.

    The offer ends as soon as another word or no annotation in particular is meant, so it is in nobody's way.

    Attributes:
        room_for: counts the first of some values that can be shown at a time; a screen sets it.
    """

    def __init__(self, reader: Reader) -> None:
        """Offer nothing yet."""
        self.room_for: Callable[[Sequence[Value]], int] = len
        self._reader = reader
        # the annotation whose attributes are offered, the number of the attribute, that of its first value
        self._of: str | None = None
        self._number = 0
        self._first = 0
        self._values: Sequence[Value] = ()
        self._values_are_for: object = None
        self._phrases = ArticlePhrases(reader.text)

    @property
    def annotation(self) -> Annotation | None:
        """The annotation whose attributes are offered; None if none are."""
        current = self._reader.current
        if current is None or self._reader.in_list:
            self._of = None
            return None
        annotation = self._reader.working_copy.annotations.get(current)
        if annotation is None or not self._items(annotation):
            return None
        if current != self._of:
            self._of, self._number, self._first = current, self._first_number(annotation), 0
        return annotation

    @property
    def item(self) -> Attribute | RelationType | None:
        """The attribute or relation that is offered."""
        annotation = self.annotation
        if annotation is None:
            return None
        items = self._items(annotation)
        return items[self._number % len(items)]

    @property
    def values(self) -> Sequence[Value]:
        """The values that the keys 1 to 9 give now: as many as there are, and as there is room for."""
        page = self._all_values()[self._first : self._first + PAGE]
        return page[: max(1, self.room_for(page))]

    def is_given(self, value: str) -> bool:
        """Tell whether the annotation has a value of the attribute, or the other end, that is offered."""
        annotation, item = self.annotation, self.item
        if annotation is None or item is None:
            return False
        if isinstance(item, RelationType):
            return value in targets(annotation, item.name)
        return annotation.attributes.get(item.name) == value

    def onward(self) -> None:
        """Offer the values after those offered now; after the last ones, the next attribute."""
        if (shown := self._first + len(self.values)) < len(self._all_values()):
            self._first = shown
        else:
            self._go_to(self._number + 1)
        self._reader.show()

    def go_to_relations(self) -> bool:
        """Offer the first relation.

        Returns:
            Whether the label has relations.
        """
        annotation = self.annotation
        items = self._items(annotation) if annotation is not None else ()
        number = next((n for n, item in enumerate(items) if isinstance(item, RelationType)), None)
        if number is not None:
            self._go_to(number)
            self._reader.show()
        return number is not None

    def choose(self, place: int) -> None:
        """Give the annotation the value at a place among `values`, and offer what has no value yet.

        Raises:
            HashiyaError: the annotations cannot be saved here.
        """
        if place < len(self.values):
            self.set(self.values[place].name)

    def with_key(self, character: str) -> Value | None:
        """Find the value to which the codebook gives a key, by the character of either keyboard layout."""
        keys = (character, latin_key(character))
        return next((value for value in self._all_values() if value.key and value.key in keys), None)

    def set(self, value: str) -> None:
        """Give the annotation a value of the attribute, or the other end of the relation, that is offered.

        Raises:
            HashiyaError: the annotations cannot be saved here.
        """
        annotation, item = self.annotation, self.item
        if annotation is None or item is None:
            return
        if isinstance(item, RelationType):
            self.relate(annotation, item.name, value)
        else:
            self.give(annotation, item.name, value)
        self._go_to(self._next_number())
        self._reader.show()

    def go_to_free_text(self) -> tuple[Attribute, str] | None:
        """Offer the attribute that is offered if any text can be its value, or else the next such attribute.

        Returns:
            The attribute, and its present value or the words of a name; None if no text can be given.
        """
        annotation = self.annotation
        if annotation is None:
            return None
        items = self._items(annotation)
        order = sorted(range(len(items)), key=lambda number: (number - self._number) % len(items))
        for number in order:
            item = items[number]
            if isinstance(item, Attribute) and not item.values:
                self._go_to(number)
                self._reader.show()
                words = name_of(self._reader.text, annotation.span) if item.name == CANONICAL else ""
                return item, str(annotation.attributes.get(item.name, words))
        return None

    def completions(self, typed: str) -> Sequence[str]:
        """List completions of a value that is typed for the offered attribute, the likeliest first."""
        from hashiya.session.completing import completions

        annotation = self.annotation
        words = name_of(self._reader.text, annotation.span).split() if annotation is not None else []
        return completions(typed, [value.name for value in self._all_values()], words, self._phrases)

    def relate(self, annotation: Annotation, relation: str, target: str) -> None:
        """Relate an annotation to another one, in place of those to which it has the same relation.

        Raises:
            HashiyaError: the annotations cannot be saved here.
        """
        self._reader.refuse_changes()
        kept = [dict(each) for each in annotation.relations if each.get(TYPE) != relation]
        relations = (*kept, {TYPE: relation, TARGET: target})
        if relations != annotation.relations:
            edit = Edit(annotation, changed(annotation, relations=relations))
            self._reader.show_edits(self._reader.working_copy.commit([edit], f"relate.{relation}"))

    def give(self, annotation: Annotation, attribute: str, value: str) -> None:
        """Give an annotation a value; an empty one takes the attribute away.

        Raises:
            HashiyaError: the annotations cannot be saved here.
        """
        self._reader.refuse_changes()
        attributes = {**annotation.attributes, attribute: value}
        if not value:
            del attributes[attribute]
        elif attribute == CANONICAL and (kind := self._kind_of(annotation.label, value)):
            attributes.setdefault("kind", kind)
        elif attribute == "kind":
            attributes.setdefault(CANONICAL, name_of(self._reader.text, annotation.span))
        if attributes != annotation.attributes:
            edit = Edit(annotation, changed(annotation, attributes=attributes))
            self._reader.show_edits(self._reader.working_copy.commit([edit], COMMAND))

    def _first_number(self, annotation: Annotation) -> int:
        """Number the attribute to offer first: one without a value, but a name if one is likely."""
        items = self._items(annotation)
        if annotation.label == EVENT and annotation.rev == 1 and _has_value(annotation, items[0]):
            return 0  # a type that was guessed is offered to be corrected
        wanting = [number for number, item in enumerate(items) if self._is_wanting(annotation, item)]
        unset = sorted(wanting, key=lambda number: items[number].name == CUE)
        words = name_of(self._reader.text, annotation.span)
        for number in unset:
            is_name = items[number].name == CANONICAL
            if is_name and (self._reader.known_names.likely(annotation.label, words) or state_of(words)):
                return number
        return next(iter(unset), 0)

    def _next_number(self) -> int:
        """Number the next attribute without a value; if all have one, the next attribute."""
        annotation = self.annotation
        items = self._items(annotation) if annotation is not None else ()
        order = [(self._number + step) % len(items) for step in range(1, len(items) + 1)]
        unset = [n for n in order if annotation is not None and self._is_wanting(annotation, items[n])]
        return min(unset, key=lambda number: items[number].name == CUE, default=order[0] if order else 0)

    def _is_wanting(self, annotation: Annotation, item: Attribute | RelationType) -> bool:
        """Tell whether an attribute or relation has no value yet, and values that keys can give."""
        return not _has_value(annotation, item) and bool(self._values_of(annotation, item))

    def _kind_of(self, label: str, canonical: str) -> str:
        known = self._reader.known_names.kind_of(label, canonical)
        return known or (KIND if label == ACTOR and is_state(canonical) else "")

    def _go_to(self, number: int) -> None:
        """Offer an attribute by its number, from its first value on."""
        self._number, self._first = number, 0

    def _items(self, annotation: Annotation) -> Sequence[Attribute | RelationType]:
        label = self._reader.labels.get(annotation.label)
        if label is None:
            return ()
        coding = coding_of(label)
        return (*coding.attributes, *coding.relations)

    def _all_values(self) -> Sequence[Value]:
        annotation, item = self.annotation, self.item
        if annotation is None or item is None:
            return ()
        values_are_for = annotation.id, item.name, self._reader.annotations.version
        if values_are_for != self._values_are_for:
            self._values_are_for, self._values = values_are_for, self._values_of(annotation, item)
        return self._values

    def _values_of(self, annotation: Annotation, item: Attribute | RelationType) -> Sequence[Value]:
        if isinstance(item, RelationType):
            return self._ends(annotation, item)
        if item.name == CANONICAL and not item.values:
            return self._names(annotation)
        if item.name == CUE and not item.values:
            return [Value(word) for word in cue_words(self._reader.text, annotation.span)]
        if item.name == DATE and annotation.label == EVENT and not item.values:
            dates = event_dates(self._reader.document, annotation.span, self._published)
            return [Value(each) for each in dates]
        return item.values

    @cached_property
    def _published(self) -> date | None:
        return published(self._reader.article)

    def _names(self, annotation: Annotation) -> Sequence[Value]:
        """List canonical names: the likely ones, those that the words or the article suggest, the others."""
        known, words = self._reader.known_names, name_of(self._reader.text, annotation.span)
        likely, others = known.likely(annotation.label, words)[:PAGE], known.others(annotation.label)
        forms = forms_of(words)
        is_of_state = is_state(forms[0])
        phrases = [] if is_of_state else self._phrases.fuller(words, annotation.end)
        names = (*likely, *forms, *phrases[:_PHRASES], *others, *phrases)
        return [Value(name) for name in dict.fromkeys(names)]

    def _ends(self, annotation: Annotation, relation: RelationType) -> Sequence[Value]:
        """List the annotations to which one can be related, by their ids."""
        found = candidates(annotation, relation, self._reader.annotations)
        names = (str(each.attributes.get(CANONICAL) or each.text) for each in found)
        return [Value(each.id, " ".join(name.split())) for each, name in zip(found, names, strict=True)]


def _has_value(annotation: Annotation, item: Attribute | RelationType) -> bool:
    if isinstance(item, RelationType):
        return bool(targets(annotation, item.name))
    return item.name in annotation.attributes
