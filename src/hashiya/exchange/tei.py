"""TEI P5: a corpus with the text of each article, and its annotations beside the text in ``standOff``.

The text is one ``ab`` that keeps its spaces. An annotation is a ``span`` that points into it by
``string-range``, in code points. Attributes are feature structures, relations are ``relation`` elements.
Annotations inside the text are read, too: those of `tei_inline`, and names and quotations of other programs.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from hashiya.annotation.identifiers import new_id
from hashiya.errors import HashiyaError
from hashiya.exchange import tei_inline
from hashiya.exchange.incoming import Incoming, Read, Refusal
from hashiya.exchange.losses import ATTRIBUTES, CONTROLS, OTHER_VALUES, RELATIONS, REVISIONS, STATUSES
from hashiya.exchange.tei_header import NAMESPACE, header
from hashiya.exchange.xml import clean, content, each_of, head, local_name, parse, tag
from hashiya.messages import Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from xml.etree.ElementTree import Element

    from hashiya.annotation.annotation import Annotation
    from hashiya.exchange.document import Document
    from hashiya.exchange.losses import Losses

_ID = "{http://www.w3.org/XML/1998/namespace}id"
_TARGET = re.compile(r"#string-range\((?P<text>[^,()]+),\s*(?P<start>\d{1,15}),\s*(?P<length>\d{1,15})\)")
_BEGINNING = 8192
_ROOTS = ("TEI", "teiCorpus")
_INLINE = {
    "persName": ("ACTOR", "person"),
    "orgName": ("ACTOR", "organisation"),
    "q": ("QUOTE", ""),
    "quote": ("QUOTE", ""),
    "said": ("QUOTE", ""),
    "eventName": ("EVENT", ""),
}
"""Elements inside a text that are read, with the label and the kind of an actor."""
_BLOCKS = frozenset(
    ("ab", "div", "head", "item", "l", "lg", "list", "p", "quote", "row", "sp", "table", "trailer")
)
_LEFT_OUT = frozenset(("fw", "teiHeader", "standOff"))
_SPACES = re.compile(r"[ \t\r\n]+")


def write(documents: Iterable[Document], losses: Losses) -> Iterator[bytes]:
    """Write a corpus, one article after another."""
    yield (head() + tag("teiCorpus", xmlns=NAMESPACE) + "\n" + header("hashiya", "")).encode()
    for number, document in enumerate(documents, 1):
        yield "".join(_article(document, number, losses)).encode("utf-8", "replace")
    yield b"</teiCorpus>\n"


def tells(source: bytes) -> bool:
    """Tell whether a file names TEI's namespace near its beginning."""
    return NAMESPACE.encode() in source[:_BEGINNING]


def read(source: bytes) -> Read:
    """Read the annotations of every text; numbered by text."""
    try:
        root = parse(source)
    except HashiyaError as error:
        return Read([], [Refusal(1, error.told)])
    found = Read([], [], texts := {})
    number = 0
    for article in each_of(root, "TEI"):
        body = next(each_of(article, "text"), None)
        if body is None:
            continue
        number += 1
        name = _name_of(article) or str(number)
        name = name if name not in texts else str(number)
        whole = _kept(article)
        if whole is not None:
            texts[name], records = tei_inline.read(whole)
            records += _standing_off(article, whole.get(_ID, ""))
        else:
            text = _Text()
            text.take(body)
            texts[name] = text.finished()
            records = text.records
        found.incoming.extend(Incoming(number, {"article": name, **record}) for record in records)
    if local_name(root) not in _ROOTS:
        found.refusals.append(Refusal(1, Message("exchange.no_tei_text")))
    return found


def _article(document: Document, number: int, losses: Losses) -> Iterator[str]:
    text = f"text-{number}"
    losses.add(CONTROLS, clean(document.text) != document.text)
    yield "<TEI>\n" + header(document.title or document.key, document.key)
    yield "<text><body>" + tag("ab", xml_id=text, xml_space="preserve")
    yield content(document.text) + "</ab></body></text>\n<standOff>\n"
    names = {each.id: f"a-{number}-{place}" for place, each in enumerate(document.annotations, 1)}
    if names:
        yield tag("spanGrp", type="annotations") + "\n"
        for annotation in document.annotations:
            losses.add_fields(annotation, STATUSES, REVISIONS, OTHER_VALUES)
            yield _span(annotation, names[annotation.id], text)
        yield "</spanGrp>\n"
    for annotation in document.annotations:
        yield from _features(annotation, names[annotation.id], losses)
        if annotation.note:
            yield tag("note", target=f"#{names[annotation.id]}") + content(annotation.note) + "</note>\n"
    relations = []
    for annotation in document.annotations:
        known = [each for each in annotation.relations if each["target"] in names]
        losses.add(RELATIONS, len(annotation.relations) - len(known))
        for each in known:
            ends = {"active": f"#{names[annotation.id]}", "passive": f"#{names[each['target']]}"}
            relations.append(tag("relation", is_empty=True, name=each["type"], **ends))
    if relations:
        yield "<listRelation>" + "\n".join(relations) + "</listRelation>\n"
    yield "</standOff>\n</TEI>\n"


