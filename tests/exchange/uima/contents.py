"""What a file of annotations says, for comparing two files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hashiya.exchange.accepting import Target, accept, with_quotation
from hashiya.exchange.document import Document
from hashiya.text.digests import sha256_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hashiya.annotation.annotation import Annotation
    from hashiya.exchange.incoming import Read

Fact = tuple[str, int, int, dict[str, Any], list[tuple[str, tuple[int, int, str]]]]


def facts(found: Read) -> list[Fact]:
    """Return label, span, attributes and relations of every record, without the ids."""
    records = [each.record for each in found.incoming]
    places = {each["id"]: (each["start"], each["end"], each["label"]) for each in records if "id" in each}
    return sorted(
        (
            (
                each["label"],
                each["start"],
                each["end"],
                each.get("attributes", {}),
                sorted(
                    (link["type"], places[link["target"]])
                    for link in each.get("relations", ())
                    if link["target"] in places
                ),
            )
            for each in records
        ),
        key=repr,
    )


def document_of(found: Read, key: str = "a.txt") -> Document:
    """Make the article of a file with one text; annotations without a character are left out."""
    (text,) = found.texts.values()
    target = Target(key, sha256_of(text.encode()), text)
    records = [with_quotation(each.record, found.texts, text) for each in found.incoming]
    labels = {each["label"] for each in records}
    made = [accept(each, target, labels).annotation for each in records if each["start"] < each["end"]]
    return Document(key, sorted(made, key=lambda each: (each.start, -each.end)), text)


def comparable(annotations: Sequence[Annotation]) -> dict[str, dict[str, Any]]:
    """Return the records by id, with relations in any order and without what every import sets anew."""
    records = {each.id: each.to_record() for each in annotations}
    for each in records.values():
        each["relations"] = sorted(each["relations"], key=repr)
        for name in ("sha256", "prefix", "suffix"):
            del each[name]
    return records
