"""spaCy's DocBin: the tokens of each article, its annotations as spans, and those that are flat as entities.

A DocBin is MessagePack behind zlib. It is written and read here without spaCy, which would build objects of
whatever a stranger's file says. All annotations are in the span group ``sc``; of those that overlap, the
shorter ones are entities as well. Tokens end at the edges of annotations, so no edge moves. What spaCy calls
user data is neither written nor read.
"""

from __future__ import annotations

import struct
import tempfile
import zlib
from array import array
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from hashiya.errors import HashiyaError
from hashiya.exchange import msgpack
from hashiya.exchange.archive import inflated
from hashiya.exchange.flat import flat
from hashiya.exchange.incoming import Incoming, Read, Refusal
from hashiya.exchange.losses import (
    ANNOTATORS,
    ATTRIBUTES,
    NOTES,
    OTHER_VALUES,
    RELATIONS,
    REVISIONS,
    STATUSES,
)
from hashiya.exchange.pieces import pieces_of
from hashiya.exchange.spacy_strings import SYMBOLS, number_of
from hashiya.exchange.tokens import iter_spaced_tokens
from hashiya.messages import Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import BinaryIO

    from hashiya.exchange.document import Document
    from hashiya.exchange.losses import Losses

_VERSION = "0.1"
_ORTH, _ENT_IOB, _ENT_TYPE = 65, 77, 78
_INSIDE, _OUTSIDE, _BEGIN = 1, 2, 3
"""Values of ENT_IOB."""
_SPAN = struct.Struct(">QQQllll")
"""A span: id, id in a knowledge base, label, first token, token after the last, start and end."""
_GROUP = "sc"
_NO_GROUPS = b"\x90"
_BEGINNING = 64
_IN_MEMORY = 1 << 24
_MOST_CHARACTERS = 200_000_000
_MOST_SPANS = 2_000_000

_Kind = TypeVar("_Kind")
_Place = tuple[int, int, int]
"""The first token of a span, the token after its last, and the number of its label."""


def write(documents: Iterable[Document], losses: Losses) -> Iterator[bytes]:
    """Write a DocBin; tokens and spans wait on the disk, since it has those of all articles in one piece."""
    with (
        tempfile.SpooledTemporaryFile(_IN_MEMORY) as tokens,
        tempfile.SpooledTemporaryFile(_IN_MEMORY) as spaces,
        tempfile.SpooledTemporaryFile(_IN_MEMORY) as groups,
    ):
        docbin = _DocBin(tokens, spaces, groups)  # type: ignore[arg-type]
        for document in documents:
            for annotation in document.annotations:
                losses.add_fields(
                    annotation, ATTRIBUTES, RELATIONS, NOTES, ANNOTATORS, STATUSES, REVISIONS, OTHER_VALUES
                )
            docbin.add(document)
        packer = zlib.compressobj()
        for piece in docbin.pieces():
            yield packer.compress(piece)
        yield packer.flush()


def tells(source: bytes) -> bool:
    """Tell whether zlib gives a map with attributes."""
    try:
        beginning = zlib.decompressobj().decompress(source, _BEGINNING)
    except zlib.error:
        return False
    return beginning[:1] >= b"\x80" and b"attrs" in beginning


def read(source: bytes) -> Read:
    """Read the entities and the spans of every article; one that is both is read once."""
    found = Read([], [], texts := {})
    try:
        content = _content(source)
        characters = 0
        for number, doc in enumerate(_docs(content), 1):
            text, starts, ends = _text(doc, content.strings)
            texts[str(number)] = text
            characters += len(text)
            for first, last, label in dict.fromkeys((*_entities(doc), *_spans(doc))):
                if not 0 <= first < last <= len(ends) or label not in content.strings:
                    found.refusals.append(Refusal(number, Message("exchange.docbin_span")))
                    continue
                place = {"start": starts[first], "end": ends[last - 1]}
                record = {"article": str(number), "label": content.strings[label], **place}
                found.incoming.append(Incoming(number, record))
            if characters > _MOST_CHARACTERS or len(found.incoming) + len(found.refusals) > _MOST_SPANS:
                raise HashiyaError(Message("exchange.holds_too_much"))
    except HashiyaError as error:
        return Read([], [Refusal(1, error.told)])
    return found


