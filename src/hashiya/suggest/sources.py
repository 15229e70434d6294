"""The sources of proposals, in the order in which they run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.suggest.actors.source import Actors
from hashiya.suggest.body import end_of_body
from hashiya.suggest.events.source import Events
from hashiya.suggest.quotations.source import Quotations

if TYPE_CHECKING:
    from hashiya.suggest.evidence import Evidence, Source
    from hashiya.suggest.proposal import Proposal

SOURCES: tuple[Source, ...] = (Actors(), Events(), Quotations())
"""All sources; each sees the proposals of those before it."""


def run_sources(evidence: Evidence) -> list[Proposal]:
    """Collect the proposals of all sources in the article itself, in the order of the sources."""
    found: list[Proposal] = []
    end = end_of_body(evidence.text)
    for source in SOURCES:
        found += [each for each in source.propose(evidence, tuple(found)) if each.span.end <= end]
    return found
