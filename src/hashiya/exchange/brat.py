"""brat's standoff format: a zip archive with a ``.txt`` and an ``.ann`` file for each article.

An ``.ann`` file has lines T (a span), R (a relation), A (an attribute), # (a note) and E (an event: its
trigger gets the type, its arguments become relations). Offsets are code points. A span over line breaks has a
part for each line.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from hashiya.annotation.identifiers import new_id
from hashiya.errors import HashiyaError
from hashiya.exchange.archive import MAGIC, files_in, names_in, zipped
from hashiya.exchange.incoming import Incoming, Read, Refusal
from hashiya.exchange.losses import (
    ANNOTATORS,
    EDGES,
    FREE_VALUES,
    NOTE_LINES,
    OTHER_VALUES,
    RELATIONS,
    REVISIONS,
    STATUSES,
)
from hashiya.exchange.numbered_lines import numbered_text_lines
from hashiya.messages import Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from hashiya.annotation.annotation import Annotation
    from hashiya.exchange.document import Document
    from hashiya.exchange.losses import Losses

_NAME = re.compile(r"[\w-]+")
_LINE = re.compile(r"(?:[TREAMN#]\d+|\*)\t.*")
_SPAN = re.compile(r"(?P<label>\S+) (?P<places>\d+ \d+(?:;\d+ \d+)*)")
_RELATION = re.compile(r"(?P<type>\S+) [^:\s]+:(?P<source>[TE]\d+) [^:\s]+:(?P<target>[TE]\d+)\s*")
_ATTRIBUTE = re.compile(r"(?P<name>\S+) (?P<of>[TER]\d+)(?: (?P<value>.+))?")
_NOTE = re.compile(r"\S+ (?P<of>[TER]\d+)")
_EVENT = re.compile(r"(?P<type>[^:\s]+):(?P<trigger>T\d+)(?P<arguments>(?: [^:\s]+:[TE]\d+)*)\s*")
_BEGINNING = 4096


def write(documents: Iterable[Document], losses: Losses) -> Iterator[bytes]:
    """Write an archive with two files for each article, and a configuration with the labels and relations."""
    yield from zipped(_files(documents, losses))


def tells(source: bytes) -> bool:
    """Tell whether an archive has an ``.ann`` file, or whether all first lines are brat's."""
    if source.startswith(MAGIC):
        return any(name.endswith(".ann") for name in names_in(source))
    lines = [
        line for line in source[:_BEGINNING].decode("utf-8-sig", "ignore").split("\n")[:5] if line.strip()
    ]
    return (
        bool(lines)
        and lines[0].startswith(("T", "#"))
        and all(_LINE.match(line) for line in lines[:-1] or lines)
    )


def read(source: bytes) -> Read:
    """Read an archive of articles, or one ``.ann`` file whose article is named on the command line."""
    found = Read([], [], texts := {})
    try:
        if not source.startswith(MAGIC):
            found.incoming.extend(_records(source.decode("utf-8-sig"), "", found))
            return found
        files = files_in(source)
        for name in sorted(files):
            if name.endswith(".ann"):
                article = name.removesuffix(".ann") + ".txt"
                if article in files:
                    texts[article] = files[article].decode()
                found.incoming.extend(_records(files[name].decode("utf-8-sig"), article, found))
    except UnicodeDecodeError as error:
        found.refusals.append(Refusal(1, Message("exchange.not_utf8_in_file", byte=error.start)))
    except HashiyaError as error:
        found.refusals.append(Refusal(1, error.told))
    return found


def _files(documents: Iterable[Document], losses: Losses) -> Iterator[tuple[str, Iterable[bytes]]]:
    labels: dict[str, None] = {}
    kinds: dict[str, set[tuple[str, str]]] = {}
    attributes: dict[str, set[str]] = {}
    for document in documents:
        stem = document.key.removesuffix(".txt")
        yield f"{stem}.txt", [document.text.encode("utf-8", "replace")]
        label_of = {each.id: _name(each.label) for each in document.annotations}
        labels |= dict.fromkeys(label_of.values())
        lines = list(_lines(document, losses))
        for line in lines:
            if line[0] == "A" and (match := _ATTRIBUTE.fullmatch(line.partition("\t")[2])):
                attributes.setdefault(match["name"], set()).add(match["value"])
        for each in document.annotations:
            for relation in each.relations:
                if relation["target"] in label_of:
                    ends = (label_of[each.id], label_of[relation["target"]])
                    kinds.setdefault(_name(relation["type"]), set()).add(ends)
        yield f"{stem}.ann", [f"{line}\n".encode("utf-8", "replace") for line in lines]
    yield "annotation.conf", [_configuration(labels, kinds, attributes).encode()]


