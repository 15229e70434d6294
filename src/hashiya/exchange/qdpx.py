"""REFI-QDA 1.0 projects, which MAXQDA, ATLAS.ti, NVivo and QualCoder exchange.

A project is a zip archive of ``project.qde`` and the texts, which have line feeds only. A label is a code,
and an attribute with its value a code below it, so an actor is coded by name. Positions are code points.
"""

from __future__ import annotations

import re
import tempfile
import uuid
from bisect import bisect_left
from typing import TYPE_CHECKING, Any

from hashiya.errors import HashiyaError
from hashiya.exchange.archive import MAGIC, files_in, names_in, zipped
from hashiya.exchange.incoming import Incoming, Read, Refusal
from hashiya.exchange.losses import (
    FREE_VALUES,
    LINE_ENDS,
    LISTS,
    OTHER_VALUES,
    RELATIONS,
    REVISIONS,
    STATUSES,
)
from hashiya.exchange.pieces import pieces_of
from hashiya.exchange.xml import content, each_of, head, parse, tag
from hashiya.messages import Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import BinaryIO
    from xml.etree.ElementTree import Element

    from hashiya.annotation.annotation import Annotation
    from hashiya.exchange.document import Document
    from hashiya.exchange.losses import Losses

_NAMESPACE = "urn:QDA-XML:project:1.0"
_PROJECT = "project.qde"
_OWN = uuid.UUID("6f1f7c52-6a0e-5d7e-9d2c-0a3b5a1c9e10")
"""The namespace of GUIDs made of names, so that the same export has the same GUIDs."""
_INTERNAL = "internal://"
_CARRIAGE_RETURN = re.compile(r"\r(?=\n)")
ATTRIBUTE = ": "
"""The separator of an attribute and its value in the name of a code."""
_MARK = "\ufeff"
_FEWEST_LISTED = 2
"""Values of a list that comes back as one."""
_IN_MEMORY = 1 << 24


def write(documents: Iterable[Document], losses: Losses) -> Iterator[bytes]:
    """Write a project; the codes are known when all articles are written, so the project comes last."""
    with (
        tempfile.SpooledTemporaryFile(_IN_MEMORY) as sources,
        tempfile.SpooledTemporaryFile(_IN_MEMORY) as links,
    ):
        project = _Project(sources, links, losses)  # type: ignore[arg-type]
        yield from zipped(project.files(documents))


def tells(source: bytes) -> bool:
    """Tell whether an archive has a project."""
    return source.startswith(MAGIC) and any(name.endswith(".qde") for name in names_in(source))


def read(source: bytes) -> Read:
    """Read the codings of texts; those of pictures, sound and films are refused, each source once."""
    found = Read([], [], texts := {})
    try:
        files = files_in(source)
        name = next(name for name in sorted(files) if name.endswith(".qde"))
        project = parse(files[name])
    except HashiyaError as error:
        found.refusals.append(Refusal(1, error.told))
        return found
    except StopIteration:
        found.refusals.append(Refusal(1, Message("exchange.no_project")))
        return found
    codes = {code.get("guid", ""): (code.get("name", ""), "") for code in each_of(project, "Code")}
    for code in each_of(project, "Code"):
        for inner in code:
            inner_name = inner.get("name", "")
            if ATTRIBUTE in inner_name:
                codes[inner.get("guid", "")] = code.get("name", ""), inner_name
    users = {user.get("guid", ""): user.get("name", "") for user in each_of(project, "User")}
    relations = _relations(project)
    number = 0
    for part in each_of(project, "Sources"):
        for text_source in part:
            number += 1
            text = _text_of(text_source, files)
            if text is None:
                found.refusals.append(Refusal(number, Message("exchange.no_text_source")))
                continue
            path = text_source.get("plainTextPath", "").removeprefix(_INTERNAL)
            article = text_source.get("name") or path or str(number)
            article = article if article not in texts else str(number)
            texts[article] = text
            for selection in each_of(text_source, "PlainTextSelection"):
                made = _records(selection, article, codes, users, relations)
                found.incoming.extend(Incoming(number, record) for record in made)
    return found