class _DocBin:
    """A DocBin that is written article by article."""

    def __init__(self, tokens: BinaryIO, spaces: BinaryIO, groups: BinaryIO) -> None:
        self._tokens, self._spaces, self._groups = tokens, spaces, groups
        self._lengths = array("i")
        self._strings: set[str] = set()

    def add(self, document: Document) -> None:
        """Add the tokens and spans of an article."""
        spans = [annotation.span for annotation in document.annotations]
        starts: dict[int, int] = {}
        ends: dict[int, int] = {}
        rows, spaces = array("Q"), bytearray()
        entities = iter(flat(document.annotations))
        entity = next(entities, None)
        for number, (token, has_space) in enumerate(iter_spaced_tokens(document.text, spans)):
            starts[token.start], ends[token.end] = number, number + 1
            tag, label = _OUTSIDE, 0
            if entity is not None and token.start >= entity.start:
                tag, label = _BEGIN if token.start == entity.start else _INSIDE, self._number(entity.label)
                if token.end == entity.end:
                    entity = next(entities, None)
            rows.extend((self._number(token.cut(document.text)), tag, label))
            spaces.append(has_space)
        self._lengths.append(len(spaces))
        self._tokens.write(rows.tobytes())
        self._spaces.write(spaces)
        packed = [
            _SPAN.pack(0, 0, self._number(each.label), starts[each.start], ends[each.end], *each.span)
            for each in document.annotations
        ]
        self._groups.write(msgpack.binary(_group(packed) if packed else _NO_GROUPS))

    def pieces(self) -> Iterator[bytes]:
        """Generate the whole in the order in which spaCy writes it."""
        count = len(self._lengths)
        yield msgpack.map_of(9) + msgpack.text("version") + msgpack.text(_VERSION)
        attributes = bytes((_ORTH, _ENT_IOB, _ENT_TYPE))
        yield msgpack.text("attrs") + msgpack.list_of(len(attributes)) + attributes
        for name, file in (("tokens", self._tokens), ("spaces", self._spaces)):
            yield msgpack.text(name) + msgpack.binary_of(file.tell())
            yield from pieces_of(file)
        yield msgpack.text("lengths") + msgpack.binary(self._lengths.tobytes())
        yield msgpack.text("strings") + msgpack.list_of(len(self._strings))
        yield from map(msgpack.text, sorted(self._strings))
        yield msgpack.text("cats") + msgpack.list_of(count) + b"\x80" * count
        yield msgpack.text("flags") + msgpack.list_of(count)
        yield (msgpack.map_of(1) + msgpack.text("has_unknown_spaces") + b"\xc2") * count
        yield msgpack.text("span_groups") + msgpack.list_of(count)
        yield from pieces_of(self._groups)

    def _number(self, string: str) -> int:
        self._strings.add(string)
        return number_of(string)


def _group(spans: Sequence[bytes]) -> bytes:
    """Encode the span groups of an article, which has one."""
    group = msgpack.map_of(3) + msgpack.text("name") + msgpack.text(_GROUP)
    group += msgpack.text("attrs") + msgpack.map_of(0) + msgpack.text("spans") + msgpack.list_of(len(spans))
    group += b"".join(map(msgpack.binary, spans))
    return msgpack.map_of(1) + msgpack.binary(group) + msgpack.list_of(1) + msgpack.text(_GROUP)


class _Content(NamedTuple):
    """The content of a DocBin, of the right types and sizes."""

    attributes: Sequence[int]
    tokens: Sequence[int]
    spaces: bytes
    lengths: Sequence[int]
    groups: Sequence[bytes]
    strings: Mapping[int, str]


