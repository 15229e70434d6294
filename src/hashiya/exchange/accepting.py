"""Make an annotation of a record from outside."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from hashiya.annotation.anchor import describe
from hashiya.annotation.anchorer import Anchorer
from hashiya.annotation.annotation import KEYS, SCHEMA, Annotation, check_record, check_span, timestamp
from hashiya.annotation.identifiers import new_id
from hashiya.annotation.record import next_revision
from hashiya.annotation.selector import Selector, Status
from hashiya.errors import HashiyaError
from hashiya.messages import Message
from hashiya.text.line_ends import carried_offsets
from hashiya.text.passage_index import PassageIndex
from hashiya.text.spans import Span, holds

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping


class Target(NamedTuple):
    """The article that a record is about.

    Attributes:
        key: the article's path relative to the folder that holds the store.
        sha256: hash of the text, hexadecimal.
        text: the whole text.
    """

    key: str
    sha256: str
    text: str


class Accepted(NamedTuple):
    """A record that became an annotation.

    Attributes:
        annotation: anchored in the target.
        moved: whether the quotation was found elsewhere than at the record's offsets.
    """

    annotation: Annotation
    moved: bool


def accept(record: Mapping[str, Any], target: Target, labels: Collection[str]) -> Accepted:
    """Make the annotation described by a record, and fill in missing values.

    A record needs a ``label``, and ``start`` and ``end`` or a quotation: ``text``, with ``prefix`` and
    ``suffix`` if the text repeats. Where offsets and quotation disagree, the quotation decides.

    Args:
        record: keys as in an exported record; others are kept. An empty text counts as missing.
        target: the article.
        labels: the names of the known labels.

    Raises:
        HashiyaError: the record is wrong, or its place in the article is not certain.
    """
    record = {key: value for key, value in record.items() if value != "" or key not in KEYS}
    check_record(record)
    label = record.get("label")
    if not label:
        raise HashiyaError(Message("exchange.label_missing"))
    if label not in labels:
        raise HashiyaError(Message("exchange.label_unknown", label=label, names=tuple(labels)))
    if record.get("schema", SCHEMA) > SCHEMA:
        raise HashiyaError(Message("exchange.newer_version"))
    span, moved = _place(record, target)
    selector = describe(target.text, *span, target.sha256)
    moment = timestamp()
    filled: dict[str, Any] = {
        "created": moment,
        "modified": moment,
        **record,
        "id": record.get("id") or new_id(),
        "article": target.key,
        "sha256": target.sha256,
        "start": span.start,
        "end": span.end,
        "text": selector.exact,
        "prefix": selector.prefix,
        "suffix": selector.suffix,
    }
    if moved:
        filled |= {"modified": moment, "rev": next_revision(record.get("rev", 1))}
    return Accepted(replace(Annotation.from_record(filled), rival=selector.rival), moved)


def with_quotation(record: Mapping[str, Any], texts: Mapping[str, str], target: str) -> Mapping[str, Any]:
    """Add the quotation to a record whose article is in its file, for the article here may have another text.

    If the two texts differ in the ends of their lines alone, the offsets become those of the article instead.

    Args:
        record: a record, unchecked.
        texts: the texts in the file, by the names of articles.
        target: the text of the article here.
    """
    name, start, end = record.get("article"), record.get("start"), record.get("end")
    text = texts.get(name) if isinstance(name, str) else None
    if text is None or type(start) is not int or type(end) is not int or not 0 <= start < end <= len(text):
        return record
    carried = carried_offsets(text, target)
    if carried is not None and record.get("text", "") in ("", text[start:end]):
        place = {"start": carried(start), "end": carried(end)}
        return {**record, **place, **dict.fromkeys(("text", "prefix", "suffix", "sha256"), "")}
    selector = describe(text, start, end)
    quotation = {"text": selector.exact, "prefix": selector.prefix, "suffix": selector.suffix}
    return {**quotation, "sha256": selector.sha256, **record}


def _place(record: Mapping[str, Any], target: Target) -> tuple[Span, bool]:
    selector = Selector(record.get("text", ""), record.get("prefix", ""), record.get("suffix", ""))
    if "start" not in record and "end" not in record:
        if not selector.exact:
            raise HashiyaError(Message("exchange.no_place"))
        return _find(selector, target), False
    if "start" not in record or "end" not in record:
        raise HashiyaError(Message("exchange.half_place"))
    span = Span(record["start"], record["end"])
    if not selector.exact:
        if record.get("sha256", target.sha256) != target.sha256:
            raise HashiyaError(Message("exchange.offsets_of_other_text", article=target.key))
        check_span(target.key, target.text, span)
        return span, False
    made_on = record.get("sha256") or target.sha256
    if made_on != target.sha256 and (selector.prefix or selector.suffix):
        # the same words may be at the same offsets of another text by chance
        return _anchor(selector._replace(start=span.start, sha256=made_on), target)
    if holds(target.text, span, selector.exact):
        return span, False
    return _find(selector, target), True


def _anchor(selector: Selector, target: Target) -> tuple[Span, bool]:
    """Find the certain place of a quotation from another text of the article; tell whether it moved."""
    found = _anchorer_of(target.text).resolve(selector)
    if found.span is None or not found.status.is_certain:
        raise HashiyaError(Message("exchange.place_uncertain", article=target.key))
    return found.span, found.status == Status.MOVED


@lru_cache(maxsize=1)
def _anchorer_of(text: str) -> Anchorer:
    return Anchorer(text)


@lru_cache(maxsize=1)
def _index_of(text: str) -> PassageIndex:
    return PassageIndex(text)


def _find(selector: Selector, target: Target) -> Span:
    exact, prefix, suffix = selector[:3]
    found = list(islice(_index_of(target.text).starts(prefix + exact + suffix), 2))
    if len(found) == 1:
        start = found[0] + len(prefix)
        return Span(start, start + len(exact))
    if found:
        raise HashiyaError(Message("exchange.text_repeated", article=target.key))
    if prefix or suffix:  # which may differ, such as in the ends of lines
        place = _anchorer_of(target.text).resolve(selector)
        if place.span is not None and place.status.is_certain:
            return place.span
        raise HashiyaError(Message("exchange.text_missing_between", article=target.key))
    raise HashiyaError(Message("exchange.text_missing", article=target.key))