class _Project:
    """A project that is written article by article."""

    def __init__(self, sources: BinaryIO, links: BinaryIO, losses: Losses) -> None:
        self._sources, self._links, self._losses = sources, links, losses
        self._codes: dict[str, dict[str, None]] = {}
        self._users: dict[str, None] = {}

    def files(self, documents: Iterable[Document]) -> Iterator[tuple[str, Iterable[bytes]]]:
        for document in documents:
            guid = guid_for("source", document.key)
            text = _CARRIAGE_RETURN.sub("", document.text)
            self._losses.add(LINE_ENDS, text != document.text)
            self._write_source(document, guid)
            # of two marks, a reader takes one for a byte-order mark
            marked = f"{_MARK}{text}" if text.startswith(_MARK) else text
            yield f"sources/{guid}.txt", [marked.encode("utf-8", "replace")]
        yield _PROJECT, self._project()

    def _write_source(self, document: Document, guid: str) -> None:
        dropped = [match.start() for match in _CARRIAGE_RETURN.finditer(document.text)]
        path = f"{_INTERNAL}{guid}.txt"
        parts = [tag("TextSource", guid=guid, name=document.key, plainTextPath=path)]
        known = {annotation.id for annotation in document.annotations}
        for annotation in document.annotations:
            parts += self._selection(annotation, dropped)
            self._write_links(annotation, known)
            self._losses.add_fields(annotation, STATUSES, REVISIONS, OTHER_VALUES)
        parts.append("</TextSource>\n")
        self._sources.write("".join(parts).encode("utf-8", "replace"))

    def _selection(self, annotation: Annotation, dropped: list[int]) -> Iterator[str]:
        guid = _guid_of(annotation.id)
        if annotation.annotator:
            self._users[annotation.annotator] = None
        user = guid_for("user", annotation.annotator) if annotation.annotator else ""
        start, end = (offset - bisect_left(dropped, offset) for offset in (annotation.start, annotation.end))
        yield tag(
            "PlainTextSelection",
            guid=guid,
            name=" ".join(annotation.text.split())[:100],
            startPosition=str(start),
            endPosition=str(end),
            creatingUser=user,
            creationDateTime=annotation.created,
        )
        if annotation.note:
            yield f"<Description>{content(annotation.note)}</Description>"
        below = self._codes.setdefault(annotation.label, {})
        codes = [guid_for("code", annotation.label)]
        for name, given in annotation.attributes.items():
            self._losses.add(LISTS, isinstance(given, list) and len(given) < _FEWEST_LISTED)
            for value in given if isinstance(given, list) else [given]:
                if isinstance(value, str) and value:
                    below[f"{name}{ATTRIBUTE}{value}"] = None
                    codes.append(guid_for("code", annotation.label, f"{name}{ATTRIBUTE}{value}"))
                else:
                    self._losses.add(FREE_VALUES)
        for code in codes:
            yield tag("Coding", guid=guid_for("coding", guid, code), creatingUser=user)
            yield tag("CodeRef", is_empty=True, targetGUID=code) + "</Coding>"
        yield "</PlainTextSelection>\n"

    def _write_links(self, annotation: Annotation, known: set[str]) -> None:
        for relation in annotation.relations:
            if relation["target"] not in known:
                self._losses.add(RELATIONS)
                continue
            origin, target = _guid_of(annotation.id), _guid_of(relation["target"])
            link = tag(
                "Link",
                is_empty=True,
                guid=guid_for("link", origin, relation["type"], target),
                name=relation["type"],
                direction="OneWay",
                originGUID=origin,
                targetGUID=target,
            )
            self._links.write(f"{link}\n".encode("utf-8", "replace"))

    def _project(self) -> Iterator[bytes]:
        yield (head() + tag("Project", xmlns=_NAMESPACE, name="hashiya", origin="hashiya") + "\n").encode()
        if self._users:
            users = (
                tag("User", is_empty=True, guid=guid_for("user", each), name=each) for each in self._users
            )
            yield f"<Users>{''.join(users)}</Users>\n".encode("utf-8", "replace")
        if self._codes:
            yield b"<CodeBook><Codes>\n"
            for label, below in self._codes.items():
                inner = "".join(
                    tag(
                        "Code",
                        is_empty=True,
                        guid=guid_for("code", label, each),
                        name=each,
                        isCodable="true",
                    )
                    for each in below
                )
                code = tag("Code", guid=guid_for("code", label), name=label, isCodable="true")
                yield f"{code}{inner}</Code>\n".encode("utf-8", "replace")
            yield b"</Codes></CodeBook>\n"
        for name, file in (("Sources", self._sources), ("Links", self._links)):
            if file.tell():
                yield f"<{name}>\n".encode()
                yield from pieces_of(file)
                yield f"</{name}>\n".encode()
        yield b"</Project>\n"