def _span(annotation: Annotation, name: str, text: str) -> str:
    place = f"#string-range({text},{annotation.start},{annotation.end - annotation.start})"
    # the name of an annotator may hold spaces, which a pointer may not
    start = tag("span", xml_id=name, type=annotation.label, target=place, n=annotation.annotator)
    return f"{start}{content(annotation.text)}</span>\n"


def _features(annotation: Annotation, name: str, losses: Losses) -> Iterator[str]:
    features = []
    for key, given in annotation.attributes.items():
        values = given if isinstance(given, list) else [given]
        if not all(isinstance(each, str) for each in values):
            losses.add(ATTRIBUTES)
            continue
        strings = "".join(f"<string>{content(each)}</string>" for each in values)
        inner = f"<vColl>{strings}</vColl>" if isinstance(given, list) else strings
        features.append(tag("f", name=key) + inner + "</f>")
    if features:
        yield tag("fs", corresp=f"#{name}", type=annotation.label) + "".join(features) + "</fs>\n"


def _name_of(article: Element) -> str:
    """Return the source that the header of our own texts names, without spaces around it."""
    for source in each_of(article, "sourceDesc"):
        return " ".join("".join(source.itertext()).split()) if _kept(article) is not None else ""
    return ""


def _kept(article: Element) -> Element | None:
    """Find the element that is a whole text and keeps its spaces; None in a text of another program."""
    body = next(each_of(article, "body"), None)
    if body is None or len(body) != 1 or local_name(body[0]) != "ab":
        return None
    return body[0] if any(key.endswith("space") for key in body[0].attrib) else None


def _standing_off(article: Element, text: str) -> Iterator[dict[str, Any]]:
    """Make the records of the spans that point into a text."""
    ids: dict[str, str] = {}
    records: dict[str, dict[str, Any]] = {}
    for span in each_of(article, "span"):
        match = _TARGET.fullmatch(span.get("target", ""))
        if match is None or match["text"] != text:
            continue
        name = span.get(_ID) or f"span {len(records)}"
        ids[name] = new_id()
        start = int(match["start"])
        record = {"label": span.get("type", ""), "start": start, "end": start + int(match["length"])}
        records[name] = {"id": ids[name], **record, "annotator": span.get("n", "")}
    for features in each_of(article, "fs"):
        if (record_ := records.get(features.get("corresp", "")[1:])) is not None:
            record_["attributes"] = dict(_values(features))
    for note in each_of(article, "note"):
        if (record_ := records.get(note.get("target", "")[1:])) is not None:
            record_["note"] = note.text or ""
    for relation in each_of(article, "relation"):
        active, passive = relation.get("active", "")[1:], relation.get("passive", "")[1:]
        if active in records and passive in records:
            link = {"type": relation.get("name", ""), "target": ids[passive]}
            records[active].setdefault("relations", []).append(link)
    yield from records.values()


def _values(features: Element) -> Iterator[tuple[str, Any]]:
    for feature in features:
        strings = [each.text or "" for each in each_of(feature, "string")]
        is_list = any(local_name(each) == "vColl" for each in feature)
        yield feature.get("name", ""), strings if is_list else "".join(strings)


class _Text:
    """The text of the elements of another program: blocks become paragraphs, spaces are joined.

    Attributes:
        records: of the names and quotations inside.
    """

    def __init__(self) -> None:
        self.records: list[dict[str, Any]] = []
        self._pieces: list[str] = []
        self._length = 0

    def take(self, element: Element) -> None:
        """Add the text of an element, and a record if the element is one that is read."""
        name = local_name(element)
        if name in _LEFT_OUT:
            return
        if name in _BLOCKS:
            self._break()
        start, first = self._length, len(self._pieces)
        self._add(element.text)
        for inner in element:
            self.take(inner)
            self._add(inner.tail)
        if name in _INLINE:
            self._record(name, start, "".join(self._pieces[first:]))
        if name in _BLOCKS:
            self._break()

    def finished(self) -> str:
        """Return the whole text."""
        return "".join(self._pieces).rstrip()

    def _record(self, name: str, start: int, words: str) -> None:
        begin = start + len(words) - len(words.lstrip())
        end = start + len(words.rstrip())
        label, kind = _INLINE[name]
        if begin < end:
            attributes = {"attributes": {"kind": kind}} if kind else {}
            self.records.append({"label": label, "start": begin, "end": end, **attributes})

    def _add(self, text: str | None) -> None:
        joined = _SPACES.sub(" ", text or "")
        if not self._pieces or self._pieces[-1][-1:] in " \n":
            joined = joined.lstrip(" ")
        if joined:
            self._pieces.append(joined)
            self._length += len(joined)

    def _break(self) -> None:
        if self._pieces and not self._pieces[-1].endswith("\n"):
            self._pieces.append("\n")
            self._length += 1