class _Doc(NamedTuple):
    """The part of one article in a DocBin: a column of numbers for each attribute."""

    columns: Mapping[int, Sequence[int]]
    spaces: bytes
    groups: bytes


def _content(source: bytes) -> _Content:
    """Read a DocBin.

    Raises:
        HashiyaError: the file is damaged or too large, or is no DocBin.
    """
    content = msgpack.decode(inflated(source))
    if not isinstance(content, dict):
        raise _wrong()
    parts = [content.get(name) for name in ("tokens", "spaces", "lengths")]
    tokens, spaces, lengths = _list_of(bytes, parts)
    attributes, strings = _list_of(int, content.get("attrs")), _list_of(str, content.get("strings"))
    if _ORTH not in attributes or len(tokens) != 8 * len(attributes) * len(spaces) or len(lengths) % 4:
        raise _wrong()
    counts = memoryview(lengths).cast("i")
    groups = _list_of(bytes, content.get("span_groups", [b""] * len(counts)))
    if len(groups) != len(counts) or min(counts, default=0) < 0 or sum(counts) != len(spaces):
        raise _wrong()
    named = dict(enumerate(SYMBOLS)) | {number_of(string): string for string in strings}
    return _Content(attributes, memoryview(tokens).cast("Q"), spaces, counts, groups, named)


def _list_of(kind: type[_Kind], values: object) -> list[_Kind]:
    if not isinstance(values, list) or not all(type(value) is kind for value in values):
        raise _wrong()
    return values


def _wrong() -> HashiyaError:
    return HashiyaError(Message("exchange.not_docbin"))


def _docs(content: _Content) -> Iterator[_Doc]:
    width, first = len(content.attributes), 0
    for length, groups in zip(content.lengths, content.groups, strict=True):
        rows = content.tokens[first * width : (first + length) * width]
        columns = {attribute: rows[place::width] for place, attribute in enumerate(content.attributes)}
        yield _Doc(columns, content.spaces[first : first + length], groups)
        first += length


def _text(doc: _Doc, strings: Mapping[int, str]) -> tuple[str, Sequence[int], Sequence[int]]:
    """Return the text of an article, and where each token starts and ends.

    Raises:
        HashiyaError: the file lacks the string of a token, or the text is too long.
    """
    pieces: list[str] = []
    starts, ends = array("i"), array("i")
    at = 0
    for number, has_space in zip(doc.columns[_ORTH], doc.spaces, strict=True):
        word = strings.get(number)
        if word is None:
            raise _wrong()
        starts.append(at)
        ends.append(at + len(word))
        pieces.append(f"{word} " if has_space else word)
        at += len(word) + bool(has_space)
        if at > _MOST_CHARACTERS:
            raise HashiyaError(Message("exchange.holds_too_much"))
    return "".join(pieces), starts, ends


def _entities(doc: _Doc) -> Iterator[_Place]:
    if not {_ENT_IOB, _ENT_TYPE} <= doc.columns.keys():
        return
    first, label = -1, 0
    for number, (tag, kind) in enumerate(
        zip([*doc.columns[_ENT_IOB], _OUTSIDE], [*doc.columns[_ENT_TYPE], 0], strict=True)
    ):
        if first >= 0 and (tag != _INSIDE or kind != label):
            yield first, number, label
            first = -1
        if kind and tag in (_BEGIN, _INSIDE) and first < 0:
            first, label = number, kind


def _spans(doc: _Doc) -> Iterator[_Place]:
    """Generate the spans of all groups, which are a list of groups, or a map whose keys are groups.

    Raises:
        HashiyaError: the groups are damaged.
    """
    groups = msgpack.decode(doc.groups) if doc.groups else []
    for packed in groups if isinstance(groups, list | dict) else ():
        group = msgpack.decode(packed) if isinstance(packed, bytes) else None
        for span in _list_of(bytes, group.get("spans") if isinstance(group, dict) else None):
            if len(span) != _SPAN.size:
                raise _wrong()
            _, _, label, first, last, _, _ = _SPAN.unpack(span)
            yield first, last, label
