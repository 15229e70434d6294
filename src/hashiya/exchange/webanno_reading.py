"""Read WebAnno TSV into feature structures."""

from __future__ import annotations

import io
import re
from codecs import BOM_UTF8
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from hashiya.errors import HashiyaError
from hashiya.exchange.incoming import Refusal
from hashiya.exchange.uima.reading import take
from hashiya.exchange.uima.structures import (
    ANNOTATION,
    DEPENDENT,
    FIRST,
    GOVERNOR,
    NEXT,
    ROLE,
    SOFA,
    TARGET,
    Cas,
    Structure,
)
from hashiya.exchange.utf16 import units_of
from hashiya.exchange.webanno_cells import (
    EMPTY,
    NOTHING,
    SLOTTED,
    STACKED,
    divided,
    split_ending,
    unescaped,
    unescaped_text,
)
from hashiya.messages import Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from hashiya.exchange.uima.files import Gathered
    from hashiya.exchange.uima.structures import Key

BEGINNING = b"#FORMAT=WebAnno TSV 3."
_LAYER = re.compile(r"#T_(?P<kind>SP|RL|CH)=(?P<type>[^|]+)(?P<columns>.*)")
_TOKEN = re.compile(r"(?P<unit>\d{1,9}-\d{1,9}(?:\.\d{1,9})?)\t(?P<begin>\d{1,9})-(?P<end>\d{1,9})\t")
_NUMBERS = re.compile(r"\[(?P<first>\d{1,9})(?:_(?P<second>\d{1,9}))?\]")
_LINK = re.compile(r"->(?P<chain>\d{1,9})-(?P<link>\d{1,9})")
TEXT = "#Text="
BEFORE, AFTER = "#hashiya.before=", "#hashiya.after="
"""The spaces before a sentence and after the last one, in lines that other programs leave out."""
_SPAN, _RELATION, _CHAIN = "SP", "RL", "CH"
_ROLES, _END_OF_RELATION = "ROLE_", "BT_"
_KIND_OF_LINK, _TYPE_OF_LINK = "referenceRelation", "referenceType"
_SLOT, _CHAIN_HEAD = "Slot", "Chain"
_SOFA_KEY = 0
_NOWHERE = -1


class _Column(NamedTuple):
    """A column of a layer.

    Attributes:
        kind: SP, RL or CH.
        type: of the layer.
        feature: of the layer; empty if the layer has none.
        role: what the column holds: ``value``, ``roles``, ``targets``, ``end`` or ``link``.
        target: type of what the column refers to.
    """

    kind: str
    type: str
    feature: str
    role: str
    target: str = ""


class _Reference(NamedTuple):
    """A reference to an annotation by its line, and by its number if it has one."""

    unit: str
    number: int
    type: str


def read_one(source: bytes, name: str, into: Gathered) -> None:
    """Read an article.

    Args:
        source: the file.
        name: of the article; empty if nothing names it.
        into: gets the text, the records and the refusals.

    Raises:
        HashiyaError: the file is not valid UTF-8.
    """
    reading = _Reading(into, len(source))
    lines = io.BytesIO(source)
    lines.seek(len(BOM_UTF8) if source.startswith(BOM_UTF8) else 0)
    try:
        reading.read(line.decode().rstrip("\r\n") for line in lines)
    except UnicodeDecodeError as error:
        byte = lines.tell() - len(error.object) + error.start
        raise HashiyaError(Message("exchange.not_utf8_in_file", byte=byte)) from error
    except HashiyaError as error:
        into.found.refusals.append(Refusal(reading.line, error.told))
        return
    take(reading.finished(), name, into)


