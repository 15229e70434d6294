"""Make records of the annotations of a CAS, whichever format it came in.

A layer is a label. Relations, slots and chains become relations of the annotation at which they begin.
Tokens and sentences divide the text and are no annotations.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from hashiya.annotation.identifiers import new_id
from hashiya.annotation.strict_json import decode
from hashiya.errors import HashiyaError
from hashiya.exchange.incoming import Incoming, Refusal
from hashiya.exchange.uima.files import MOST_STRUCTURES
from hashiya.exchange.uima.structures import (
    BUILT_IN,
    DEPENDENT,
    FIRST,
    GOVERNOR,
    METADATA,
    NEXT,
    ROLE,
    SEGMENTATION,
    SOFA,
    TARGET,
    Cas,
    Structure,
    short_name,
)
from hashiya.exchange.uima.writing import DIGEST, OTHER, OWN
from hashiya.exchange.utf16 import Utf16
from hashiya.messages import Message

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hashiya.exchange.uima.files import Gathered
    from hashiya.exchange.uima.structures import Key

_NO_ANNOTATIONS = (
    BUILT_IN,
    SEGMENTATION,
    "uima.tcas.DocumentAnnotation",
    "de.tudarmstadt.ukp.dkpro.core.api.metadata.type.",
    "de.tudarmstadt.ukp.clarin.webanno.api.type.",
)
"""Beginnings of the types that describe a text or a file."""
_NAMED_ENTITY = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"
_VALUE = "value"
_LINK_OF_CHAIN = "Link"
_KIND_OF_CHAIN = "referenceRelation"
_KINDS = ("type", "label", "value", "DependencyType", "relationType")
"""Features that tell the kind of a relation that has several, the likeliest first."""
_NO_PERSONS = frozenset(("INITIAL_CAS", "CURATION_USER"))
_INITIAL = "_InitialView"
_OF_RECORD = frozenset(("article", "sha256", "start", "end", "text", "prefix", "suffix"))
"""Keys of a record that come from the structure, and never from the feature of all others."""


class _Text(NamedTuple):
    name: str
    offsets: Utf16
    units: int
    is_initial: bool


class _Origin(NamedTuple):
    """Where a CAS comes from: the name of its article, the digest of the text, and the annotator."""

    article: str
    sha256: str
    annotator: str


def take(cas: Cas, name: str, into: Gathered) -> None:
    """Add the texts and records of a CAS to the content of a file.

    Args:
        cas: the structures.
        name: of the article, if the CAS names none; empty if the file has none either.
        into: gets texts, records and refusals.
    """
    _Reading(cas, name, into).take()


class _Reading:
    """The records of one CAS, as far as they were read."""

    def __init__(self, cas: Cas, name: str, into: Gathered) -> None:
        self._cas, self._found, self._names = cas, into.found, into.texts
        self._texts: dict[Key, _Text] = {}
        self._records: dict[Key, dict[str, Any]] = {}
        self._links_left = MOST_STRUCTURES
        self._chained = {
            key for each in cas.values() for name in (FIRST, NEXT) for key in each.links.get(name, ())
        }
        origin = _origin_of(cas, name)
        article = origin.article or str(len(into.texts) + 1)
        self._origin = origin._replace(article=article, annotator=into.annotator or origin.annotator)

    def take(self) -> None:
        """Add the texts, then the records, then the relations between them."""
        for key, each in self._cas.items():
            text = each.values.get("sofaString")
            if each.type == SOFA and isinstance(text, str):
                view = each.values.get("sofaID", _INITIAL)
                name = self._name_for(text, "" if view == _INITIAL else f"-{view}")
                offsets = Utf16(text)
                self._texts[key] = _Text(name, offsets, offsets.units(len(text)), view == _INITIAL)
                self._names[name] = text
        if not self._texts:
            self._refuse(None, Message("exchange.not_cas"))
        for key, each in self._cas.items():
            if _is_annotation(each):
                self._add_record(key, each)
        try:
            for key, each in self._cas.items():
                self._add_relations(key, each)
        except _TooManyLinksError:
            self._refuse(None, Message("exchange.too_many_structures", count=MOST_STRUCTURES))

    def _name_for(self, text: str, ending: str) -> str:
        """Return the name of the article, or a number if another text has the name."""
        name = self._origin.article + ending
        is_free = self._names.get(name, text) == text  # each annotator has the text of the same article
        return name if is_free else f"{len(self._names) + 1}{ending}"

    def _add_record(self, key: Key, structure: Structure) -> None:
        record: dict[str, Any] = {"label": _label_of(structure, is_in_chain=key in self._chained)}
        try:
            record |= self._place_of(structure)
            record["attributes"] = dict(self._attributes_of(structure))
            for field, feature in OWN.items():
                if feature in structure.values:
                    record[field] = structure.values[feature]
            _take_other(structure.values.get(OTHER), record)
        except HashiyaError as error:
            self._refuse(structure, error.told)
            return
        if self._origin.annotator:
            record.setdefault("annotator", self._origin.annotator)
        self._records[key] = record = {name: value for name, value in record.items() if value != {}}
        self._found.incoming.append(Incoming(structure.line, record))

    def _place_of(self, structure: Structure) -> dict[str, Any]:
        """Return article and offsets in code points.

        Raises:
            HashiyaError: the place is not one of a text of the file.
        """
        text = next((self._texts[key] for key in structure.links.get("sofa", ()) if key in self._texts), None)
        if text is None:
            raise HashiyaError(Message("exchange.without_view"))
        place: dict[str, Any] = {"article": text.name}
        if self._origin.sha256 and text.is_initial:
            place["sha256"] = self._origin.sha256
        for name, feature in (("start", "begin"), ("end", "end")):
            units = structure.values.get(feature)
            if type(units) is not int or not 0 <= units <= text.units:
                raise HashiyaError(Message("exchange.outside_text"))
            place[name] = text.offsets.code_points(units)
            if text.offsets.units(place[name]) != units:
                raise HashiyaError(Message("exchange.inside_character"))
        return place

    def _attributes_of(self, structure: Structure) -> Iterator[tuple[str, Any]]:
        known = {"begin", "end", OTHER, *OWN.values()}
        if structure.type == _NAMED_ENTITY:
            known.add(_VALUE)
        if NEXT in structure.links:
            known.add(_KIND_OF_CHAIN)
        for name, value in structure.values.items():
            if name not in known:
                yield name, value
        for name, keys in structure.links.items():
            lists = [self._cas[key].values.get("elements") for key in keys if key in self._cas]
            values = [value for each in lists if isinstance(each, list) for value in each]
            if values:
                yield name, values

    def _add_relations(self, key: Key, structure: Structure) -> None:
        """Add the relations that a structure is or has to the record at which they begin."""
        if _is_relation(structure):
            kind, further = _kind_of(structure)
            source = next(self._targets(structure.links[GOVERNOR]), None)
            self._relate(structure, source, kind, structure.links.get(DEPENDENT, ()), further)
            return
        if key not in self._records:
            return
        for feature, keys in structure.links.items():
            if feature == NEXT:
                kind = structure.values.get(_KIND_OF_CHAIN) or NEXT
                self._relate(structure, key, kind, keys, {})
            elif feature != "sofa":
                for target in self._targets(keys):
                    slot = self._cas.get(target)
                    if slot is not None and "sofa" not in slot.links and TARGET in slot.links:
                        further = {name: value for name, value in slot.values.items() if name != ROLE}
                        kind = slot.values.get(ROLE) or feature
                        self._relate(structure, key, kind, slot.links[TARGET], further)
                    else:
                        self._relate(structure, key, feature, [target], {})

    def _relate(
        self,
        structure: Structure,
        source: Key | None,
        kind: Any,
        targets: Sequence[Key],
        further: dict[str, Any],
    ) -> None:
        for target in self._targets(targets):
            if source not in self._records or target not in self._records:
                self._refuse(structure, Message("exchange.relation_without_ends"))
                continue
            there = self._records[target]
            relation = {**further, "type": str(kind), "target": there.setdefault("id", new_id())}
            relations = self._records[source].setdefault("relations", [])
            if isinstance(relations, list):  # which a stranger's file may fill with anything
                relations.append(relation)

    def _targets(self, keys: Sequence[Key]) -> Iterator[Key]:
        """Generate the structures that keys refer to, through arrays and lists, be they in circles."""
        waiting = list(reversed(keys))
        seen: set[Key] = set()
        while waiting:
            self._links_left -= 1
            if self._links_left < 0:
                raise _TooManyLinksError
            key = waiting.pop()
            structure = self._cas.get(key)
            if structure is None or not structure.type.startswith(BUILT_IN):
                yield key
            elif key not in seen:
                seen.add(key)
                inner = [*structure.links.get("elements", ()), *structure.links.get("head", ())]
                waiting += reversed([*inner, *structure.links.get("tail", ())])

    def _refuse(self, structure: Structure | None, told: Message) -> None:
        self._found.refusals.append(Refusal(1 if structure is None else structure.line, told))


class _TooManyLinksError(Exception):
    """Arrays with so many references to each other that following them would never end."""


def _origin_of(cas: Cas, name: str) -> _Origin:
    values = next((each.values for each in cas.values() if each.type == METADATA), {})
    title, identifier, uri, collection = (
        each if isinstance(each := values.get(key), str) else ""
        for key in ("documentTitle", "documentId", "documentUri", "collectionId")
    )
    if uri.startswith(DIGEST):
        return _Origin(identifier or name, uri.removeprefix(DIGEST), "")
    if title and uri == f"{collection}/{title}":  # as INCEpTION exports: the id is that of a person
        return _Origin(_without_ending(title), "", "" if identifier in _NO_PERSONS else identifier)
    return _Origin(name or identifier or title, "", "")


def _without_ending(title: str) -> str:
    for ending in (".xmi", ".json", ".tsv"):
        title = title.removesuffix(ending)
    return title


def _is_annotation(structure: Structure) -> bool:
    return (
        "sofa" in structure.links
        and not structure.type.startswith(_NO_ANNOTATIONS)
        and not _is_relation(structure)
        and not (FIRST in structure.links and "begin" not in structure.values)
    )


def _is_relation(structure: Structure) -> bool:
    return GOVERNOR in structure.links and DEPENDENT in structure.links


def _label_of(structure: Structure, *, is_in_chain: bool) -> str:
    value = structure.values.get(_VALUE)
    if structure.type == _NAMED_ENTITY and isinstance(value, str) and value:
        return value
    name = short_name(structure.type)
    return name.removesuffix(_LINK_OF_CHAIN) if is_in_chain else name


def _kind_of(relation: Structure) -> tuple[str, dict[str, Any]]:
    """Return the kind of a relation and its other values; without a text as value, the layer is the kind."""
    values = {name: value for name, value in relation.values.items() if name not in ("begin", "end")}
    texts = [name for name, value in values.items() if isinstance(value, str) and value]
    feature = next((name for name in _KINDS if name in texts), texts[0] if len(texts) == 1 else None)
    return (values.pop(feature) if feature else short_name(relation.type)), values


def _take_other(source: Any, record: dict[str, Any]) -> None:
    """Put the fields that fitted no feature into a record.

    Raises:
        HashiyaError: it is not JSON.
    """
    if not isinstance(source, str):
        return
    other = decode(source.encode("utf-8", "surrogatepass"), is_line=True)
    if not isinstance(other, dict):
        raise HashiyaError(Message("exchange.not_object"))
    attributes = other.pop("attributes", {})
    if not isinstance(attributes, dict):
        raise HashiyaError(Message("exchange.not_object"))
    record["attributes"] |= attributes
    record |= {key: value for key, value in other.items() if key not in _OF_RECORD}