def guid_for(*parts: str) -> str:
    """Make a GUID of names, the same one each time."""
    return str(uuid.uuid5(_OWN, "\0".join(parts)))


def _guid_of(identifier: str) -> str:
    """Return the id of an annotation if that is a UUID, else one made of it."""
    try:
        return str(uuid.UUID(identifier))
    except ValueError:
        return guid_for("annotation", identifier)


def _text_of(source: Element, files: Mapping[str, bytes]) -> str | None:
    """Return the text of a source with line feeds only; None if it has none."""
    inside = next(each_of(source, "PlainTextContent"), None)
    if inside is not None:
        return (inside.text or "").replace("\r\n", "\n")
    name = source.get("plainTextPath", "").removeprefix(_INTERNAL)  # which some programs leave out
    whole = next(
        (files[each] for each in (f"sources/{name}", f"Sources/{name}", name) if each in files), None
    )
    return None if whole is None else whole.decode("utf-8-sig", "replace").replace("\r\n", "\n")


def _relations(project: Element) -> Mapping[str, list[dict[str, str]]]:
    """Return the links between selections by the GUID at which they begin."""
    found: dict[str, list[dict[str, str]]] = {}
    for link in each_of(project, "Link"):
        ends = _plain(link.get("originGUID", "")), _plain(link.get("targetGUID", ""))
        if all(ends):
            found.setdefault(ends[0], []).append({"type": link.get("name") or "link", "target": ends[1]})
    return found


def _plain(guid: str) -> str:
    return guid.strip("{}").lower()


def _records(
    selection: Element,
    article: str,
    codes: Mapping[str, tuple[str, str]],
    users: Mapping[str, str],
    relations: Mapping[str, list[dict[str, str]]],
) -> Iterator[dict[str, Any]]:
    """Make a record for each code of a selection; codes of attributes belong to the record of their label."""
    coded = [
        codes[reference.get("targetGUID", "")]
        for reference in each_of(selection, "CodeRef")
        if reference.get("targetGUID", "") in codes
    ]
    place = {}
    for key, name in (("start", "startPosition"), ("end", "endPosition")):
        digits = selection.get(name, "")
        if digits.isascii() and digits.isdigit() and len(digits) <= 15:
            place[key] = int(digits)
    description = next(each_of(selection, "Description"), None)
    note = (description.text or "") if description is not None else ""
    guid = _plain(selection.get("guid", ""))
    labels = dict.fromkeys(label for label, _ in coded) or {"": None}
    for number, label in enumerate(labels):
        attributes: dict[str, Any] = {}
        for _, attribute in (each for each in coded if each[0] == label and each[1]):
            name, _, value = attribute.partition(ATTRIBUTE)
            earlier = attributes.get(name)
            listed = earlier if isinstance(earlier, list) else [earlier]
            attributes[name] = value if earlier is None else [*listed, value]
        record: dict[str, Any] = {"article": article, "label": label, **place, "note": note}
        record |= {"attributes": attributes, "annotator": users.get(selection.get("creatingUser", ""), "")}
        if guid and not number:  # of several labels, the first one is the selection that links name
            record |= {"id": guid, "relations": relations.get(guid, [])}
        if created := selection.get("creationDateTime"):
            record["created"] = created
        yield {key: value for key, value in record.items() if value not in ("", {}, [])}