def _configuration(
    labels: Iterable[str], kinds: Mapping[str, set[tuple[str, str]]], attributes: Mapping[str, set[str]]
) -> str:
    relations = [
        f"{kind}\tArg1:{source}, Arg2:{target}"
        for kind, ends in sorted(kinds.items())
        for source, target in sorted(ends)
    ]
    values = [
        f"{name}\tArg:<ANY>, Value:{'|'.join(sorted(given))}" for name, given in sorted(attributes.items())
    ]
    parts = (("entities", labels), ("relations", relations), ("events", ()), ("attributes", values))
    return "\n".join(f"[{name}]\n" + "".join(f"{line}\n" for line in lines) for name, lines in parts)


def _lines(document: Document, losses: Losses) -> Iterator[str]:
    numbers = {each.id: f"T{number}" for number, each in enumerate(document.annotations, 1)}
    relation = attribute = note = 0
    for each in document.annotations:
        yield f"{numbers[each.id]}\t{_name(each.label)} {_places(each)}\t{' '.join(each.text.split(chr(10)))}"
    for each in document.annotations:
        losses.add_fields(each, ANNOTATORS, STATUSES, REVISIONS, OTHER_VALUES)
        losses.add(EDGES, each.text != each.text.strip("\n"))
        for link in each.relations:
            if link["target"] not in numbers:
                losses.add(RELATIONS)
                continue
            relation += 1
            yield f"R{relation}\t{_name(link['type'])} Arg1:{numbers[each.id]} Arg2:{numbers[link['target']]}"
        for name, value in each.attributes.items():
            if not isinstance(value, str) or not _NAME.fullmatch(value) or not _NAME.fullmatch(name):
                losses.add(FREE_VALUES)
                continue
            attribute += 1
            yield f"A{attribute}\t{name} {numbers[each.id]} {value}"
        if each.note:
            note += 1
            line = " ".join(each.note.splitlines())
            losses.add(NOTE_LINES, line != each.note)
            yield f"#{note}\tAnnotatorNotes {numbers[each.id]}\t{line}"


def _places(annotation: Annotation) -> str:
    """Return the offsets of the parts of a span between its line breaks."""
    parts, start = [], annotation.start
    for line in annotation.text.split("\n"):
        if line:
            parts.append(f"{start} {start + len(line)}")
        start += len(line) + 1
    return ";".join(parts) or f"{annotation.start} {annotation.end}"


def _name(label: str) -> str:
    return "_".join(_NAME.findall(label)) or "_"


def _records(text: str, article: str, found: Read) -> list[Incoming]:
    """Make a record of each span of an ``.ann`` file."""
    spans: dict[str, tuple[int, dict[str, Any]]] = {}
    other: list[tuple[int, str, str]] = []
    for number, line in numbered_text_lines(text, found):
        name, _, rest = line.rstrip("\r").partition("\t")
        if name.startswith("T"):
            match = _SPAN.match(rest)
            if match is None:
                found.refusals.append(Refusal(number, Message("exchange.not_brat")))
                continue
            offsets = [int(each[:15]) for each in re.findall(r"\d+", match["places"])]
            record = {"id": new_id(), "label": match["label"], "start": min(offsets), "end": max(offsets)}
            spans[name] = number, record | ({"article": article} if article else {})
        elif line.strip():
            other.append((number, name, rest))
    for number, name, rest in other:
        if not _take(spans, name, rest):
            found.refusals.append(Refusal(number, Message("exchange.not_brat")))
    return [Incoming(number, record) for name, (number, record) in spans.items() if name.startswith("T")]


def _take(spans: dict[str, tuple[int, dict[str, Any]]], name: str, rest: str) -> bool:
    """Add a relation, an attribute, a note or an event to its span; whether the line was understood."""
    kind = name[:1]
    if kind == "E" and (match := _EVENT.fullmatch(rest)) and match["trigger"] in spans:
        number, record = spans[match["trigger"]]
        record["label"] = match["type"]
        spans[name] = number, record  # by which attributes and arguments may name it
        for argument in match["arguments"].split():
            role, _, target = argument.partition(":")
            if target in spans:
                record.setdefault("relations", []).append({"type": role, "target": spans[target][1]["id"]})
        return True
    if kind == "R" and (match := _RELATION.fullmatch(rest)):
        if match["source"] in spans and match["target"] in spans:
            target = spans[match["target"]][1]["id"]
            spans[match["source"]][1].setdefault("relations", []).append(
                {"type": match["type"], "target": target}
            )
            return True
        return False
    if kind in "AM" and (match := _ATTRIBUTE.fullmatch(rest)):
        if match["of"] in spans:
            spans[match["of"]][1].setdefault("attributes", {})[match["name"]] = match["value"] or True
        return True
    if kind == "#":
        head, _, note = rest.partition("\t")
        if (match := _NOTE.fullmatch(head)) and match["of"] in spans:
            spans[match["of"]][1]["note"] = note
        return True
    return kind in "N*"
