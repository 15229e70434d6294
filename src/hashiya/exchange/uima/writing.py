"""Make the feature structures of an article: a layer for each label, a feature for each attribute.

Relations are slots, which may point at annotations of any layer. Nothing of an annotation is lost: numbers,
relations to other articles, and names or characters that UIMA or XML forbids go as JSON into one feature.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from hashiya.annotation.strict_json import encode
from hashiya.exchange.tokens import iter_sentence_tokens
from hashiya.exchange.uima.structures import (
    FS_ARRAY,
    METADATA,
    ROLE,
    SENTENCE,
    SOFA,
    TARGET,
    TOKEN,
    Cas,
    Key,
    Structure,
    short_name,
)
from hashiya.exchange.utf16 import Utf16, units_of
from hashiya.exchange.xml import FORBIDDEN
from hashiya.text.digests import sha256_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from hashiya.annotation.annotation import Annotation
    from hashiya.exchange.document import Document
    from hashiya.text.spans import Span

PACKAGE = "webanno.custom."
"""The package of the layers that people define in INCEpTION."""
STRING, STRINGS = "uima.cas.String", "uima.cas.StringArray"
RELATIONS = "relations"
OWN = {
    "id": "hashiyaId",
    "note": "hashiyaNote",
    "annotator": "hashiyaAnnotator",
    "status": "hashiyaStatus",
    "created": "hashiyaCreated",
    "modified": "hashiyaModified",
}
"""The features of the fields that are no attributes."""
OTHER = "hashiyaOther"
"""The feature of all that fits no other one."""
DIGEST = "urn:sha256:"
_DEFAULTS: Mapping[str, Any] = {"status": "accepted"}
_LETTERS = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff"
    "\u0621-\u063a\u0641-\u064a\u0671-\u06b7\u06ba-\u06be\u06c0-\u06ce\u06d0-\u06d3"
)
"""Letters that both a Java identifier and a name in XML may hold."""
_NAME = re.compile(f"[{_LETTERS}][{_LETTERS}0-9_]*")
_NO_LETTER = re.compile(f"[^{_LETTERS}0-9]+")
_RESERVED = frozenset(("begin", "end", "sofa", RELATIONS, OTHER, *OWN.values()))
_RISKY = re.compile(f"\r|{FORBIDDEN.pattern}")
"""Characters of a value that XML or WebAnno TSV cannot hold."""
_UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u206f]")
_SOFA_KEY, _METADATA_KEY, FIRST_KEY = 1, 2, 3
"""Keys of the text, of its description and of the first annotation; the others follow in their order."""


class _Divided(NamedTuple):
    """The fields of an annotation.

    Attributes:
        values: of features.
        relations: kind and target of each one that is a slot.
        other: what fits neither.
    """

    values: dict[str, Any]
    relations: list[tuple[str, str]]
    other: dict[str, Any]


class Layers:
    """The layers that were written up to now.

    Attributes:
        features: by layer the range of each feature; a feature of the range FS_ARRAY holds slots.
    """

    def __init__(self, *, has_lists: bool = True) -> None:
        """Begin without a layer.

        Args:
            has_lists: whether a feature may have several values.
        """
        self.features: dict[str, dict[str, str]] = {}
        self._has_lists = has_lists

    def structures(self, document: Document) -> Cas:
        """Make the structures of all annotations in their order, then those of their slots."""
        offsets = Utf16(document.text)
        keys = {each.id: key for key, each in enumerate(document.annotations, FIRST_KEY)}
        made: Cas = {}
        slots: Cas = {}
        next_key = FIRST_KEY + len(document.annotations)
        for key, annotation in enumerate(document.annotations, FIRST_KEY):
            layer = PACKAGE + _layer_name(annotation.label)
            values, relations, other = self._divided(layer, annotation, keys)
            if other:
                self._admits(layer, OTHER, STRING)
                values[OTHER] = FORBIDDEN.sub(lambda found: f"\\u{ord(found[0]):04x}", encode(other).decode())
            links = {"sofa": [_SOFA_KEY]}
            if relations:
                self._admits(layer, RELATIONS, FS_ARRAY)
                links[RELATIONS] = [next_key + len(slots) + number for number in range(len(relations))]
                for slot, (kind, target) in zip(links[RELATIONS], relations, strict=True):
                    slots[slot] = Structure(slot_type(layer), {ROLE: kind}, {TARGET: [keys[target]]})
            place = {"begin": offsets.units(annotation.start), "end": offsets.units(annotation.end)}
            made[key] = Structure(layer, place | values, links)
        return made | slots

    def _divided(self, layer: str, annotation: Annotation, keys: Mapping[str, int]) -> _Divided:
        """Divide the fields of an annotation by where they go."""
        values: dict[str, Any] = {}
        other: dict[str, Any] = dict(annotation.extra)
        if short_name(layer) != annotation.label:
            other["label"] = annotation.label
        if annotation.rev != 1:
            other["rev"] = annotation.rev
        odd = {}
        for name, value in annotation.attributes.items():
            if name not in _RESERVED and _NAME.fullmatch(name) and self._holds(layer, name, value):
                values[name] = value
            else:
                odd[name] = value
        for field, feature in OWN.items():
            value = getattr(annotation, field)
            if value and value != _DEFAULTS.get(field):
                if self._holds(layer, feature, value):
                    values[feature] = value
                else:
                    other[field] = value
        relations, far = [], []
        for each in annotation.relations:
            if each.keys() == {"type", "target"} and each["target"] in keys and _is_plain(each["type"]):
                relations.append((each["type"], each["target"]))
            else:
                far.append(dict(each))
        return _Divided(values, relations, other | _without_empty({"attributes": odd, "relations": far}))

    def _holds(self, layer: str, feature: str, value: Any) -> bool:
        """Tell whether a feature can hold a value, and note the feature if so."""
        if isinstance(value, list):
            is_plain = self._has_lists and bool(value) and all(_is_plain(each) for each in value)
            return is_plain and self._admits(layer, feature, STRINGS)
        return _is_plain(value) and self._admits(layer, feature, STRING)

    def _admits(self, layer: str, feature: str, range_: str) -> bool:
        return self.features.setdefault(layer, {}).setdefault(feature, range_) == range_


def cas_of(document: Document, layers: Layers) -> Cas:
    """Make the CAS of an article: its text, its name, sentences, tokens and annotations."""
    sofa = {"sofaNum": 1, "sofaID": "_InitialView", "mimeType": "text", "sofaString": document.text}
    cas: Cas = {_SOFA_KEY: Structure(SOFA, sofa, {}), _METADATA_KEY: _metadata(document)}
    cas |= layers.structures(document)
    cas |= dict(enumerate(_segments(document.text), len(cas) + 1))
    return cas


def members_of(cas: Cas) -> Sequence[Key]:
    """Return the keys of the structures that a view lists: all but the text itself."""
    return [key for key in cas if key != _SOFA_KEY]


def slot_type(layer: str) -> str:
    """Return the type of what fills a slot of a layer."""
    return f"{layer}RelationsLink"


def _metadata(document: Document) -> Structure:
    digest = sha256_of(document.text.encode("utf-8", "surrogatepass"))
    values = {
        "begin": 0,
        "end": units_of(document.text),
        "language": "x-unspecified",
        "documentId": document.key,
        "documentTitle": document.title or document.key,
        "documentUri": DIGEST + digest,
    }
    return Structure(METADATA, values, {"sofa": [_SOFA_KEY]})


def sentences_of(text: str) -> Sequence[Sequence[Span]]:
    """Return the tokens of each sentence, but for characters that are not seen.

    INCEpTION refuses a file with a token or a sentence that begins or ends with such a character.
    """
    divided = iter_sentence_tokens(text)
    seen = ([token for token in tokens if not _UNSEEN.match(text, token.start)] for tokens in divided)
    return [tokens for tokens in seen if tokens]


def _segments(text: str) -> Iterator[Structure]:
    offsets = Utf16(text)
    for tokens in sentences_of(text):
        for type_, start, end in (
            (SENTENCE, tokens[0].start, tokens[-1].end),
            *((TOKEN, token.start, token.end) for token in tokens),
        ):
            place = {"begin": offsets.units(start), "end": offsets.units(end)}
            yield Structure(type_, place, {"sofa": [_SOFA_KEY]})


def _layer_name(label: str) -> str:
    name = _NO_LETTER.sub("", label)
    return name if _NAME.match(name) else f"Label{name}"


def _is_plain(value: Any) -> bool:
    return isinstance(value, str) and bool(value) and not _RISKY.search(value)


def _without_empty(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in fields.items() if value}
