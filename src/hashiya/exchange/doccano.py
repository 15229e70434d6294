"""doccano's JSON Lines: one article to a line, with its text; for sequence labelling or relation extraction.

Both dialects are read. Annotations without relations are written for sequence labelling, which
every project of doccano imports, and others for relation extraction. Offsets are code points.
"""

from __future__ import annotations

import re
import tempfile
from codecs import BOM_UTF8
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from hashiya.annotation.identifiers import new_id
from hashiya.annotation.strict_json import decode, encode
from hashiya.errors import HashiyaError
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
from hashiya.messages import Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from hashiya.exchange.document import Document
    from hashiya.exchange.losses import Losses

_BEGINNING = 1 << 26
_LINE, _BETWEEN = re.compile(rb"\n"), re.compile(rb"(?<=^\})[ \t\r]*\n(?=\{)", re.MULTILINE)
"""The separator of articles: a newline, or one between objects of many lines."""
_IN_MEMORY = 1 << 24
_SPAN_KEYS = ("label", "labels", "entities")
_KEYS = {"start": "start_offset", "end": "end_offset", "label": "label"}
"""Keys of a record, in the order of a span's values, with the keys of an entity."""


def write(documents: Iterable[Document], losses: Losses) -> Iterator[bytes]:
    """Write an article a line; the lines wait on the disk until it is known whether there are relations."""
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as lines:
        has_relations = False
        for article in _written(documents, losses):
            has_relations = has_relations or bool(article["relations"])
            lines.write(encode(article) + b"\n")
        lines.seek(0)
        yield from lines if has_relations else map(_as_sequence, lines)


def _written(documents: Iterable[Document], losses: Losses) -> Iterator[dict[str, Any]]:
    """Generate the articles for relation extraction; ids count up over the whole file, as in doccano."""
    entity = relation = 0
    for number, document in enumerate(documents, 1):
        numbers: dict[str, int] = {}
        entities = []
        for annotation in document.annotations:
            losses.add_fields(annotation, ATTRIBUTES, NOTES, ANNOTATORS, STATUSES, REVISIONS, OTHER_VALUES)
            entity += 1
            numbers[annotation.id] = entity
            place = {"start_offset": annotation.start, "end_offset": annotation.end}
            entities.append({"id": entity, "label": annotation.label, **place})
        relations = []
        for annotation in document.annotations:
            known = [each for each in annotation.relations if each["target"] in numbers]
            losses.add(RELATIONS, len(annotation.relations) - len(known))
            for each in known:
                relation += 1
                ends = {"from_id": numbers[annotation.id], "to_id": numbers[each["target"]]}
                relations.append({"id": relation, **ends, "type": each["type"]})
        article = {"id": number, "text": document.text, "article": document.key}
        yield {**article, "entities": entities, "relations": relations}


def _as_sequence(line: bytes) -> bytes:
    """Write an article for sequence labelling, whose spans are lists of start, end and label."""
    article = decode(line)
    spans = [[each[key] for key in _KEYS.values()] for each in article["entities"]]
    kept = {key: article[key] for key in ("id", "text", "article")}
    return encode({**kept, "label": spans}) + b"\n"


def tells(source: bytes) -> bool:
    """Tell whether the first line, or the first object, has a text and a list of spans."""
    beginning = source.removeprefix(BOM_UTF8).lstrip()[:_BEGINNING]
    for first in (beginning.partition(b"\n")[0], _BETWEEN.split(beginning, 1)[0]):
        with suppress(HashiyaError):
            return _is_article(decode(first.strip()))
    return False


def read(source: bytes) -> Read:
    """Read the spans of every article; articles may be lines, an array, or objects over many lines."""
    source = source.removeprefix(BOM_UTF8)
    found = Read([], [], texts := {})
    for number, article in _articles(source, found):
        if not _is_article(article):
            found.refusals.append(Refusal(number, Message("exchange.not_doccano")))
            continue
        name = article.get("article") or article.get("filename") or str(number)
        if not isinstance(name, str) or name in texts:
            name = str(number)
        texts[name] = article["text"]
        found.incoming.extend(Incoming(number, record) for record in _records(article, name))
    return found


def _articles(source: bytes, found: Read) -> Iterator[tuple[int, Any]]:
    """Generate the articles with their lines, or with their numbers in an array."""
    with suppress(HashiyaError):
        whole = decode(source)
        yield from enumerate(whole if isinstance(whole, list) else [whole], 1)
        return
    line = 1
    for piece in (_BETWEEN if _BETWEEN.search(source) else _LINE).split(source):
        if piece.strip():
            try:
                yield line, decode(piece.strip(), is_line=b"\n" not in piece.strip())
            except HashiyaError as error:
                found.refusals.append(Refusal(line, error.told))
        line += piece.count(b"\n") + 1


def _is_article(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and isinstance(value.get("text"), str)
        and any(isinstance(value.get(key), list) for key in _SPAN_KEYS)
        and not _is_of_brat(value.get("entities"))
    )


def _is_of_brat(entities: Any) -> bool:
    """Tell whether entities are written as brat's server does, which calls them by the same key."""
    return isinstance(entities, list) and any(isinstance(each, list) for each in entities)


def _records(article: Mapping[str, Any], name: str) -> Iterator[dict[str, Any]]:
    """Make a record of each span; of a value that is no span, one without a label, which is refused."""
    spans = next(value for key in _SPAN_KEYS if isinstance(value := article.get(key), list))
    relations = [each for each in _listed(article.get("relations")) if isinstance(each, dict)]
    ids = {_number(each, key): new_id() for each in relations for key in ("from_id", "to_id")}
    links: dict[str, list[dict[str, Any]]] = {}
    for each in relations:
        link = {"type": each.get("type"), "target": ids[_number(each, "to_id")]}
        links.setdefault(_number(each, "from_id"), []).append(link)
    for span in spans:
        record: dict[str, Any] = {"article": name}
        if isinstance(span, dict):
            record |= {key: span[own] for key, own in _KEYS.items() if own in span}
            number = _number(span, "id")
            if number in ids:
                record["id"] = ids[number]
                record["relations"] = links.get(number, [])
        elif isinstance(span, list) and len(span) == len(_KEYS):
            record |= zip(_KEYS, span, strict=True)
        yield record


def _number(value: Mapping[str, Any], key: str) -> str:
    """Return an id as text, for it may be a number or a text."""
    return str(value.get(key))


def _listed(value: Any) -> Sequence[Any]:
    return value if isinstance(value, list) else ()
