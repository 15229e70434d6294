"""Markdown: each article with a list of its annotations, in the order of the text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hashiya.exchange.losses import ANNOTATORS, PLACES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from hashiya.annotation.annotation import Annotation
    from hashiya.exchange.document import Document
    from hashiya.exchange.losses import Losses

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~+!&])")
_BEGINNING = re.compile(rb"## [^\n]*\n\n`[^`\n]*`\n\n")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def write(documents: Iterable[Document], losses: Losses) -> Iterator[bytes]:
    """Write a heading and a list for each article."""
    for document in documents:
        words = {each.id: each.text for each in document.annotations}
        losses.add(PLACES, len(document.annotations))
        date = f" ({document.date})" if document.date else ""
        lines = [f"## {_escaped(document.title or document.key)}{date}\n", f"`{_code(document.key)}`\n"]
        lines += [_line(each, words, losses) for each in document.annotations]
        yield "".join(f"{line}\n" for line in lines).encode("utf-8", "replace") + b"\n"


def tells(source: bytes) -> bool:
    """Tell whether a file begins as `write` begins one."""
    return _BEGINNING.match(source) is not None


def _line(annotation: Annotation, words: Mapping[str, str], losses: Losses) -> str:
    losses.add_fields(annotation, ANNOTATORS)
    values = [f"{name}: {value}" for name, value in annotation.attributes.items() if value]
    ends = [f"{each['type']}: {words.get(each['target'], each['target'])}" for each in annotation.relations]
    facts = " · ".join(_escaped(each) for each in (*values, *ends))
    note = f"\n  > {_escaped(annotation.note)}" if annotation.note else ""
    behind = f" ({facts})" if facts else ""
    return f"- **{_escaped(annotation.label)}** {_escaped(annotation.text)}{behind}{note}"


def _escaped(text: str) -> str:
    """Return a text on one line, in which no character has a meaning in Markdown."""
    return _SPECIAL.sub(r"\\\1", _CONTROLS.sub("\ufffd", " ".join(text.split())))


def _code(text: str) -> str:
    return _CONTROLS.sub("\ufffd", text.replace("`", "'"))
