"""Prodigy's JSON Lines: one article to a line, with text, tokens, spans and relations.

Tokens end at the edges of annotations, so no edge moves. Prodigy keeps the keys of a span that it does not
know.
"""

from __future__ import annotations

from codecs import BOM_UTF8
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from hashiya.annotation.identifiers import new_id
from hashiya.annotation.strict_json import decode, encode
from hashiya.errors import HashiyaError
from hashiya.exchange.incoming import Incoming, Read, Refusal, other_values
from hashiya.exchange.losses import RELATIONS
from hashiya.exchange.numbered_lines import numbered_lines
from hashiya.exchange.tokens import iter_sentence_tokens
from hashiya.messages import Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from hashiya.annotation.annotation import Annotation
    from hashiya.exchange.document import Document
    from hashiya.exchange.losses import Losses
    from hashiya.text.spans import Span

_BEGINNING = 1 << 26
_KEPT = ("id", "attributes", "note", "annotator", "status", "created", "modified", "rev")
"""Keys of a record that a span holds beside Prodigy's own."""
_OTHERS = "extra"
"""Key of a span for the values that this program does not know."""
_OF_SPAN = ("start", "end", "token_start", "token_end", "label")
"""Keys by which a relation names its ends."""
_REJECTED, _IGNORED = "reject", "ignore"


def write(documents: Iterable[Document], losses: Losses) -> Iterator[bytes]:
    """Write an article a line."""
    for document in documents:
        yield encode(_example(document, losses)) + b"\n"


def tells(source: bytes) -> bool:
    """Tell whether the first line is an object with a text and spans."""
    first = source.removeprefix(BOM_UTF8).lstrip()[:_BEGINNING].partition(b"\n")[0]
    with suppress(HashiyaError):
        return _is_example(decode(first, is_line=True))
    return False


def read(source: bytes) -> Read:
    """Read the spans of every article; what Prodigy calls ignored is left out."""
    found = Read([], [], texts := {})
    for number, line in numbered_lines(source, found):
        try:
            example = decode(line, is_line=True)
        except HashiyaError as error:
            found.refusals.append(Refusal(number, error.told))
            continue
        if not _is_example(example):
            found.refusals.append(Refusal(number, Message("exchange.not_prodigy")))
            continue
        meta = example.get("meta")
        name = meta.get("article") if isinstance(meta, dict) else None
        if not isinstance(name, str) or not name or name in texts:
            name = str(number)
        texts[name] = example["text"]
        if example.get("answer") != _IGNORED:
            found.incoming.extend(Incoming(number, record) for record in _records(example, name))
    return found


def _example(document: Document, losses: Losses) -> dict[str, Any]:
    annotations = document.annotations
    edges = {edge for each in annotations for edge in (each.start, each.end)}
    tokens = [token for sentence in iter_sentence_tokens(document.text, edges) for token in sentence]
    starts = {token.start: number for number, token in enumerate(tokens)}
    ends = {token.end: number for number, token in enumerate(tokens)}
    spans = {each.id: _span(each, starts, ends) for each in annotations}
    relations = []
    for each in annotations:
        for relation in each.relations:
            head, child = spans[each.id], spans.get(relation["target"])
            if child is None:
                losses.add(RELATIONS)
                continue
            relations.append(
                {
                    "head": head.get("token_end", 0),
                    "child": child.get("token_end", 0),
                    "label": relation["type"],
                    "head_span": {key: head[key] for key in _OF_SPAN if key in head},
                    "child_span": {key: child[key] for key in _OF_SPAN if key in child},
                }
            )
    return {
        "text": document.text,
        "meta": {"article": document.key},
        "tokens": [_token(document.text, token, number) for number, token in enumerate(tokens)],
        "spans": list(spans.values()),
        "relations": relations,
        "answer": "accept",
    }


def _token(text: str, token: Span, number: int) -> dict[str, Any]:
    has_space = text[token.end : token.end + 1].isspace()
    return {"text": token.cut(text), "start": token.start, "end": token.end, "id": number, "ws": has_space}


def _span(annotation: Annotation, starts: Mapping[int, int], ends: Mapping[int, int]) -> dict[str, Any]:
    record = annotation.to_record()
    span = {"start": annotation.start, "end": annotation.end, "label": annotation.label}
    if annotation.start in starts and annotation.end in ends:
        span |= {"token_start": starts[annotation.start], "token_end": ends[annotation.end]}
    others = {_OTHERS: dict(annotation.extra)} if annotation.extra else {}
    return span | {key: record[key] for key in _KEPT if record[key]} | others


def _is_example(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and isinstance(value.get("text"), str)
        and isinstance(value.get("spans"), list)
    )


def _records(example: Mapping[str, Any], name: str) -> Iterator[dict[str, Any]]:
    """Make a record of each span; of a value that is no span, one without a label, which is refused."""
    spans = [span if isinstance(span, dict) else {} for span in example["spans"]]
    relations = [each for each in _listed(example.get("relations")) if isinstance(each, dict)]
    ids = {_place(span): span.get("id") or new_id() for span in spans} if relations else {}
    links: dict[tuple[str, str, str], list[dict[str, Any]]] = {}
    for each in relations:
        if (child := _place(each.get("child_span"))) in ids:
            link = {"type": each.get("label"), "target": ids[child]}
            links.setdefault(_place(each.get("head_span")), []).append(link)
    for span in spans:
        record = {key: span[key] for key in ("start", "end", "label", *_KEPT) if key in span}
        record |= {"article": name, **other_values(span.get(_OTHERS))}
        if example.get("answer") == _REJECTED:
            record["status"] = "rejected"
        if relations:
            record["id"] = ids[_place(span)]
            record["relations"] = links.get(_place(span), [])
        yield record


def _place(span: Any) -> tuple[str, str, str]:
    """Return start, end and label of a span as text, by which relations name it."""
    span = span if isinstance(span, dict) else {}
    return str(span.get("start")), str(span.get("end")), str(span.get("label"))


def _listed(value: Any) -> Sequence[Any]:
    return value if isinstance(value, list) else ()
