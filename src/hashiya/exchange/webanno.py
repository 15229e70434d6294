"""WebAnno TSV 3.3 of WebAnno and INCEpTION: a file for an article, a zip archive for several.

A line is a token, or a part of one, with a column for each feature of each layer; several annotations of a
layer are separated by ``|``. Offsets are UTF-16 code units. `uima.writing` makes the features.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from codecs import BOM_UTF8
from typing import TYPE_CHECKING, NamedTuple

from hashiya.exchange.losses import MARGINS, SPACES
from hashiya.exchange.uima.files import beginning, one_or_archive, read_each
from hashiya.exchange.uima.structures import ANNOTATION, ROLE, TARGET
from hashiya.exchange.uima.writing import FIRST_KEY, OTHER, OWN, RELATIONS, Layers, sentences_of, slot_type
from hashiya.exchange.utf16 import Utf16
from hashiya.exchange.webanno_cells import EMPTY, NOTHING, SLOTTED, STACKED, escaped, escaped_text
from hashiya.exchange.webanno_reading import AFTER, BEFORE, BEGINNING, TEXT, read_one
from hashiya.text.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from hashiya.annotation.annotation import Annotation
    from hashiya.exchange.document import Document
    from hashiya.exchange.incoming import Read
    from hashiya.exchange.losses import Losses
    from hashiya.exchange.uima.structures import Cas, Key

_ENDING = ".tsv"
_ONCE = frozenset((OTHER, *OWN.values()))
"""Features that only the first line of an annotation has, since nobody reads them there."""


def write(documents: Iterable[Document], losses: Losses) -> Iterator[bytes]:
    """Write an article, or several into an archive."""
    return one_or_archive(documents, _ENDING, lambda document: _article(document, losses))


def tells(source: bytes) -> bool:
    """Tell whether a file, or the first one of an archive, begins with the line that names the format."""
    return beginning(source, _ENDING, len(BEGINNING) + 3).removeprefix(BOM_UTF8).startswith(BEGINNING)


def read(source: bytes) -> Read:
    """Read an article, or each one of an archive."""
    return read_each(source, _ENDING, read_one)


class _Unit(NamedTuple):
    """A token, or a part of one.

    Attributes:
        token: number of the token in the article, from 0.
        part: the code points of the part; None for the whole token.
    """

    token: int
    part: Span | None = None


def _article(document: Document, losses: Losses) -> Iterator[bytes]:
    """Write an article; only spaces that every reader puts in by itself are left to it."""
    text = document.text
    sentences = list(_joined(text))
    layers = Layers(has_lists=False)
    lines = _Lines(layers.structures(document), text, sentences)
    losses.add(MARGINS, sum(lines.add(*each) for each in enumerate(document.annotations, FIRST_KEY)))
    lines.name_parts()
    yield BEGINNING + b"3\n"
    for layer, features in layers.features.items():
        named = [_slots(layer) if each == RELATIONS else each for each in features]
        yield f"#T_SP={'|'.join([layer, *named])}\n".encode("utf-8", "replace")
    yield b"\n"
    token = before = 0
    does_lose_spaces = bool(text) and not sentences
    for number, sentence in enumerate(sentences, 1):
        start, end = sentence[0].start, sentence[-1].end
        gaps = {}
        if text[before:start] != _rebuilt(start - before, is_first=number == 1):
            gaps[BEFORE] = text[before:start]
        if number == len(sentences) and end < len(text):
            gaps[AFTER] = text[end:]
        does_lose_spaces |= bool(gaps) and gaps != {AFTER: "\n"}
        head = [f"{name}{escaped_text(gap)}" for name, gap in gaps.items()]
        head += [f"{TEXT}{escaped_text(line)}" for line in text[start:end].split("\n")]
        yield "".join(f"{line}\n" for line in ["", *head]).encode("utf-8", "replace")
        for _ in sentence:
            yield lines.of_token(token, layers.features).encode("utf-8", "replace")
            token += 1
        before = end
    losses.add(SPACES, does_lose_spaces)


def _joined(text: str) -> Iterator[Sequence[Span]]:
    """Generate the sentences; those of a paragraph are one, for a line break would come between them."""
    waiting: list[Span] = []
    for tokens in sentences_of(text):
        gap = text[waiting[-1].end : tokens[0].start] if waiting else " "
        if not gap or "\n" in gap:
            yield waiting
            waiting = []
        waiting += tokens
    if waiting:
        yield waiting


def _rebuilt(length: int, *, is_first: bool) -> str:
    """Return what every reader puts before a sentence: a line break and spaces, if anything is there."""
    return " " * length if is_first or not length else "\n" + " " * (length - 1)


def _slots(layer: str) -> str:
    return f"ROLE_{layer}:{RELATIONS}_{slot_type(layer)}|{ANNOTATION}"


class _Lines:
    """The lines of an article, and the annotations on each."""

    def __init__(self, cas: Cas, text: str, sentences: Sequence[Sequence[Span]]) -> None:
        self._cas, self._text = cas, text
        self._offsets = Utf16(text)
        self._tokens = [token for sentence in sentences for token in sentence]
        self._starts = [token.start for token in self._tokens]
        self._names = [
            f"{number}-{place}"
            for number, sentence in enumerate(sentences, 1)
            for place in range(1, len(sentence) + 1)
        ]
        self._on: dict[_Unit, dict[str, list[Key]]] = {}
        self._first: dict[Key, _Unit] = {}
        self._parts: dict[int, dict[Span | None, int]] = {}
        self._numbered = {key for each in cas.values() for key in each.links.get(TARGET, ())}

    def add(self, key: Key, annotation: Annotation) -> bool:
        """Put an annotation on its lines; whether its edges had to be moved to those of tokens."""
        if not self._tokens:
            return True
        last = max(bisect_left(self._starts, annotation.end) - 1, 0)
        first = min(bisect_right(self._starts, annotation.start, 1) - 1, last)
        first += first < last and self._tokens[first].end <= annotation.start
        start = max(annotation.start, self._tokens[first].start)
        end = min(annotation.end, self._tokens[last].end)
        if start >= end:  # only spaces
            start, end = self._tokens[first]
        layer = self._cas[key].type
        for number in range(first, last + 1):
            token = self._tokens[number]
            part = Span(max(start, token.start), min(end, token.end))
            unit = _Unit(number, None if part == token else part)
            there = self._on.setdefault(unit, {}).setdefault(layer, [])
            there.append(key)
            if len(there) > 1:
                self._numbered |= {there[0], key}
            if self._first.setdefault(key, unit) != unit:
                self._numbered.add(key)
        return (start, end) != annotation.span

    def name_parts(self) -> None:
        """Give the parts of tokens their numbers, once all annotations are there."""
        for token, part in sorted((unit for unit in self._on if unit.part), key=lambda each: each.part or ()):
            parts = self._parts.setdefault(token, {})
            parts[part] = len(parts) + 1

    def of_token(self, token: int, layers: Mapping[str, Mapping[str, str]]) -> str:
        """Return the lines of a token and of its parts."""
        units = [_Unit(token), *(_Unit(token, part) for part in self._parts.get(token, ()))]
        return "".join(self._line(unit, layers) for unit in units)

    def _line(self, unit: _Unit, layers: Mapping[str, Mapping[str, str]]) -> str:
        start, end = unit.part or self._tokens[unit.token]
        place = f"{self._offsets.units(start)}-{self._offsets.units(end)}"
        cells = [self._name(unit), place, self._text[start:end]]
        there = self._on.get(unit, {})
        for layer, features in layers.items():
            keys = there.get(layer)
            if keys is None:
                cells += [NOTHING] * (len(features) + (RELATIONS in features))
                continue
            for feature in features:
                if feature == RELATIONS:
                    cells.append(STACKED.join(map(self._roles, keys)))
                    cells.append(STACKED.join(map(self._targets, keys)))
                else:
                    cells.append(STACKED.join(self._value(key, feature, unit) for key in keys))
        return "\t".join(cells) + "\t\n"

    def _name(self, unit: _Unit) -> str:
        name = self._names[unit.token]
        return name if unit.part is None else f"{name}.{self._parts[unit.token][unit.part]}"

    def _value(self, key: Key, feature: str, unit: _Unit) -> str:
        value = self._cas[key].values.get(feature)
        is_left_out = value is None or (feature in _ONCE and unit != self._first[key])
        return (EMPTY if is_left_out else escaped(str(value))) + self._number(key)

    def _roles(self, key: Key) -> str:
        roles = [escaped(self._cas[slot].values[ROLE]) for slot in self._slots_of(key)]
        return (SLOTTED.join(roles) or NOTHING) + self._number(key)

    def _targets(self, key: Key) -> str:
        targets = [self._cas[slot].links[TARGET][0] for slot in self._slots_of(key)]
        return SLOTTED.join(self._name(self._first[each]) + self._number(each) for each in targets) or EMPTY

    def _slots_of(self, key: Key) -> Sequence[Key]:
        return self._cas[key].links.get(RELATIONS, ())

    def _number(self, key: Key) -> str:
        return f"[{key}]" if key in self._numbered else ""
