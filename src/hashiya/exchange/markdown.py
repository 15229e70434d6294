"""Markdown: each article with a list of its annotations, in the order of the text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hashiya.exchange.losses import ANNOTATORS, OTHER_VALUES, PLACES, REVISIONS, STATUSES
from hashiya.text.cleaning import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from hashiya.annotation.annotation import Annotation
    from hashiya.exchange.document import Document
    from hashiya.exchange.losses import Losses

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~+!&])")
_BEGINNING = re.compile(rb"## [^\n]*\n\n`[^`\n]*`\n\n")
_REPORT = b'<div id="hashiya" dir="'
"""The beginning of a report; what is within has the direction of its language."""


def write(documents: Iterable[Document], losses: Losses) -> Iterator[bytes]:
    """Write a heading and a list for each article."""
    for document in documents:
        words = {each.id: each.text for each in document.annotations}
        losses.add(PLACES, len(document.annotations))
        date = f" ({document.date})" if document.date else ""
        lines = [f"## {escaped(document.title or document.key)}{date}\n", f"`{code(document.key)}`\n"]
        for each in document.annotations:
            losses.add_fields(each, ANNOTATORS, STATUSES, REVISIONS, OTHER_VALUES)
            lines.append(f"- {line_of(each, words)}")
        yield "".join(f"{line}\n" for line in lines).encode("utf-8", "replace") + b"\n"


def tells(source: bytes) -> bool:
    """Tell whether a file begins as `write` or a report begins one."""
    return _BEGINNING.match(source) is not None or source.startswith(_REPORT)


def report_beginning(direction: str) -> str:
    """Return the beginning of a report, by which `tells` knows it."""
    return f'{_REPORT.decode()}{direction}">\n\n'


def line_of(annotation: Annotation, words: Mapping[str, str]) -> str:
    """Return an annotation as an item of a list, without the mark of the item.

    Args:
        annotation: the annotation.
        words: those of all annotations of its article, by id, to name the ends of relations.
    """
    values = [f"{name}: {value}" for name, value in annotation.attributes.items() if value]
    ends = [f"{each['type']}: {words.get(each['target'], each['target'])}" for each in annotation.relations]
    facts = " · ".join(escaped(each) for each in (*values, *ends))
    note = f"\n  > {escaped(annotation.note)}" if annotation.note else ""
    behind = f" ({facts})" if facts else ""
    return f"**{escaped(annotation.label)}** {escaped(annotation.text)}{behind}{note}"


def escaped(text: str) -> str:
    """Return a text on one line, in which no character has a meaning in Markdown."""
    return _SPECIAL.sub(r"\\\1", clean(" ".join(text.split())))


def code(text: str) -> str:
    """Return a text as the content of a span of code, on one line."""
    return clean(text.replace("`", "'"))