class _Reading:
    """The annotations and the text up to a line.

    Attributes:
        line: its number, from 1.
    """

    def __init__(self, into: Gathered, size: int) -> None:
        self.line = 1
        self._into = into
        self._text: list[str] = []
        self._units = 0
        self._before: str | None = None
        self._after = ""
        self._gap_left = size
        self._slots = 0
        self._columns: list[_Column] = []
        self._cas: Cas = {}
        self._by_number: dict[int, int] = {}
        self._by_unit: dict[str, dict[str, list[int]]] = {}
        self._roles: dict[tuple[int, str], list[str]] = {}
        self._fillers: dict[tuple[int, str], list[_Reference | None]] = {}
        self._ends: dict[int, tuple[_Reference, _Reference]] = {}
        self._chains: dict[int, dict[int, int]] = {}
        self._types_of_links: list[tuple[str, str, int, str]] = []

    def read(self, lines: Iterator[str]) -> None:
        """Read all lines.

        Raises:
            HashiyaError: the file is not WebAnno TSV, or its texts do not fit its offsets.
        """
        if not next(lines, "").startswith(BEGINNING.decode()):
            raise HashiyaError(Message("exchange.not_webanno"))
        sentence: list[str] = []
        is_head = True
        for self.line, line in enumerate(lines, 2):
            if is_head and (match := _LAYER.fullmatch(line)):
                self._columns += _columns_of(match["kind"], match["type"], match["columns"])
            elif is_head and line.startswith(TEXT):
                sentence.append(unescaped_text(line.removeprefix(TEXT)))
            elif is_head and line.startswith(BEFORE):
                self._before = unescaped_text(line.removeprefix(BEFORE))
            elif is_head and line.startswith(AFTER):
                self._after = unescaped_text(line.removeprefix(AFTER))
            elif (match := _TOKEN.match(line)) and (sentence or not is_head):
                if sentence:
                    self._begin_sentence(int(match["begin"]), sentence)
                    sentence = []
                is_head = False
                self._read_token(match, line[match.end() :].split("\t"))
            elif not line:
                is_head = True
            elif not (is_head and line.startswith("#")):
                self._refuse_line()

    def finished(self) -> Cas:
        """Return the structures with their references."""
        text = "".join(self._text).removesuffix("\n") + self._after
        for type_, unit, index, value in self._types_of_links:
            keys = self._by_unit.get(unit, {}).get(type_, ())
            if index < len(keys):
                self._set(keys[index], _TYPE_OF_LINK, value)
        for key, ends in self._ends.items():
            for feature, end in zip((GOVERNOR, DEPENDENT), ends, strict=True):
                self._links(key)[feature] = [self._resolved(end)]
        for (key, feature), roles in self._roles.items():
            fillers = self._fillers.get((key, feature), [])
            slots = []
            for role, filler in zip(roles, fillers, strict=False):
                if filler is not None:
                    values = {} if role == EMPTY else {ROLE: unescaped(role)}
                    links = {TARGET: [self._resolved(filler)]}
                    slots.append(self._new(Structure(_SLOT, values, links, self._cas[key].line)))
            self._links(key)[feature] = slots
        for chain in self._chains.values():
            keys = [chain[number] for number in sorted(chain)]
            self._new(Structure(_CHAIN_HEAD, {}, {FIRST: keys[:1]}))
            for key, following in pairwise(keys):
                self._links(key)[NEXT] = [following]
        return {_SOFA_KEY: Structure(SOFA, {"sofaString": text}, {})} | self._cas

    def _begin_sentence(self, begin: int, lines: Sequence[str]) -> None:
        """Add the text of a sentence, with the gap before.

        Raises:
            HashiyaError: the sentence begins before the end of the one before.
        """
        if self._text and (self._units == begin + 1 or self._before is not None):
            self._text[-1] = self._text[-1].removesuffix("\n")
            self._units -= 1
        gap = begin - self._units
        self._gap_left -= gap
        spaces = " " * gap if self._before is None and self._gap_left >= 0 else self._before or ""
        if gap < 0 or units_of(spaces) != gap:
            raise HashiyaError(Message("exchange.offsets_of_sentence"))
        text = "".join(f"{line}\n" for line in lines)
        self._text += [spaces, text]
        self._units = begin + units_of(text)
        self._before = None

    def _read_token(self, match: re.Match[str], cells: Sequence[str]) -> None:
        cells = cells[1:]  # the token itself
        if len(cells) < len(self._columns):
            self._refuse_line()
            return
        unit = _Unit(match["unit"], int(match["begin"]), int(match["end"]))
        for column, cell in zip(self._columns, cells, strict=False):
            if cell != NOTHING:
                for index, value in enumerate(divided(cell, STACKED)):
                    self._take(column, unit, index, value)

    def _refuse_line(self) -> None:
        self._into.found.refusals.append(Refusal(self.line, Message("exchange.not_webanno_line")))
        self._into.check_room(len(self._cas))

    def _take(self, column: _Column, unit: _Unit, index: int, cell: str) -> None:
        """Take a value: of an annotation already on the line, or of one that begins or continues there."""
        if column.role in ("roles", "targets"):
            self._slots += cell.count(SLOTTED)
            self._into.check_room(len(self._cas) + self._slots)
        if column.role == "targets":
            key = self._annotation(column.type, unit, index, 0)
            self._fillers[key, column.feature] = [
                self._reference(each, column.target) for each in divided(cell, SLOTTED)
            ]
            return
        if column.kind == _CHAIN:
            self._take_link(column, unit, index, cell)
            return
        value, first, second = _numbered(cell)
        if column.role == "end":
            ends = _Reference(value, first, column.target), _Reference(unit.name, second, column.target)
            self._ends[self._annotation(column.type, unit, index, 0)] = ends
            return
        key = self._annotation(column.type, unit, index, first)
        if column.role == "roles":
            self._roles[key, column.feature] = [] if value == NOTHING else list(divided(value, SLOTTED))
        elif column.feature and value != EMPTY:
            self._set(key, column.feature, unescaped(value))

    def _take_link(self, column: _Column, unit: _Unit, index: int, cell: str) -> None:
        value, match = split_ending(cell, _LINK if column.role == "link" else _NUMBERS)
        if match is None:
            return
        if column.role == "link":
            chain = self._chains.setdefault(int(match["chain"]), {})
            known = chain.get(int(match["link"]))
            key = self._annotation(column.type, unit, index, 0, known)
            chain[int(match["link"])] = key
            if value != EMPTY:
                self._set(key, _KIND_OF_LINK, unescaped(value))
        elif column.role == "value" and value != EMPTY:
            # the column of the links, which begin the annotations, may come later
            self._types_of_links.append((column.type, unit.name, index, unescaped(value)))

    def _annotation(self, type_: str, unit: _Unit, index: int, number: int, known: int | None = None) -> int:
        """Return the key of an annotation of a line: known there, continued by its number, or new."""
        there = self._by_unit.setdefault(unit.name, {}).setdefault(type_, [])
        if index < len(there):
            key = there[index]
        else:
            key_before = self._by_number.get(number) if number else known
            if key_before is not None and self._cas[key_before].type == type_:
                key = key_before
                self._values(key)["end"] = unit.end
            else:
                place = {"begin": unit.begin, "end": unit.end}
                key = self._new(Structure(type_, place, {"sofa": [_SOFA_KEY]}, self.line))
            there.append(key)
        if number:
            self._by_number[number] = key
        return key

    def _new(self, structure: Structure) -> int:
        key = len(self._cas) + 1
        self._into.check_room(key)
        self._cas[key] = structure
        return key

    def _values(self, key: int) -> dict[str, Any]:
        values: dict[str, Any] = self._cas[key].values  # type: ignore[assignment]
        return values

    def _links(self, key: int) -> dict[str, Sequence[Key]]:
        links: dict[str, Sequence[Key]] = self._cas[key].links  # type: ignore[assignment]
        return links

    def _set(self, key: int, feature: str, value: str) -> None:
        if feature not in ("begin", "end"):
            self._values(key)[feature] = value

    def _reference(self, cell: str, type_: str) -> _Reference | None:
        if cell in (EMPTY, NOTHING):
            return None
        value, number, _ = _numbered(cell)
        return _Reference(value, number, type_)

    def _resolved(self, reference: _Reference) -> int:
        """Return the key of the annotation that is referred to; a token without one has none."""
        if reference.number:
            return self._by_number.get(reference.number, _NOWHERE)
        there = self._by_unit.get(reference.unit, {})
        keys = there.get(reference.type, ())
        if not keys and reference.type == ANNOTATION:
            keys = next((each for each in there.values() if each), ())
        return keys[0] if keys else _NOWHERE


