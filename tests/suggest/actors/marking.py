"""Sentences with their actors in square brackets, which are taken out to learn the places."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hashiya.annotation.annotation import Annotation
from hashiya.registry.names import Names
from hashiya.suggest.actors.source import Actors
from hashiya.suggest.evidence import Evidence
from hashiya.text.spans import Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hashiya.suggest.proposal import Proposal

LIKELY = 0.5


def read(marked: str) -> tuple[str, list[Span]]:
    """Split a sentence with brackets into its text and the places in brackets."""
    text, spans = "", []
    for part in re.split(r"(\[[^]]*\])", marked):
        inside = part.removeprefix("[").removesuffix("]")
        if inside != part:
            spans.append(Span(len(text), len(text) + len(inside)))
        text += inside
    return text, spans


def mark(text: str, spans: Sequence[Span]) -> str:
    """Put brackets around some places, for a failure that a person can read."""
    for span in sorted(spans, reverse=True):
        text = f"{text[: span.start]}[{span.cut(text)}]{text[span.end :]}"
    return text


def annotation(text: str, words: str, canonical: str = "", kind: str = "") -> Annotation:
    """Annotate the first occurrence of some words as an actor."""
    start = text.index(words)
    attributes = {"canonical": canonical or words, "kind": kind}
    return Annotation(
        id=str(start), label="ACTOR", start=start, end=start + len(words), text=words, attributes=attributes
    )


def propose(
    text: str, annotations: Sequence[Annotation] = (), elsewhere: Sequence[Annotation] = ()
) -> list[Proposal]:
    """Propose the actors of a text that are likely."""
    names: Mapping[str, Names] = {"ACTOR": Names("ACTOR", elsewhere)}
    found = Actors().propose(Evidence(text, None, annotations, names), ())
    return [each for each in found if each.score >= LIKELY]


def marked_by_rules(marked: str) -> str:
    """Take the brackets out of a sentence, and put brackets around the actors that are proposed for it."""
    text, _ = read(marked)
    return mark(text, [each.span for each in propose(text)])
