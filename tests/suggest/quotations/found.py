"""What the source of quotations finds in a text, in a form that tests can read."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hashiya.messages import Message
from hashiya.suggest.evidence import Evidence
from hashiya.suggest.proposal import Proposal
from hashiya.suggest.quotations.source import Quotations
from hashiya.text.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterable


ORGANISATIONS = ("روسيا", "وزارة الصحة", "بعثة السلام", "رويترز")


class Found(NamedTuple):
    text: str
    mode: str
    cue: str
    speaker: str


def propose(text: str, actors: Iterable[str] = ()) -> list[Proposal]:
    """Propose quotations; the actors are persons, those in `ORGANISATIONS` apart."""
    proposals = [
        Proposal(
            Span(at, at + len(name)),
            "ACTOR",
            "test",
            Message("suggest.speaker", cue=""),
            1.0,
            {"kind": "organisation" if name in ORGANISATIONS else "person"},
        )
        for name in actors
        for at in range(len(text))
        if text.startswith(name, at)
    ]
    return list(Quotations().propose(Evidence(text, None, (), {}), proposals))


def quotes(text: str, actors: Iterable[str] = ()) -> list[Found]:
    """List the proposed quotations in the order of the text."""
    found = [each for each in propose(text, actors) if each.label == "QUOTE"]
    return [
        Found(
            each.span.cut(text),
            each.attributes["mode"],
            each.attributes.get("cue", ""),
            each.ends["speaker"].cut(text) if "speaker" in each.ends else "",
        )
        for each in sorted(found, key=lambda each: (each.span.start, -each.span.end))
    ]


def texts(text: str, actors: Iterable[str] = ()) -> list[str]:
    return [each.text for each in quotes(text, actors)]