def _numbered(cell: str) -> tuple[str, int, int]:
    """Return a value, and the one or two numbers behind it; 0 for each that is missing."""
    value, match = split_ending(cell, _NUMBERS)
    return (value, int(match["first"]), int(match["second"] or 0)) if match else (cell, 0, 0)


class _Unit(NamedTuple):
    """A token or a part of one, with its offsets in UTF-16 code units."""

    name: str
    begin: int
    end: int


def _columns_of(kind: str, type_: str, columns: str) -> Iterable[_Column]:
    """Generate the columns of a layer; one without a feature has a column, too."""
    slots = ""
    for each in columns.removeprefix("|").split("|"):
        if kind == _SPAN and each.startswith(_ROLES):
            # the type of the slots follows the feature, and no name has an underscore
            slots = each.removeprefix(f"{_ROLES}{type_}:").partition("_")[0]
            yield _Column(kind, type_, slots, "roles")
        elif kind == _SPAN and slots and "." in each:
            yield _Column(kind, type_, slots, "targets", each)
        elif kind == _RELATION and each.startswith(_END_OF_RELATION):
            yield _Column(kind, type_, "", "end", each.removeprefix(_END_OF_RELATION))
        elif kind == _CHAIN and each == _KIND_OF_LINK:
            yield _Column(kind, type_, each, "link")
        else:
            yield _Column(kind, type_, each, "value")
